import { DAY, HOUR, MINUTE, type Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { capExceeded, type DialledNumber, numberRefused } from '@ringdesk/shared/rules/dialRules.ts';
import type { KnownTrunk } from './callEvents.ts';
import { isSentOn } from './callFacts.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/** The line to the outside; undefined: there is none. */
export function outboundTrunk({ telephony: { settings, trunks } }: State): KnownTrunk | undefined {
  return trunks.find(({ id }) => id === settings.outboundTrunkId);
}

/** Why this agent may not call this number now; undefined: they may. Country, kind of number, and the caps of the center. */
export function refusedToCall(
  state: State,
  agent: AgentRecord,
  dialled: DialledNumber | undefined,
  now: Instant,
): Refusal | undefined {
  const { settings } = state.telephony;
  const trunk = outboundTrunk(state);
  const refused = numberRefused(dialled ?? { kind: 'notANumber' }, { ...settings, outboundTrunkId: trunk?.id ?? null });
  if (refused || !trunk) return refused;
  const { calls, talkMs } = usedUp(agent, now);
  const soFar = { lastHour: calls.length, minutesToday: talkMs / MINUTE, callsOnTrunk: callsOn(state, trunk) };
  const capped = capExceeded(soFar, settings, trunk);
  switch (capped?.per) {
    case 'hour': {
      const limit = settings.maxCallsPerHour;
      // As many have to be over an hour ago as are too many now.
      return { ...capped, limit, resetsAt: (calls[calls.length - limit] ?? now) + HOUR };
    }
    case 'day':
      return { ...capped, limit: settings.maxMinutesPerDay, resetsAt: (Math.floor(now / DAY) + 1) * DAY };
    case 'trunk':
      return { ...capped, limit: trunk.maxCalls };
    case undefined:
      return undefined;
  }
}

/** What an agent has used of the caps: calls to the outside within the last hour, oldest first, and time talked today (UTC). */
export function usedUp(
  { dialledAt = [], talked }: AgentRecord,
  now: Instant,
): { readonly calls: readonly Instant[]; readonly talkMs: number } {
  return {
    calls: dialledAt.filter((at) => at > now - HOUR),
    talkMs: talked?.day === Math.floor(now / DAY) ? talked.ms : 0,
  };
}

/**
 * Calls over the line, each leg for itself: a customer who came over it and is sent on, or whose agent asks a number, takes it
 * twice. All that is called goes out over the line to the outside, which this one is.
 */
function callsOn(state: State, trunk: KnownTrunk): number {
  let count = 0;
  for (const id of state.calls) {
    const interaction = state.interactions.get(id);
    if (interaction?.call?.trunkId === trunk.id) count += 1;
    if (interaction && hasLegOutside(interaction)) count += 1;
  }
  return count;
}

/** Beside the customer somebody is on the line, or called there: asked, or where the customer is sent on to. */
function hasLegOutside(interaction: InteractionRecord): boolean {
  const { sendingTo, consult } = interaction.call ?? {};
  return sendingTo !== undefined || consult?.with.kind === 'number' || isSentOn(interaction);
}

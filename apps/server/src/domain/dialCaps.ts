import { DAY, HOUR, MINUTE, type Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { capExceeded, type DialledNumber, numberRefused } from '@ringdesk/shared/rules/dialRules.ts';
import type { KnownTrunk } from './callEvents.ts';
import type { AgentRecord } from './records.ts';
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
  return capExceeded(
    {
      lastHour: (agent.dialledAt ?? []).filter((at) => at > now - HOUR).length,
      minutesToday: agent.talked?.day === Math.floor(now / DAY) ? agent.talked.ms / MINUTE : 0,
      callsOnTrunk: callsOn(state, trunk),
    },
    settings,
    trunk,
  );
}

function callsOn(state: State, trunk: KnownTrunk): number {
  let count = 0;
  for (const id of state.calls) if (state.interactions.get(id)?.call?.trunkId === trunk.id) count += 1;
  return count;
}

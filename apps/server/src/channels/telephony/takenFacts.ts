import { rm } from 'node:fs/promises';
import type { CustomerId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { withKept } from '../../application/keptInputs.ts';
import type { CallInput } from '../../application/telephony/callDoor.ts';
import { dialledIn, homeCountry, withName } from '../../application/telephony/dialledNumbers.ts';
import { arrival } from './callArrivals.ts';
import type { CallFact, CallOrder } from './callControl.ts';
import { inputOfFact } from './callFacts.ts';
import { callTo, colleagueAt, transferTo } from './referrals.ts';
import type { TelephonyParts } from './telephony.ts';

/** While nothing can be written, what has happened is told again after this. */
const AGAIN_MS = SECOND;
/** A recording that found no room is taken over after this, where there is room by then. */
const ROOM_MS = MINUTE;

/** Facts about one call, or one agent's phones. */
export type FactOfCall = Exclude<CallFact, { type: 'trunk' | 'media' | 'ports' | 'digit' }>;

export interface TakenFacts {
  take(fact: FactOfCall): void;
  /** After everything before it under the same key. What has happened stays true: it waits for room on the disk. */
  tell(key: string, input: CallInput): void;
  /** Resolves when what was taken in is told; what waits for room is given up. */
  stop(): Promise<void>;
}

/** Takes what the endpoint reports in as inputs of the engine, in its order for each call. */
export function createTakenFacts(
  parts: Pick<TelephonyParts, 'engine' | 'store' | 'office' | 'attachments' | 'log' | 'newId' | 'now' | 'delay'>,
  order: (order: CallOrder) => void,
): TakenFacts {
  const { engine, store, office, log, newId } = parts;
  const server = { kind: 'server' } as const;
  /** The last work of each call: what follows waits for it. */
  const lines = new Map<string, Promise<void>>();
  const waiting = new Set<() => void>();
  let stopped = false;

  const submit = async (input: CallInput) =>
    engine.submit(await withKept(engine, store, server, input), { actor: server });

  /** A moment, or until it is told no more. */
  const aWhile = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const go = (): void => {
        cancel();
        waiting.delete(go);
        resolve();
      };
      const cancel = parts.delay(go, ms);
      waiting.add(go);
    });

  /** Why it was not taken, where it was not. */
  async function told(input: CallInput): Promise<Refusal['code'] | undefined> {
    for (;;) {
      const reply = await submit(input);
      if (reply.ok) return undefined;
      if (reply.error.code !== 'storageFull' || stopped) return reply.error.code;
      await aWhile(AGAIN_MS);
    }
  }

  function inTurn(key: string, work: () => Promise<void>): void {
    const next = (lines.get(key) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      log.error({ err: error }, 'a fact of a call could not be taken in');
    });
    lines.set(key, next);
    void next.then(() => {
      if (lines.get(key) === next) lines.delete(key);
    });
  }

  const nameOf = async (customerId: CustomerId): Promise<string | undefined> =>
    (await store.visitorNames.get(customerId)) ?? (await store.kept.nameOf(customerId));

  async function arrived(fact: Extract<CallFact, { type: 'arrived' }>): Promise<void> {
    const input = await arrival(fact, {
      read: (reader) => engine.read(reader),
      countryOf: (trunkId: TrunkId) => office.trunk(trunkId)?.settings.country ?? '',
      nameOf: async (customerId: CustomerId) => (await nameOf(customerId)) ?? '',
      newId,
    });
    // Nobody serves this number, the caller is blocked, or nothing can be written: busy, and no more (reliability, section 3).
    if (!input || !(await submit(input)).ok) order({ type: 'announce', callId: fact.callId, file: null });
  }

  async function recorded(fact: Extract<CallFact, { type: 'recorded' }>): Promise<void> {
    const { callId: interactionId, kind, file, seconds, peaks } = fact;
    const attachmentId = await parts.attachments.keepRecording({ path: file, kind, interactionId }, parts.now());
    if (attachmentId === undefined) {
      log.warn({ kind }, 'a recording found no room');
      // What comes next of the call does not wait for it.
      return void aWhile(ROOM_MS).then(() => stopped || inTurn(interactionId, () => recorded(fact)));
    }
    const refused = await told({ type: 'call.recorded', interactionId, kind, attachmentId, seconds, peaks });
    // What stands in no call nobody could hear, and nobody erase.
    if (refused !== undefined) await parts.attachments.discard(attachmentId);
    // What this process could not tell any more the next one does; of a call that there is not, nobody wants to know.
    if (refused === undefined || refused === 'notFound') await rm(file, { force: true });
  }

  /** A phone of another make that picks up what is not offered there any more rings no longer. */
  async function pickedUp({ callId, agentId }: Extract<CallFact, { type: 'pickedUp' }>): Promise<void> {
    if ((await submit({ type: 'call.pickedUp', interactionId: callId, agentId })).ok) return;
    order({ type: 'stopRinging', callId, agentIds: [agentId], because: 'elsewhere' });
  }

  const named = () => ({
    country: homeCountry(office),
    colleague: (user: string) => engine.read(({ agents }) => colleagueAt(user, agents, office.phones())),
  });

  /** On a phone of another make an agent calls, as from the desk: the same rights, rules and caps. */
  async function dialled({ callId, agentId, to }: Extract<CallFact, { type: 'dialled' }>): Promise<void> {
    const command = callTo(callId, to, named());
    const refuse = (because: Extract<CallOrder, { type: 'refuse' }>['because']): void =>
      order({ type: 'refuse', callId, because });
    if (command === undefined) return refuse('unavailable');
    const known = await withName(dialledIn(office, command), nameOf);
    const reply = await engine.submit(
      { type: 'command', command, ...(known && { dialled: known }) },
      { actor: { kind: 'agent', agentId } },
    );
    if (reply.ok) return;
    const { code } = reply.error;
    refuse(
      code === 'onCall' ? 'busy' : code === 'agentUnavailable' || code === 'notFound' ? 'unavailable' : 'forbidden',
    );
  }

  /** From a phone of another make an agent sends the customer on, as from the desk: to a colleague, or to a number. */
  async function referred({
    callId: interactionId,
    agentId,
    to,
  }: Extract<CallFact, { type: 'referred' }>): Promise<void> {
    const command = transferTo(interactionId, to, named());
    if (command === undefined) return;
    const known = dialledIn(office, command);
    await engine.submit(
      { type: 'command', command, ...(known && { dialled: known }) },
      { actor: { kind: 'agent', agentId } },
    );
  }

  const tell = (key: string, input: CallInput): void => inTurn(key, async () => void (await told(input)));

  return {
    take(fact) {
      switch (fact.type) {
        case 'arrived':
          return inTurn(fact.callId, () => arrived(fact));
        case 'recorded':
          return inTurn(fact.callId, () => recorded(fact));
        case 'pickedUp':
          return inTurn(fact.callId, () => pickedUp(fact));
        case 'dialled':
          return inTurn(fact.callId, () => dialled(fact));
        case 'referred':
          return inTurn(fact.callId, () => referred(fact));
        default: {
          const input = inputOfFact(fact);
          if (input === undefined) return;
          tell('callId' in fact ? fact.callId : fact.type === 'phones' ? fact.agentId : 'endpoint', input);
        }
      }
    },
    tell,
    async stop() {
      stopped = true;
      for (const go of waiting) go();
      await Promise.all(lines.values());
    },
  };
}

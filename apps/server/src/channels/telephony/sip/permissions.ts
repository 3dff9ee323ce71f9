import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { LegRole } from '../callControl.ts';
import type { Permission } from './call.ts';
import type { Exchange, Flow } from './flow.ts';
import type { Leg } from './leg.ts';

/** Of the INVITEs that wait for their permission at most so many, over all phones. */
const EARLY_MOST = 1_000;

/** What an agent's softphone may do next, once. */
export type Expected =
  | ({ readonly kind: 'call' } & Permission)
  | {
      readonly kind: 'listen';
      readonly agentId: AgentId;
      readonly mode: Extract<LegRole, 'listen' | 'whisper' | 'barge'>;
    };

/** An INVITE that came before its permission. */
interface Early {
  readonly callId: InteractionId;
  readonly agentId: AgentId;
  readonly role: string | undefined;
  readonly leg: Leg;
  readonly stop: () => void;
}

export interface PermissionParts {
  readonly waiting: Exchange['waiting'];
  /** An INVITE that was here first may go on. */
  readonly allowed: (callId: InteractionId, leg: Leg, one: Expected) => void;
}

export const roleOf = (one: Expected): LegRole => (one.kind === 'call' ? one.role : one.mode);

/**
 * What agents may call about next, each once and for a while, and the INVITEs that came before they may: a desk learns of what it
 * may do at the same moment as the order for it sets out. Nothing is left of either once its time is over.
 */
export function createPermissions({ waiting, allowed }: PermissionParts) {
  const expected = new Map<InteractionId, Map<Expected, () => void>>();
  const early = new Set<Early>();

  /** Used, or too late. */
  const over = (callId: InteractionId, one: Expected): void => {
    const all = expected.get(callId);
    all?.get(one)?.();
    all?.delete(one);
    if (all?.size === 0) expected.delete(callId);
  };

  return {
    /** Lets the agent's phone call about this for so many milliseconds; `missed`: it did not. */
    expect(callId: InteractionId, one: Expected, ms: number, missed: () => void): void {
      const all = expected.get(callId) ?? new Map<Expected, () => void>();
      expected.set(callId, all);
      const late = (): void => {
        over(callId, one);
        missed();
      };
      all.set(one, waiting.after(ms, late));
      const role = roleOf(one);
      const came = [...early].find((it) => it.callId === callId && it.agentId === one.agentId && it.role === role);
      if (came === undefined) return;
      early.delete(came);
      came.stop();
      if (came.leg.state === 'early') {
        over(callId, one);
        allowed(callId, came.leg, one);
        return;
      }
      // Who has given up by now calls anew: a desk for this very call, a phone of another make for one of its own.
      if (came.leg.flow.kind !== 'webrtc') late();
    },
    /** Takes the first permission of this agent for this call that fits. */
    claim(callId: InteractionId, agentId: AgentId, fits: (one: Expected) => boolean): Expected | undefined {
      const all = [...(expected.get(callId)?.keys() ?? [])];
      const one = all.find((candidate) => candidate.agentId === agentId && fits(candidate));
      if (one !== undefined) over(callId, one);
      return one;
    },
    /** Whether somebody may still call about it. */
    has: (callId: InteractionId): boolean => expected.has(callId),
    /** What somebody may still call about. */
    calls: (): readonly InteractionId[] => [...expected.keys()],
    /** The call is over: nobody may call about it any more. */
    forget(callId: InteractionId): void {
      for (const stop of expected.get(callId)?.values() ?? []) stop();
      expected.delete(callId);
    },
    /** No room for another INVITE that came early. */
    full: (): boolean => early.size >= EARLY_MOST,
    /** Whether an INVITE over this flow waits. */
    waits: (flow: Flow): boolean => [...early].some(({ leg }) => leg.flow === flow),
    /** Keeps an INVITE that came early; after so many milliseconds it is refused. */
    wait(one: Omit<Early, 'stop'>, ms: number): void {
      const stop = waiting.after(ms, () => {
        early.delete(came);
        one.leg.end({ status: 403 });
      });
      const came: Early = { ...one, stop };
      early.add(came);
    },
    /** Refuses every INVITE that waits for this call. */
    refuse(callId: InteractionId, status: number): void {
      for (const one of early) {
        if (one.callId !== callId) continue;
        early.delete(one);
        one.stop();
        one.leg.end({ status });
      }
    },
  };
}

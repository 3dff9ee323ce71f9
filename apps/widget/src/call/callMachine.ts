import type { AgentFace } from '@ringdesk/shared/protocol/visitor.ts';

/** Why there is no call, before one was tried: the microphone, the page itself, or the server's word. */
export type Obstacle = 'blocked' | 'missing' | 'inUse' | 'insecure' | 'unsupported' | 'closed' | 'tooMany' | 'offline';

/** `nobody`: nobody took it; `lost`: the line broke. */
export type EndReason = 'hungUp' | 'farEnd' | 'nobody' | 'busy' | 'failed' | 'lost';

/** What the server says happens to the call while nobody talks with them. */
export type Stage = 'waiting' | 'ringing' | 'connecting' | 'voicemail' | 'announcement';

/**
 * The visitor's call. The stages follow each other as the server says.
 *
 *   asking ──microphone──▶ calling ──182, 180──▶ waiting ⇄ ringing ⇄ connecting ─▶ voicemail, announcement
 *     │  ▲                    │                     │  ▲ back in the queue
 *     │  │ again              └────── somebody ─────▼──┴─────┐
 *     ▼  │                                                   ▼
 *   stopped                    ended ◀──BYE──────────── talking ⇄ held
 */
export type CallState =
  | {
      readonly phase: 'asking' | 'calling' | Exclude<Stage, 'waiting'>;
      /** The way of the call's messages is broken, and looked for anew. */
      readonly broken?: boolean | undefined;
    }
  | {
      readonly phase: 'waiting';
      /** In the queue, counted from 1; undefined: not known. */
      readonly place?: number | undefined;
      readonly broken?: boolean | undefined;
    }
  | {
      readonly phase: 'talking';
      readonly since: number;
      readonly held: boolean;
      readonly muted: boolean;
      /** With whom, where the queue shows it [20]. */
      readonly agent?: AgentFace | undefined;
      readonly broken?: boolean | undefined;
    }
  | { readonly phase: 'stopped'; readonly because: Obstacle }
  | { readonly phase: 'ended'; readonly because: EndReason; readonly seconds: number };

export type CallEvent =
  | { readonly type: 'begin' | 'microphone' }
  /** Somebody is there, or somebody else: `agent` as the queue shows them [20]. */
  | { readonly type: 'joined'; readonly agent?: AgentFace | undefined }
  | { readonly type: Stage; readonly place?: number | undefined }
  | { readonly type: 'stopped'; readonly because: Obstacle }
  | { readonly type: 'held' | 'muted' | 'broken'; readonly on: boolean }
  | { readonly type: 'ended'; readonly because: EndReason };

/** Pure; an event that does not fit changes nothing. @param now milliseconds since 1970 */
export function step(state: CallState, event: CallEvent, now: number): CallState {
  const { phase } = state;
  if (phase === 'ended' || phase === 'stopped') return event.type === 'begin' ? { phase: 'asking' } : state;
  const { broken } = state;
  const called = phase !== 'asking';
  switch (event.type) {
    case 'begin':
      return state;
    case 'microphone':
      return called ? state : { phase: 'calling' };
    case 'waiting':
      return called ? { phase: 'waiting', place: event.place, broken } : state;
    case 'voicemail':
    case 'announcement':
      return called ? { phase: event.type, broken } : state;
    case 'ringing':
    case 'connecting':
      // It rings for a colleague while somebody talks with them: nothing they need to know.
      return called && phase !== 'talking' ? { phase: event.type, broken } : state;
    case 'joined':
      if (phase === 'talking') return { ...state, agent: event.agent };
      return called ? { phase: 'talking', since: now, held: false, muted: false, agent: event.agent, broken } : state;
    case 'stopped':
      return phase === 'asking' || phase === 'calling' ? { phase: 'stopped', because: event.because } : state;
    case 'held':
      return phase === 'talking' ? { ...state, held: event.on } : state;
    case 'muted':
      return phase === 'talking' ? { ...state, muted: event.on } : state;
    case 'broken':
      return { ...state, broken: event.on };
    case 'ended': {
      const seconds = phase === 'talking' ? Math.floor((now - state.since) / 1_000) : 0;
      return { phase: 'ended', because: event.because, seconds };
    }
  }
}

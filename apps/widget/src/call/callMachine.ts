/** Why there is no call, before one was tried: the microphone, the page itself, or the server's word. */
export type Obstacle = 'blocked' | 'missing' | 'inUse' | 'insecure' | 'unsupported' | 'closed' | 'tooMany' | 'offline';

/** `nobody`: nobody took it; `lost`: the line broke. */
export type EndReason = 'hungUp' | 'farEnd' | 'nobody' | 'busy' | 'failed' | 'lost';

/**
 * The visitor's call.
 *
 *   asking ──microphone──▶ calling ──182──▶ waiting ──180──▶ ringing
 *     │  ▲                    │ 200           │ 200            │ 200
 *     │  │ again              └───────────────┴───────┬────────┘
 *     ▼  │                                            ▼
 *   stopped                    ended ◀──BYE────── talking ⇄ held
 */
export type CallState =
  | { readonly phase: 'asking' | 'calling' | 'waiting' | 'ringing' }
  | { readonly phase: 'talking'; readonly since: number; readonly held: boolean; readonly muted: boolean }
  | { readonly phase: 'stopped'; readonly because: Obstacle }
  | { readonly phase: 'ended'; readonly because: EndReason; readonly seconds: number };

export type CallEvent =
  | { readonly type: 'begin' | 'microphone' | 'waiting' | 'ringing' | 'joined' }
  | { readonly type: 'stopped'; readonly because: Obstacle }
  | { readonly type: 'held'; readonly on: boolean }
  | { readonly type: 'muted'; readonly on: boolean }
  | { readonly type: 'ended'; readonly because: EndReason };

/** Pure; an event that does not fit changes nothing. @param now milliseconds since 1970 */
export function step(state: CallState, event: CallEvent, now: number): CallState {
  const { phase } = state;
  const over = phase === 'ended' || phase === 'stopped';
  switch (event.type) {
    case 'begin':
      return over ? { phase: 'asking' } : state;
    case 'microphone':
      return phase === 'asking' ? { phase: 'calling' } : state;
    case 'waiting':
      return phase === 'calling' || phase === 'ringing' ? { phase: 'waiting' } : state;
    case 'ringing':
      return phase === 'calling' || phase === 'waiting' ? { phase: 'ringing' } : state;
    case 'joined':
      return phase === 'calling' || phase === 'waiting' || phase === 'ringing'
        ? { phase: 'talking', since: now, held: false, muted: false }
        : state;
    case 'stopped':
      return phase === 'asking' || phase === 'calling' ? { phase: 'stopped', because: event.because } : state;
    case 'held':
      return phase === 'talking' ? { ...state, held: event.on } : state;
    case 'muted':
      return phase === 'talking' ? { ...state, muted: event.on } : state;
    case 'ended': {
      if (over) return state;
      const seconds = phase === 'talking' ? Math.floor((now - state.since) / 1_000) : 0;
      return { phase: 'ended', because: event.because, seconds };
    }
  }
}

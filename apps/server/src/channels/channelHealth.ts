import type { ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

export type Standing = Omit<ChannelHealth, 'channelId' | 'waitingOut'>;

/** How a connection does, for screens and metrics. `since` is when it began to stand so. */
export class HealthRecord {
  #standing: Standing;
  readonly #now: () => Instant;

  constructor(now: () => Instant, state: Standing['state']) {
    this.#now = now;
    this.#standing = { state, since: now() };
  }

  get standing(): Standing {
    return this.#standing;
  }

  set(state: Standing['state'], more: Pick<Standing, 'problem' | 'retryAt'> = {}): void {
    const { state: before, problem, since, account } = this.#standing;
    const same = before === state && problem === more.problem;
    this.#standing = {
      state,
      since: same ? since : this.#now(),
      ...more,
      ...(account !== undefined && { account }),
    };
  }

  setAccount(account: string): void {
    this.#standing = { ...this.#standing, account };
  }
}

/** How long a connection waits before it tries again, in milliseconds. Tests shorten them. */
export interface MessengerTimes {
  /** An open question for updates is answered within this, in seconds. */
  readonly pollSeconds: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** Somebody else fetches the updates of the bot. */
  readonly conflictMs: number;
  /** Looks after the webhook that Telegram calls. */
  readonly webhookCheckMs: number;
}

export const messengerTimes: MessengerTimes = {
  pollSeconds: 50,
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  conflictMs: 15_000,
  webhookCheckMs: 60_000,
};

/** Ends after `ms`, or at once when the signal says so. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}

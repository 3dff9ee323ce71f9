import type { TrunkHealth } from '@ringdesk/shared/model/call.ts';
import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

const FIRST_RETRY_MS = 5_000;
const MAX_RETRY_MS = 5 * 60_000;

export type LineProblem = NonNullable<TrunkHealth['problem']>;

export interface LineHealthParts {
  readonly trunkId: TrunkId;
  /** Wall clock, for what people read. */
  readonly wallNow: () => number;
  readonly calls: () => number;
  readonly report: (health: TrunkHealth) => void;
}

/** How a line does, as it is told whenever it changes, and how long a line that fails is left alone. */
export function createLineHealth({ trunkId, wallNow, calls, report }: LineHealthParts) {
  let health: TrunkHealth = { trunkId, state: 'connecting', since: wallNow() as Instant, calls: 0 };
  let retryMs = FIRST_RETRY_MS;

  const tell = (next: Pick<TrunkHealth, 'state'> & Partial<TrunkHealth>): void => {
    const same = next.state === health.state && next.problem === health.problem && next.retryAt === health.retryAt;
    if (same && calls() === health.calls) return;
    const since = next.state === health.state ? health.since : (wallNow() as Instant);
    health = { ...next, trunkId, calls: calls(), since };
    report(health);
  };
  report(health);

  return {
    state: (): TrunkHealth['state'] => health.state,
    /** Says once more how it is: whoever asks has forgotten. */
    repeat: (): void => report(health),
    /** How many calls run may have changed. */
    count: (): void => tell(health),
    working(): void {
      retryMs = FIRST_RETRY_MS;
      tell({ state: 'ok' });
    },
    /** @returns milliseconds until it is tried again: longer each time */
    failing(problem: LineProblem): number {
      const ms = retryMs;
      tell({ state: 'failing', problem, retryAt: (wallNow() + ms) as Instant });
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
      return ms;
    },
    /** Something was set anew: what failed before says nothing of it. */
    startOver(): void {
      retryMs = FIRST_RETRY_MS;
    },
  };
}

export type LineHealth = ReturnType<typeof createLineHealth>;

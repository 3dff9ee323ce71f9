import type { PortState } from '../callControl.ts';
import type { Exchange } from './flow.ts';

const FIRST_RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;

type Problem = NonNullable<PortState['problem']>;

const problemOf = (error: unknown): Problem => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'taken';
  if (code === 'EACCES') return 'forbidden';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAFNOSUPPORT') return 'noAddress';
  return 'certificate';
};

/** What can be opened: named by everything that makes it what it is. */
export interface Openable<Opened> {
  readonly name: string;
  open(): Promise<Opened>;
}

/**
 * One port of ours: open as long as it is wanted as it is, and tried again where it cannot be had. `want` and `retry` are
 * called one after the other, never at once.
 */
export function createOpenPort<Opened extends { close(): void }>(
  exchange: Pick<Exchange, 'now' | 'noted'>,
  changed: () => void,
) {
  let wanted: Openable<Opened> | undefined;
  let opened: Opened | undefined;
  let problem: Problem | undefined;
  let retryAt = Infinity;
  let retryMs = FIRST_RETRY_MS;

  const attempt = async (): Promise<void> => {
    if (wanted === undefined) return;
    const before = problem;
    try {
      opened = await wanted.open();
      problem = undefined;
      retryAt = Infinity;
      retryMs = FIRST_RETRY_MS;
    } catch (error) {
      problem = problemOf(error);
      retryAt = exchange.now() + retryMs;
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
      if (before === undefined) exchange.noted('portTaken');
    }
    if (before !== problem || opened !== undefined) changed();
  };

  return {
    get opened() {
      return opened;
    },
    get problem() {
      return problem;
    },
    async want(next: Openable<Opened> | undefined): Promise<void> {
      if (next?.name === wanted?.name) return;
      opened?.close();
      opened = undefined;
      problem = undefined;
      retryAt = Infinity;
      retryMs = FIRST_RETRY_MS;
      wanted = next;
      changed();
      await attempt();
    },
    /** Tries again where that is due. */
    async retry(): Promise<void> {
      if (opened === undefined && exchange.now() >= retryAt) await attempt();
    },
    close(): void {
      wanted = undefined;
      opened?.close();
      opened = undefined;
      retryAt = Infinity;
    },
  };
}

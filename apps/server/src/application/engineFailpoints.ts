import type { FailpointName, Failpoints } from './ports/journal.ts';

/** In production no place fails. */
export const noFailpoints: Failpoints = () => {};

/** An error as the database reports it. */
class InjectedFault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`injected ${code}`);
    this.code = code;
  }
}

const actions = {
  /** Ends the process as `kill -9` does. */
  kill: () => {
    process.kill(process.pid, 'SIGKILL');
  },
  eio: () => {
    throw new InjectedFault('SQLITE_IOERR_FSYNC');
  },
  full: () => {
    throw new InjectedFault('SQLITE_FULL');
  },
} as const;

const specification = /^(?<name>[a-zA-Z]+(?::\d+)?)(?:@(?<pass>\d+))?(?:=(?<action>kill|eio|full))?$/;

/**
 * Reads `name[@pass][=kill|eio|full]`, e.g. `afterCommitBeforeAck@3` or `commit=eio`: at that pass (the first, unless
 * said) of the place of that name the action happens once. Throws on anything else. Tests only: the caller makes sure
 * that production never gets here.
 */
export function failpointsFrom(text: string): Failpoints {
  const groups = specification.exec(text)?.groups;
  if (groups === undefined) throw new RangeError(`not a failpoint: ${text}`);
  const { name, pass, action } = groups;
  const act = actions[(action ?? 'kill') as keyof typeof actions];
  let left = Number(pass ?? 1);
  return (reached: FailpointName) => {
    if (reached !== name) return;
    left -= 1;
    if (left === 0) act();
  };
}

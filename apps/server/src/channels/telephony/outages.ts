import type { Outage } from '@ringdesk/shared/model/notice.ts';
import { MINUTE, type Instant } from '@ringdesk/shared/model/time.ts';

/** What is out for less is not told: lines fail and come back by themselves. */
export const TOLD_AFTER_MS = MINUTE;

export interface OutagesParts {
  readonly now: () => Instant;
  readonly delay: (run: () => void, ms: number) => () => void;
  readonly tell: (outage: Outage) => void;
}

/**
 * Tells of what calls need once it has not worked for {@link TOLD_AFTER_MS}, and once it works again; of what works again
 * before that nothing.
 */
export function createOutages({ now, delay, tell }: OutagesParts) {
  const out = new Map<string, { readonly since: Instant; stop: () => void; told: boolean }>();
  const forget = (key: string): { readonly since: Instant; readonly told: boolean } | undefined => {
    const known = out.get(key);
    known?.stop();
    out.delete(key);
    return known;
  };
  return {
    /** `gone`: it is not wanted any more, which is neither. */
    heard(what: Pick<Outage, 'what' | 'trunkId'>, state: 'works' | 'fails' | 'gone'): void {
      const key = `${what.what} ${what.trunkId ?? ''}`;
      if (state !== 'fails') {
        const before = forget(key);
        if (state === 'works' && before?.told === true) tell({ ...what, since: before.since, until: now() });
        return;
      }
      if (out.has(key)) return;
      const begun = { since: now(), stop: (): void => undefined, told: false };
      out.set(key, begun);
      begun.stop = delay(() => {
        begun.told = true;
        tell({ ...what, since: begun.since });
      }, TOLD_AFTER_MS);
    },
    stop(): void {
      for (const key of out.keys()) forget(key);
    },
  };
}

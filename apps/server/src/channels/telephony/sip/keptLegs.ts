import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rm, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrunkId } from '@ringdesk/shared/model/ids.ts';
import { z } from 'zod';

import { Farewell } from './farewell.ts';
import type { Leg } from './leg.ts';
import { unguessable } from './stack.ts';

/** Whom a leg is with: a line, or a phone of another make where it was. */
const Party = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), trunkId: TrunkId }),
  z.object({
    kind: z.literal('phone'),
    user: z.string(),
    transport: z.enum(['UDP', 'TCP', 'TLS']),
    address: z.string(),
    port: z.number().int(),
  }),
]);
export type KeptParty = z.infer<typeof Party>;

const KeptLeg = z.object({ party: Party, farewell: Farewell });
export type KeptLeg = z.infer<typeof KeptLeg>;

/** More were not left by one process. */
const MAX_LEFT = 2_000;

/**
 * Keeps on the disk what is needed to end the legs of lines and phones of other makes, for whoever comes after a process that
 * was killed: they know of no socket that broke, and would go on for ever. Written at once and without fsync: it has to
 * outlive the process, not the machine.
 */
export function createKeptLegs(folder: string, noted: (category: string) => void) {
  /** `print`: by which what was written is known again, without being kept for as long as the leg stands. */
  const written = new Map<Leg, { readonly file: string; print: string }>();
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  /** Nobody waits for the disk: a process that is killed meanwhile leaves a goodbye too many, which harms nobody. */
  const forget = (leg: Leg): void => {
    const kept = written.get(leg);
    written.delete(leg);
    if (kept !== undefined) rm(join(folder, kept.file), { force: true }, () => undefined);
  };

  return {
    /** What a process before has left, once: it is gone from the disk. */
    left(): readonly KeptLeg[] {
      const found: KeptLeg[] = [];
      for (const name of readdirSync(folder).slice(0, MAX_LEFT)) {
        if (!/^[0-9a-f]{24}\.json$/.test(name)) continue;
        const path = join(folder, name);
        try {
          const kept = KeptLeg.safeParse(JSON.parse(readFileSync(path, 'utf8')));
          if (kept.success) found.push(kept.data);
        } catch {
          // Cut off in the middle: nothing in it can be trusted.
          noted('keptLegBroken');
        }
        rmSync(path, { force: true });
      }
      return found;
    },
    /** Writes down what has changed of these, and forgets who has left; of `all` there are, every other one. */
    look(legs: Iterable<readonly [Leg, KeptParty]>, of: 'all' | 'some'): void {
      const now = new Set<Leg>();
      for (const [leg, party] of legs) {
        const farewell = leg.farewell();
        if (farewell === undefined) continue;
        now.add(leg);
        const text = JSON.stringify({ party, farewell } satisfies KeptLeg);
        const kept = written.get(leg) ?? { file: `${unguessable()}.json`, print: '' };
        const print = createHash('sha1').update(text).digest('latin1');
        if (kept.print === print) continue;
        kept.print = print;
        written.set(leg, kept);
        try {
          writeFileSync(join(folder, kept.file), text, { mode: 0o600 });
        } catch {
          // A full disk: the call goes on, and would not be ended after a crash.
          noted('keptLegFailed');
        }
      }
      for (const leg of written.keys()) if (of === 'all' ? !now.has(leg) : leg.state === 'ended') forget(leg);
    },
    /** Everybody was told. */
    clear(): void {
      for (const { file } of written.values()) rmSync(join(folder, file), { force: true });
      written.clear();
    },
  };
}

export type KeptLegs = ReturnType<typeof createKeptLegs>;

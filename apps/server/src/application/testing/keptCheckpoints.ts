import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

import { CHECKPOINT_VERSION, checkpointOf } from '../../domain/checkpoint.ts';
import type { Event } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import { randomLog } from '../../domain/simulation.testkit.ts';
import { emptyState } from '../../domain/state.ts';

/**
 * Checkpoints as servers have them on their disks, each with the events it was made of: the witness of what a shape means.
 * One file per CHECKPOINT_VERSION, made when that version began, and never again. To make it for a new version:
 *
 *   node apps/server/src/application/testing/keptCheckpoints.ts
 */
export interface KeptCheckpoint {
  readonly events: readonly Event[];
  readonly state: unknown;
}

export const keptFile = (version: number): string =>
  fileURLToPath(new URL(`./checkpoints-${version}.json.gz`, import.meta.url));

/** Undefined: nobody has made them for this version yet. */
export function keptCheckpoints(version: number): readonly KeptCheckpoint[] | undefined {
  const file = keptFile(version);
  if (!existsSync(file)) return undefined;
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as readonly KeptCheckpoint[];
}

/** Where values stand in it, like `agents[].id`: what a checkpoint can say. */
export function pathsOf(value: unknown, at = '', into = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) pathsOf(item, `${at}[]`, into);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) pathsOf(item, `${at}.${key}`, into);
  else into.add(at);
  return into;
}

const SEEDS = 100;
const STEPS = 200;
/** Moments of a life at which its checkpoint is looked at. */
const EVERY = 10;

/** Few moments of random lives which say together nearly everything that a checkpoint can. */
function choose(): readonly KeptCheckpoint[] {
  const moments: (KeptCheckpoint & { readonly paths: ReadonlySet<string> })[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const log = randomLog(seed, STEPS);
    const state = emptyState();
    log.forEach((event, index) => {
      evolve(state, structuredClone(event));
      if (index % EVERY !== 0) return;
      const checkpoint: unknown = JSON.parse(JSON.stringify(checkpointOf(state)));
      moments.push({ events: log.slice(0, index + 1), state: checkpoint, paths: pathsOf(checkpoint) });
    });
  }
  const said = new Set<string>();
  const chosen: KeptCheckpoint[] = [];
  for (;;) {
    const news = ({ paths }: { readonly paths: ReadonlySet<string> }): number =>
      [...paths].filter((path) => !said.has(path)).length;
    const best = moments.reduce((one, other) => (news(other) > news(one) ? other : one));
    if (news(best) < 2) return chosen;
    for (const path of best.paths) said.add(path);
    chosen.push({ events: best.events, state: best.state });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = keptFile(CHECKPOINT_VERSION);
  if (existsSync(file)) {
    process.stderr.write(
      `${file} is there already: version ${CHECKPOINT_VERSION} began with it, and it stays as it is.\n`,
    );
    process.exitCode = 1;
  } else {
    const chosen = choose();
    writeFileSync(file, gzipSync(JSON.stringify(chosen), { level: 9 }));
    process.stdout.write(`${file}: ${chosen.length} checkpoints\n`);
  }
}

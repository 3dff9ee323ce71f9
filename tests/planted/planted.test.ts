import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { plantedBugs, type PlantedBug } from './bugs.ts';
import { fileOf, type Garden, makeGarden } from './plant.ts';

const CHOSEN = 5;
const root = join(import.meta.dirname, '../..');

/** Some of the bugs, another choice every time; the seed is printed. `pnpm planted` plants them all. */
function chooseBy(seed: number): readonly PlantedBug[] {
  let state = seed;
  const next = (): number => (state = Math.imul(state, 48_271) % 0x7fff_ffff);
  return plantedBugs
    .map((bug) => ({ bug, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .slice(0, CHOSEN)
    .map(({ bug }) => bug);
}

describe('planted bugs', () => {
  const seed = Number(process.env['RINGDESK_SEED'] ?? (Date.now() % 0x7fff_fffe) + 1);
  let garden: Garden;

  beforeAll(async () => {
    garden = await makeGarden();
    process.stdout.write(`planted bugs: seed ${seed}, ${CHOSEN} of ${plantedBugs.length}\n`);
  });
  afterAll(() => garden.remove());

  it('every snippet is planted in one place, thirty or more of them', () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(30);
    expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
    const sources = new Map(plantedBugs.map((bug) => [fileOf(bug), readFileSync(join(root, fileOf(bug)), 'utf8')]));
    const lost = plantedBugs.filter((bug) => sources.get(fileOf(bug))?.split(bug.snippet).length !== 2);
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  it.each(chooseBy(seed))('$name is noticed', { timeout: 300_000 }, async (bug) => {
    expect(['caught', 'endless']).toContain(await garden.judge(bug));
  });
});

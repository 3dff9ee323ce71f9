import { expect, test } from 'vitest';

import { HelloSlices } from './helloSlices.ts';

/** A loop that turns when the test says so. */
function loop() {
  const turns: (() => void)[] = [];
  return {
    nextTurn: (run: () => void): void => void turns.push(run),
    /** One turn, with everything that follows from it at once; false where nothing waited for one. */
    turn: async (): Promise<boolean> => {
      const run = turns.shift();
      run?.();
      await Promise.resolve();
      return run !== undefined;
    },
  };
}

test('so many hellos are answered in a turn, the others in the turns after it, in their order', async () => {
  const { nextTurn, turn } = loop();
  const slices = new HelloSlices(3, nextTurn);
  const answered: number[] = [];
  for (let hello = 0; hello < 8; hello += 1) void slices.turn().then(() => answered.push(hello));
  await Promise.resolve();
  const after: number[] = [answered.length];
  while (await turn()) after.push(answered.length);
  expect(after).toEqual([3, 6, 8]);
  expect(answered).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('who comes while others wait does not overtake them, and an idle loop is left alone', async () => {
  const { nextTurn, turn } = loop();
  const slices = new HelloSlices(1, nextTurn);
  const answered: string[] = [];
  for (const name of ['a', 'b']) void slices.turn().then(() => answered.push(name));
  await turn();
  void slices.turn().then(() => answered.push('c'));
  await Promise.resolve();
  expect(answered).toEqual(['a', 'b']);
  while (await turn());
  expect(answered).toEqual(['a', 'b', 'c']);
  expect(await turn()).toBe(false);
});

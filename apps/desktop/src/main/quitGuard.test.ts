import { expect, test } from 'vitest';

import { QuitGuard } from './quitGuard.ts';

const guard = (): { guard: QuitGuard; done: string[] } => {
  const done: string[] = [];
  return { guard: new QuitGuard({ ask: () => done.push('ask'), quit: () => done.push('quit') }), done };
};

test('with somebody signed in the page is asked, and its yes ends the app', () => {
  const { guard: quit, done } = guard();
  expect(quit.wantsToQuit(true)).toBe(false);
  quit.answer(true);
  expect(done).toEqual(['ask', 'quit']);
  expect([quit.leaving, quit.wantsToQuit(true)]).toEqual([true, true]);
});

test('a no keeps it open, and the next wish asks again', () => {
  const { guard: quit, done } = guard();
  quit.wantsToQuit(true);
  quit.answer(false);
  expect(quit.leaving).toBe(false);
  expect(quit.wantsToQuit(true)).toBe(false);
  expect(done).toEqual(['ask', 'ask']);
});

test('an answer nobody asked for ends nothing', () => {
  const { guard: quit, done } = guard();
  quit.answer(true);
  expect([quit.leaving, done]).toEqual([false, []]);
});

test('without a page to ask it ends at once, also while a question is open', () => {
  const { guard: quit, done } = guard();
  quit.wantsToQuit(true);
  expect(quit.wantsToQuit(false)).toBe(true);
  expect(done).toEqual(['ask']);
});

test('the system shuts down: nobody is asked', () => {
  const { guard: quit, done } = guard();
  quit.leave();
  expect([quit.wantsToQuit(true), done]).toEqual([true, []]);
});

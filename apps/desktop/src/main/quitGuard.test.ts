import { expect, test } from 'vitest';

import { HEARD_WITHIN_MS, QuitGuard } from './quitGuard.ts';

const guard = (): { guard: QuitGuard; done: string[]; passTime: () => void } => {
  const done: string[] = [];
  let waiting: (() => void) | undefined;
  const quit = new QuitGuard({
    ask: () => done.push('ask'),
    quit: () => done.push('quit'),
    exit: () => done.push('exit'),
    after: (ms, act) => {
      expect(ms).toBe(HEARD_WITHIN_MS);
      waiting = act;
      return () => (waiting = undefined);
    },
  });
  return { guard: quit, done, passTime: () => waiting?.() };
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

test('a page that hangs does not hear the question, and cannot keep the app alive', () => {
  const { guard: quit, done, passTime } = guard();
  expect(quit.wantsToQuit(true)).toBe(false);
  passTime();
  expect([done, quit.leaving, quit.wantsToQuit(true)]).toEqual([['ask', 'exit'], true, true]);
});

test('once the page shows the question the person has all the time they want', () => {
  const { guard: quit, done, passTime } = guard();
  quit.wantsToQuit(true);
  quit.heard();
  passTime();
  expect([done, quit.leaving]).toEqual([['ask'], false]);
});

test('a page that hangs while the question is shown: wanting it again asks again, and waits as long', () => {
  const { guard: quit, done, passTime } = guard();
  quit.wantsToQuit(true);
  quit.heard();
  quit.wantsToQuit(true);
  passTime();
  expect(done).toEqual(['ask', 'ask', 'exit']);
});

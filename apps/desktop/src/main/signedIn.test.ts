import { expect, test } from 'vitest';

import { SignedIn } from './signedIn.ts';

const watch = (): { state: SignedIn; heard: unknown[] } => {
  const heard: unknown[] = [];
  return {
    state: new SignedIn({ changed: (listening) => heard.push(listening), beginAnew: () => heard.push('anew') }),
    heard,
  };
};

test('the desk is on the screen while the tray says so, whatever the presence', () => {
  const { state, heard } = watch();
  state.pageSays('signedOut');
  state.pageSays('offline');
  state.pageSays('available');
  state.pageLeft();
  state.pageLeft();
  expect(heard).toEqual([true, false]);
});

test('the person signs out: the page begins anew, once', () => {
  const { state, heard } = watch();
  state.pageSays('available');
  state.tokenCleared();
  state.pageSays('signedOut');
  state.pageSays('signedOut');
  expect(heard).toEqual([true, false, 'anew']);
});

test('the server ends the session: the page stays and says why', () => {
  const { state, heard } = watch();
  state.pageSays('available');
  state.pageSays('signedOut');
  state.tokenCleared();
  state.pageSays('signedOut');
  expect(heard).toEqual([true, false]);
});

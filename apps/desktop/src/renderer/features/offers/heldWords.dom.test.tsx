import type { InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { interactionNoun, offerNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspace } from '../../workspace/workspace.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { onWriteIn, writeIn } from '../conversation/writing.ts';
import { forgetPress } from './offerActions.ts';
import { pressAccept } from './pressAccept.ts';

const answers: ((reply: unknown) => void)[] = [];
const t = ((key: string) => key) as unknown as Parameters<typeof pressAccept>[1];
const offerOf = (id: string): Offer =>
  workspace
    .getState()
    .mirror?.offers.values()
    .find((each) => each.id === id) as Offer;
const field = (): Element | null => document.activeElement;
const typed = (text: string): void => {
  const here = field() as HTMLInputElement;
  here.value += text;
};

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<input id="search">';
  document.getElementById('search')?.focus();
  installConnection({
    sendCommand: () => new Promise((answer) => answers.push(answer)),
  } as unknown as Connection);
  workspaceWriter.welcome(
    snapshotOf({
      interactions: [
        interactionNoun('a', { state: 'offered', offeredTo: ['me'] }),
        interactionNoun('b', { state: 'offered', offeredTo: ['me'] }),
      ],
      offers: [offerNoun('oa', 'a'), offerNoun('ob', 'b')],
    }),
  );
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  answers.length = 0;
  for (const id of ['oa', 'ob']) forgetPress(id as OfferId);
  workspaceWriter.signedOut(T0);
});

test('what is typed right after Accept goes to the customer who was accepted, not to what had the caret', async () => {
  const accepted = pressAccept(offerOf('oa'), t);
  typed('Good morn');
  answers[0]?.({ ok: true, value: { interactionId: 'a' } });
  writeIn((await accepted) as InteractionId);
  typed('ing\n');
  const begun: string[] = [];
  onWriteIn('a' as InteractionId, (words) => begun.push(words))();
  expect(begun).toEqual(['Good morning']);
  expect(document.querySelector('textarea')).toBeNull();
  expect(document.querySelector('input')?.value).toBe('');
});

test('a refused accept gives the caret back, and so does one whose conversation never opens', async () => {
  const refused = pressAccept(offerOf('oa'), t);
  expect(field()?.id).not.toBe('search');
  // A second press of the same key changes nothing.
  await pressAccept(offerOf('oa'), t);
  expect(field()?.id).not.toBe('search');
  answers[0]?.({ ok: false, error: { code: 'offerGone' } });
  await refused;
  expect(field()?.id).toBe('search');
  void pressAccept(offerOf('ob'), t);
  vi.runAllTimers();
  expect(field()?.id).toBe('search');
});

test('of two that are accepted one after the other the last one has the caret and what is typed', async () => {
  const first = pressAccept(offerOf('oa'), t);
  const second = pressAccept(offerOf('ob'), t);
  typed('To b');
  answers[0]?.({ ok: true, value: { interactionId: 'a' } });
  answers[1]?.({ ok: true, value: { interactionId: 'b' } });
  const begun: string[] = [];
  writeIn((await first) as InteractionId);
  onWriteIn('a' as InteractionId, (words) => begun.push(`a: ${words}`))();
  expect(begun).toEqual([]);
  writeIn((await second) as InteractionId);
  onWriteIn('b' as InteractionId, (words) => begun.push(`b: ${words}`))();
  expect(begun).toEqual(['b: To b']);
});

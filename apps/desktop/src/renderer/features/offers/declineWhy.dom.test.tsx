import type { InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createRef } from 'react';
import { beforeAll, beforeEach, expect, test } from 'vitest';

import { AppInfo } from '../../../bridge/desktopApi.ts';
import { browserDesktop } from '../../app/browserDesktop.ts';
import { recordCommands } from '../../connection/testConnection.ts';
import { installDesktop } from '../../connection/desktop.ts';
import { changeLanguage, loadTexts } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { agentNoun, interactionNoun, offerNoun, snapshotOf } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { type OffersHandle, OffersLayer } from './OffersLayer.tsx';

let sent: ReturnType<typeof recordCommands> = [];

/** One offer to me, while I write in a field; the list of reasons is opened by its key. */
async function asked(): Promise<{ field: HTMLElement; list: HTMLElement }> {
  const now = serverNow();
  const interactions = [interactionNoun('i', { state: 'offered', ownerId: undefined, offeredTo: ['me'] })];
  const offers = [offerNoun('o', 'i', { offeredAt: now, expiresAt: now + 60_000 })];
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me')], interactions, offers }));
  workspaceWriter.link({ phase: 'live', since: now });
  const handle = createRef<OffersHandle>();
  const nothing = (): void => undefined;
  render(
    <UiProvider>
      <textarea aria-label="Answer" />
      <OffersLayer ref={handle} onAccepted={nothing} onLook={nothing} onShown={nothing} />
    </UiProvider>,
  );
  const field = screen.getByRole('textbox');
  field.focus();
  act(() => handle.current?.askFirst());
  return { field, list: await screen.findByRole('menu') };
}

beforeAll(async () => {
  const browser = browserDesktop('1');
  installDesktop(browser, AppInfo.parse(await browser.call('app.info', {})));
  await changeLanguage('en');
  await loadTexts('offers');
});
beforeEach(() => {
  sent = recordCommands();
});

test('the key shows the reasons and declines nothing yet', async () => {
  const { list } = await asked();
  expect(list.textContent).toContain('Without a reason');
  expect(sent.filter((command) => JSON.stringify(command).includes('decline'))).toEqual([]);
});

test.each([
  ['Digit2', 'notMyTopic'],
  ['Numpad1', 'withCustomer'],
])('%s chooses a reason', async (code, reason) => {
  const { list } = await asked();
  fireEvent.keyDown(list, { code, key: code.at(-1) });
  expect(sent).toContainEqual({ name: 'offer.decline', input: { offerId: 'o', reason } });
});

test('Enter declines without one', async () => {
  const { list } = await asked();
  fireEvent.keyDown(list, { code: 'Enter', key: 'Enter' });
  expect(sent).toContainEqual({ name: 'offer.decline', input: { offerId: 'o' } });
});

test('Esc declines nothing, and the writing goes on where it was', async () => {
  const { field, list } = await asked();
  fireEvent.keyDown(list, { code: 'Escape', key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(sent.filter((command) => JSON.stringify(command).includes('decline'))).toEqual([]);
});

test('the list goes with its offer, and the writing goes on', async () => {
  const { field } = await asked();
  const end = { outcome: 'expired', at: serverNow() } as const;
  act(() =>
    workspaceWriter.apply(
      [{ kind: 'offer.gone', offerId: 'o' as OfferId, interactionId: 'i' as InteractionId, end }],
      serverNow(),
    ),
  );
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(field));
});

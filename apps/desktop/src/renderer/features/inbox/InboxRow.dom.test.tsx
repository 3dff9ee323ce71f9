import type { CommandId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import type { PendingMessage } from '../../workspace/pendingMessage.ts';
import { setDraft } from '../../workspace/drafts.ts';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { showAwaitingFiles } from '../../workspace/unsent.ts';
import type { Link } from '../../workspace/workspace.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { InboxRow } from './InboxRow.tsx';

const chat = 'chat' as InteractionId;
const link = (phase: Link['phase']): void => act(() => workspaceWriter.link({ phase, since: T0 }));
const message = (state: PendingMessage['state'], text = 'Your parcel left', id = 'one'): void =>
  act(() =>
    workspaceWriter.pendingMessage({
      commandId: id as CommandId,
      messageId: id as MessageId,
      interactionId: chat,
      kind: 'reply',
      text,
      mentions: [],
      attachmentIds: [],
      writtenAt: T0,
      state,
    }),
  );
const says = (): string => screen.getByRole('option').querySelector('.prev')?.textContent ?? '';

beforeAll(() => changeLanguage('en'));
beforeEach(() => {
  workspaceWriter.welcome(
    snapshotOf({ interactions: [interactionNoun('chat', { preview: { by: 'customer', text: 'Where is it?' } })] }),
  );
  link('live');
  render(
    <UiProvider>
      <InboxRow
        id={chat}
        selected={false}
        reachable
        position={0}
        size={1}
        known={undefined}
        onSelect={() => undefined}
        onDragOut={undefined}
      />
    </UiProvider>,
  );
});
afterEach(() => {
  act(() => {
    setDraft(chat, { kind: 'reply', text: '' });
    showAwaitingFiles([]);
    workspaceWriter.signedOut(T0);
  });
});

test('a message on its way is nothing to say; one that waits says so, and no more once it is there', () => {
  message('pending');
  expect(says()).toBe('Where is it?');
  link('lost');
  expect(says()).toBe('Waiting to be sent: Your parcel left');
  link('live');
  expect(says()).toBe('Where is it?');
  message('uncertain');
  expect(says()).toBe('Waiting to be sent: Your parcel left');
  message('sent');
  expect(says()).toBe('Where is it?');
});

test('[F3] on a full disk every message waits', () => {
  message('pending');
  act(() => workspaceWriter.serverFull(true));
  expect(says()).toBe('Waiting to be sent: Your parcel left');
  act(() => workspaceWriter.serverFull(false));
});

test('a message that failed comes before one that waits, a draft, and that the customer types', () => {
  message('uncertain');
  message('failed', 'It was refused', 'two');
  act(() => {
    setDraft(chat, { kind: 'reply', text: 'Something else' });
    workspaceWriter.typing(chat, { text: 'hello', at: T0 });
  });
  expect(says()).toBe('Not sent: It was refused');
});

test('a text that waits for its files is no draft: it goes out by itself', () => {
  act(() => setDraft(chat, { kind: 'reply', text: 'Here is the plan' }));
  expect(says()).toBe('Draft: Here is the plan');
  act(() => showAwaitingFiles([chat]));
  expect(says()).toBe('Waiting to be sent: Here is the plan');
  act(() => setDraft(chat, { kind: 'reply', text: '' }));
  expect(says()).toBe('Waiting to be sent: File');
});

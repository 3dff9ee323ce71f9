import 'fake-indexeddb/auto';
import type { InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { Snapshot } from '@ringdesk/shared/protocol/updates.ts';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { forgetDrafts } from '../../workspace/drafts.ts';
import { useInteraction } from '../../workspace/hooks.ts';
import { defaultPreferences } from '../../workspace/preferences.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { ConversationPane, preloadConversation } from './ConversationPane.tsx';
import type { ConversationHandle } from './OpenConversation.tsx';
import { writeIn } from './writing.ts';

const id = 'i1' as InteractionId;
const sent: { name: string; input: Record<string, unknown> }[] = [];
const typed: boolean[] = [];
const composed: unknown[] = [];
const cannedFacts = { scope: { kind: 'center' }, folder: '', uses: 0 };
const answers: Record<string, unknown> = {
  'canned.list': {
    responses: [
      { ...cannedFacts, id: 'c1', shortcut: 'warranty', text: 'Hello {customer}, two years. {agent}' },
      { ...cannedFacts, id: 'c2', shortcut: 'hours', text: '9 to 18' },
    ],
  },
};
const connection = {
  sendCommand: (name: string, input: Record<string, unknown>) => {
    sent.push({ name, input });
    return Promise.resolve({ ok: true, value: {} });
  },
  ask: (name: string) =>
    Promise.resolve(name in answers ? { ok: true, value: answers[name] } : { ok: false, error: { code: 'notFound' } }),
  signalTyping: (_id: string, typing: boolean) => typed.push(typing),
  signalComposing: (_id: string, kind: unknown) => composed.push(kind),
} as unknown as Connection;

const base = {
  id,
  medium: 'chat',
  channelId: 'site',
  queueId: 'sales',
  customer: { id: 'c-1a2b', name: 'Hannah' },
  arrivedAt: 1,
  priority: 5,
  lastSeq: 2,
  lastAt: 2,
  lastCustomerSeq: 1,
  ownerReadSeq: 1,
  customerReadSeq: 1,
  unread: 0,
  customerOnline: true,
  mentioned: [],
};
const active = (ownerId: string): Interaction => Interaction.parse({ ...base, state: 'active', since: 1, ownerId });
const closed = Interaction.parse({ ...base, state: 'closed', since: 1, reopenUntil: 9, lastOwnerId: 'maya' });
const agent = (agentId: string, name: string, role = 'agent') => ({
  id: agentId,
  name,
  email: 'x@x.test',
  role,
  language: 'en',
  supervises: [],
  presence: { state: 'available', since: 1 },
  online: true,
  shiftOpen: false,
  absent: false,
  dismissed: false,
  chatLoad: 1,
});
const lines = [
  TranscriptLine.parse({
    type: 'message',
    id: 'm1',
    interactionId: id,
    seq: 1,
    at: 1_000,
    author: { kind: 'customer' },
    kind: 'reply',
    text: 'Is it covered?',
    mentions: [],
    attachments: [],
  }),
  TranscriptLine.parse({
    type: 'message',
    id: 'm2',
    interactionId: id,
    seq: 2,
    at: 2_000,
    author: { kind: 'agent', agentId: 'maya' },
    kind: 'reply',
    text: 'Yes.',
    mentions: [],
    attachments: [],
  }),
];

interface PaneProps {
  handle: React.RefObject<ConversationHandle | null>;
  onNext: () => void;
  found: { seq: number } | undefined;
}

function Pane({ handle, onNext, found }: PaneProps) {
  const interaction = useInteraction(id);
  return (
    <ConversationPane
      ref={handle}
      shown={interaction === undefined ? { state: 'none' } : { state: 'here', interaction }}
      keys={{}}
      found={found}
      onOpenCustomer={() => undefined}
      onNext={onNext}
    />
  );
}

interface Shown {
  readonly handle: React.RefObject<ConversationHandle | null>;
  readonly nexts: number[];
  /** Goes to a line of the conversation. */
  readonly show: (found: { seq: number }) => void;
}

function show(
  interaction: Interaction,
  page: Parameters<typeof workspaceWriter.newestPage>[1] = { lines, more: false },
): Shown {
  workspaceWriter.welcome(
    Snapshot.parse({
      me: 'maya',
      centerName: 'Halden',
      agents: [agent('maya', 'Maya'), agent('ana', 'Ana Ruiz'), agent('ben', 'Ben')],
      departments: [],
      reasons: [],
      bots: [],
      notices: [],
      channels: [],
      queues: [],
      interactions: [interaction],
      offers: [],
    }),
  );
  workspaceWriter.link({ phase: 'live', since: 1 });
  workspaceWriter.newestPage(id, page);
  const handle = createRef<ConversationHandle>();
  const nexts: number[] = [];
  const pane = (found?: { seq: number }) => (
    <UiProvider>
      <Pane handle={handle} onNext={() => nexts.push(1)} found={found} />
    </UiProvider>
  );
  const { rerender } = render(pane());
  return { handle, nexts, show: (found) => rerender(pane(found)) };
}

const field = (): HTMLTextAreaElement => screen.getByRole<HTMLTextAreaElement>('textbox');
function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
  field().setSelectionRange(text.length, text.length);
  fireEvent.select(field());
}

beforeAll(() => Promise.all([changeLanguage('en'), preloadConversation()]));
beforeEach(() => {
  sent.length = 0;
  typed.length = 0;
  composed.length = 0;
  installConnection(connection);
});
afterEach(() => {
  forgetDrafts();
  workspaceWriter.signedOut(0);
});

test('Enter sends and empties the composer at once; Shift+Enter does not send', () => {
  show(active('maya'));
  type('Two years.');
  fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true });
  expect(sent).toEqual([]);
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(sent).toMatchObject([
    { name: 'message.post', input: { interactionId: id, kind: 'reply', text: 'Two years.', attachmentIds: [] } },
  ]);
  expect(field().value).toBe('');
});

test('with "Mod+Enter sends" Enter alone is a new line', () => {
  show(active('maya'));
  act(() => workspaceWriter.preferences({ ...defaultPreferences, sendWith: 'modEnter' }));
  type('Two years.');
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(sent).toEqual([]);
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  expect(sent).toHaveLength(1);
});

test('Enter that ends the word of an input method does not send', () => {
  show(active('maya'));
  type('にほん');
  fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
  expect(sent).toEqual([]);
});

test('[42] a reply signals typing, a note never does', () => {
  show(active('maya'));
  type('a');
  expect(typed).toEqual([true]);
  fireEvent.click(screen.getByRole('tab', { name: 'Note' }));
  expect(typed).toEqual([true, false]);
  type('ab');
  expect(typed).toEqual([true, false]);
});

test('colleagues are told of replies and notes, each with its end', () => {
  show(active('maya'));
  type('a');
  fireEvent.click(screen.getByRole('tab', { name: 'Note' }));
  type('ab');
  type('');
  expect(composed).toEqual(['reply', null, 'note', null]);
});

test('a colleague who writes here is named above the composer, until they stop or the line breaks', () => {
  show(active('maya'));
  const ana = 'ana' as never;
  act(() => workspaceWriter.composing(id, ana, 'reply'));
  expect(screen.getByText('Ana Ruiz is typing here')).toBeTruthy();
  act(() => workspaceWriter.composing(id, ana, 'note'));
  expect(screen.getByText('Ana Ruiz is writing a note here')).toBeTruthy();
  act(() => workspaceWriter.composing(id, ana, null));
  expect(screen.queryByText(/Ana Ruiz is/u)).toBeNull();
  act(() => workspaceWriter.composing(id, ana, 'note'));
  act(() => workspaceWriter.link({ phase: 'lost', since: 0 }));
  expect(screen.queryByText(/Ana Ruiz is/u)).toBeNull();
});

test('[41] "/" searches canned responses, Enter inserts with the names filled in and does not send', async () => {
  show(active('maya'));
  type('Hi. /warr');
  await waitFor(() => expect(screen.getByRole('option')).toBeTruthy());
  expect(screen.getByRole('option').textContent).toContain('/warranty');
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(sent).toEqual([]);
  expect(field().value).toBe('Hi. Hello Hannah, two years. Maya');
  expect(screen.queryByRole('listbox')).toBeNull();
});

test('[41] a response that was just saved is in the list the next time it is opened', async () => {
  show(active('maya'));
  type('/');
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
  type('');
  const before = answers['canned.list'];
  answers['canned.list'] = { responses: [{ ...cannedFacts, id: 'c3', shortcut: 'returns', text: 'Thirty days.' }] };
  type('/');
  await waitFor(() => expect(screen.getByRole('option').textContent).toContain('/returns'));
  answers['canned.list'] = before;
});

test('[2.11] Escape leaves the text for the messages, where single keys work, and says which key goes back', () => {
  show(active('maya'));
  type('Two years.');
  field().focus();
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(document.activeElement).toBe(screen.getByRole('log'));
  expect(field().value).toBe('Two years.');
  expect(screen.getByText('Single keys work now; R goes back to the text')).toBeDefined();
  act(() => field().focus());
  expect(screen.queryByText(/^Single keys work/)).toBeNull();
});

test('the caret goes into a conversation that was accepted before it could be drawn, and not into the next one', () => {
  writeIn(id);
  show(active('maya'));
  expect(document.activeElement).toBe(field());
  cleanup();
  show(active('maya'));
  expect(document.activeElement).toBe(document.body);
  writeIn(id);
  expect(document.activeElement).toBe(field());
});

test('Escape closes the list for this word and leaves the text', async () => {
  show(active('maya'));
  type('/h');
  await waitFor(() => expect(screen.getByRole('listbox')).toBeTruthy());
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(field().value).toBe('/h');
});

test('a note calls the colleagues whose names stand in it', () => {
  show(active('maya'));
  fireEvent.click(screen.getByRole('tab', { name: 'Note' }));
  type('@an');
  expect(screen.getByRole('option').textContent).toContain('Ana Ruiz');
  fireEvent.keyDown(field(), { key: 'Tab' });
  type(`${field().value}please look`);
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(sent).toMatchObject([
    { name: 'message.post', input: { kind: 'note', text: '@Ana Ruiz please look', mentions: ['ana'] } },
  ]);
});

test('who does not own it may leave a note and nothing else', () => {
  show(active('ana'));
  expect(screen.queryByRole('tab', { name: 'Reply' })).toBeNull();
  expect(screen.getByText('Ana Ruiz has this conversation. You can leave a note.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Transfer' })).toBeNull();
  type('careful');
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(sent).toMatchObject([{ input: { kind: 'note' } }]);
});

test('a closed conversation can be read, noted and reopened', async () => {
  show(closed);
  expect(screen.getByText('Is it covered?')).toBeTruthy();
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Reopen' })));
  expect(sent).toMatchObject([{ name: 'interaction.reopen' }]);
});

test('a reply says "read" only when the customer has seen it, one on its way says so', () => {
  show(active('maya'));
  expect(screen.getByText('Sent')).toBeTruthy();
  expect(screen.queryByText('Read')).toBeNull();
  act(() => {
    workspaceWriter.pendingMessage({
      commandId: 'k1' as never,
      messageId: 'm3' as MessageId,
      interactionId: id,
      kind: 'reply',
      text: 'On its way',
      mentions: [],
      attachmentIds: [],
      writtenAt: 3_000,
      state: 'failed',
      refusal: { code: 'notOwner', ownerId: 'ana' as never },
    });
    workspaceWriter.apply([{ kind: 'interaction.put', interaction: { ...active('maya'), customerReadSeq: 2 } }], 4_000);
  });
  expect(screen.getByText('Read')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('Not sent.');
});

test('send and next goes on only when something was sent; close undoes by reopening', () => {
  const { handle, nexts } = show(active('maya'));
  act(() => handle.current?.sendAndNext());
  expect(nexts).toEqual([]);
  type('Bye');
  act(() => handle.current?.sendAndNext());
  expect(nexts).toEqual([1]);
  act(() => handle.current?.close());
  expect(sent.map(({ name }) => name)).toEqual(['message.post', 'interaction.close']);
});

test('[2.11] "close and next" pressed twice closes one conversation', () => {
  const { handle, nexts } = show(active('maya'));
  act(() => handle.current?.closeAndNext());
  act(() => handle.current?.closeAndNext());
  expect(sent.map(({ name }) => name)).toEqual(['interaction.close']);
  expect(nexts).toEqual([1]);
});

test('what is written stays when the thread is left, and when the line is gone', () => {
  const { handle } = show(active('maya'));
  type('half a sentence');
  act(() => workspaceWriter.link({ phase: 'lost', since: 5 }));
  expect(field().value).toBe('half a sentence');
  expect(screen.getByText(/What you write is kept/)).toBeTruthy();
  expect(handle.current).not.toBeNull();
});

test('find marks matches and says how many', () => {
  const { handle } = show(active('maya'));
  act(() => handle.current?.find());
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'COVER' } });
  expect(document.querySelector('mark')?.textContent).toBe('cover');
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Enter' });
  expect(screen.getByText('1 of 1')).toBeTruthy();
});

test('a line that was found is read up to, brought into sight and stands out', async () => {
  const before = (seq: number) => TranscriptLine.parse({ ...lines[0], id: `p${seq}`, seq, text: `line ${seq}` });
  const pages: number[] = [];
  installConnection({
    ...connection,
    ask: (_name: string, { beforeSeq }: { beforeSeq: number }) => {
      pages.push(beforeSeq);
      const from = Math.max(1, beforeSeq - 200);
      const page = Array.from({ length: beforeSeq - from }, (_, index) => before(from + index));
      return Promise.resolve({ ok: true, value: { lines: page, more: from > 1 } });
    },
  } as unknown as Connection);
  const glowing: (string | undefined)[] = [];
  const shine = vi.fn<(this: HTMLElement) => void>(function (this: HTMLElement) {
    glowing.push(this.dataset['seq']);
  });
  Object.defineProperty(Element.prototype, 'animate', { value: shine, configurable: true, writable: true });
  const { show: again } = show(active('maya'), { lines: [before(500), before(501)], more: true });
  again({ seq: 42 });
  await waitFor(() => expect(glowing).toEqual(['42']));
  expect(pages).toEqual([500, 300, 100]);
  again({ seq: 42 });
  await waitFor(() => expect(glowing).toEqual(['42', '42']));
  expect(pages).toHaveLength(3);
});

test('[2.12] the list of a transfer is used by keys: letters look for somebody, arrows and Enter choose, Enter in the note sends', async () => {
  const { handle } = show(active('maya'));
  act(() => handle.current?.transfer());
  const list = await screen.findByRole('listbox');
  act(() => list.focus());
  fireEvent.keyDown(list, { key: 'b' });
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  act(() => list.focus());
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  expect(list.getAttribute('aria-activedescendant')).toMatch(/ben$/);
  fireEvent.keyDown(list, { key: 'Enter' });
  // Chosen, and nothing sent: the note for the receiver comes next.
  const note = screen.getByRole('textbox', { name: 'Note for the receiver' });
  expect([document.activeElement, sent]).toEqual([note, []]);
  fireEvent.keyDown(note, { key: 'Enter', repeat: true });
  fireEvent.change(note, { target: { value: 'Wants a refund' } });
  fireEvent.keyDown(note, { key: 'Enter', shiftKey: true });
  expect(sent).toEqual([]);
  fireEvent.keyDown(note, { key: 'Enter' });
  expect(sent.at(-1)).toEqual({
    name: 'interaction.transfer',
    input: { interactionId: id, to: { kind: 'agent', agentId: 'ben' }, note: 'Wants a refund' },
  });
  // What is typed on is written where it is seen: with the focus nowhere, its letters were shortcuts.
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reply' }));
});

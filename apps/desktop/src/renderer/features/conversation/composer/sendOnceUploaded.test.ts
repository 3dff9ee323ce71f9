import 'fake-indexeddb/auto';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { draftOf, setDraft } from '../../../workspace/drafts.ts';
import { interactionNoun, snapshotOf } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { closeOnceSent, keepOpen } from './closeOnceSent.ts';
import { sendOnceUploaded, waitNoLonger } from './sendOnceUploaded.ts';
import { addFiles, removeUpload, uploadsOf } from './uploads.ts';

const chat = 'chat' as InteractionId;
const sent: unknown[] = [];
/** What was sent in order, and the end of the server's word on the message. */
const names: string[] = [];
let answerMessage: (reply: unknown) => void = () => undefined;

/** The requests of the page, answered by the test. */
class Sending {
  static all: Sending[] = [];
  readonly upload = new EventTarget();
  readonly #events = new EventTarget();
  status = 0;
  responseText = '';
  addEventListener(name: string, act: () => void): void {
    this.#events.addEventListener(name, act);
  }
  open(): void {}
  setRequestHeader(): void {}
  send(): void {
    Sending.all.push(this);
  }
  abort(): void {
    this.#events.dispatchEvent(new Event('abort'));
  }
  answer(status: number, body: unknown): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.#events.dispatchEvent(new Event('load'));
  }
}
const arrives = (at: number, id: string): void =>
  Sending.all[at]?.answer(200, { attachment: { id, name: 'plan.pdf', mimeType: 'application/pdf', bytes: 4 } });
const settled = (is: () => boolean): Promise<void> => vi.waitFor(() => expect(is()).toBe(true), { timeout: 20_000 });
const attach = (count: number): void =>
  void addFiles(
    chat,
    Array.from({ length: count }, () => new File(['plan'], 'plan.pdf')),
  );
const write = (text: string): void => {
  setDraft(chat, { kind: 'reply', text });
  sendOnceUploaded(chat, { kind: 'reply', text, people: [] });
};

const customerWroteUpTo = (lastCustomerSeq: number): void =>
  workspaceWriter.welcome(snapshotOf({ interactions: [interactionNoun('chat', { lastCustomerSeq })] }));

beforeEach(() => {
  Sending.all = [];
  sent.length = 0;
  names.length = 0;
  vi.stubGlobal('XMLHttpRequest', Sending);
  installConnection({
    sendCommand: (name: string, input: unknown) => {
      sent.push(input);
      names.push(name);
      return new Promise((resolve) => {
        if (name === 'message.post') answerMessage = resolve;
      });
    },
  } as unknown as Connection);
  customerWroteUpTo(1);
});
afterEach(() => {
  waitNoLonger(chat);
  keepOpen(chat);
  for (const { id } of uploadsOf(chat)) removeUpload(chat, id);
  setDraft(chat, { kind: 'reply', text: '' });
  vi.unstubAllGlobals();
});

test('a message sent while its files go up leaves with all of them once the last one is there, and once only', async () => {
  attach(2);
  write('Here is the plan');
  arrives(0, 'a1');
  await settled(() => uploadsOf(chat)[0]?.attachment !== undefined);
  expect(sent).toEqual([]);
  arrives(1, 'a2');
  await settled(() => sent.length > 0);
  expect(sent).toEqual([expect.objectContaining({ text: 'Here is the plan', attachmentIds: ['a1', 'a2'] })]);
  expect(draftOf(chat).text).toBe('');
  attach(1);
  arrives(2, 'a3');
  await settled(() => uploadsOf(chat)[0]?.attachment !== undefined);
  expect(sent).toHaveLength(1);
});

test('one whose text was changed meanwhile, or whose file was refused or taken away, waits for the agent', async () => {
  attach(1);
  write('First thought');
  setDraft(chat, { kind: 'reply', text: 'Second thought' });
  arrives(0, 'a1');
  await settled(() => uploadsOf(chat)[0]?.attachment !== undefined);
  attach(1);
  write('With a bad file');
  Sending.all[1]?.answer(422, { error: { code: 'badFileType' } });
  await settled(() => uploadsOf(chat)[1]?.refusal !== undefined);
  for (const { id } of uploadsOf(chat)) removeUpload(chat, id);
  attach(1);
  write('With no file');
  for (const { id } of uploadsOf(chat)) removeUpload(chat, id);
  expect(sent).toEqual([]);
  expect(draftOf(chat).text).toBe('With no file');
});

const sentAndClosing = async (): Promise<void> => {
  attach(1);
  write('Here is the plan, goodbye');
  closeOnceSent(chat, 'Hannah');
  arrives(0, 'a1');
  await settled(() => sent.length > 0);
  expect(names).toEqual(['message.post']);
};
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('sent and closed: the conversation closes once the server has the message, and not before', async () => {
  await sentAndClosing();
  answerMessage({ ok: true, value: {} });
  await settled(() => names.length > 1);
  expect(names).toEqual(['message.post', 'interaction.close']);
});

test('sent and closed: it stays open where the message was refused, the customer wrote, or the agent took it back', async () => {
  await sentAndClosing();
  answerMessage({ ok: false, error: { code: 'notOwner' } });
  await turn();
  sent.length = 0;
  names.length = 0;
  Sending.all = [];
  await sentAndClosing();
  customerWroteUpTo(2);
  answerMessage({ ok: true, value: {} });
  await turn();
  sent.length = 0;
  names.length = 0;
  Sending.all = [];
  await sentAndClosing();
  keepOpen(chat);
  answerMessage({ ok: true, value: {} });
  await turn();
  expect(names).toEqual(['message.post']);
});

test('sent and closed: without its file nothing is sent, and a later message closes nothing', async () => {
  attach(1);
  write('With a bad file');
  closeOnceSent(chat, 'Hannah');
  Sending.all[0]?.answer(422, { error: { code: 'badFileType' } });
  await settled(() => uploadsOf(chat)[0]?.refusal !== undefined);
  for (const { id } of uploadsOf(chat)) removeUpload(chat, id);
  attach(1);
  write('Here it is');
  arrives(1, 'a2');
  await settled(() => sent.length > 0);
  answerMessage({ ok: true, value: {} });
  await turn();
  expect(names).toEqual(['message.post']);
});

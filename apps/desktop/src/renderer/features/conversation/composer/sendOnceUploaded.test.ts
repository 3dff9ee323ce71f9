import 'fake-indexeddb/auto';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { draftOf, setDraft } from '../../../workspace/drafts.ts';
import { snapshotOf } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { sendOnceUploaded, waitNoLonger } from './sendOnceUploaded.ts';
import { addFiles, removeUpload, uploadsOf } from './uploads.ts';

const chat = 'chat' as InteractionId;
const sent: unknown[] = [];

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
const settled = (is: () => boolean): Promise<void> => vi.waitFor(() => expect(is()).toBe(true));
const attach = (count: number): void =>
  void addFiles(
    chat,
    Array.from({ length: count }, () => new File(['plan'], 'plan.pdf')),
  );
const write = (text: string): void => {
  setDraft(chat, { kind: 'reply', text });
  sendOnceUploaded(chat, { kind: 'reply', text, people: [] });
};

beforeEach(() => {
  Sending.all = [];
  sent.length = 0;
  vi.stubGlobal('XMLHttpRequest', Sending);
  installConnection({
    sendCommand: (_name: string, input: unknown) => {
      sent.push(input);
      return new Promise(() => undefined);
    },
  } as unknown as Connection);
  workspaceWriter.welcome(snapshotOf());
});
afterEach(() => {
  waitNoLonger(chat);
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

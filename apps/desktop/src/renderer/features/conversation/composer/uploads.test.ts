import 'fake-indexeddb/auto';

import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { HOUR } from '@ringdesk/shared/model/time.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { serverNow } from '../../../workspace/clock.ts';
import { forgetAccount, localDatabase } from '../../../workspace/localDatabase.ts';
import { snapshotOf } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';

const me = 'me' as AgentId;
const chat = 'chat' as InteractionId;
const attachment = { id: 'a1', name: 'plan.pdf', mimeType: 'application/pdf', bytes: 4 };

/** The requests of the page; a test answers them, or the page goes before they are answered. */
class Sending {
  static all: Sending[] = [];
  readonly upload = new EventTarget();
  readonly #events = new EventTarget();
  status = 0;
  responseText = '';
  body: FormData | undefined;
  addEventListener(name: string, act: () => void): void {
    this.#events.addEventListener(name, act);
  }
  open(): void {}
  setRequestHeader(): void {}
  send(body: FormData): void {
    Sending.all.push(this);
    this.body = body;
  }
  abort(): void {
    this.#events.dispatchEvent(new Event('abort'));
  }
  answer(): void {
    this.status = 200;
    this.responseText = JSON.stringify({ attachment });
    this.#events.dispatchEvent(new Event('load'));
  }
  /** A proxy in the server's place. */
  answerWith(status: number): void {
    this.status = status;
    this.responseText = '<html>';
    this.#events.dispatchEvent(new Event('load'));
  }
  halfWay(): void {
    this.upload.dispatchEvent(Object.assign(new Event('progress'), { lengthComputable: true, loaded: 1, total: 2 }));
  }
  breakOff(): void {
    this.#events.dispatchEvent(new Event('error'));
  }
}

/** The composer of a page that has just been loaded: nothing is in memory, what is on the device is. */
async function page() {
  vi.resetModules();
  const { workspaceWriter: writer } = await import('../../../workspace/workspaceWriter.ts');
  writer.welcome(snapshotOf());
  return import('./uploads.ts');
}
const file = () => new File(['plan'], 'plan.pdf', { type: 'application/pdf' });
const rows = async () => (await localDatabase()).getAllFromIndex('uploads', 'byAccount', me);

beforeEach(() => {
  Sending.all = [];
  vi.stubGlobal('XMLHttpRequest', Sending);
  // A page that is gone has let go of its locks; here it stays in memory.
  vi.stubGlobal('navigator', {});
  workspaceWriter.welcome(snapshotOf());
});
afterEach(async () => {
  await forgetAccount(me);
});

test('a file that was going up when the page went is sent again by the next one, and goes with the message', async () => {
  const before = await page();
  before.addFiles(chat, [file()]);
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
  const after = await page();
  after.resumeUploads(me);
  await vi.waitFor(() => expect(Sending.all).toHaveLength(2));
  const sent = Sending.all[1]!.body!.get('file') as File;
  expect([sent.name, sent.type, await sent.text()]).toEqual(['plan.pdf', 'application/pdf', 'plan']);
  Sending.all[1]!.answer();
  await vi.waitFor(() => expect(after.uploadsOf(chat)).toMatchObject([{ name: 'plan.pdf', share: 1 }]));
  expect(after.takeAttachments(chat)).toEqual(['a1']);
  await vi.waitFor(async () => expect(await rows()).toEqual([]));
});

test('one that had arrived is there again without being sent twice', async () => {
  const before = await page();
  before.addFiles(chat, [file()]);
  Sending.all[0]!.answer();
  await vi.waitFor(async () => expect(await rows()).toMatchObject([{ attachment: { id: 'a1' } }]));
  // The bytes are the server's now.
  expect((await rows())[0]).not.toHaveProperty('file');
  const after = await page();
  after.resumeUploads(me);
  await vi.waitFor(() => expect(after.uploadsOf(chat)).toMatchObject([{ attachment: { id: 'a1' } }]));
  expect(Sending.all).toHaveLength(1);
  expect(after.sentFile(attachment.id as never)).toMatchObject({ name: 'plan.pdf' });
});

test('one that was taken away stays away, also while it was going up', async () => {
  const before = await page();
  before.addFiles(chat, [file()]);
  before.removeUpload(chat, before.uploadsOf(chat)[0]!.id);
  await vi.waitFor(async () => expect(await rows()).toEqual([]));
  expect(before.uploadsOf(chat)).toEqual([]);
});

test('one that the server has deleted meanwhile is not offered any more', async () => {
  const before = await page();
  before.addFiles(chat, [file()]);
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
  const [row] = await rows();
  await (await localDatabase()).put('uploads', { ...row!, at: serverNow() - 24 * HOUR });
  const after = await page();
  after.resumeUploads(me);
  await vi.waitFor(async () => expect(await rows()).toEqual([]));
  expect(after.uploadsOf(chat)).toEqual([]);
});

test('of two windows of one person one has the file; when it goes, the other takes it over', async () => {
  /** The locks of the browser, which all its windows share (Web Locks API). */
  const holders = new Map<string, Promise<unknown>>();
  const releases: (() => void)[] = [];
  vi.stubGlobal('navigator', {
    locks: {
      request: async (name: string, act: () => Promise<void>) => {
        const before = holders.get(name);
        const gone = new Promise<void>((go) => releases.push(go));
        const mine = (before ?? Promise.resolve()).then(() => Promise.race([act(), gone]));
        holders.set(name, mine);
        return mine;
      },
    },
  });
  const first = await page();
  first.addFiles(chat, [file()]);
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
  const second = await page();
  second.resumeUploads(me);
  await vi.waitFor(() => expect(releases).toHaveLength(2));
  expect(second.uploadsOf(chat)).toEqual([]);
  // The first window is closed.
  releases[0]!();
  await vi.waitFor(() => expect(second.uploadsOf(chat)).toHaveLength(1));
});

test('nobody else who signs in on this device gets to see it', async () => {
  const { addFiles, resumeUploads, uploadsOf } = await page();
  resumeUploads(me);
  addFiles(chat, [file()]);
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
  resumeUploads('ben' as AgentId);
  expect(uploadsOf(chat)).toEqual([]);
});

test('without a connection it waits, and goes up once the line is back: nothing is sent without it meanwhile', async () => {
  const { addFiles, removeUpload, uploadsOf } = await page();
  const { workspaceWriter: writer } = await import('../../../workspace/workspaceWriter.ts');
  const { notReady } = await import('./readiness.ts');
  writer.link({ phase: 'lost', since: serverNow() });
  addFiles(chat, [file()]);
  Sending.all[0]!.halfWay();
  expect(uploadsOf(chat)).toMatchObject([{ share: 0.5 }]);
  Sending.all[0]!.breakOff();
  await vi.waitFor(() => expect(uploadsOf(chat)).toMatchObject([{ share: 0 }]));
  expect(uploadsOf(chat)[0]?.refusal).toBeUndefined();
  expect(notReady('See the plan.', uploadsOf(chat))).toEqual({ why: 'uploading' });
  expect(Sending.all).toHaveLength(1);
  writer.link({ phase: 'live', since: serverNow() });
  await vi.waitFor(() => expect(Sending.all).toHaveLength(2));
  Sending.all[1]!.answer();
  await vi.waitFor(() => expect(uploadsOf(chat)).toMatchObject([{ share: 1, attachment }]));
  removeUpload(chat, uploadsOf(chat)[0]!.id);
});

test('taken away while it waits for the line, it does not go up', async () => {
  const { addFiles, removeUpload, uploadsOf } = await page();
  const { workspaceWriter: writer } = await import('../../../workspace/workspaceWriter.ts');
  writer.link({ phase: 'lost', since: serverNow() });
  addFiles(chat, [file()]);
  Sending.all[0]!.breakOff();
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
  removeUpload(chat, uploadsOf(chat)[0]!.id);
  writer.link({ phase: 'live', since: serverNow() });
  await vi.waitFor(async () => expect(await rows()).toEqual([]));
  expect(Sending.all).toHaveLength(1);
});

test('what a proxy refuses for good is told, and not tried again', async () => {
  const { addFiles, removeUpload, uploadsOf } = await page();
  addFiles(chat, [file()]);
  Sending.all[0]!.answerWith(413);
  await vi.waitFor(() => expect(uploadsOf(chat)).toMatchObject([{ refusal: { code: 'internal' } }]));
  removeUpload(chat, uploadsOf(chat)[0]!.id);
});

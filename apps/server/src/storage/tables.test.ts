import { describe, expect, test } from 'vitest';

import type {
  AgentId,
  AttachmentId,
  CannedResponseId,
  InteractionId,
  InvitationId,
  MessageId,
  QueueId,
  SessionId,
} from '@ringdesk/shared/model/ids.ts';

import { guardedWriteAsync } from './guardedWrite.ts';
import { openTestStore, project } from './testing/testStore.ts';

const ann = 'ann' as AgentId;
const bob = 'bob' as AgentId;

describe('accounts', () => {
  const account = { agentId: ann, email: 'ann@example.com', passwordHash: 'h1', createdAt: 1 };

  test('an address belongs to one account', async () => {
    const { accounts } = await openTestStore();
    expect(await accounts.create(account)).toEqual({ ok: true, value: undefined });
    expect(await accounts.create({ ...account, agentId: bob })).toEqual({ ok: false, error: 'emailTaken' });
    expect(await accounts.count()).toBe(1);
    expect(await accounts.byEmail('ann@example.com')).toEqual({
      ...account,
      passwordChangedAt: 1,
    });
    await accounts.delete(ann);
    expect(await accounts.byAgent(ann)).toBeUndefined();
  });

  test('a new password says since when it is one', async () => {
    const { accounts } = await openTestStore();
    await accounts.create(account);
    await accounts.setPassword(ann, 'h2', 9);
    expect(await accounts.byAgent(ann)).toMatchObject({ passwordHash: 'h2', passwordChangedAt: 9 });
  });
});

describe('sessions', () => {
  const session = (id: string, agentId: AgentId, over: object = {}) => ({
    id: id as SessionId,
    agentId,
    tokenHash: `hash-${id}`,
    device: 'Firefox',
    createdAt: 1,
    lastSeenAt: 1,
    expiresAt: 100,
    ...over,
  });

  test('end by one, all but one, and by age; an ended one is nobody', async () => {
    const { sessions } = await openTestStore();
    for (const id of ['a1', 'a2', 'a3']) await sessions.create(session(id, ann));
    await sessions.create(session('b1', bob, { expiresAt: 50 }));
    await sessions.create(session('b2', bob, { lastSeenAt: 40 }));
    await sessions.touch('a1' as SessionId, 60);
    expect((await sessions.ofAgent(ann)).map(({ id }) => id)).toEqual(['a1', 'a2', 'a3']);
    expect([await sessions.end('a2' as SessionId), await sessions.end('a2' as SessionId)]).toEqual([true, false]);
    expect(await sessions.endAllOf(ann, 'a1' as SessionId)).toEqual(['a3']);
    expect((await sessions.endExpired(50, 30)).toSorted()).toEqual(['b1']);
    expect(await sessions.byTokenHash('hash-b1')).toBeUndefined();
    expect(await sessions.byTokenHash('hash-a1')).toMatchObject({ id: 'a1', lastSeenAt: 60 });
    expect(await sessions.endAllOf(bob)).toEqual(['b2']);
  });
});

describe('invitations and reset links', () => {
  const invitation = {
    id: 'i1' as InvitationId,
    email: 'new@example.com',
    name: 'New',
    role: 'agent' as const,
    departmentIds: [],
    secretHash: 's1',
    createdBy: ann,
    createdAt: 1,
    expiresAt: 100,
  };

  test('an invitation is used once, and not after its end', async () => {
    const { invitations } = await openTestStore();
    await invitations.create(invitation);
    expect(await invitations.bySecretHash('s1', 99)).toEqual(invitation);
    expect(await invitations.bySecretHash('s1', 100)).toBeUndefined();
    expect(await invitations.list(100)).toEqual([]);
    expect(await Promise.all([invitations.take(invitation.id), invitations.take(invitation.id)])).toEqual([
      true,
      false,
    ]);
    await invitations.restore(invitation);
    expect(await invitations.list(1)).toEqual([invitation]);
    expect([await invitations.revoke(invitation.id), await invitations.revoke(invitation.id)]).toEqual([true, false]);
  });

  test('a new reset link replaces the earlier one and is used once', async () => {
    const { resetLinks } = await openTestStore();
    await resetLinks.create({ agentId: ann, secretHash: 'old', expiresAt: 100 });
    await resetLinks.create({ agentId: ann, secretHash: 'new', expiresAt: 100 });
    expect(await resetLinks.find('old', 1)).toBeUndefined();
    expect(await resetLinks.find('new', 1)).toBe(ann);
    expect(await resetLinks.take('new', 100)).toBeUndefined();
    expect([await resetLinks.take('new', 1), await resetLinks.take('new', 1)]).toEqual([ann, undefined]);
  });
});

describe('preferences, canned responses, keys', () => {
  test('preferences that no longer fit the schema count as none', async () => {
    const { preferences } = await openTestStore();
    const saved = {
      theme: 'dark' as const,
      density: 'compact' as const,
      sendWith: 'enter' as const,
      singleKeys: true,
      globalKeys: false,
      keys: { 'offer.accept': 'KeyA' },
      sounds: {
        chatOffer: { on: true, volume: 1 },
        callRing: { on: true, volume: 1 },
        tick: { on: false, volume: 0 },
        trouble: { on: true, volume: 0.5 },
      },
      doNotDisturb: false,
      hideContent: false,
    };
    expect(await preferences.get(ann)).toBeUndefined();
    await preferences.save(ann, saved);
    await preferences.save(ann, { ...saved, theme: 'light' });
    expect(await preferences.get(ann)).toEqual({ ...saved, theme: 'light' });
  });

  test('[41] a shortcut is unique in its list, and keeps its id and its count when its text changes', async () => {
    const { canned } = await openTestStore();
    const center = { kind: 'center' } as const;
    const own = { kind: 'personal', agentId: 'ana' as AgentId } as const;
    const hello = {
      id: 'c1' as CannedResponseId,
      list: center,
      folder: '',
      shortcut: 'hello',
      text: 'Hello!',
      uses: 0,
    };
    await canned.save(hello);
    expect(await canned.save({ ...hello, id: 'c2' as CannedResponseId })).toEqual({ ok: false, error: 'nameTaken' });
    expect(await canned.save({ ...hello, id: 'c2' as CannedResponseId, list: own })).toMatchObject({ ok: true });
    await canned.used(hello.id);
    await canned.save({ ...hello, text: 'Hi!', folder: 'Greetings' });
    expect(await canned.list([center])).toEqual([{ ...hello, text: 'Hi!', folder: 'Greetings', uses: 1 }]);
    expect((await canned.list([own])).map(({ id }) => id)).toEqual(['c2']);
    expect([await canned.delete(hello.id), await canned.delete(hello.id)]).toEqual([true, false]);
  });

  test('[41] an import adds and replaces by shortcut, all at once; of a shortcut named twice the later counts', async () => {
    const { canned } = await openTestStore();
    const list = { kind: 'queue', queueId: 'sales' as QueueId } as const;
    const hello = { id: 'c1' as CannedResponseId, list, folder: '', shortcut: 'hello', text: 'Hello!', uses: 0 };
    await canned.save(hello);
    let made = 0;
    const lines = [
      { shortcut: 'hello', folder: 'A', text: 'Hi!' },
      { shortcut: 'bye', folder: '', text: 'Bye' },
      { shortcut: 'bye', folder: 'B', text: 'Goodbye' },
    ];
    expect(await canned.import(list, lines, () => `new${(made += 1)}`)).toEqual({ added: 1, replaced: 1 });
    expect(await canned.list([list])).toMatchObject([
      { shortcut: 'bye', folder: 'B', text: 'Goodbye' },
      { id: 'c1', shortcut: 'hello', folder: 'A', text: 'Hi!' },
    ]);
  });

  test('[41] a shortcut is one whatever its case: an import with ok and OK adds one, and replaces one that is there', async () => {
    const { canned } = await openTestStore();
    const list = { kind: 'queue', queueId: 'sales' as QueueId } as const;
    let made = 0;
    const newId = () => `new${(made += 1)}`;
    const line = (shortcut: string, text: string) => ({ shortcut, folder: '', text });
    expect(await canned.import(list, [line('ok', 'Fine'), line('OK', 'All right')], newId)).toEqual({
      added: 1,
      replaced: 0,
    });
    expect(await canned.import(list, [line('Ok', 'Done')], newId)).toEqual({ added: 0, replaced: 1 });
    expect(await canned.list([list])).toMatchObject([{ shortcut: 'OK', text: 'Done' }]);
    const other = { id: 'c9' as CannedResponseId, list, folder: '', text: 'Yes', uses: 0 };
    expect(await canned.save({ ...other, shortcut: 'oK' })).toMatchObject({ ok: false, error: 'nameTaken' });
    const [own] = await canned.list([list]);
    // Its own spelling may be changed.
    expect(await canned.save({ ...own!, shortcut: 'ok' })).toMatchObject({ ok: true });
  });

  test('a key is made once', async () => {
    const { keys } = await openTestStore();
    const make = (byte: number) => () => new Uint8Array(32).fill(byte);
    const [one, two] = await Promise.all([keys.secret('links', make(1)), keys.secret('links', make(2))]);
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect(Buffer.from(await keys.secret('other', make(3)))[0]).toBe(3);
    await expect(keys.secret('short', () => new Uint8Array(8))).rejects.toThrow('32 bytes');
  });
});

describe('files', () => {
  const file = (id: string, over: object = {}) => ({
    id: id as AttachmentId,
    purpose: 'message' as const,
    owner: { kind: 'customer' as const, id: 'cc' },
    name: 'photo.png',
    mimeType: 'image/png',
    bytes: 10,
    width: 4,
    height: 3,
    sha256: 'ff',
    hasPreview: false,
    createdAt: 5,
    ...over,
  });

  test('a file belongs to its message in the transaction of the message; others stay pending', async () => {
    const store = await openTestStore();
    const { files } = store;
    for (const id of ['f1', 'f2']) await files.create(file(id));
    await files.create(file('p1', { purpose: 'picture' }));
    await project(store, {
      lines: [
        {
          type: 'message',
          id: 'm1' as MessageId,
          interactionId: 'i1' as InteractionId,
          seq: 1,
          at: 6,
          author: { kind: 'customer' },
          kind: 'reply',
          text: '',
          mentions: [],
          attachments: [{ id: 'f1' as AttachmentId, name: 'photo.png', mimeType: 'image/png', bytes: 10 }],
        },
      ],
    });
    expect(await files.byId('f1' as AttachmentId)).toMatchObject({ interactionId: 'i1', messageId: 'm1' });
    expect((await files.pendingBefore(6, 10)).map(({ id }) => id)).toEqual(['f2']);
    expect(await files.pendingBefore(5, 10)).toEqual([]);
    await files.setPreview('f1' as AttachmentId, true);
    expect(await files.byIds(['f1', 'nope'] as AttachmentId[])).toMatchObject([{ id: 'f1', hasPreview: true }]);
    expect(await files.usage({ kind: 'customer', id: 'cc' }, 5)).toEqual({ files: 3, bytes: 30 });
    expect(await files.usage({ kind: 'agent', id: 'cc' }, 5)).toEqual({ files: 0, bytes: 0 });
    await files.delete('f2' as AttachmentId);
    expect(await files.byId('f2' as AttachmentId)).toBeUndefined();
  });
});

test('a write without room says so to its caller', async () => {
  const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));
  await expect(guardedWriteAsync(full)).rejects.toMatchObject({ name: 'StorageFull' });
});

import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { Snapshot } from '@ringdesk/shared/protocol/updates.ts';
import { describe, expect, test } from 'vitest';

import { mirrorOf } from '../../workspace/mirror.ts';
import { notReady } from './composer/readiness.ts';
import { sendsOn } from './composer/sendKey.ts';
import type { Upload } from './composer/uploads.ts';
import { transferTargets } from './header/transferTargets.ts';
import { standingOf } from './standing.ts';

const agent = (id: string, role = 'agent', more: object = {}) => ({
  id,
  name: id.toUpperCase(),
  email: 'x',
  role,
  language: 'en',
  supervises: [],
  presence: { state: 'available', since: 1 },
  online: true,
  shiftOpen: false,
  absent: false,
  dismissed: false,
  chatLoad: 0,
  ...more,
});
const queue = (id: string, interceptAllowed: boolean) => ({
  id,
  medium: 'chat',
  name: id,
  active: true,
  language: 'en',
  version: 1,
  open: true,
  waiting: 0,
  settings: { ...defaultQueueSettings, interceptAllowed, members: [{ kind: 'agent', agentId: 'maya' }] },
});
const mirror = (role = 'agent', supervises: string[] = [], intercept = true) =>
  mirrorOf(
    Snapshot.parse({
      me: 'maya',
      centerName: 'x',
      agents: [agent('maya', role, { supervises }), agent('ana')],
      departments: [],
      reasons: [],
      bots: [],
      notices: [],
      channels: [],
      queues: [queue('sales', intercept), queue('billing', false)],
      interactions: [],
      offers: [],
    }),
  );
const base = {
  id: 'i1',
  medium: 'chat',
  channelId: 'c',
  queueId: 'sales',
  customer: { id: 'k', name: '' },
  arrivedAt: 1,
  priority: 5,
  lastSeq: 1,
  lastAt: 1,
  lastCustomerSeq: 1,
  ownerReadSeq: 0,
  customerReadSeq: 0,
  unread: 0,
  customerOnline: true,
  mentioned: [],
  since: 1,
};
const active = (ownerId: string, more: object = {}) =>
  Interaction.parse({ ...base, state: 'active', ownerId, ...more });

describe('what I may do with a conversation', () => {
  test('mine and open: reply, hand over, park, close', () => {
    expect(standingOf(active('maya'), mirror())).toMatchObject({
      mayReply: true,
      mayTransfer: true,
      mayPark: true,
      mayClose: true,
      get: undefined,
    });
  });
  test('[I10] while a transfer is not answered it stays mine and is not transferred twice', () => {
    const pending = active('maya', { transfer: { offerId: 'o', toAgentId: 'ana', at: 1 } });
    expect(standingOf(pending, mirror())).toMatchObject({ mayReply: true, mayTransfer: false, mayClose: true });
  });
  test('a colleague’s: nothing but notes, unless I supervise the queue', () => {
    expect(standingOf(active('ana'), mirror())).toMatchObject({
      mayReply: false,
      mayTransfer: false,
      mayClose: false,
      get: undefined,
    });
    expect(standingOf(active('ana'), mirror('supervisor', ['sales']))).toMatchObject({
      mayReply: false,
      mayTransfer: true,
      mayClose: true,
      get: 'takeOver',
    });
    expect(standingOf(active('ana'), mirror('supervisor', ['billing'])).get).toBeUndefined();
    expect(standingOf(active('ana'), mirror('admin')).get).toBe('takeOver');
  });
  test('[62] ringing at a colleague: intercepted where the queue allows it and I am a member', () => {
    const ringing = Interaction.parse({ ...base, state: 'offered', offeredTo: ['ana'] });
    expect(standingOf(ringing, mirror()).get).toBe('intercept');
    expect(standingOf(ringing, mirror('agent', [], false)).get).toBeUndefined();
    expect(
      standingOf(Interaction.parse({ ...base, state: 'offered', offeredTo: ['maya'] }), mirror()).get,
    ).toBeUndefined();
  });
  test('waiting: taken by a member; parked and wrap-up have their own ways on; closed is reopened', () => {
    expect(standingOf(Interaction.parse({ ...base, state: 'queued', nextWakeAt: 9 }), mirror()).get).toBe('take');
    expect(
      standingOf(Interaction.parse({ ...base, state: 'parked', ownerId: 'maya', until: 9 }), mirror()),
    ).toMatchObject({ mayUnpark: true, mayReply: false, mayClose: true });
    expect(
      standingOf(Interaction.parse({ ...base, state: 'wrapUp', ownerId: 'maya', until: 9 }), mirror()),
    ).toMatchObject({ mayFinishWrapUp: true, mayClose: false });
    expect(standingOf(Interaction.parse({ ...base, state: 'closed', reopenUntil: 9 }), mirror())).toMatchObject({
      mayReopen: true,
      mayPrioritise: false,
    });
  });
});

describe('what a supervisor, a member and others may do beside it', () => {
  const supervisor = () => mirror('supervisor', ['sales']);
  const elsewhere = () => mirror('supervisor', ['billing']);
  const inOther = (more: object = {}) => active('ana', { queueId: 'other', ...more });

  test('[43] a rating of the work is for who steers the queue, never for who did it', () => {
    expect(standingOf(active('ana'), supervisor()).mayReview).toBe(true);
    expect(standingOf(active('ana'), mirror('admin')).mayReview).toBe(true);
    expect(standingOf(active('maya'), supervisor()).mayReview).toBe(false);
    expect(standingOf(active('ana'), elsewhere()).mayReview).toBe(false);
    expect(standingOf(active('ana'), mirror()).mayReview).toBe(false);
  });
  test('a colleague’s conversation is read along by members of its queue and by who steers it', () => {
    expect(standingOf(active('ana'), mirror()).reading).toBe('may');
    expect(standingOf(inOther(), mirror()).reading).toBeUndefined();
    expect(standingOf(inOther(), mirror('admin')).reading).toBe('may');
    expect(standingOf(active('maya'), mirror()).reading).toBeUndefined();
    const waiting = Interaction.parse({ ...base, state: 'queued', nextWakeAt: 9 });
    expect(standingOf(waiting, supervisor()).reading).toBeUndefined();
  });
  test('who reads along may stop, also where the right to begin has gone', () => {
    expect(standingOf(inOther({ joined: ['maya'] }), mirror()).reading).toBe('does');
    expect(standingOf(active('ana', { joined: ['ben'] }), mirror()).reading).toBe('may');
  });
  test('a sender is blocked by who talks or last talked with them, and by who steers the queue', () => {
    const closed = (lastOwnerId: string) =>
      Interaction.parse({ ...base, state: 'closed', reopenUntil: 9, lastOwnerId });
    expect(standingOf(active('maya'), mirror()).mayBlock).toBe(true);
    expect(standingOf(closed('maya'), mirror()).mayBlock).toBe(true);
    expect(standingOf(closed('ana'), mirror()).mayBlock).toBe(false);
    expect(standingOf(active('ana'), mirror()).mayBlock).toBe(false);
    expect(standingOf(active('ana'), supervisor()).mayBlock).toBe(true);
    expect(standingOf(active('ana'), elsewhere()).mayBlock).toBe(false);
  });
});

describe('who can get a transfer', () => {
  const people = Snapshot.shape.agents.parse([
    agent('maya'),
    agent('ana', 'agent', { chatLoad: 3 }),
    agent('ben', 'agent', { chatLoad: 1 }),
    agent('off', 'agent', { online: false }),
    agent('gone', 'agent', { dismissed: true }),
  ]);
  const queues = Snapshot.shape.queues.parse([queue('sales', true), queue('billing', true)]);
  const sources = { agents: people, queues, me: 'maya' as AgentId, check: 'online' as const };
  const ids = (query: string) => transferTargets(active('maya'), sources, query).map(({ id }) => id);

  test('who can take it with the fewest chats first, the unavailable with a reason, then other queues', () => {
    expect(ids('')).toEqual(['ben', 'ana', 'off', 'billing']);
    expect(transferTargets(active('maya'), sources, 'off')[0]).toMatchObject({ reason: 'offline' });
  });
  test('the search narrows both; the owner is not offered their own', () => {
    expect(ids('B')).toEqual(['ben', 'billing']);
    expect(transferTargets(active('ana'), sources, '').map(({ id }) => id)).not.toContain('ana');
  });
});

describe('sending', () => {
  const press = { key: 'Enter', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
  test.each([
    ['enter', {}, true],
    ['enter', { ctrlKey: true }, true],
    ['enter', { shiftKey: true }, false],
    ['enter', { isComposing: true }, false],
    ['modEnter', {}, false],
    ['modEnter', { metaKey: true }, true],
    ['modEnter', { ctrlKey: true, shiftKey: true }, false],
  ] as const)('%s with %j: %s', (sendWith, change, sends) => {
    expect(sendsOn({ ...press, ...change }, sendWith)).toBe(sends);
  });
  const upload = (more: Partial<Upload>): Upload => ({
    id: 'u',
    name: 'a',
    mimeType: '',
    bytes: 1,
    share: 0,
    cancel: () => undefined,
    ...more,
  });
  test('not empty, not while a file is on its way, not above 4,000 characters', () => {
    expect(notReady('  ', [])).toEqual({ why: 'empty' });
    expect(notReady('hi', [upload({})])).toEqual({ why: 'uploading' });
    expect(notReady('hi', [upload({ refusal: { code: 'fileTypeRefused' } })])).toBeUndefined();
    expect(
      notReady('', [upload({ attachment: { id: 'f' as never, name: 'a', mimeType: 'x', bytes: 1 } })]),
    ).toBeUndefined();
    expect(notReady('😀'.repeat(4_001), [])).toEqual({ why: 'tooLong', by: 1 });
    expect(notReady('😀'.repeat(4_000), [])).toBeUndefined();
  });
});

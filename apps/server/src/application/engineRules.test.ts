import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, ChannelId, CustomerId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';

import type { Event } from '../domain/events.ts';
import type { Actor } from '../domain/inputs.ts';
import { openStore } from '../storage/openStore.ts';
import { createEngine } from './engine.ts';
import { deskRules, eventTypes } from './engineRules.ts';
import type { Store } from './ports/store.ts';
import { HandAlarm, HandClock, silentLog } from './testing/tinyEngine.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const folders: string[] = [];
const stores: Store<Event>[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const ann = 'ann' as AgentId;
const queueId = 'support' as QueueId;
const channelId = 'site' as ChannelId;
const customer: Actor = { kind: 'customer', customerId: 'carla' as CustomerId, channelId };
const server: Actor = { kind: 'server' };
const agent: Actor = { kind: 'agent', agentId: ann };

async function start(root: string, clock: HandClock) {
  const store = await openStore<Event>({
    root,
    wall: () => clock.wall(),
    log: silentLog,
    eventTypes,
    ballastBytes: 1_024,
  });
  stores.push(store);
  let ids = 0;
  const engine = await createEngine({
    journal: store.journal,
    rules: deskRules,
    machine: clock,
    newId: () => `id-${store.journal.epoch}-${(ids += 1)}`,
    alarm: new HandAlarm(),
    quietAlarm: new HandAlarm(),
    log: silentLog,
    onFatal: (error) => {
      throw error;
    },
  });
  const say = async (text: string) => {
    const messageId = `m-${Buffer.from(text).toString('hex')}` as MessageId;
    const input = { type: 'customer.wrote' as const, messageId, text, attachments: [], customerName: 'Carla' };
    return engine.submit(input, { actor: customer, command: { scope: 'carla', id: messageId, bodyHash: text } });
  };
  const command = async (order: AnyCommand) => engine.submit({ type: 'command', command: order }, { actor: agent });
  const checkpoint = () => structuredClone(engine.read((state) => deskRules.checkpointOf(state)));
  return { store, engine, say, command, checkpoint };
}

/** A center in which Ann has accepted what Carla wrote. */
async function talking(root: string, clock: HandClock) {
  const bench = await start(root, clock);
  const { engine, command, say } = bench;
  const person = { id: ann, name: 'Ann', email: 'ann@example.com', role: 'admin', language: 'en' } as const;
  await engine.submit({ type: 'agent.added', agent: person, departmentIds: [] }, { actor: server });
  const settings = { ...defaultQueueSettings, members: [{ kind: 'agent' as const, agentId: ann }] };
  const orders: AnyCommand[] = [
    { name: 'queue.create', input: { queueId, name: 'Support', language: 'en', settings } },
    {
      name: 'channel.create',
      input: { channelId, name: 'Site', queueId, kind: 'liveChat', settings: defaultLiveChatSettings },
    },
    { name: 'presence.set', input: { state: 'available' } },
  ];
  for (const order of orders) expect(await command(order)).toMatchObject({ ok: true });
  await engine.submit({ type: 'agent.connected', agentId: ann }, { actor: server });
  await say('hello');
  const [offer] = engine.read((state) => [...state.offers.values()]);
  if (offer === undefined) throw new Error('nothing was offered');
  const accepted = await command({ name: 'offer.accept', input: { offerId: offer.id } });
  expect(accepted).toMatchObject({ ok: true });
  return { ...bench, interactionId: offer.interactionId as InteractionId };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'ringdesk-rules-'));
  folders.push(made);
  return made;
}

describe('the desk on a real store', () => {
  test('[I11] a start from the log, and one from a checkpoint, equal the state before', async () => {
    const root = folder();
    const clock = new HandClock();
    const first = await talking(root, clock);
    const live = first.checkpoint();
    await first.store.close();
    const second = await start(root, clock);
    const fromLog = second.checkpoint();
    await second.engine.stop();
    expect((await second.store.journal.load()).checkpoint).toBeDefined();
    await second.store.close();
    const third = await start(root, clock);
    // A start says that nobody is connected any more; everything else is as it was.
    expect(third.checkpoint()).toEqual(fromLog);
    expect(JSON.stringify(fromLog)).toContain(first.interactionId);
    expect(Object.keys(fromLog as object)).toEqual(Object.keys(live as object));
  });

  test('[I9] a message sent again after a restart is answered the same and stands in the transcript once', async () => {
    const root = folder();
    const clock = new HandClock();
    const first = await talking(root, clock);
    const reply = await first.say('once');
    await first.store.close();
    const second = await start(root, clock);
    expect(await second.say('once')).toEqual(reply);
    const { lines } = await second.store.transcripts.page(first.interactionId, { limit: 50 });
    expect(lines.flatMap((line) => (line.type === 'message' ? [line.text] : []))).toEqual(['hello', 'once']);
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    expect(await second.store.transcripts.interaction(first.interactionId)).toMatchObject({
      state: 'active',
      ownerId: ann,
    });
    expect(await second.store.decisions.trace(first.interactionId)).toMatchObject({ winner: { agentId: ann } });
    expect(await second.store.decisions.queueVersions(queueId)).toMatchObject([
      { version: 1, by: ann, name: 'Support' },
    ]);
    expect(await second.store.audit.verify()).not.toHaveProperty('brokenAt');
    // A version that was kept by an earlier release, which did not know every setting.
    const database = new Database(join(root, 'ringdesk.db'));
    database.exec(`UPDATE queue_versions SET settings = json_remove(settings, '$.autoAccept')`);
    database.close();
    const [version] = await second.store.decisions.queueVersions(queueId);
    expect(version!.settings.autoAccept).toBe(false);
    const [hit] = await second.store.search.find({ text: 'hel', sight: 'everything', limit: 5 });
    expect(hit).toMatchObject({ snippet: '⟦hello⟧' });
  });

  test('the log folds when everything personal in it was erased', async () => {
    const root = folder();
    const clock = new HandClock();
    const first = await talking(root, clock);
    await first.store.close();
    const database = new Database(join(root, 'ringdesk.db'));
    database.exec('UPDATE events SET content = NULL');
    const left = database.prepare('SELECT group_concat(data) FROM events').pluck().get();
    database.close();
    expect(left).not.toMatch(/hello|Carla/);
    const second = await start(root, clock);
    expect(JSON.stringify(second.checkpoint())).toContain(first.interactionId);
    expect(await second.say('again')).toMatchObject({ ok: true });
  });
});

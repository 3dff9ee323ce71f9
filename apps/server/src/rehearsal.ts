import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, ChannelId, CustomerId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import { AGENT_NAMESPACE } from '@ringdesk/shared/protocol/socket.ts';
import { VISITOR_NAMESPACE } from '@ringdesk/shared/protocol/visitor.ts';

import { createAgentFeed } from './application/agentFeed.ts';
import { createAttachments } from './application/attachments.ts';
import { createCustomerDoor } from './application/customerDoor.ts';
import { createEngine } from './application/engine.ts';
import { machineClock, processAlarm } from './application/engineAlarm.ts';
import { deskRules, eventTypes } from './application/engineRules.ts';
import { createFileLinks } from './application/fileLinks.ts';
import { newSigningKey } from './application/secrets.ts';
import { updateFrame } from './application/updateFrames.ts';
import { createVisitorFeed } from './application/visitorFeed.ts';
import { createVisitorCommands } from './channels/liveChatCommands.ts';
import type { Visitor } from './channels/liveChatVisitor.ts';
import { delay } from './delay.ts';
import type { Event } from './domain/events.ts';
import { freshIds } from './freshIds.ts';
import { openStore } from './storage/openStore.ts';

/** After so many conversations the way of a message is compiled for the most part. */
const CONVERSATIONS = 400;
const AGENTS = 20;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const text = 'My order has not arrived yet; could you look where it is?';

/**
 * Plays conversations through the rules, the journal, the feeds and the door for customers on a center of its own which is
 * in memory only, so that the first customers after a start do not wait for code that was never run: until it is compiled,
 * what happens between a message and its offer takes twice as long and more. Everything else has its turn after each step.
 * Some half a second of processor time, once in a process. Rejects when something of it fails, which is a bug.
 */
export async function rehearse(conversations: number = CONVERSATIONS): Promise<void> {
  const center = await openCenter();
  try {
    for (let index = 0; index < conversations; index += 1) await converse(center, index);
  } finally {
    await center.close();
  }
}

type Center = Awaited<ReturnType<typeof openCenter>>;

async function openCenter() {
  const newId = freshIds(() => machineClock.wall());
  const store = await openStore<Event>({ root: ':memory:', wall: () => machineClock.wall(), log: silent, eventTypes });
  let failure: unknown;
  const engine = await createEngine({
    journal: store.journal,
    rules: deskRules,
    machine: machineClock,
    newId,
    alarm: processAlarm(),
    quietAlarm: processAlarm(),
    log: silent,
    onFatal: (error) => {
      failure = error;
    },
  });
  const now = (): number => engine.now();
  const feed = createAgentFeed(engine, delay);
  const pages = createVisitorFeed(engine, createFileLinks(newSigningKey()), now, () => false);
  const door = createCustomerDoor(engine, store, () => false);
  const inspector = { inspect: async () => undefined, waiting: () => 0, stop: async () => undefined };
  const commands = createVisitorCommands({
    submit: door.submit,
    attachments: createAttachments({ files: store.files, folder: '', inspector, newId, health: () => store.health() }),
    names: store.visitorNames,
    contacts: store.visitorContacts,
    now,
    sendsMail: () => false,
    hasOpenConversation: (visitor) => door.hasOpenConversation(visitor),
    isBlocked: ({ customerId }) => door.isBlocked(customerId),
    consentMissing: (visitor) => door.consentMissing(visitor),
    contactForm: () => defaultQueueSettings.contactForm,
    takesFiles: () => true,
    callEntry: () => undefined,
    beginCall: () => ({ ok: false, error: { code: 'unavailable' } }),
  });
  const server = { actor: { kind: 'server' } } as const;
  const agentIds = Array.from({ length: AGENTS }, () => newId() as AgentId);
  for (const id of agentIds) {
    const agent = { id, name: 'Agent', email: `${id}@example.com`, role: 'agent', language: 'en' } as const;
    await engine.submit({ type: 'agent.added', agent, departmentIds: [] }, server);
    await engine.submit({ type: 'agent.connected', agentId: id }, server);
    let seq = 0;
    feed.join({ agentId: id, send: (updates) => void updateFrame(AGENT_NAMESPACE, (seq += 1), updates) });
  }
  const [queueId, channelId] = [newId() as QueueId, newId() as ChannelId];
  const settings = {
    ...defaultQueueSettings,
    members: agentIds.map((agentId) => ({ kind: 'agent', agentId }) as const),
  };
  const asServer = (command: AnyCommand) => engine.submit({ type: 'command', command }, server);
  await asServer({ name: 'queue.create', input: { queueId, name: 'Queue', language: 'en', settings } });
  const channel = { channelId, name: 'Channel', queueId, kind: 'liveChat', settings: defaultLiveChatSettings } as const;
  await asServer({ name: 'channel.create', input: channel });
  return {
    engine,
    door,
    pages,
    commands,
    newId,
    channelId,
    async close() {
      feed.stop();
      pages.stop();
      await engine.stop();
      await store.close();
      if (failure !== undefined) throw failure;
    },
  };
}

/** A first message, an offer, an answer, another message, the end. */
async function converse({ engine, door, pages, commands, newId, channelId }: Center, index: number): Promise<void> {
  const customerId = newId() as CustomerId;
  const visitor: Visitor = {
    customerId,
    channelId,
    known: false,
    origin: undefined,
    network: '127.0.0.1',
    pageUrl: 'https://shop.example/',
    language: 'en',
    country: undefined,
  };
  const face = door.face(visitor, 'en');
  if (face === undefined) throw new Error('The channel of the rehearsal has no face.');
  let seq = 0;
  const outlet = {
    customerId,
    channelId,
    language: 'en' as const,
    send: (updates: readonly object[]) => void updateFrame(VISITOR_NAMESPACE, (seq += 1), updates),
    close: () => undefined,
  };
  pages.join(outlet, { conversation: null, face });
  const write = async (): Promise<void> => {
    const input = { messageId: newId(), text: `${text} ${index}`, attachmentIds: [] };
    const reply = await commands(visitor, { id: newId(), name: 'message.post', input, ownLine: false });
    if (!reply.ok) throw new Error(`A message of the rehearsal was refused: ${reply.error.code}.`);
  };
  await write();
  const offer = engine.read(({ offers }) => offers.values().find(({ state }) => state === 'pending'));
  if (offer === undefined) throw new Error('Nobody was offered the conversation of the rehearsal.');
  const { agentId, interactionId } = offer;
  const act = async (command: AnyCommand): Promise<void> => {
    const reply = await engine.submit({ type: 'command', command }, { actor: { kind: 'agent', agentId } });
    if (!reply.ok) throw new Error(`${command.name} of the rehearsal was refused: ${reply.error.code}.`);
  };
  await act({ name: 'offer.accept', input: { offerId: offer.id } });
  await write();
  const answer = { interactionId, messageId: newId() as MessageId, text, mentions: [], attachmentIds: [] };
  await act({ name: 'message.post', input: { ...answer, kind: 'reply' } });
  await act({ name: 'interaction.close', input: { interactionId } });
  pages.leave(outlet);
}

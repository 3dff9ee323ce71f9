import { Agent } from '@ringdesk/shared/model/agent.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Message } from '@ringdesk/shared/model/message.ts';
import { Offer } from '@ringdesk/shared/model/offer.ts';
import { defaultQueueSettings, Queue } from '@ringdesk/shared/model/queue.ts';
import { Snapshot } from '@ringdesk/shared/protocol/updates.ts';

/** Nouns for tests, read by the contract's own schemas so that a test cannot show what no server could say. */
export const T0 = 1_800_000_000_000;

export const agentNoun = (id: string, change: object = {}): Agent =>
  Agent.parse({
    id,
    name: `Agent ${id}`,
    email: `${id}@example.com`,
    role: 'agent',
    language: 'en',
    supervises: [],
    presence: { state: 'available', since: T0 },
    online: true,
    shiftOpen: true,
    absent: false,
    dismissed: false,
    chatLoad: 0,
    ...change,
  });

export const interactionNoun = (id: string, change: object = {}): Interaction =>
  Interaction.parse({
    id,
    medium: 'chat',
    channelId: 'site',
    queueId: 'sales',
    customer: { id: `customer-${id}`, name: `Customer ${id}` },
    arrivedAt: T0,
    priority: 5,
    lastSeq: 1,
    lastAt: T0,
    lastCustomerSeq: 1,
    ownerReadSeq: 0,
    customerReadSeq: 0,
    unread: 1,
    customerOnline: true,
    mentioned: [],
    state: 'active',
    since: T0,
    ownerId: 'me',
    ...change,
  });

export const offerNoun = (id: string, interactionId: string, change: object = {}): Offer =>
  Offer.parse({
    id,
    interactionId,
    queueId: 'sales',
    agentId: 'me',
    kind: 'queue',
    state: 'pending',
    offeredAt: T0,
    expiresAt: T0 + 60_000,
    why: { rule: 'toAll', candidates: 2 },
    ...change,
  });

export const messageNoun = (interactionId: string, seq: number, change: object = {}): Message =>
  Message.parse({
    type: 'message',
    id: `message-${interactionId}-${seq}`,
    interactionId,
    seq,
    at: T0 + seq,
    author: { kind: 'customer' },
    kind: 'reply',
    text: `line ${seq}`,
    mentions: [],
    attachments: [],
    ...change,
  });

export const queueNoun = (id: string, settings: object = {}): Queue =>
  Queue.parse({
    id,
    medium: 'chat',
    name: `Queue ${id}`,
    active: true,
    language: 'en',
    version: 1,
    settings: { ...defaultQueueSettings, ...settings },
    open: true,
    waiting: 0,
  });

export const snapshotOf = (change: object = {}): Snapshot =>
  Snapshot.parse({
    me: 'me',
    centerName: 'Test center',
    agents: [agentNoun('me'), agentNoun('ana')],
    departments: [],
    reasons: [],
    queues: [queueNoun('sales')],
    channels: [],
    bots: [],
    notices: [],
    interactions: [],
    offers: [],
    ...change,
  });

import type { AgentId, ChannelId, CustomerId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { ChannelFace, Conversation, VisitorLine, VisitorUpdate } from '@ringdesk/shared/protocol/visitor.ts';

import type { State } from '../domain/state.ts';
import { visitorView } from '../domain/views.ts';
import { facesFor } from './customerViews.ts';
import type { DeskCommitted, DeskEngine } from './deskEngine.ts';
import type { FileLinks } from './fileLinks.ts';
import { sameNoun } from './sameNoun.ts';
import { visitorLineOf } from './visitorLines.ts';

/** One open page of a visitor that has its welcome. */
export interface VisitorOutlet {
  readonly customerId: CustomerId;
  readonly channelId: ChannelId;
  /** What their page and browser prefer. */
  readonly language: Language;
  send(updates: readonly VisitorUpdate[]): void;
  /** The channel is gone, or belongs to no queue and nothing goes on there [7]. */
  close(): void;
}

/** What a page has been told, to send it only what is new. */
interface Told {
  readonly conversation: Conversation | null;
  readonly face: ChannelFace;
}

export interface VisitorFeed {
  join(outlet: VisitorOutlet, told: { readonly conversation: Conversation | null; readonly face: ChannelFace }): void;
  leave(outlet: VisitorOutlet): void;
  outletsOf(customerId: CustomerId, channelId: ChannelId): ReadonlySet<VisitorOutlet>;
  /** What a visitor may see of a line of a conversation in this queue. */
  lineFor(customerId: CustomerId, line: TranscriptLine, queueId: QueueId): VisitorLine | undefined;
  /** Something beside the state changed what a channel looks like: every page is told what is new. */
  lookAgain(): void;
  resyncAll(): void;
  stop(): void;
}

const keyOf = (customerId: CustomerId, channelId: ChannelId): string => `${customerId} ${channelId}`;

/**
 * What each open page of a visitor must learn after a commit: lines and the state of their own conversation, and the face of
 * the channel [5, 6]. Notes and everything of the team that the queue does not show stay inside.
 */
export function createVisitorFeed(
  engine: DeskEngine,
  links: FileLinks,
  now: () => number,
  sendsMail: () => boolean,
): VisitorFeed {
  const outlets = new Map<string, Set<VisitorOutlet>>();
  const told = new Map<VisitorOutlet, Told>();
  const byChannel = new Map<ChannelId, Set<VisitorOutlet>>();
  const looks = engine.read(looksOf);

  const lineOf = (
    state: State,
    customerId: CustomerId,
    line: TranscriptLine,
    queueId: QueueId | undefined = state.interactions.get(line.interactionId)?.queueId,
  ): VisitorLine | undefined => visitorLineOf(line, { state, customerId, queueId }, links, now());

  /** The conversation and face of a page, when they differ from what it was told. */
  const news = (state: State, outlet: VisitorOutlet, face: ChannelFace | undefined): VisitorUpdate[] => {
    const before = told.get(outlet);
    if (before === undefined) return [];
    const updates: VisitorUpdate[] = [];
    // One that has left the memory is closed, which the page was told before.
    const conversation = visitorView(state, outlet.customerId, outlet.channelId) ?? before.conversation;
    if (face !== undefined && !sameNoun(face, before.face)) updates.push({ kind: 'face', face });
    if (!sameNoun(conversation, before.conversation)) updates.push({ kind: 'conversation', conversation });
    told.set(outlet, { face: face ?? before.face, conversation });
    return updates;
  };

  const unsubscribe = engine.onCommitted((committed) => {
    if (told.size === 0) return;
    engine.read((state) => {
      const affected = affectedOutlets(state, committed, { outlets, byChannel, all: told.keys(), looks });
      const lines = linesByConversation(state, committed);
      const faceFor = facesFor(state, { sendsMail: sendsMail() });
      for (const outlet of affected) {
        const face = faceFor(outlet, outlet.language);
        const updates = news(state, outlet, face);
        for (const line of lines.get(keyOf(outlet.customerId, outlet.channelId)) ?? []) {
          const shown = lineOf(state, outlet.customerId, line);
          if (shown !== undefined) updates.push({ kind: 'line', line: shown });
        }
        if (updates.length > 0) outlet.send(updates);
        // After the news: how it ended is the last they learn here.
        if (face === undefined) outlet.close();
      }
    });
  });

  return {
    join(outlet, { conversation, face }) {
      const key = keyOf(outlet.customerId, outlet.channelId);
      outlets.set(key, (outlets.get(key) ?? new Set()).add(outlet));
      byChannel.set(outlet.channelId, (byChannel.get(outlet.channelId) ?? new Set()).add(outlet));
      told.set(outlet, { conversation, face });
    },
    leave(outlet) {
      told.delete(outlet);
      removeFrom(outlets, keyOf(outlet.customerId, outlet.channelId), outlet);
      removeFrom(byChannel, outlet.channelId, outlet);
    },
    outletsOf: (customerId, channelId) => outlets.get(keyOf(customerId, channelId)) ?? new Set(),
    lineFor: (customerId, line, queueId) => engine.read((state) => lineOf(state, customerId, line, queueId)),
    lookAgain: () =>
      engine.read((state) => {
        const faceFor = facesFor(state, { sendsMail: sendsMail() });
        for (const outlet of told.keys()) {
          const updates = news(state, outlet, faceFor(outlet, outlet.language));
          if (updates.length > 0) outlet.send(updates);
        }
      }),
    resyncAll() {
      for (const outlet of told.keys()) outlet.send([{ kind: 'resync' }]);
    },
    stop: unsubscribe,
  };
}

function removeFrom<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  set?.delete(value);
  if (set?.size === 0) map.delete(key);
}

/** Pages a commit may concern: those of its interactions, of changed channels and queues, and all when a face of an agent changed. */
function affectedOutlets(
  state: State,
  { changes }: DeskCommitted,
  known: {
    readonly outlets: ReadonlyMap<string, ReadonlySet<VisitorOutlet>>;
    readonly byChannel: ReadonlyMap<ChannelId, ReadonlySet<VisitorOutlet>>;
    readonly all: Iterable<VisitorOutlet>;
    readonly looks: Looks;
  },
): ReadonlySet<VisitorOutlet> {
  const affected = new Set<VisitorOutlet>();
  const addAll = (outlets: Iterable<VisitorOutlet> | undefined): void => {
    for (const outlet of outlets ?? []) affected.add(outlet);
  };
  const addOf = (id: InteractionId): void => {
    const interaction = state.interactions.get(id);
    if (interaction !== undefined) addAll(known.outlets.get(keyOf(interaction.customer.id, interaction.channelId)));
  };
  changes.interactions.forEach(addOf);
  for (const channelId of changes.channels) addAll(known.byChannel.get(channelId));
  for (const queueId of changes.queues) {
    if (!hasNewLook(known.looks, queueId, queueLook(state, queueId))) continue;
    for (const channel of state.channels.values())
      if (channel.queueId === queueId) addAll(known.byChannel.get(channel.id));
    // Also those whose channel is connected elsewhere by now.
    for (const id of state.queues.get(queueId)?.interactionIds ?? []) addOf(id);
  }
  for (const agentId of changes.agents)
    if (hasNewLook(known.looks, agentId, agentLook(state, agentId))) addAll(known.all);
  return affected;
}

/**
 * What visitors can notice of agents and queues. Presence and counters change with every message and concern no visitor; only when
 * one of these texts changes are the pages looked at.
 */
type Looks = Map<AgentId | QueueId, string>;

const agentLook = (state: State, id: AgentId): string => {
  const agent = state.agents.get(id);
  return `${agent?.name ?? ''}\n${agent?.pictureId ?? ''}`;
};
const queueLook = (state: State, id: QueueId): string => {
  const queue = state.queues.get(id);
  const { open, nextChangeAt } = queue?.hours ?? {};
  return `${queue?.version ?? 0}\n${queue?.active ?? false}\n${open ?? false}\n${nextChangeAt ?? ''}`;
};

function looksOf(state: State): Looks {
  const looks: Looks = new Map();
  for (const id of state.agents.keys()) looks.set(id, agentLook(state, id));
  for (const id of state.queues.keys()) looks.set(id, queueLook(state, id));
  return looks;
}

function hasNewLook(looks: Looks, id: AgentId | QueueId, look: string): boolean {
  const changed = looks.get(id) !== look;
  looks.set(id, look);
  return changed;
}

function linesByConversation(state: State, { changes }: DeskCommitted): ReadonlyMap<string, readonly TranscriptLine[]> {
  const lines = new Map<string, TranscriptLine[]>();
  for (const line of changes.lines) {
    const interaction = state.interactions.get(line.interactionId);
    if (interaction === undefined) continue;
    const key = keyOf(interaction.customer.id, interaction.channelId);
    const before = lines.get(key);
    if (before === undefined) lines.set(key, [line]);
    else before.push(line);
  }
  return lines;
}

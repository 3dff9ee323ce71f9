import type { AgentId, ChannelId, CustomerId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { ChannelFace, Conversation, VisitorLine, VisitorUpdate } from '@ringdesk/shared/protocol/visitor.ts';

import type { State } from '../domain/state.ts';
import { visitorView } from '../domain/visitorViews.ts';
import { couldAnswer } from '../domain/webCalls.ts';
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
  outletsOf(customerId: CustomerId, channelId: ChannelId): readonly VisitorOutlet[];
  /** What a visitor may see of a line of a conversation in this queue. */
  lineFor(customerId: CustomerId, line: TranscriptLine, queueId: QueueId): VisitorLine | undefined;
  /** Something beside the state changed what a channel looks like: every page is told what is new. */
  lookAgain(): void;
  resyncAll(): void;
  stop(): void;
}

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
  /** A customer's pages, whichever channels they are of: few. */
  const outlets = new Map<CustomerId, Set<VisitorOutlet>>();
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
      const { affected, newFaces } = affectedOutlets(state, committed, { outlets, byChannel, all: told.keys(), looks });
      const lines = linesByOutlet(state, committed, outlets);
      const faceFor = facesFor(state, { sendsMail: sendsMail() });
      for (const outlet of affected) {
        // Of a channel without a queue the face hangs on the conversation.
        const mayDiffer = newFaces || (state.channels.get(outlet.channelId)?.queueId ?? null) === null;
        const face = mayDiffer ? faceFor(outlet, outlet.language) : told.get(outlet)?.face;
        const updates = news(state, outlet, face);
        for (const line of lines.get(outlet) ?? []) {
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
      outlets.set(outlet.customerId, (outlets.get(outlet.customerId) ?? new Set()).add(outlet));
      byChannel.set(outlet.channelId, (byChannel.get(outlet.channelId) ?? new Set()).add(outlet));
      told.set(outlet, { conversation, face });
    },
    leave(outlet) {
      told.delete(outlet);
      removeFrom(outlets, outlet.customerId, outlet);
      removeFrom(byChannel, outlet.channelId, outlet);
    },
    outletsOf: (customerId, channelId) => pagesOf(outlets, customerId, channelId),
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

type Outlets = ReadonlyMap<CustomerId, ReadonlySet<VisitorOutlet>>;

const pagesOf = (outlets: Outlets, customerId: CustomerId, channelId: ChannelId): readonly VisitorOutlet[] =>
  [...(outlets.get(customerId) ?? [])].filter((outlet) => outlet.channelId === channelId);

/**
 * Pages a commit may concern: those of its interactions, of changed channels and queues, and all when a face of an agent changed.
 * `newFaces`: channels may look different.
 */
function affectedOutlets(
  state: State,
  { changes }: DeskCommitted,
  known: {
    readonly outlets: Outlets;
    readonly byChannel: ReadonlyMap<ChannelId, ReadonlySet<VisitorOutlet>>;
    readonly all: Iterable<VisitorOutlet>;
    readonly looks: Looks;
  },
): { readonly affected: ReadonlySet<VisitorOutlet>; readonly newFaces: boolean } {
  const affected = new Set<VisitorOutlet>();
  const addAll = (outlets: Iterable<VisitorOutlet> | undefined): void => {
    for (const outlet of outlets ?? []) affected.add(outlet);
  };
  const addOf = (id: InteractionId): void => {
    const interaction = state.interactions.get(id);
    if (interaction !== undefined) addAll(pagesOf(known.outlets, interaction.customer.id, interaction.channelId));
  };
  let newFaces = changes.channels.size > 0;
  changes.interactions.forEach(addOf);
  for (const channelId of changes.channels) addAll(pagesOfChannel(state, channelId, known));
  for (const queueId of new Set([...changes.queues, ...callQueuesOf(state, changes.agents)])) {
    if (!hasNewLook(known.looks, queueId, queueLook(state, queueId))) continue;
    newFaces = true;
    for (const channel of state.channels.values())
      if (channel.queueId === queueId)
        addAll(known.byChannel.get(channel.kind === 'webCall' ? channel.settings.siteChannelId : channel.id));
    // Also those whose channel is connected elsewhere by now.
    for (const id of state.queues.get(queueId)?.interactionIds ?? []) addOf(id);
  }
  for (const agentId of changes.agents)
    if (hasNewLook(known.looks, agentId, agentLook(state, agentId))) addAll(known.all);
  return { affected, newFaces };
}

/** Pages of a website, of its call button; of one that is gone nobody knows any more whose it was. */
function pagesOfChannel(
  state: State,
  channelId: ChannelId,
  known: {
    readonly byChannel: ReadonlyMap<ChannelId, ReadonlySet<VisitorOutlet>>;
    readonly all: Iterable<VisitorOutlet>;
  },
): Iterable<VisitorOutlet> | undefined {
  const channel = state.channels.get(channelId);
  if (!channel) return known.all;
  return known.byChannel.get(channel.kind === 'webCall' ? channel.settings.siteChannelId : channelId);
}

/**
 * What visitors can notice of agents and queues. Presence and counters change with every message and concern no visitor; only when
 * one of these facts changes are the pages looked at.
 */
type Look = readonly unknown[];
type Looks = Map<AgentId | QueueId, Look>;

const agentLook = (state: State, id: AgentId): Look => {
  const agent = state.agents.get(id);
  return [agent?.name, agent?.pictureId];
};
const queueLook = (state: State, id: QueueId): Look => {
  const queue = state.queues.get(id);
  const calls = queue?.settings.call ? couldAnswer(queue) : undefined;
  return [queue?.version, queue?.active, queue?.hours.open, queue?.hours.nextChangeAt, calls];
};

/** Whether a site can be called from hangs on who is there to answer. */
function callQueuesOf(state: State, agents: Iterable<AgentId>): QueueId[] {
  return [...agents].flatMap((agentId) =>
    [...(state.agents.get(agentId)?.memberOf ?? [])].filter((id) => state.queues.get(id)?.settings.call),
  );
}

function looksOf(state: State): Looks {
  const looks: Looks = new Map();
  for (const id of state.agents.keys()) looks.set(id, agentLook(state, id));
  for (const id of state.queues.keys()) looks.set(id, queueLook(state, id));
  return looks;
}

function hasNewLook(looks: Looks, id: AgentId | QueueId, look: Look): boolean {
  const before = looks.get(id);
  if (before !== undefined && look.every((fact, index) => fact === before[index])) return false;
  looks.set(id, look);
  return true;
}

function linesByOutlet(
  state: State,
  { changes }: DeskCommitted,
  outlets: Outlets,
): ReadonlyMap<VisitorOutlet, readonly TranscriptLine[]> {
  const lines = new Map<VisitorOutlet, TranscriptLine[]>();
  for (const line of changes.lines) {
    const interaction = state.interactions.get(line.interactionId);
    if (interaction === undefined) continue;
    for (const outlet of pagesOf(outlets, interaction.customer.id, interaction.channelId)) {
      const before = lines.get(outlet);
      if (before === undefined) lines.set(outlet, [line]);
      else before.push(line);
    }
  }
  return lines;
}

import type { AgentId, CommandId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import { FOLLOWED_TRANSCRIPTS } from '@ringdesk/shared/protocol/socket.ts';
import type { Snapshot, Update } from '@ringdesk/shared/protocol/updates.ts';

import { heldFrom } from './heldLines.ts';
import { applyUpdate, type Mirror, mirrorOf } from './mirror.ts';
import type { PendingMessage } from './pendingMessage.ts';
import { predict } from './predict.ts';
import { type Page, type Transcript, withEarlier, withLine, withNewest } from './transcript.ts';
import {
  type ColleagueWrites,
  type CustomerTyping,
  ENDED_OFFER_MS,
  type EndedOffer,
  type Link,
  type WorkspaceState,
  empty,
  workspace,
} from './workspace.ts';

export type UpdatesListener = (updates: readonly Update[], before: Mirror, after: Mirror) => void;
const updatesListeners = new Set<UpdatesListener>();

/** Hears every batch after it was applied: for notices, which are about changes and not about the state. */
export function onUpdates(listener: UpdatesListener): () => void {
  updatesListeners.add(listener);
  return () => updatesListeners.delete(listener);
}

/** The one writer; for `renderer/connection` and tests. */
export const workspaceWriter = {
  link(link: Link): void {
    workspace.setState({ link, ...(link.phase === 'live' ? {} : { typing: new Map(), composing: new Map() }) });
  },

  serverFull(serverFull: boolean): void {
    if (workspace.getState().serverFull !== serverFull) workspace.setState({ serverFull });
  },

  /**
   * A snapshot came: it replaces everything the server said before. Cached transcripts may have holes from now on. When
   * another person signed in on this device, nothing of the one before is kept.
   */
  welcome(snapshot: Snapshot): void {
    workspace.setState((before) => {
      const another = before.confirmed !== undefined && before.confirmed.me !== snapshot.me;
      const state = another ? { ...empty, link: before.link, open: before.open } : before;
      const confirmed = mirrorOf(snapshot);
      const transcripts = new Map(
        [...state.transcripts].map(([id, transcript]) => [id, { ...transcript, missing: true }]),
      );
      return { ...state, confirmed, mirror: shown(confirmed, state.onTheirWay), transcripts };
    });
  },

  /** Applies the updates of one batch in order, with one change of the store. */
  apply(updates: readonly Update[], now: Instant): void {
    const before = workspace.getState().confirmed;
    workspace.setState((state) => {
      const before = state.confirmed;
      if (before === undefined) return state;
      const confirmed = updates.reduce(applyUpdate, before);
      return {
        confirmed,
        mirror: shown(confirmed, state.onTheirWay),
        endedOffers: endedAfter(state.endedOffers, before, updates, now),
        ...withLines(state, updates),
      };
    });
    const after = workspace.getState().confirmed;
    if (before !== undefined && after !== undefined)
      for (const listener of updatesListeners) listener(updates, before, after);
  },

  commandStarted(id: CommandId, command: AnyCommand, at: Instant): void {
    workspace.setState((state) => {
      const onTheirWay = new Map(state.onTheirWay).set(id, { command, at });
      return { onTheirWay, mirror: shown(state.confirmed, onTheirWay) };
    });
  },

  /** The reply came, or the command was given up. The update it caused is already applied or follows at once. */
  commandEnded(id: CommandId): void {
    workspace.setState((state) => {
      if (!state.onTheirWay.has(id)) return state;
      const onTheirWay = new Map(state.onTheirWay);
      onTheirWay.delete(id);
      return { onTheirWay, mirror: shown(state.confirmed, onTheirWay) };
    });
  },

  newestPage(id: InteractionId, page: Page): void {
    workspace.setState((state) => ({
      transcripts: keepLatest(
        state.transcripts,
        id,
        withNewest(state.transcripts.get(id), page, heldFrom(id)),
        state.open,
      ),
      pendingMessages: withoutArrived(state.pendingMessages, page.lines),
    }));
  },

  earlierPage(id: InteractionId, page: Page): void {
    workspace.setState((state) => {
      const transcript = state.transcripts.get(id);
      return transcript === undefined
        ? state
        : { transcripts: keepLatest(state.transcripts, id, withEarlier(transcript, page), state.open) };
    });
  },

  /** Adds the echo of a message, or replaces it in place. */
  pendingMessage(message: PendingMessage): void {
    workspace.setState((state) => {
      const lines = state.transcripts.get(message.interactionId)?.lines ?? [];
      if (lines.some((line) => line.type === 'message' && line.id === message.messageId)) return state;
      const before = state.pendingMessages.get(message.interactionId) ?? [];
      const known = before.some((each) => each.messageId === message.messageId);
      const after = known
        ? before.map((each) => (each.messageId === message.messageId ? message : each))
        : [...before, message];
      return { pendingMessages: new Map(state.pendingMessages).set(message.interactionId, after) };
    });
  },

  pendingMessageGone(interactionId: InteractionId, commandId: CommandId): void {
    workspace.setState((state) => {
      const left = (state.pendingMessages.get(interactionId) ?? []).filter((each) => each.commandId !== commandId);
      return { pendingMessages: withList(state.pendingMessages, interactionId, left) };
    });
  },

  typing(id: InteractionId, typing: CustomerTyping | undefined): void {
    workspace.setState((state) => {
      const next = new Map(state.typing);
      if (typing === undefined) next.delete(id);
      else next.set(id, typing);
      return { typing: next };
    });
  },

  /** What a colleague writes in a conversation; null: nothing any more. */
  composing(id: InteractionId, agentId: AgentId, kind: ColleagueWrites['kind'] | null): void {
    workspace.setState((state) => {
      const known = state.composing.get(id) ?? [];
      if (known.some((each) => each.agentId === agentId && each.kind === kind)) return state;
      const others = known.filter((each) => each.agentId !== agentId);
      const list = kind === null ? others : [...others, { agentId, kind }];
      return { composing: withList(state.composing, id, list) };
    });
  },

  preferences(preferences: Preferences): void {
    workspace.setState({ preferences });
  },

  /** Everything of the person who was signed in leaves the memory. */
  signedOut(since: Instant): void {
    workspace.setState({ ...empty, link: { phase: 'signedOut', since } }, true);
  },
};

function shown(confirmed: Mirror | undefined, onTheirWay: WorkspaceState['onTheirWay']): Mirror | undefined {
  if (confirmed === undefined) return undefined;
  let mirror = confirmed;
  for (const { command, at } of onTheirWay.values()) mirror = predict(mirror, command, at);
  return mirror;
}

function endedAfter(
  ended: readonly EndedOffer[],
  before: Mirror,
  updates: readonly Update[],
  now: Instant,
): readonly EndedOffer[] {
  const fresh: EndedOffer[] = [];
  for (const update of updates) {
    if (update.kind !== 'offer.gone') continue;
    const put = updates.find((other) => other.kind === 'offer.put' && other.offer.id === update.offerId);
    const offer = before.offers.get(update.offerId) ?? (put?.kind === 'offer.put' ? put.offer : undefined);
    if (offer !== undefined) fresh.push({ offer, end: update.end, at: now });
  }
  const left = ended.filter((each) => now - each.at < ENDED_OFFER_MS);
  return fresh.length === 0 && left.length === ended.length ? ended : [...left, ...fresh];
}

function withLines(
  state: WorkspaceState,
  updates: readonly Update[],
): Pick<WorkspaceState, 'transcripts' | 'pendingMessages' | 'typing'> {
  const lines = updates.flatMap((update) => (update.kind === 'transcript.line' ? [update.line] : []));
  const { pendingMessages } = state;
  if (lines.length === 0) return { transcripts: state.transcripts, pendingMessages, typing: state.typing };
  const transcripts = new Map(state.transcripts);
  const typing = new Map(state.typing);
  for (const line of lines) {
    const transcript = transcripts.get(line.interactionId);
    if (transcript !== undefined)
      transcripts.set(line.interactionId, withLine(transcript, line, heldFrom(line.interactionId)));
    if (line.type === 'message' && line.author.kind === 'customer') typing.delete(line.interactionId);
  }
  return { transcripts, typing, pendingMessages: withoutArrived(pendingMessages, lines) };
}

/** A message whose line is in the transcript needs no echo. */
function withoutArrived(
  pending: WorkspaceState['pendingMessages'],
  lines: readonly TranscriptLine[],
): WorkspaceState['pendingMessages'] {
  let next = pending;
  for (const line of lines) {
    const echoes = line.type === 'message' ? next.get(line.interactionId) : undefined;
    if (echoes === undefined || line.type !== 'message') continue;
    const left = echoes.filter((echo) => echo.messageId !== line.id);
    if (left.length !== echoes.length) next = withList(next, line.interactionId, left);
  }
  return next;
}

function withList<K, V>(map: ReadonlyMap<K, readonly V[]>, key: K, list: readonly V[]): ReadonlyMap<K, readonly V[]> {
  const next = new Map(map);
  if (list.length === 0) next.delete(key);
  else next.set(key, list);
  return next;
}

/**
 * Puts the transcript last, as the one that was asked for last. Of those before the last {@link FOLLOWED_TRANSCRIPTS} the server
 * tells nothing more: they are dropped, and read again when opened; the open one stays and is to be read again now.
 */
function keepLatest(
  transcripts: WorkspaceState['transcripts'],
  id: InteractionId,
  transcript: Transcript,
  open: InteractionId | undefined,
): WorkspaceState['transcripts'] {
  const next = new Map(transcripts);
  next.delete(id);
  next.set(id, transcript);
  for (const [key, old] of [...next].slice(0, Math.max(0, next.size - FOLLOWED_TRANSCRIPTS))) {
    if (key === open) next.set(key, { ...old, missing: true });
    else next.delete(key);
  }
  return next;
}

import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';

import type { State } from '../domain/state.ts';
import type { Changes } from '../domain/updates.ts';
import { interactionView } from '../domain/views.ts';
import { AmbientViews, emptyDirt, markDirty } from './ambientViews.ts';
import type { DeskEngine } from './deskEngine.ts';
import { involvedIn } from './involvement.ts';

/** One open desk of an agent that has its snapshot. */
export interface AgentOutlet {
  readonly agentId: AgentId;
  send(updates: readonly Update[]): void;
}

export interface AgentFeed {
  join(outlet: AgentOutlet): void;
  leave(outlet: AgentOutlet): void;
  /** The desk shows this transcript: its new lines come to it as well, if they may. The last 20 are kept. */
  follow(outlet: AgentOutlet, id: InteractionId): void;
  outletsOf(agentId: AgentId): ReadonlySet<AgentOutlet>;
  /** The desks that show this transcript, as far as they may. */
  readersOf(id: InteractionId): readonly AgentOutlet[];
  /** Asks every desk to load a new snapshot. */
  resyncAll(): void;
  stop(): void;
}

const AMBIENT_MS = 50;
/** Beyond this many desks the ambient period grows in proportion, so that its cost per second stays level. */
const DESKS_PER_PERIOD = 200;
/** Desks served before other work gets its turn. */
const SLICE = 50;
const FOLLOWED = 20;

/**
 * What each open desk must learn after a commit. DIRECT, at once: to those whom an interaction concerns (owner, those it
 * rings at, both sides of a transfer, mentioned colleagues, whoever has the transcript open). AMBIENT, collected for some
 * 50 ms: counters, colleagues, other people's interactions; of several changes of one noun only the last view is sent.
 * Views are always made when they are sent, so an older one never overwrites a newer one.
 */
export function createAgentFeed(engine: DeskEngine, delay: (run: () => void, ms: number) => () => void): AgentFeed {
  const outlets = new Map<AgentId, Set<AgentOutlet>>();
  const followed = new Map<AgentOutlet, InteractionId[]>();
  const followers = new Map<InteractionId, Set<AgentOutlet>>();
  const ambient = new AmbientViews(engine);
  let dirt = emptyDirt();
  let desks = 0;
  let cancel: (() => void) | undefined;

  const unsubscribe = engine.onCommitted(({ changes }) => {
    ambient.forgetViews();
    const direct = engine.read((state) => directUpdates(state, changes, ambient, outlets, followers));
    for (const [outlet, updates] of direct) outlet.send(updates);
    if (!markDirty(dirt, changes) || cancel !== undefined) return;
    if (desks === 0) {
      // Nobody to tell: a night of conversations must not pile up for the first desk of the morning.
      ambient.published(dirt);
      dirt = emptyDirt();
      return;
    }
    cancel = delay(flush, AMBIENT_MS * Math.max(1, desks / DESKS_PER_PERIOD));
  });

  function flush(): void {
    const carried = dirt;
    dirt = emptyDirt();
    const queue = [...outlets.values()].flatMap((set) => [...set]);
    const serve = (): void => {
      for (const outlet of queue.splice(0, SLICE)) {
        if (outlets.get(outlet.agentId)?.has(outlet) !== true) continue;
        const updates = ambient.updatesFor(outlet.agentId, carried);
        if (updates.length > 0) outlet.send(updates);
      }
      if (queue.length > 0) {
        cancel = delay(serve, 0);
        return;
      }
      ambient.published(carried);
      cancel = dirt.any && desks > 0 ? delay(flush, AMBIENT_MS * Math.max(1, desks / DESKS_PER_PERIOD)) : undefined;
    };
    serve();
  }

  function unfollow(outlet: AgentOutlet, id: InteractionId): void {
    const set = followers.get(id);
    set?.delete(outlet);
    if (set?.size === 0) followers.delete(id);
  }

  return {
    join(outlet) {
      const set = outlets.get(outlet.agentId) ?? new Set();
      if (!set.has(outlet)) desks += 1;
      outlets.set(outlet.agentId, set.add(outlet));
    },
    leave(outlet) {
      const set = outlets.get(outlet.agentId);
      if (set?.delete(outlet) === true) desks -= 1;
      if (set?.size === 0) outlets.delete(outlet.agentId);
      for (const id of followed.get(outlet) ?? []) unfollow(outlet, id);
      followed.delete(outlet);
    },
    follow(outlet, id) {
      const ids = (followed.get(outlet) ?? []).filter((each) => each !== id);
      ids.push(id);
      for (const oldest of ids.splice(0, Math.max(0, ids.length - FOLLOWED))) unfollow(outlet, oldest);
      followed.set(outlet, ids);
      followers.set(id, (followers.get(id) ?? new Set()).add(outlet));
    },
    outletsOf: (agentId) => outlets.get(agentId) ?? new Set(),
    readersOf: (id) => [...(followers.get(id) ?? [])].filter(({ agentId }) => ambient.mayRead(agentId, id)),
    resyncAll() {
      for (const set of outlets.values()) for (const outlet of set) outlet.send([{ kind: 'resync' }]);
    },
    stop() {
      unsubscribe();
      cancel?.();
    },
  };
}

function directUpdates(
  state: State,
  changes: Changes,
  ambient: AmbientViews,
  outlets: ReadonlyMap<AgentId, ReadonlySet<AgentOutlet>>,
  followers: ReadonlyMap<InteractionId, ReadonlySet<AgentOutlet>>,
): Map<AgentOutlet, Update[]> {
  const direct = new Map<AgentOutlet, Update[]>();
  const add = (outlet: AgentOutlet, update: Update): void => {
    const list = direct.get(outlet);
    if (list === undefined) direct.set(outlet, [update]);
    else list.push(update);
  };
  const tell = (agentId: AgentId, update: Update): void => {
    for (const outlet of outlets.get(agentId) ?? []) add(outlet, update);
  };

  for (const agentId of changes.resync) tell(agentId, { kind: 'resync' });
  for (const agentId of changes.agents) {
    if (!outlets.has(agentId)) continue;
    for (const update of ambient.agentUpdate(agentId)) tell(agentId, update);
  }
  const audience = new Map<InteractionId, Set<AgentId>>();
  for (const id of changes.interactions) {
    const people = new Set([...involvedIn(interactionView(state, id)), ...ambient.lastAudience(id)]);
    for (const { agentId, interactionId } of changes.offersGone) if (interactionId === id) people.add(agentId);
    audience.set(id, people);
    for (const agentId of people) {
      if (!outlets.has(agentId)) continue;
      for (const update of ambient.interactionUpdate(agentId, id)) tell(agentId, update);
    }
    ambient.rememberAudience(id);
  }
  for (const line of changes.lines) tellLine(state, line, audience, outlets, followers, ambient, add);
  for (const { offerId, agentId, interactionId, end } of changes.offersGone) {
    tell(agentId, { kind: 'offer.gone', offerId, interactionId, end });
  }
  for (const offer of changes.offersPut) tell(offer.agentId, { kind: 'offer.put', offer });
  return direct;
}

/** A line goes once to every desk of those concerned and to the desks that show the transcript, as far as they may see it. */
function tellLine(
  state: State,
  line: TranscriptLine,
  audience: ReadonlyMap<InteractionId, ReadonlySet<AgentId>>,
  outlets: ReadonlyMap<AgentId, ReadonlySet<AgentOutlet>>,
  followers: ReadonlyMap<InteractionId, ReadonlySet<AgentOutlet>>,
  ambient: AmbientViews,
  add: (outlet: AgentOutlet, update: Update) => void,
): void {
  const targets = new Set(followers.get(line.interactionId));
  const people = audience.get(line.interactionId) ?? involvedIn(interactionView(state, line.interactionId));
  for (const agentId of people) for (const outlet of outlets.get(agentId) ?? []) targets.add(outlet);
  for (const outlet of targets) {
    if (ambient.mayRead(outlet.agentId, line.interactionId)) add(outlet, { kind: 'transcript.line', line });
  }
}

import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { FOLLOWED_TRANSCRIPTS } from '@ringdesk/shared/protocol/socket.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';

import { AmbientRounds } from './ambientRounds.ts';
import { AmbientViews } from './ambientViews.ts';
import type { DeskEngine } from './deskEngine.ts';
import { DirectUpdates } from './directUpdates.ts';

/** One open desk of an agent that has its snapshot. */
export interface AgentOutlet {
  readonly agentId: AgentId;
  send(updates: readonly Update[]): void;
}

export interface AgentFeed {
  join(outlet: AgentOutlet): void;
  leave(outlet: AgentOutlet): void;
  /** The desk shows this transcript: its new lines come to it as well, if they may. The last {@link FOLLOWED_TRANSCRIPTS} are kept. */
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
/** Desks served before other work gets its turn: some 0.1 ms, which is what a message that comes meanwhile waits. */
const SLICE = 10;

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
  const views = new AmbientViews(engine);
  const rounds = new AmbientRounds(views);
  const direct = new DirectUpdates(views, { outlets, followers });
  /** Came since the last round began: what they know is their snapshot, whatever the others were told. */
  let newcomers = new Set<AgentOutlet>();
  let desks = 0;
  let cancel: (() => void) | undefined;

  const unsubscribe = engine.onCommitted(({ changes, interactions }) => {
    views.forget(changes, interactions);
    for (const [outlet, updates] of direct.of(changes)) outlet.send(updates);
    if (!rounds.add(changes) || cancel !== undefined) return;
    if (desks === 0) rounds.skip();
    else plan();
  });

  const plan = (): void => {
    cancel = delay(flush, AMBIENT_MS * Math.max(1, desks / DESKS_PER_PERIOD));
  };

  function flush(): void {
    rounds.begin();
    const fresh = newcomers;
    newcomers = new Set();
    const queue = [...outlets.values()].flatMap((set) => [...set]);
    let next = 0;
    const serve = (): void => {
      for (const outlet of queue.slice(next, (next += SLICE)))
        if (outlets.get(outlet.agentId)?.has(outlet) === true) tell(outlet, fresh.has(outlet));
      if (next < queue.length) {
        cancel = delay(serve, 0);
        return;
      }
      rounds.end();
      cancel = undefined;
      if (rounds.isWanted() && desks > 0) plan();
    };
    serve();
  }

  function tell(outlet: AgentOutlet, isNew: boolean): void {
    const { agentId } = outlet;
    const role = engine.read((state) => state.agents.get(agentId)?.role);
    const updates = rounds.updatesFor(agentId, {
      isNew,
      leads: role === 'admin' || role === 'supervisor',
      knows: (id) => direct.knows(agentId, id),
    });
    if (updates.length > 0) outlet.send(updates);
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
      newcomers.add(outlet);
      direct.joined(outlet.agentId);
    },
    leave(outlet) {
      const set = outlets.get(outlet.agentId);
      if (set?.delete(outlet) === true) desks -= 1;
      if (set?.size === 0) outlets.delete(outlet.agentId);
      for (const id of followed.get(outlet) ?? []) unfollow(outlet, id);
      followed.delete(outlet);
      newcomers.delete(outlet);
    },
    follow(outlet, id) {
      const ids = (followed.get(outlet) ?? []).filter((each) => each !== id);
      ids.push(id);
      for (const oldest of ids.splice(0, Math.max(0, ids.length - FOLLOWED_TRANSCRIPTS))) unfollow(outlet, oldest);
      followed.set(outlet, ids);
      followers.set(id, (followers.get(id) ?? new Set()).add(outlet));
    },
    outletsOf: (agentId) => outlets.get(agentId) ?? new Set(),
    readersOf: (id) => [...(followers.get(id) ?? [])].filter(({ agentId }) => views.mayRead(agentId, id)),
    resyncAll() {
      for (const set of outlets.values()) for (const outlet of set) outlet.send([{ kind: 'resync' }]);
    },
    stop() {
      unsubscribe();
      cancel?.();
    },
  };
}

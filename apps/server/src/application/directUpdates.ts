import type { Agent, CountedChats } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';
import { afterLine } from '@ringdesk/shared/rules/afterLine.ts';

import type { Changes } from '../domain/updates.ts';
import type { AgentOutlet } from './agentFeed.ts';
import { onlyOnline, partOf } from './ambientRounds.ts';
import type { AmbientViews } from './ambientViews.ts';
import { involvedIn } from './involvement.ts';
import { sameNoun } from './sameNoun.ts';

/** How an interaction stood when it was last told, and whom it concerned by name then. */
interface Told {
  readonly interaction: Interaction;
  readonly people: ReadonlySet<AgentId>;
}

/**
 * What a commit means at once for those whom an interaction concerns: owner, those it rings at, both sides of a transfer,
 * mentioned colleagues, and for lines whoever has the transcript open. What the lines alone tell (`afterLine`), and what
 * looks as before, is not sent beside them.
 */
export class DirectUpdates {
  readonly #views: AmbientViews;
  readonly #outlets: ReadonlyMap<AgentId, ReadonlySet<AgentOutlet>>;
  readonly #followers: ReadonlyMap<InteractionId, ReadonlySet<AgentOutlet>>;
  /** Of interactions that concern somebody who is there. */
  readonly #told = new Map<InteractionId, Told>();
  /** What every desk of an agent knows of the agent; no entry when a desk came since. */
  readonly #selves = new Map<AgentId, Agent>();
  /** The same of what counts of their chats. */
  readonly #counted = new Map<AgentId, CountedChats | undefined>();

  constructor(
    views: AmbientViews,
    desks: {
      readonly outlets: ReadonlyMap<AgentId, ReadonlySet<AgentOutlet>>;
      readonly followers: ReadonlyMap<InteractionId, ReadonlySet<AgentOutlet>>;
    },
  ) {
    this.#views = views;
    this.#outlets = desks.outlets;
    this.#followers = desks.followers;
  }

  joined(agentId: AgentId): void {
    this.#selves.delete(agentId);
    this.#counted.delete(agentId);
  }

  /** Whether every desk of the agent knows the interaction as it is now: by its snapshot, or because it was told. */
  knows(agentId: AgentId, id: InteractionId): boolean {
    return this.#told.get(id)?.people.has(agentId) === true;
  }

  of(changes: Changes): ReadonlyMap<AgentOutlet, readonly Update[]> {
    const direct = new Map<AgentOutlet, Update[]>();
    const add = (outlet: AgentOutlet, update: Update): void => {
      const list = direct.get(outlet);
      if (list === undefined) direct.set(outlet, [update]);
      else list.push(update);
    };
    const tell = (agentId: AgentId, update: Update): void => {
      for (const outlet of this.#outlets.get(agentId) ?? []) add(outlet, update);
    };

    for (const agentId of changes.resync) tell(agentId, { kind: 'resync' });
    for (const agentId of changes.agents) {
      if (!this.#outlets.has(agentId)) continue;
      const update = this.#selfUpdate(agentId);
      if (update !== undefined) tell(agentId, update);
      const counted = this.#countedUpdate(agentId);
      if (counted !== undefined) tell(agentId, counted);
    }
    const lines = Map.groupBy(changes.lines, ({ interactionId }) => interactionId);
    for (const id of changes.interactions) {
      const rung = changes.offersGone.flatMap((gone) => (gone.interactionId === id ? [gone.agentId] : []));
      this.#interaction(id, rung, lines.get(id) ?? [], tell);
    }
    for (const line of changes.lines) this.#line(line, add);
    for (const { offerId, agentId, interactionId, end } of changes.offersGone) {
      tell(agentId, { kind: 'offer.gone', offerId, interactionId, end });
    }
    for (const offer of changes.offersPut) tell(offer.agentId, { kind: 'offer.put', offer });
    for (const notice of changes.noticesPut) tell(notice.agentId, { kind: 'notice.put', notice });
    for (const { noticeId, agentId } of changes.noticesGone) tell(agentId, { kind: 'notice.gone', noticeId });
    return direct;
  }

  #selfUpdate(agentId: AgentId): Update | undefined {
    const update = this.#views.agentUpdate(agentId);
    const before = this.#selves.get(agentId);
    if (update.kind !== 'agent.put') return update;
    this.#selves.set(agentId, update.agent);
    if (before === undefined) return update;
    if (!sameNoun({ ...before, chatLoad: 0 }, { ...update.agent, chatLoad: 0 })) return update;
    return before.chatLoad === update.agent.chatLoad ? undefined : partOf(update);
  }

  #countedUpdate(agentId: AgentId): Update | undefined {
    const update = this.#views.ownCounted(agentId);
    const { counted } = update;
    if (this.#counted.has(agentId) && sameNoun(this.#counted.get(agentId), counted)) return undefined;
    this.#counted.set(agentId, counted);
    return update;
  }

  #interaction(
    id: InteractionId,
    rung: readonly AgentId[],
    lines: readonly TranscriptLine[],
    tell: (agentId: AgentId, update: Update) => void,
  ): void {
    const interaction = this.#views.interaction(id);
    const before = this.#told.get(id);
    const people = new Set([...involvedIn(interaction), ...this.#views.lastAudience(id), ...rung]);
    const follows = before !== undefined && sameNoun(lines.reduce(afterLine, before.interaction), interaction);
    let isThere = false;
    for (const agentId of people) {
      if (!this.#outlets.has(agentId)) continue;
      isThere = true;
      const update = this.#views.interactionUpdate(agentId, id);
      if (update === undefined) continue;
      const knew = update.kind === 'interaction.put' && before?.people.has(agentId) === true;
      if (knew && follows) continue;
      tell(agentId, knew && onlyOnline(before.interaction, update.interaction) ? partOf(update) : update);
    }
    if (isThere && interaction !== undefined) this.#told.set(id, { interaction, people });
    else this.#told.delete(id);
    this.#views.rememberAudience(id);
  }

  /** A line goes once to every desk of those concerned and to the desks that show the transcript, as far as they may see it. */
  #line(line: TranscriptLine, add: (outlet: AgentOutlet, update: Update) => void): void {
    const update: Update = { kind: 'transcript.line', line };
    const targets = new Set(this.#followers.get(line.interactionId));
    for (const agentId of this.#views.lastAudience(line.interactionId))
      for (const outlet of this.#outlets.get(agentId) ?? []) targets.add(outlet);
    for (const outlet of targets) if (this.#views.mayRead(outlet.agentId, line.interactionId)) add(outlet, update);
  }
}

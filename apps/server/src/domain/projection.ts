import type { AgentId, ChannelId, CustomerId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Trace } from '@ringdesk/shared/model/trace.ts';
import type { CenterEvent } from './centerEvents.ts';
import { changedLineOf } from './delivery.ts';
import type { Event } from './events.ts';
import { isAboutInteraction } from './evolve.ts';
import { lineOf } from './lines.ts';
import type { State } from './state.ts';
import { interactionView } from './interactionView.ts';

/** How an effect of the outbox ended. */
export interface SettledEffect {
  readonly key: string;
  readonly state: 'done' | 'dead' | 'uncertain';
  readonly at: Instant;
  readonly note?: string;
}

/** Rows for lists, search and reports, written in the same transaction as the events they come from. */
export interface Projection {
  readonly interactions: Interaction[];
  readonly archivedIds: InteractionId[];
  readonly lines: TranscriptLine[];
  /** Lines that stand already and read differently now. */
  readonly changedLines: TranscriptLine[];
  /** Effects which ended with these events. */
  readonly settled: SettledEffect[];
  readonly traces: { readonly interactionId: InteractionId; readonly trace: Trace }[];
  readonly queueVersions: {
    readonly queueId: QueueId;
    readonly version: number;
    readonly at: Instant;
    readonly by: AgentId | null;
    readonly name: string;
    readonly settings: QueueSettings;
  }[];
  /** [32] Who accepted which version of whose statement, and when. */
  readonly consents: {
    readonly customerId: CustomerId;
    readonly channelId: ChannelId;
    readonly queueId: QueueId;
    readonly version: number;
    readonly at: Instant;
  }[];
  readonly audit: {
    readonly at: Instant;
    readonly by: AgentId | null;
    readonly act: string;
    readonly subject: string | null;
    readonly details: string | null;
  }[];
}

/** The rows of some events; each interaction once, as it is after them. */
export function projectionOf(events: readonly Event[], after: State): Projection {
  const projection: Projection = {
    interactions: [],
    archivedIds: [],
    lines: [],
    changedLines: [],
    settled: [],
    traces: [],
    queueVersions: [],
    consents: [],
    audit: [],
  };
  const changed = new Set<InteractionId>();
  const archived = new Set<InteractionId>();
  for (const event of events) {
    const line = lineOf(event);
    if (line) projection.lines.push(line);
    if (event.type === 'message.changed') noteChange(projection, event);
    if (event.type === 'transcript.sent')
      projection.settled.push({ key: event.effectKey, state: 'done', at: event.at });
    const entry = auditOf(event);
    if (entry) projection.audit.push(entry);
    if (!isAboutInteraction(event)) {
      if (event.type === 'queue.created' || event.type === 'queue.saved') {
        const { queueId, version, at, by, name, settings } = event;
        projection.queueVersions.push({ queueId, version, at, by, name, settings });
      } else if (event.type === 'customer.consented') {
        const { customerId, channelId, queueId, version, at } = event;
        projection.consents.push({ customerId, channelId, queueId, version, at });
      }
      continue;
    }
    if (event.type === 'interaction.archived') archived.add(event.interactionId);
    else changed.add(event.interactionId);
    if (event.type === 'interaction.offered')
      projection.traces.push({ interactionId: event.interactionId, trace: event.trace });
  }
  for (const id of archived) if (!after.interactions.has(id)) projection.archivedIds.push(id);
  for (const id of changed) {
    const view = interactionView(after, id);
    if (view) projection.interactions.push(view);
  }
  return projection;
}

const endOf = { sent: 'done', failed: 'dead', uncertain: 'uncertain' } as const;

function noteChange(projection: Projection, event: Extract<Event, { type: 'message.changed' }>): void {
  projection.changedLines.push(changedLineOf(event));
  const { effectKey: key, at } = event;
  const { delivery, deliveryProblem: note } = event.line;
  if (key === undefined || delivery === undefined || delivery === 'waiting') return;
  projection.settled.push({ key, state: endOf[delivery], at, ...(note !== undefined && { note }) });
}

type Administrative = Extract<CenterEvent, { by: AgentId | null }>;

/** Administrative acts, forced presence, and work above a limit [82]; never what people wrote. */
function auditOf(event: Event): Projection['audit'][number] | undefined {
  const { at } = event;
  if (isAboutInteraction(event)) {
    if (event.type === 'interaction.prioritySet') {
      return {
        at,
        by: event.by,
        act: 'interaction.prioritySet',
        subject: event.interactionId,
        details: JSON.stringify({ priority: event.priority }),
      };
    }
    if (event.type === 'sender.blockSet') {
      const { agentId: by, interactionId: subject, reason = null } = event;
      return {
        at,
        by,
        act: event.blocked ? 'sender.blocked' : 'sender.unblocked',
        subject,
        details: JSON.stringify({ reason }),
      };
    }
    const heard = supervisionOf(event);
    if (heard) return heard;
    const above = overLimitIn(event);
    return (
      above && {
        at,
        by: null,
        act: 'limit.exceeded',
        subject: event.interactionId,
        details: JSON.stringify({ agentIds: above, because: event.type }),
      }
    );
  }
  if (event.type === 'agent.receivesSet' && event.setBy !== undefined) {
    const { at, setBy: by, agentId: subject, receives } = event;
    return { at, by, act: event.type, subject, details: JSON.stringify({ receives }) };
  }
  if (!('by' in event))
    return event.type === 'center.named'
      ? { at, by: null, act: event.type, subject: null, details: JSON.stringify({ name: event.name }) }
      : undefined;
  // What agents declare of themselves, and what the server sets, is no administrative act.
  if (event.type === 'agent.presenceSet' && (event.by === null || event.by === event.agentId)) return undefined;
  return { at, by: event.by, act: event.type, subject: subjectOf(event), details: JSON.stringify(detailsOf(event)) };
}

/** Whoever asks to hear a call of others, or begins to, whether agents see it or not; and who has a call recorded. */
function supervisionOf(event: Event): Projection['audit'][number] | undefined {
  if (event.type === 'call.listened' || event.type === 'call.listenedUnseen') {
    const { at, agentId: by, interactionId: subject, mode, on } = event;
    return { at, by, act: on ? 'call.listened' : 'call.listenedNoMore', subject, details: JSON.stringify({ mode }) };
  }
  if (event.type !== 'call.recordAsked' && event.type !== 'call.recordPauseAsked') return undefined;
  const { type: act, at, agentId: by, interactionId: subject, on } = event;
  return { at, by, act, subject, details: JSON.stringify({ on }) };
}

function overLimitIn(event: Event): AgentId[] | undefined {
  if (event.type === 'interaction.offered') {
    const above = event.offers.filter((offer) => offer.overLimit === true).map((offer) => offer.agentId);
    return above.length > 0 ? above : undefined;
  }
  if (!('overLimit' in event) || event.overLimit !== true || event.type === 'offer.accepted') return undefined;
  const agentId = 'agentId' in event ? event.agentId : 'ownerId' in event ? event.ownerId : undefined;
  return agentId === undefined ? undefined : [agentId];
}

function subjectOf(event: Administrative): string | null {
  if (event.type === 'agent.added') return event.agent.id;
  if (event.type === 'department.saved') return event.department.id;
  if ('agentId' in event) return event.agentId;
  if ('departmentId' in event) return event.departmentId;
  if ('queueId' in event && event.type.startsWith('queue.')) return event.queueId;
  if ('botId' in event) return event.botId;
  return 'channelId' in event ? event.channelId : null;
}

/** The act without who, when and on what, which have columns of their own. */
function detailsOf(event: Administrative): unknown {
  const { type: _type, at: _at, by: _by, ...details } = event;
  if ('affected' in details) {
    const { affected: _affected, ...rest } = details;
    return rest;
  }
  return details;
}

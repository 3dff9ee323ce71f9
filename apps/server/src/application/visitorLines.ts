import type { AgentId, CustomerId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Happening, Message, TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { AgentFace, VisitorHappening, VisitorLine } from '@ringdesk/shared/protocol/visitor.ts';

import type { State } from '../domain/state.ts';
import { agentFace } from '../domain/visitorViews.ts';
import type { FileLinks } from './fileLinks.ts';

/**
 * What a visitor may see of a line of a conversation in this queue: replies, and those happenings they take part in; the
 * agent as the queue shows them [20]. Undefined: nothing of it.
 */
export function visitorLineOf(
  line: TranscriptLine,
  to: { readonly state: State; readonly customerId: CustomerId; readonly queueId: QueueId | undefined },
  links: FileLinks,
  now: number,
): VisitorLine | undefined {
  const face = (agentId: AgentId): AgentFace =>
    to.queueId === undefined ? {} : agentFace(to.state, to.queueId, agentId);
  if (line.type === 'happening') return happened(line, face);
  return line.kind === 'reply' ? said(line, face, (id, hasPreview) => linksOf(id, hasPreview)) : undefined;

  function linksOf(id: Message['attachments'][number]['id'], hasPreview: boolean) {
    const { path, previewPath } = links.forCustomer({ id, hasPreview }, to.customerId, now);
    return { url: path, ...(previewPath === undefined ? {} : { previewUrl: previewPath }) };
  }
}

type Links = (
  id: Message['attachments'][number]['id'],
  hasPreview: boolean,
) => { readonly url: string; readonly previewUrl?: string };

function said(
  { id, seq, at, author, text, attachments, choices }: Message,
  face: (agentId: AgentId) => AgentFace,
  links: Links,
): VisitorLine {
  return {
    id,
    seq,
    at,
    from: author.kind === 'customer' ? 'me' : author.kind,
    ...(author.kind === 'agent' && { agent: face(author.agentId) }),
    ...(author.kind === 'bot' && { agent: { name: author.name } }),
    text,
    ...(choices && { choices }),
    attachments: attachments.map((each) => ({ ...each, ...links(each.id, each.width !== undefined) })),
  };
}

interface Seen {
  readonly happening: VisitorHappening;
  readonly agentId?: AgentId | undefined;
  readonly fromAgentId?: AgentId | undefined;
}

/** The part of the queue's and the team's doings that the customer lives through; undefined: it is the team's own. */
function seenOf(what: Happening['what']): Seen | undefined {
  switch (what.name) {
    case 'accepted':
    // From whom is the team's own: it may only have rung there.
    case 'intercepted':
    case 'taken':
      return { happening: 'joined', agentId: what.agentId };
    case 'transferEnded':
      // Until the receiver accepts nothing has changed for the customer, nor if they do not.
      return what.outcome === 'accepted'
        ? { happening: 'transferred', agentId: what.toAgentId, fromAgentId: what.fromAgentId }
        : undefined;
    case 'transferred':
      return what.toAgentId === undefined ? { happening: 'left', agentId: what.fromAgentId } : undefined;
    case 'returned':
      return { happening: 'left', agentId: what.agentId };
    case 'closed':
    case 'customerLeft':
      return { happening: 'ended' };
    case 'reopened':
    case 'transcriptSent':
      return { happening: what.name };
    default:
      return undefined;
  }
}

const isCustomers = (what: Happening['what']): boolean =>
  what.name === 'customerLeft' || ('by' in what && what.by === 'customer');

/** A name of its own among the lines of a visitor, the same at every reading: happenings have none. */
const idOf = ({ interactionId, seq }: Happening): VisitorLine['id'] =>
  `${seq}-${interactionId.slice(-27)}` as VisitorLine['id'];

function happened(line: Happening, face: (agentId: AgentId) => AgentFace): VisitorLine | undefined {
  const seen = seenOf(line.what);
  if (seen === undefined) return undefined;
  const { happening, agentId, fromAgentId } = seen;
  return {
    id: idOf(line),
    seq: line.seq,
    at: line.at,
    from: isCustomers(line.what) ? 'me' : 'agent',
    ...(agentId !== undefined && { agent: face(agentId) }),
    ...(fromAgentId !== undefined && { fromAgent: face(fromAgentId) }),
    text: '',
    attachments: [],
    happening,
  };
}

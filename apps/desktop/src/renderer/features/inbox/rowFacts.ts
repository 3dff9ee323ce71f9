import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { replyLevel, waitingLevel, waitsSince } from '@ringdesk/shared/rules/waiting.ts';

import { callKey } from '../../text/callWords.ts';
import { listWhen, whenAndTime } from '../../text/dayWords.ts';
import { formatDuration } from '../../text/format.ts';
import { pageAddress } from '../../text/pageAddress.ts';
import type { Translate } from '../../text/text.ts';
import type { Unsent } from '../../workspace/unsent.ts';
import type { SlaBadgeProps } from '../../ui/marks/SlaBadge.tsx';

export interface RowContext {
  readonly me: AgentId | undefined;
  readonly now: number;
  readonly locale: string;
  /** What the agent has typed and not sent. */
  readonly draft: string | undefined;
  /** What they have sent and the server does not have. */
  readonly unsent: Unsent | undefined;
  readonly customerTypes: boolean;
  readonly nameOf: (id: AgentId) => string;
  readonly t: Translate;
}

export interface RowFacts {
  readonly preview: string;
  readonly previewLead?: string;
  readonly draft: boolean;
  readonly unsent?: Unsent['state'];
  readonly typing?: string;
  readonly when?: string;
  readonly sla?: SlaBadgeProps;
  readonly detail: string;
}

/** What a row says about its interaction beside name and queue. */
export function rowFacts(interaction: Interaction, context: RowContext): RowFacts {
  const { t, customerTypes, unsent, now, locale } = context;
  const since = waitsSince(interaction);
  return {
    ...(ownWords(context) ?? { preview: previewOf(interaction, context), draft: false }),
    detail: detailOf(interaction, context),
    // What did not go out matters more than that they type.
    ...(customerTypes && unsent === undefined ? { typing: t('row.typing') } : {}),
    ...(since === undefined
      ? { when: listWhen(interaction.lastAt, now, locale) }
      : { sla: slaOf(interaction, since, now, t) }),
  };
}

/** Words of mine that are only on this device come before what was said last. */
function ownWords({ t, draft, unsent }: RowContext): Omit<RowFacts, 'detail'> | undefined {
  if (unsent !== undefined) {
    const text = unsent.text === '' ? t('row.file') : unsent.text;
    return { preview: text, previewLead: t(`row.${unsent.state}`), draft: false, unsent: unsent.state };
  }
  if (draft === undefined || draft.trim() === '') return undefined;
  return { preview: draft, previewLead: t('row.draft'), draft: true };
}

/** [46, 47] The time that is left, where the queue has a limit; else how long they have been waiting. */
function slaOf({ replyDue }: Interaction, since: number, now: number, t: Translate): SlaBadgeProps {
  if (replyDue !== undefined) {
    const level = replyLevel(replyDue, since, now);
    return { level, time: formatDuration(Math.abs(replyDue.dueAt - now)), label: t(`due.${level}`) };
  }
  const level = waitingLevel(since, now);
  return { level, time: formatDuration(now - since), label: t(`waiting.${level}`) };
}

function previewOf(interaction: Interaction, { t, me, nameOf }: RowContext): string {
  const call = callKey(interaction);
  if (call !== undefined) return t(`call.${call}`);
  const { preview, lastOwnerId } = interaction;
  if (preview === undefined) return t('row.nothing');
  if (preview.text === null) return t('row.erased');
  const text = preview.text === '' ? t('row.file') : preview.text;
  if (preview.by === 'customer') return text;
  if (preview.by === 'note') return t('row.note', { text });
  const owner = 'ownerId' in interaction ? interaction.ownerId : lastOwnerId;
  if (owner === undefined) return t('row.team', { text });
  return owner === me ? t('row.you', { text }) : t('row.agent', { name: nameOf(owner), text });
}

function detailOf(interaction: Interaction, { t, me, now, locale, nameOf }: RowContext): string {
  switch (interaction.state) {
    case 'bot':
      return t('row.bot');
    case 'queued':
      return t('row.queued');
    case 'offered':
    case 'connecting':
      return t('row.ringing');
    case 'parked':
      return t('row.parkedUntil', { when: whenAndTime(interaction.until, now, locale) });
    case 'closed':
      return t('row.closed');
    case 'active':
      if (interaction.transfer !== undefined)
        return t('row.transferring', { agent: nameOf(interaction.transfer.toAgentId) });
      if (interaction.customerLeft === true && interaction.ownerId === me) return t('row.ended');
      break;
    case 'wrapUp':
      break;
  }
  if (interaction.ownerId !== me) return t('row.owner', { agent: nameOf(interaction.ownerId) });
  return interaction.pageUrl === undefined ? '' : pageAddress(interaction.pageUrl);
}

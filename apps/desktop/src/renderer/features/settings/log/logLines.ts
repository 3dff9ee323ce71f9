import { Receives } from '@ringdesk/shared/model/agent.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { z } from 'zod';

import type { TextValues, Translate } from '../../../text/text.ts';

export type LogEntry = QueryReply<'audit.list'>['entries'][number];

/** What the details of an act may hold that a sentence uses; everything else in them is not shown. */
const Details = z.object({
  name: z.string().optional(),
  version: z.number().optional(),
  active: z.boolean().optional(),
  role: z.enum(['agent', 'supervisor', 'admin']).optional(),
  ended: z.number().optional(),
  priority: z.number().optional(),
  agent: z.object({ name: z.string() }).optional(),
  department: z.object({ name: z.string() }).optional(),
  receives: Receives.optional(),
  presence: z.object({ state: z.enum(['available', 'busy', 'break', 'away', 'notResponding']) }).optional(),
});
type Details = z.infer<typeof Details>;

/** Acts that have a sentence of their own: `log.<act>`, its dots as hyphens. */
export const knownActs = [
  'center.setUp',
  'center.named',
  'agent.added',
  'agent.saved',
  'agent.dismissed',
  'agent.reinstated',
  'agent.presenceSet',
  'agent.receivesSet',
  'department.saved',
  'department.deleted',
  'reasons.saved',
  'queue.created',
  'queue.saved',
  'queue.activeSet',
  'queue.deleted',
  'channel.created',
  'channel.saved',
  'channel.deleted',
  'channel.secretMade',
  'channel.tokenSet',
  'bot.saved',
  'bot.deleted',
  'bot.secretMade',
  'mail.saved',
  'conversations.exported',
  'canned.saved',
  'canned.deleted',
  'canned.imported',
  'interaction.prioritySet',
  'sender.blocked',
  'sender.unblocked',
  'call.listened',
  'call.listenedNoMore',
  'call.recordAsked',
  'call.recordPauseAsked',
  'recording.listened',
  'recording.downloaded',
  'recording.erased',
  'voicemail.listened',
  'voicemail.downloaded',
  'voicemail.erased',
  'telephony.saved',
  'trunk.saved',
  'trunk.deleted',
  'phone.accountMade',
  'phone.accountDeleted',
  'rights.saved',
  'limit.exceeded',
  'invitation.created',
  'invitation.revoked',
  'invitation.accepted',
  'resetLink.created',
  'password.changed',
  'password.reset',
  'session.revoked',
  'session.revokedOthers',
  'signIn',
  'signIn.failed',
  'signOut',
] as const;

/**
 * An entry of the log as a sentence without its actor, who stands beside it.
 *
 * @param nameOf the present name of an agent, department, queue, channel or bot, by id; undefined: it is gone
 */
export function logSentence(t: Translate, entry: LogEntry, nameOf: (id: string) => string | undefined): string {
  const known = knownActs.find((act) => act === entry.act);
  const details = detailsOf(entry.details);
  if (known === undefined) return t('log.other', { act: entry.act });
  const key = known.replaceAll('.', '-');
  return t(`log.${key}${variantOf(known, details)}`, {
    name: subjectName(entry, details, nameOf) ?? t('gone'),
    ...valuesOf(t, details),
  });
}

/** Where an act has several sentences: which of them. */
function variantOf(act: (typeof knownActs)[number], { active, receives }: Details): string {
  if (act === 'queue.activeSet') return active === true ? '-on' : '-off';
  return act === 'agent.receivesSet' ? `-${receives ?? 'both'}` : '';
}

function subjectName(
  entry: LogEntry,
  details: Details,
  nameOf: (id: string) => string | undefined,
): string | undefined {
  const told = details.name ?? details.agent?.name ?? details.department?.name;
  return told ?? (entry.subject === null ? undefined : nameOf(entry.subject));
}

function valuesOf(t: Translate, details: Details): TextValues {
  return {
    version: details.version ?? 1,
    count: details.ended ?? 0,
    priority: details.priority ?? 0,
    role: t(`role.${details.role ?? 'agent'}.title`),
    state: t(`presence:state.${details.presence?.state ?? 'available'}`),
  };
}

function detailsOf(json: string | null): Details {
  if (json === null) return {};
  try {
    const parsed = Details.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : {};
  } catch {
    // Details are JSON or words of the product; words are not needed for a sentence.
    return {};
  }
}

export interface LogDay {
  readonly day: string;
  readonly entries: readonly LogEntry[];
}

/** Entries under the name of their day, in the order they came. */
export function byDay(entries: readonly LogEntry[], dayName: (at: number) => string): readonly LogDay[] {
  const days: { day: string; entries: LogEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayName(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

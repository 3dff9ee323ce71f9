import type { AgentId, BotId, DepartmentId, QueueId } from '@ringdesk/shared/model/ids.ts';

import type { QueueForm } from '../queueForm.ts';

/** Who and what a center has. */
export interface Known {
  readonly agent: (id: AgentId) => boolean;
  readonly department: (id: DepartmentId) => boolean;
  readonly bot: (id: BotId) => boolean;
  readonly queue: (id: QueueId) => boolean;
}

export interface Reference {
  readonly kind: 'agent' | 'department' | 'bot' | 'queue';
  readonly id: string;
}

type Values = Partial<QueueForm>;

/** Everybody and everything settings name, each once. */
export function referencesIn(values: Values): readonly Reference[] {
  const all: Reference[] = [
    ...(values.members ?? []).map((member) =>
      member.kind === 'agent'
        ? { kind: member.kind, id: member.agentId }
        : { kind: member.kind, id: member.departmentId },
    ),
    ...(values.agentEntries ?? []).map(({ agentId }) => ({ kind: 'agent' as const, id: agentId })),
    ...(values.overdueNotice ? [{ kind: 'agent' as const, id: values.overdueNotice.agentId }] : []),
    ...(values.botId ? [{ kind: 'bot' as const, id: values.botId }] : []),
    ...(values.missed?.kind === 'forwardToAgent' ? [{ kind: 'agent' as const, id: values.missed.agentId }] : []),
    ...(values.missed?.kind === 'overflow' ? [{ kind: 'queue' as const, id: values.missed.queueId }] : []),
  ];
  return [...new Map(all.map((reference) => [`${reference.kind} ${reference.id}`, reference])).values()];
}

export const isKnown = (known: Known, { kind, id }: Reference): boolean =>
  kind === 'agent'
    ? known.agent(id as AgentId)
    : kind === 'bot'
      ? known.bot(id as BotId)
      : kind === 'queue'
        ? known.queue(id as QueueId)
        : known.department(id as DepartmentId);

/** The same settings without who and what this center does not have. */
export function withoutUnknown<V extends Values>(values: V, known: Known): V {
  const { members, agentEntries, overdueNotice, botId, missed } = values;
  const missedGone =
    (missed?.kind === 'forwardToAgent' && !known.agent(missed.agentId)) ||
    (missed?.kind === 'overflow' && !known.queue(missed.queueId));
  return {
    ...values,
    ...(members && {
      members: members.filter((member) =>
        member.kind === 'agent' ? known.agent(member.agentId) : known.department(member.departmentId),
      ),
    }),
    ...(agentEntries && { agentEntries: agentEntries.filter(({ agentId }) => known.agent(agentId)) }),
    ...(overdueNotice && !known.agent(overdueNotice.agentId) && { overdueNotice: null }),
    ...(botId && !known.bot(botId) && { botId: null }),
    ...(missedGone && { missed: { kind: 'wait' } }),
  };
}

/** Pictures are not carried over: an entry keeps the one it has here. */
export function withPicturesOf<V extends Values>(values: V, here: Pick<QueueForm, 'agentEntries'>): V {
  if (values.agentEntries === undefined) return values;
  const pictures = new Map(here.agentEntries.map(({ agentId, pictureId }) => [agentId, pictureId]));
  return {
    ...values,
    agentEntries: values.agentEntries.map((entry) => ({ ...entry, pictureId: pictures.get(entry.agentId) ?? null })),
  };
}

import type { Agent, Department, Role } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';

export type PersonStatus = 'working' | 'absent' | 'dismissed';

/** One line of the table of people. */
export interface PersonRow {
  readonly agent: Agent;
  readonly departments: readonly Department[];
  readonly status: PersonStatus;
}

export const statusOf = (agent: Pick<Agent, 'absent' | 'dismissed'>): PersonStatus =>
  agent.dismissed ? 'dismissed' : agent.absent ? 'absent' : 'working';

export interface PeopleFilter {
  readonly query: string;
  /** `current`: everybody who works here. */
  readonly which: 'current' | 'dismissed';
}

export type PeopleSort = {
  readonly column: 'name' | 'role' | 'presence';
  readonly direction: 'ascending' | 'descending';
};

const roleRank: Readonly<Record<Role, number>> = { admin: 0, supervisor: 1, agent: 2 };

/** The people to show, in order; found by name, e-mail or department. */
export function peopleRows(
  agents: readonly Agent[],
  departments: readonly Department[],
  { query, which }: PeopleFilter,
  sort: PeopleSort,
  presenceText: (agent: Agent) => string,
  compareText: (a: string, b: string) => number,
): readonly PersonRow[] {
  const needle = query.trim().toLocaleLowerCase();
  const memberships = departmentsByAgent(departments);
  const rows = agents
    .map((agent) => ({ agent, departments: memberships.get(agent.id) ?? [], status: statusOf(agent) }))
    .filter((row) => (row.status === 'dismissed') === (which === 'dismissed'))
    .filter((row) =>
      [row.agent.name, row.agent.email, ...row.departments.map(({ name }) => name)]
        .join(' ')
        .toLocaleLowerCase()
        .includes(needle),
    );
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const byName = (a: PersonRow, b: PersonRow): number => compareText(a.agent.name, b.agent.name);
  const compare = {
    name: byName,
    role: (a: PersonRow, b: PersonRow) => roleRank[a.agent.role] - roleRank[b.agent.role] || byName(a, b),
    presence: (a: PersonRow, b: PersonRow) => compareText(presenceText(a.agent), presenceText(b.agent)) || byName(a, b),
  }[sort.column];
  return rows.toSorted((a, b) => sign * compare(a, b));
}

function departmentsByAgent(departments: readonly Department[]): ReadonlyMap<AgentId, readonly Department[]> {
  const result = new Map<AgentId, Department[]>();
  for (const department of departments) {
    for (const id of department.agentIds) result.set(id, [...(result.get(id) ?? []), department]);
  }
  return result;
}

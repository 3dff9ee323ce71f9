import type { Department } from '@ringdesk/shared/model/agent.ts';
import { describe, expect, it } from 'vitest';

import { agentNoun } from '../../../workspace/testNouns.ts';
import { type PeopleFilter, peopleRows, type PeopleSort } from './peopleRows.ts';

const agents = [
  agentNoun('ana', { name: 'Ana', role: 'agent', absent: true }),
  agentNoun('luis', { name: 'Luis', role: 'admin' }),
  agentNoun('eva', { name: 'Eva', role: 'supervisor', online: false }),
  agentNoun('old', { name: 'Old', dismissed: true }),
];
const night = { id: 'night', name: 'Night', agentIds: ['eva', 'ana'] } as unknown as Department;

const names = (filter: Partial<PeopleFilter> = {}, sort: PeopleSort = { column: 'name', direction: 'ascending' }) =>
  peopleRows(
    agents,
    [night],
    { query: '', which: 'current', ...filter },
    sort,
    (agent) => (agent.online ? 'Available' : 'Not connected'),
    (a, b) => a.localeCompare(b),
  ).map((row) => row.agent.name);

describe('people', () => {
  it('keeps those who left apart', () => {
    expect(names()).toEqual(['Ana', 'Eva', 'Luis']);
    expect(names({ which: 'dismissed' })).toEqual(['Old']);
  });

  it('finds by name, e-mail and department', () => {
    expect(names({ query: ' LUIS@ ' })).toEqual(['Luis']);
    expect(names({ query: 'night' })).toEqual(['Ana', 'Eva']);
    expect(names({ query: 'nobody' })).toEqual([]);
  });

  it('sorts by name, role and presence, both ways', () => {
    expect(names({}, { column: 'name', direction: 'descending' })).toEqual(['Luis', 'Eva', 'Ana']);
    expect(names({}, { column: 'role', direction: 'ascending' })).toEqual(['Luis', 'Eva', 'Ana']);
    expect(names({}, { column: 'presence', direction: 'ascending' })).toEqual(['Ana', 'Luis', 'Eva']);
  });
});

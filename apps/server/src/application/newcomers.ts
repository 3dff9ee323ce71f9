import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, DepartmentId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { DeskEngine } from './deskEngine.ts';
import { teamOf } from './deskEngine.ts';
import type { AccountTable } from './ports/tables.ts';

export interface Newcomer extends Pick<Agent, 'name' | 'email' | 'role' | 'language'> {
  readonly departmentIds: readonly DepartmentId[];
  readonly passwordHash: string;
}

/**
 * Makes a person of the team: the agent in the engine first, then the sign-in. After a crash between the two the
 * agent is there without a sign-in, and adding the same e-mail again completes it. Refuses with `emailTaken`.
 */
export async function addPerson(
  parts: { readonly engine: DeskEngine; readonly accounts: AccountTable; readonly newId: () => string },
  person: Newcomer,
  now: Instant,
): Promise<Result<AgentId, Refusal>> {
  const { engine, accounts, newId } = parts;
  const { passwordHash, departmentIds, ...agent } = person;
  if ((await accounts.byEmail(person.email)) !== undefined) return refuse({ code: 'emailTaken' });
  const orphan = teamOf(engine).find((each) => each.email === person.email);
  const id = orphan?.id ?? (newId() as AgentId);
  if (orphan === undefined) {
    const added = await engine.submit(
      { type: 'agent.added', agent: { id, ...agent }, departmentIds },
      { actor: { kind: 'server' } },
    );
    if (!added.ok) return refuse(added.error);
  }
  const created = await accounts.create({ agentId: id, email: person.email, passwordHash, createdAt: now });
  return created.ok ? ok(id) : refuse({ code: 'emailTaken' });
}

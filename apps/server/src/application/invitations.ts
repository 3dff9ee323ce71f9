import type { Role } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, DepartmentId, InvitationId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import { DAY, HOUR, type Instant } from '@ringdesk/shared/model/time.ts';
import type { Invitation } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import { mayQuery } from '../domain/permissions.ts';
import type { SignedIn } from './accounts.ts';
import type { DeskEngine } from './deskEngine.ts';
import { addPerson } from './newcomers.ts';
import { hashNewPassword, type PasswordHashing } from './passwordHashing.ts';
import type { Audit, People } from './people.ts';
import type { AccountTable, InvitationRow, InvitationTable, ResetLinkTable } from './ports/tables.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import type { Sessions } from './sessions.ts';

export const INVITATION_LASTS = 7 * DAY;
export const RESET_LINK_LASTS = 24 * HOUR;

/** The secret stands after `#`, which browsers do not send: it is in no log and no referrer. */
export const linkOf = (secret: string): string => `/join#${secret}`;

export interface LinkPurpose {
  readonly name: string;
  readonly email: string;
  readonly purpose: 'join' | 'resetPassword';
}

export interface Invitations {
  list(now: Instant): Promise<readonly Invitation[]>;
  /** An earlier open invitation of the same address ends. Refuses with `emailTaken`, `aboveOwnRole`. */
  create(
    wish: {
      readonly email: string;
      readonly name: string;
      readonly role: Role;
      readonly departmentIds: readonly DepartmentId[];
    },
    by: AgentId,
    now: Instant,
  ): Promise<Result<{ readonly invitation: Invitation; readonly path: string }, Refusal>>;
  revoke(id: InvitationId, by: AgentId, now: Instant): Promise<Result<Record<string, never>, Refusal>>;
  /** A one-time address for a new password. */
  resetLink(agentId: AgentId, by: AgentId, now: Instant): Promise<Result<{ readonly path: string }, Refusal>>;
  /** What an address is for, without using it. Refuses with `linkExpired`. */
  look(secret: string, now: Instant): Promise<Result<LinkPurpose, Refusal>>;
  /** Uses an address, once, and signs the person in. */
  accept(
    answer: {
      readonly secret: string;
      readonly name: string;
      readonly password: string;
      readonly language: Language;
      readonly device: string;
    },
    now: Instant,
  ): Promise<Result<SignedIn, Refusal>>;
}

export interface InvitationsParts {
  readonly engine: DeskEngine;
  readonly people: People;
  readonly invitations: InvitationTable;
  readonly resetLinks: ResetLinkTable;
  readonly accounts: AccountTable;
  readonly sessions: Sessions;
  readonly hashing: PasswordHashing;
  readonly audit: Audit;
  readonly newId: () => string;
}

const rank: Readonly<Record<Role, number>> = { agent: 0, supervisor: 1, admin: 2 };

const visible = ({ id, email, name, role, departmentIds, expiresAt }: InvitationRow): Invitation => ({
  id,
  email,
  name,
  role,
  departmentIds: [...departmentIds],
  expiresAt,
});

export function createInvitations(parts: InvitationsParts): Invitations {
  const { people, invitations, resetLinks, accounts, audit, newId } = parts;
  return {
    list: async (now) => (await invitations.list(now)).filter((row) => isBacked(parts, row)).map(visible),

    async create(wish, by, now) {
      const inviter = people.agent(by);
      if (inviter === undefined || rank[wish.role] > rank[inviter.role]) return refuse({ code: 'aboveOwnRole' });
      if ((await accounts.byEmail(wish.email)) !== undefined) return refuse({ code: 'emailTaken' });
      for (const earlier of await invitations.list(now))
        if (earlier.email === wish.email) await invitations.revoke(earlier.id);
      const secret = newSecret();
      const row: InvitationRow = {
        ...wish,
        id: newId() as InvitationId,
        secretHash: hashOfSecret(secret),
        createdBy: by,
        createdAt: now,
        expiresAt: now + INVITATION_LASTS,
      };
      await invitations.create(row);
      await audit(
        { by, act: 'invitation.created', subject: row.id, details: JSON.stringify({ role: wish.role }) },
        now,
      );
      return ok({ invitation: visible(row), path: linkOf(secret) });
    },

    async revoke(id, by, now) {
      if (!(await invitations.revoke(id))) return refuse({ code: 'notFound' });
      await audit({ by, act: 'invitation.revoked', subject: id, details: null }, now);
      return ok({});
    },

    async resetLink(agentId, by, now) {
      const account = await accounts.byAgent(agentId);
      const agent = people.agent(agentId);
      if (account === undefined || agent === undefined || agent.dismissed) return refuse({ code: 'notFound' });
      const secret = newSecret();
      await resetLinks.create({ agentId, secretHash: hashOfSecret(secret), expiresAt: now + RESET_LINK_LASTS });
      await audit({ by, act: 'resetLink.created', subject: agentId, details: null }, now);
      return ok({ path: linkOf(secret) });
    },

    async look(secret, now) {
      const secretHash = hashOfSecret(secret);
      const invitation = await openInvitation(parts, secretHash, now);
      if (invitation !== undefined) return ok({ name: invitation.name, email: invitation.email, purpose: 'join' });
      const agentId = await resetLinks.find(secretHash, now);
      const agent = agentId === undefined ? undefined : people.agent(agentId);
      if (agent === undefined || agent.dismissed) return refuse({ code: 'linkExpired' });
      return ok({ name: agent.name, email: agent.email, purpose: 'resetPassword' });
    },

    async accept(answer, now) {
      const invitation = await openInvitation(parts, hashOfSecret(answer.secret), now);
      return invitation === undefined ? resetPassword(parts, answer, now) : join(parts, invitation, answer, now);
    },
  };
}

/** An invitation is worth what its author may do now: a dismissed or demoted admin cannot come back by one. */
function isBacked({ engine, people }: InvitationsParts, { createdBy, role }: InvitationRow): boolean {
  const author = people.agent(createdBy);
  const mayInvite = engine.read((state) => mayQuery(state, createdBy, 'invitations.create', {})) === undefined;
  return author !== undefined && mayInvite && rank[role] <= rank[author.role];
}

async function openInvitation(
  parts: InvitationsParts,
  secretHash: string,
  now: Instant,
): Promise<InvitationRow | undefined> {
  const row = await parts.invitations.bySecretHash(secretHash, now);
  return row !== undefined && isBacked(parts, row) ? row : undefined;
}

type Answer = Parameters<Invitations['accept']>[0];

async function join(
  parts: InvitationsParts,
  row: InvitationRow,
  answer: Answer,
  now: Instant,
): Promise<Result<SignedIn, Refusal>> {
  const { invitations, hashing, sessions, audit } = parts;
  const hash = await hashNewPassword(hashing, answer.password, { name: answer.name, email: row.email });
  if (!hash.ok) return hash;
  // The author may have been dismissed while the password was hashed.
  if (!isBacked(parts, row) || !(await invitations.take(row.id))) return refuse({ code: 'linkExpired' });
  const added = await addPerson(
    parts,
    {
      name: answer.name,
      email: row.email,
      role: row.role,
      language: answer.language,
      departmentIds: row.departmentIds,
      passwordHash: hash.value,
    },
    now,
  );
  if (!added.ok) {
    await invitations.restore(row);
    return added;
  }
  await audit({ by: added.value, act: 'invitation.accepted', subject: row.id, details: null }, now);
  return ok(await sessions.open(added.value, answer.device, now));
}

async function resetPassword(
  parts: InvitationsParts,
  answer: Answer,
  now: Instant,
): Promise<Result<SignedIn, Refusal>> {
  const { resetLinks, people, accounts, hashing, sessions, audit } = parts;
  const secretHash = hashOfSecret(answer.secret);
  const agentId = await resetLinks.find(secretHash, now);
  const agent = agentId === undefined ? undefined : people.agent(agentId);
  if (agent === undefined || agent.dismissed) return refuse({ code: 'linkExpired' });
  const hash = await hashNewPassword(hashing, answer.password, agent);
  if (!hash.ok) return hash;
  if ((await resetLinks.take(secretHash, now)) !== agent.id) return refuse({ code: 'linkExpired' });
  await accounts.setPassword(agent.id, hash.value, now);
  await sessions.endAllOf(agent.id);
  await audit({ by: agent.id, act: 'password.reset', subject: agent.id, details: null }, now);
  return ok(await sessions.open(agent.id, answer.device, now));
}

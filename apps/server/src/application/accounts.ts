import type { AgentId, SessionId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import { hashNewPassword, type PasswordHashing } from './passwordHashing.ts';
import type { Audit, People } from './people.ts';
import type { Account, AccountTable, ResetLinkTable, Session } from './ports/tables.ts';
import type { Sessions } from './sessions.ts';
import type { SignInDelays } from './signInDelays.ts';

export interface SignedIn {
  readonly token: string;
  readonly session: Session;
  /** Wrong passwords since the last time; absent: none. */
  readonly failed?: { readonly count: number; readonly lastAt: Instant } | undefined;
}

export interface Accounts {
  /**
   * Signs a person in. Refuses with `badCredentials`, never telling what was wrong, and with `retryAt` while a delay
   * grows; `unavailable` when too many passwords are being checked.
   */
  signIn(
    attempt: { readonly email: string; readonly password: string; readonly device: string },
    network: string,
    now: Instant,
  ): Promise<Result<SignedIn, Refusal>>;
  signOut(session: Session, now: Instant): Promise<void>;
  /** Sets a new password, and ends every other session of the person and a link that would set another one. */
  changePassword(
    who: { readonly agentId: AgentId; readonly sessionId: SessionId },
    passwords: { readonly current: string; readonly next: string },
    network: string,
    now: Instant,
  ): Promise<Result<Record<string, never>, Refusal>>;
}

export interface AccountsParts {
  readonly table: AccountTable;
  readonly sessions: Sessions;
  readonly resetLinks: Pick<ResetLinkTable, 'endOf'>;
  readonly hashing: PasswordHashing;
  readonly delays: SignInDelays;
  readonly people: People;
  readonly audit: Audit;
  /** Wrong passwords for this account since it was last signed in to. */
  readonly failedSignIns: (agentId: AgentId) => Promise<SignedIn['failed']>;
}

export function createAccounts(parts: AccountsParts): Accounts {
  const { table, sessions, resetLinks, hashing, delays, people, audit, failedSignIns } = parts;

  /** To be called in the turn of the loop in which the delay was asked for. */
  const checked = async <T>(email: string, network: string, now: Instant, check: () => Promise<T>): Promise<T> => {
    const over = delays.checking(email, network, now);
    try {
      return await check();
    } finally {
      over();
    }
  };

  const failed = async (
    account: Account | undefined,
    email: string,
    network: string,
    now: Instant,
  ): Promise<Result<never, Refusal>> => {
    const retryAt = delays.failed(email, network, now);
    // One commit, the same for addresses nobody has: a second one for accounts would tell them apart by its time.
    await audit({ by: null, act: 'signIn.failed', subject: account?.agentId ?? null, details: null }, now);
    return refuse({ code: 'badCredentials', ...(retryAt === undefined ? {} : { retryAt }) });
  };

  return {
    async signIn({ email, password, device }, network, now) {
      const retryAt = delays.retryAt(email, network, now);
      if (retryAt !== undefined) return refuse({ code: 'badCredentials', retryAt });
      const { account, verified } = await checked(email, network, now, async () => {
        const found = await table.byEmail(email);
        return { account: found, verified: await hashing.verify(password, found?.passwordHash) };
      });
      if (!verified.ok) return verified;
      const agent = account === undefined ? undefined : people.agent(account.agentId);
      if (account === undefined || !verified.value || agent === undefined || agent.dismissed)
        return failed(account, email, network, now);
      delays.succeeded(email, network, now);
      await upgradeHash(parts, account, password);
      const opened = await sessions.open(account.agentId, device, now);
      // Before this one is written down: it ends the count.
      const tries = await failedSignIns(account.agentId);
      await audit({ by: account.agentId, act: 'signIn', subject: opened.session.id, details: null }, now);
      return ok({ ...opened, failed: tries });
    },

    async signOut(session, now) {
      if (await sessions.end(session.id))
        await audit({ by: session.agentId, act: 'signOut', subject: session.id, details: null }, now);
    },

    async changePassword({ agentId, sessionId }, { current, next }, network, now) {
      const account = await table.byAgent(agentId);
      if (account === undefined) return refuse({ code: 'notFound' });
      const retryAt = delays.retryAt(account.email, network, now);
      if (retryAt !== undefined) return refuse({ code: 'badCredentials', retryAt });
      const verified = await checked(account.email, network, now, () => hashing.verify(current, account.passwordHash));
      if (!verified.ok) return verified;
      if (!verified.value) return failed(account, account.email, network, now);
      if (current.normalize('NFC') === next.normalize('NFC'))
        return refuse({ code: 'weakPassword', reason: 'sameAsBefore' });
      const person = { name: people.agent(account.agentId)?.name ?? '', email: account.email };
      const hash = await hashNewPassword(hashing, next, person);
      if (!hash.ok) return hash;
      await table.setPassword(account.agentId, hash.value, now);
      await resetLinks.endOf(agentId);
      delays.succeeded(account.email, network, now);
      await sessions.endAllOf(agentId, sessionId);
      await audit({ by: agentId, act: 'password.changed', subject: agentId, details: null }, now);
      return ok({});
    },
  };
}

/** A hash with older parameters is made anew while the password is at hand. A busy pool postpones it. */
async function upgradeHash({ table, hashing }: AccountsParts, account: Account, password: string): Promise<void> {
  if (!hashing.isOutdated(account.passwordHash)) return;
  const hash = await hashing.hash(password);
  if (hash.ok) await table.setPassword(account.agentId, hash.value, account.passwordChangedAt);
}

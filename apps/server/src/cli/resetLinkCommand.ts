import { Kysely, SqliteDialect } from 'kysely';

import { linkOf, RESET_LINK_LASTS } from '../application/invitations.ts';
import { hashOfSecret, newSecret } from '../application/secrets.ts';
import { accountTable } from '../storage/accounts.ts';
import { auditLog } from '../storage/auditLog.ts';
import { openDatabase } from '../storage/database.ts';
import { resetLinkTable } from '../storage/invitations.ts';
import { pendingMigrations } from '../storage/migrations.ts';
import { migrations } from '../storage/schema.ts';
import type { Tables } from '../storage/tables.ts';

/**
 * A one-time address with which the person of this sign-in sets a new password: the way back for a sole admin who forgot
 * theirs. Whoever may read the data directory may do this; it stands in the audit log, before the address is good.
 * Beside a running server or without one. Answers the path of the address; undefined where nobody signs in so. Throws SchemaTooNew.
 */
export async function makeResetLink(file: string, email: string, now: number): Promise<string | undefined> {
  const database = openDatabase(file);
  try {
    pendingMigrations(database, migrations);
    const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    const account = await accountTable(tables).byEmail(email.normalize('NFC').trim().toLowerCase());
    if (account === undefined) return undefined;
    const secret = newSecret();
    await auditLog(database).append({
      at: now,
      by: null,
      act: 'resetLink.created',
      subject: account.agentId,
      details: null,
    });
    await resetLinkTable(tables).create({
      agentId: account.agentId,
      secretHash: hashOfSecret(secret),
      expiresAt: now + RESET_LINK_LASTS,
    });
    return linkOf(secret);
  } finally {
    database.close();
  }
}

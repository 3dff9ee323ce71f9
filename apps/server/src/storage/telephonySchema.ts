import type { Migration } from './migrations.ts';

/** Lines, accounts of phones of other makes, and the rules for calling out; passwords are among the secrets. */
export const telephony: Migration = {
  version: 11,
  name: 'telephony: lines, phones of other makes, rules for calling out',
  statements: [
    `CREATE TABLE telephony_settings (id INTEGER PRIMARY KEY CHECK (id = 1), data TEXT NOT NULL) STRICT`,
    `CREATE TABLE trunks (
       id TEXT PRIMARY KEY,
       name TEXT NOT NULL,
       version INTEGER NOT NULL,
       settings TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE phone_accounts (agent_id TEXT PRIMARY KEY, user TEXT NOT NULL UNIQUE) STRICT`,
  ],
};

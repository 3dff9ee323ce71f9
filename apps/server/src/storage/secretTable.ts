import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import type { SecretTable } from '../application/ports/messengers.ts';
import type { SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Secrets, sealed with AES-256-GCM (NIST SP 800-38D) under the key in `keyFile`, which is made with the first of them,
 * readable by this user alone, and part of no backup: a stolen copy of the database opens nothing. The name is
 * authenticated with each, so that one cannot stand for another. Without a file (in memory) the key lives as long as the
 * process.
 */
export function secretTable(database: SqliteDatabase, keyFile: string | undefined): SecretTable {
  const select = database.prepare<[string], { readonly sealed: Buffer }>('SELECT sealed FROM secrets WHERE name = ?');
  const upsert = database.prepare<[string, Buffer, number]>(
    `INSERT INTO secrets (name, sealed, at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, at = excluded.at`,
  );
  const remove = database.prepare<[string]>('DELETE FROM secrets WHERE name = ?');
  let key: Buffer | undefined;

  const existingKey = (): Buffer | undefined => {
    if (key === undefined && keyFile !== undefined) key = readKey(keyFile);
    return key;
  };

  return {
    async get(name) {
      const row = select.get(name);
      const opening = existingKey();
      return row === undefined || opening === undefined ? undefined : open(opening, name, row.sealed);
    },
    async put(name, value, at) {
      guardedWrite(() => {
        key = existingKey() ?? makeKey(keyFile);
        upsert.run(name, seal(key, name, value), at);
      });
    },
    async forget(name) {
      guardedWrite(() => remove.run(name));
    },
  };
}

function seal(key: Buffer, name: string, value: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name, 'utf8'));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Undefined: sealed under another key, or altered. */
function open(key: Buffer, name: string, sealed: Buffer): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(name, 'utf8'))
    .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const opened = [decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    // A restored database beside another key: the secret is asked for again.
    return undefined;
  }
}

function readKey(file: string): Buffer | undefined {
  try {
    const key = readFileSync(file);
    return key.length === KEY_BYTES ? key : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written whole and made durable before anything is sealed under it. */
function makeKey(file: string | undefined): Buffer {
  const key = randomBytes(KEY_BYTES);
  if (file === undefined) return key;
  const partial = `${file}.partial`;
  const handle = openSync(partial, 'w', 0o600);
  try {
    fchmodSync(handle, 0o600);
    writeSync(handle, key);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return key;
}

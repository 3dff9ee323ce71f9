/**
 * The session token, in the system's safe place (reliability, section 2, "Secrets"). Where the system has none it is kept in
 * memory only and the person signs in at each start.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';

import type { SafeStorage } from 'electron';
import { z } from 'zod';

import { ServerOrigin } from '../bridge/desktopApi.ts';

/** Why nothing is stored: Linux without a key ring encrypts with a known password, which protects nobody. */
export type VaultState = 'ready' | 'noKeyRing' | 'notAvailable';

export interface Vault {
  readonly state: VaultState;
  /** The token of this server; null for any other: a token is never shown to a server that did not give it. */
  readonly get: (server: string | undefined) => string | null;
  /** @param keep over the end of the process; without it, or without a safe place, in memory only */
  readonly set: (server: string, token: string, keep: boolean) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export type SafePlace = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

const Kept = z.strictObject({ server: ServerOrigin, token: z.string().min(1).max(200) });
type Kept = z.infer<typeof Kept>;

/** Opens the vault; after the app is ready, since the system's key ring may ask the person first. */
export async function openVault(safe: SafePlace, file: string, platform: NodeJS.Platform): Promise<Vault> {
  const state = await stateOf(safe, platform);
  let memory = state === 'ready' ? await readKept(safe, file) : undefined;
  return {
    state,
    get: (server) => (memory !== undefined && memory.server === server ? memory.token : null),
    set: async (server, token, keep) => {
      memory = { server, token };
      if (keep && state === 'ready') await write(safe, file, memory);
      else await rm(file, { force: true });
    },
    clear: async () => {
      memory = undefined;
      await rm(file, { force: true });
    },
  };
}

async function stateOf(safe: SafePlace, platform: NodeJS.Platform): Promise<VaultState> {
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(safe.getSelectedStorageBackend())) return 'noKeyRing';
  const available = await safe.isAsyncEncryptionAvailable().catch(() => false);
  return available ? 'ready' : 'notAvailable';
}

async function write(safe: SafePlace, file: string, kept: Kept): Promise<void> {
  await writeFile(file, await safe.encryptStringAsync(JSON.stringify(kept)), { mode: 0o600, flush: true });
}

/** A token that cannot be read any more is no token: the key ring was reset, or the file came from another machine. */
async function readKept(safe: SafePlace, file: string): Promise<Kept | undefined> {
  const stored = await readFile(file).catch(() => undefined);
  if (stored === undefined) return undefined;
  try {
    const { result, shouldReEncrypt } = await safe.decryptStringAsync(stored);
    const kept = Kept.parse(JSON.parse(result));
    if (shouldReEncrypt) await write(safe, file, kept);
    return kept;
  } catch {
    return undefined;
  }
}

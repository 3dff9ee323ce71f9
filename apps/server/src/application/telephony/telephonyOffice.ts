import { randomBytes } from 'node:crypto';
import {
  defaultTelephonySettings,
  type IceServer,
  type TelephonySettings,
  type Trunk,
  type TrunkHealth,
  type TrunkSettings,
} from '@ringdesk/shared/model/call.ts';
import type { AgentId, ChannelId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { SecretTable } from '../ports/messengers.ts';
import type { StoredPhoneAccount, StoredTrunk, TelephonyTable } from '../ports/telephony.ts';
import { iceServersFor } from './iceServers.ts';

const trunkSecret = (id: TrunkId): string => `trunk:${id}`;
const phoneSecret = (id: AgentId): string => `phone:${id}`;
const TURN_SECRET = 'turn';

/** A line with what is needed to use it. */
export interface LineToUse extends StoredTrunk {
  readonly password: string | undefined;
}

/** An account a phone may register with. */
export interface PhoneToAdmit extends StoredPhoneAccount {
  readonly password: string;
}

export interface TelephonyOfficeParts {
  readonly table: TelephonyTable;
  readonly secrets: SecretTable;
  /** Phone channels that stand on a line. */
  readonly channelsOn: (id: TrunkId) => readonly ChannelId[];
  readonly now: () => Instant;
}

/**
 * What the center says about calls: lines, rules for calling out, connectivity servers, phones of other makes. Kept in
 * tables and in memory; whoever carries calls is told of every change. Passwords go in and come out for use only.
 */
export async function createTelephonyOffice({ table, secrets, channelsOn, now }: TelephonyOfficeParts) {
  let settings = (await table.settings()) ?? defaultTelephonySettings;
  let turnSecret = await secrets.get(TURN_SECRET);
  const lines = new Map<TrunkId, LineToUse>();
  for (const trunk of await table.trunks()) {
    lines.set(trunk.id, { ...trunk, password: await secrets.get(trunkSecret(trunk.id)) });
  }
  const phones = new Map<AgentId, PhoneToAdmit>();
  for (const account of await table.accounts()) {
    const password = await secrets.get(phoneSecret(account.agentId));
    // Without the key file nobody can register: a new password is made in the settings.
    if (password !== undefined) phones.set(account.agentId, { ...account, password });
  }
  const health = new Map<TrunkId, TrunkHealth>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  /** With the kept password where none was typed; it goes to the server and user it was typed for, and to no other. */
  function passwordFor(id: TrunkId, typed: string | null, next: TrunkSettings): Result<string | undefined, Refusal> {
    if (typed !== null) return ok(typed === '' ? undefined : typed);
    const kept = lines.get(id);
    if (kept?.password === undefined) return ok(undefined);
    const { host, port, user, authUser } = kept.settings;
    const same = host === next.host && port === next.port && user === next.user && authUser === next.authUser;
    return same ? ok(kept.password) : refuse({ code: 'invalid', fields: { password: 'required' } });
  }

  return {
    settings: (): TelephonySettings => settings,
    turnSecretSet: (): boolean => turnSecret !== undefined,
    lines: (): readonly LineToUse[] => [...lines.values()],
    phones: (): readonly PhoneToAdmit[] => [...phones.values()],
    trunks: (): readonly Trunk[] =>
      [...lines.values()]
        .map(({ password, ...trunk }) => ({ ...trunk, passwordSet: password !== undefined }))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    trunk: (id: TrunkId): StoredTrunk | undefined => lines.get(id),
    iceServers: (who: string): IceServer[] => iceServersFor(settings.iceServers, turnSecret, who, now()),

    /** As the endpoint tells it; a line it has said nothing of yet is on its way. */
    health: (): readonly TrunkHealth[] =>
      [...lines.keys()].map(
        (trunkId) => health.get(trunkId) ?? { trunkId, state: 'connecting' as const, since: now(), calls: 0 },
      ),
    heardOf(next: TrunkHealth): void {
      if (lines.has(next.trunkId)) health.set(next.trunkId, next);
    },

    /** Hears of every change that whoever carries calls must know. */
    onChange: (listener: () => void) => void listeners.add(listener),

    async saveSettings(next: TelephonySettings, typedSecret: string | null): Promise<Result<void, Refusal>> {
      if (next.outboundTrunkId !== null && !lines.has(next.outboundTrunkId))
        return refuse({ code: 'invalid', fields: { outboundTrunkId: 'unknown' } });
      if (typedSecret === '') await secrets.forget(TURN_SECRET);
      else if (typedSecret !== null) await secrets.put(TURN_SECRET, typedSecret, now());
      await table.saveSettings(next);
      settings = next;
      if (typedSecret !== null) turnSecret = typedSecret === '' ? undefined : typedSecret;
      tell();
      return ok(undefined);
    },

    passwordFor,

    async saveTrunk(
      given: Omit<StoredTrunk, 'version'> & { readonly version: number; readonly password: string | null },
    ): Promise<Result<number, Refusal>> {
      const { id, name, version, settings: next } = given;
      const before = lines.get(id);
      if ((before?.version ?? 0) !== version)
        return refuse({ code: 'versionConflict', currentVersion: before?.version ?? 0 });
      const same = (other: LineToUse): boolean =>
        other.id !== id && other.name.normalize('NFKC').toLowerCase() === name.normalize('NFKC').toLowerCase();
      if ([...lines.values()].some(same)) return refuse({ code: 'nameTaken' });
      const password = passwordFor(id, given.password, next);
      if (!password.ok) return password;
      const stored: StoredTrunk = { id, name, version: version + 1, settings: next };
      // The secret first: a line without its password only fails to register, a password without a line is forgotten.
      if (password.value === undefined) await secrets.forget(trunkSecret(id));
      else await secrets.put(trunkSecret(id), password.value, now());
      await table.saveTrunk(stored);
      lines.set(id, { ...stored, password: password.value });
      health.delete(id);
      tell();
      return ok(stored.version);
    },

    async deleteTrunk(id: TrunkId): Promise<Result<void, Refusal>> {
      if (!lines.has(id)) return refuse({ code: 'notFound' });
      const channelIds = channelsOn(id);
      if (channelIds.length > 0) return refuse({ code: 'trunkInUse', channelIds: [...channelIds] });
      if (settings.outboundTrunkId === id) {
        settings = { ...settings, outboundTrunkId: null };
        await table.saveSettings(settings);
      }
      await table.deleteTrunk(id);
      await secrets.forget(trunkSecret(id));
      lines.delete(id);
      health.delete(id);
      tell();
      return ok(undefined);
    },

    /** A new account, or a new password for the one that is there; it is told this once. */
    async newAccount(agentId: AgentId): Promise<{ readonly user: string; readonly password: string }> {
      const user = phones.get(agentId)?.user ?? `phone-${randomBytes(4).toString('hex')}`;
      const password = randomBytes(18).toString('base64url');
      await secrets.put(phoneSecret(agentId), password, now());
      await table.saveAccount({ agentId, user });
      phones.set(agentId, { agentId, user, password });
      tell();
      return { user, password };
    },

    async deleteAccount(agentId: AgentId): Promise<void> {
      await table.deleteAccount(agentId);
      await secrets.forget(phoneSecret(agentId));
      phones.delete(agentId);
      tell();
    },
  };
}

export type TelephonyOffice = Awaited<ReturnType<typeof createTelephonyOffice>>;

import { SECOND } from '@ringdesk/shared/model/time.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import { refusedNumber } from './telephony/dialledNumbers.ts';
import type { QueriesParts, QueryHandlers } from './queryParts.ts';

/** Lines tried at the same time, over all admins. */
const TRIES_AT_ONCE = 2;

type Name =
  | 'phone.ticket'
  | 'telephony.get'
  | 'number.judge'
  | 'telephony.save'
  | 'trunk.save'
  | 'trunk.delete'
  | 'trunk.test'
  | 'phone.accounts'
  | 'phone.newAccount'
  | 'phone.deleteAccount';

/** Telephony: tickets of softphones, lines to the outside, the rules for calling out, accounts of phones of other makes. */
export function telephonyQueries({ telephony, engine, audit, now }: QueriesParts): QueryHandlers<Name> {
  const { office } = telephony;
  let trying = 0;
  return {
    async 'phone.ticket'({ deskId }, { agentId, sessionId }) {
      const { path, uri } = telephony.admit(agentId, deskId, sessionId);
      const anchored = telephony.mediaServer() === 'ok';
      return ok({ path, uri, iceServers: office.iceServers(agentId), anchored });
    },

    async 'telephony.get'() {
      return ok({
        settings: office.settings(),
        turnSecretSet: office.turnSecretSet(),
        trunks: [...office.trunks()],
        health: [...office.health()],
        listening: [...telephony.listening()],
        mediaServer: telephony.mediaServer(),
      });
    },

    async 'number.judge'({ number }) {
      return ok({ refused: refusedNumber(office, number) ?? null });
    },

    async 'telephony.save'({ turnSecret, ...settings }, { agentId }) {
      const saved = await office.saveSettings(settings, turnSecret);
      if (!saved.ok) return saved;
      const details = JSON.stringify({ ...settings, iceServers: settings.iceServers.length });
      await audit({ by: agentId, act: 'telephony.saved', subject: null, details }, now());
      return ok({});
    },

    async 'trunk.save'({ trunkId, version, name, settings, password }, { agentId }) {
      const saved = await office.saveTrunk({ id: trunkId, version, name, settings, password });
      if (!saved.ok) return saved;
      const { host, port, transport } = settings;
      const details = JSON.stringify({ name, host, port, transport, passwordChanged: password !== null });
      await audit({ by: agentId, act: 'trunk.saved', subject: trunkId, details }, now());
      return ok({ version: saved.value });
    },

    async 'trunk.delete'({ trunkId }, { agentId }) {
      const name = office.trunk(trunkId)?.name;
      const deleted = await office.deleteTrunk(trunkId);
      if (!deleted.ok) return deleted;
      await audit({ by: agentId, act: 'trunk.deleted', subject: trunkId, details: JSON.stringify({ name }) }, now());
      return ok({});
    },

    async 'trunk.test'({ trunkId, settings, password }) {
      const usable = office.passwordFor(trunkId, password, settings);
      if (!usable.ok) return usable;
      // Each is a thread of its own, for seconds.
      if (trying >= TRIES_AT_ONCE) return refuse({ code: 'slowDown', retryAfterMs: 5 * SECOND });
      trying += 1;
      try {
        const tried = await telephony.tryLine({ trunkId, settings, password: usable.value });
        return tried.ok ? ok({ milliseconds: tried.value }) : tried;
      } finally {
        trying -= 1;
      }
    },

    async 'phone.accounts'() {
      const accounts = office
        .phones()
        .map(({ agentId, user }) => ({ agentId, user, registered: telephony.hasPhone(agentId) }));
      return ok({ accounts });
    },

    async 'phone.newAccount'({ agentId }, asker) {
      const known = engine.read((state) => state.agents.get(agentId)?.dismissed === false);
      if (!known) return refuse({ code: 'notFound' });
      const made = await office.newAccount(agentId);
      await audit({ by: asker.agentId, act: 'phone.accountMade', subject: agentId, details: null }, now());
      return ok(made);
    },

    async 'phone.deleteAccount'({ agentId }, asker) {
      await office.deleteAccount(agentId);
      await audit({ by: asker.agentId, act: 'phone.accountDeleted', subject: agentId, details: null }, now());
      return ok({});
    },
  };
}

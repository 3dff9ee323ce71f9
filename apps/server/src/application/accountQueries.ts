import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { QueriesParts, QueryHandlers } from './queryParts.ts';

type Name =
  | 'preferences.get'
  | 'preferences.save'
  | 'sessions.list'
  | 'sessions.revoke'
  | 'sessions.revokeOthers'
  | 'password.change'
  | 'invitations.list'
  | 'invitations.create'
  | 'invitations.revoke'
  | 'agent.resetPassword';

/** One's own account, and the way of people into the team. */
export function accountQueries(parts: QueriesParts): QueryHandlers<Name> {
  const { store, accounts, sessions, invitations, audit, now } = parts;
  return {
    async 'preferences.get'(_input, { agentId }) {
      return ok({ preferences: (await store.preferences.get(agentId)) ?? null });
    },

    async 'preferences.save'(preferences, { agentId }) {
      await store.preferences.save(agentId, preferences);
      return ok({});
    },

    async 'sessions.list'(_input, { agentId, sessionId }) {
      const mine = await sessions.ofAgent(agentId, now());
      return ok({
        sessions: mine.map(({ id, device, createdAt, lastSeenAt }) => ({
          id,
          current: id === sessionId,
          device,
          createdAt,
          lastSeenAt,
        })),
      });
    },

    async 'sessions.revoke'({ id }, { agentId }) {
      const mine = await sessions.ofAgent(agentId, now());
      if (!mine.some((session) => session.id === id)) return refuse({ code: 'notFound' });
      await sessions.end(id);
      await audit({ by: agentId, act: 'session.revoked', subject: id, details: null }, now());
      return ok({});
    },

    async 'sessions.revokeOthers'(_input, { agentId, sessionId }) {
      const ended = await sessions.endAllOf(agentId, sessionId);
      await audit(
        { by: agentId, act: 'session.revokedOthers', subject: agentId, details: JSON.stringify({ ended }) },
        now(),
      );
      return ok({ ended });
    },

    async 'password.change'({ current, next }, { agentId, sessionId, network }) {
      return accounts.changePassword({ agentId, sessionId }, { current, next }, network, now());
    },

    async 'invitations.list'() {
      return ok({ invitations: [...(await invitations.list(now()))] });
    },

    async 'invitations.create'(wish, { agentId }) {
      return invitations.create(wish, agentId, now());
    },

    async 'invitations.revoke'({ id }, { agentId }) {
      return invitations.revoke(id, agentId, now());
    },

    async 'agent.resetPassword'({ agentId: whose }, { agentId }) {
      return invitations.resetLink(whose, agentId, now());
    },
  };
}

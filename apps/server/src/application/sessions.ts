import type { AgentId, SessionId } from '@ringdesk/shared/model/ids.ts';
import { DAY, HOUR, type Instant, MINUTE } from '@ringdesk/shared/model/time.ts';

import type { Session, SessionTable } from './ports/tables.ts';
import { hashOfSecret, newSecret } from './secrets.ts';

/** A session nobody used for this long ends. A live socket alone is no use; what is asked over it is. */
export const SESSION_IDLE = 12 * HOUR;
/** However much it is used, a session ends after this. */
export const SESSION_LONGEST = 30 * DAY;
/** Use is written at most this often: each write is a commit, and memory knows better meanwhile. */
const TOUCH_EVERY = 10 * MINUTE;

export interface Sessions {
  /** Opens a session and answers its token, which is told once and stored only as a hash. */
  open(agentId: AgentId, device: string, now: Instant): Promise<{ readonly token: string; readonly session: Session }>;
  /** The live session of the token. */
  ofToken(token: string, now: Instant): Promise<Session | undefined>;
  /** Whether it has neither ended nor expired. */
  isLive(id: SessionId, now: Instant): Promise<boolean>;
  /** The same, with the session. */
  ofId(id: SessionId, now: Instant): Promise<Session | undefined>;
  /** The person did something. */
  used(id: SessionId, now: Instant): void;
  ofAgent(agentId: AgentId, now: Instant): Promise<readonly Session[]>;
  end(id: SessionId): Promise<boolean>;
  /** Ends all of an agent's, save one; answers how many. */
  endAllOf(agentId: AgentId, except?: SessionId): Promise<number>;
  /** Ends what expired; to be called once a minute. */
  sweep(now: Instant): Promise<void>;
  /** Called at once with the sessions that ended, so that their sockets are closed. */
  onEnded(listener: (ids: readonly SessionId[]) => void): void;
}

/** `isInTeam`: whether somebody may be signed in at all; a dismissed person's sessions are dead whatever the table says. */
export function createSessions(
  table: SessionTable,
  newId: () => string,
  isInTeam: (agentId: AgentId) => boolean,
): Sessions {
  const listeners: ((ids: readonly SessionId[]) => void)[] = [];
  const lastUse = new Map<SessionId, { at: Instant; written: Instant }>();

  const announce = (ids: readonly SessionId[]): void => {
    for (const id of ids) lastUse.delete(id);
    if (ids.length > 0) for (const listener of listeners) listener(ids);
  };
  /** The row, with the use that only memory knows of. */
  const current = (session: Session): Session => ({
    ...session,
    lastSeenAt: Math.max(session.lastSeenAt, lastUse.get(session.id)?.at ?? 0),
  });
  const lives = (session: Session, now: Instant): boolean =>
    session.expiresAt > now && session.lastSeenAt + SESSION_IDLE > now;
  const liveOne = (row: Session | undefined, now: Instant): Session | undefined => {
    if (row === undefined || !isInTeam(row.agentId)) return undefined;
    if (!lastUse.has(row.id)) lastUse.set(row.id, { at: row.lastSeenAt, written: row.lastSeenAt });
    const session = current(row);
    return lives(session, now) ? session : undefined;
  };

  return {
    async open(agentId, device, now) {
      const token = newSecret();
      const session: Session = {
        id: newId() as SessionId,
        agentId,
        tokenHash: hashOfSecret(token),
        device,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: now + SESSION_LONGEST,
      };
      await table.create(session);
      // Dismissed while the password was being checked: nothing may be left that a reinstatement would revive.
      if (!isInTeam(agentId)) await table.end(session.id);
      lastUse.set(session.id, { at: now, written: now });
      return { token, session };
    },
    async ofToken(token, now) {
      return liveOne(await table.byTokenHash(hashOfSecret(token)), now);
    },
    async isLive(id, now) {
      return liveOne(await table.byId(id), now) !== undefined;
    },
    async ofId(id, now) {
      return liveOne(await table.byId(id), now);
    },
    used(id, now) {
      const use = lastUse.get(id) ?? { at: now, written: 0 };
      use.at = Math.max(use.at, now);
      lastUse.set(id, use);
      if (use.written + TOUCH_EVERY > now) return;
      use.written = now;
      // A use that could not be written (full disk) is in memory all the same; the next one is written again.
      table.touch(id, now).catch(() => {
        use.written = 0;
      });
    },
    async ofAgent(agentId, now) {
      return (await table.ofAgent(agentId)).map(current).filter((session) => lives(session, now));
    },
    async end(id) {
      const ended = await table.end(id);
      if (ended) announce([id]);
      return ended;
    },
    async endAllOf(agentId, except) {
      const ids = await table.endAllOf(agentId, except);
      announce(ids);
      return ids.length;
    },
    async sweep(now) {
      // What is used but not written yet must not look idle to the table.
      for (const [id, use] of lastUse) {
        if (use.at > use.written && use.written + SESSION_IDLE <= now + TOUCH_EVERY) {
          use.written = use.at;
          await table.touch(id, use.at);
        }
      }
      announce(await table.endExpired(now, now - SESSION_IDLE));
    },
    onEnded(listener) {
      listeners.push(listener);
    },
  };
}

import type { AgentId, SessionId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, MINUTE } from '@ringdesk/shared/model/time.ts';
import { expect, test } from 'vitest';

import { openStore } from '../storage/openStore.ts';
import { createSessions } from './sessions.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function sessionsOver(isInTeam: (agentId: AgentId) => boolean = () => true) {
  const store = await openStore({ root: ':memory:', wall: () => 0, log: silent });
  let ids = 0;
  const sessions = createSessions(store.sessions, () => `session-${(ids += 1)}`, isInTeam);
  return { store, sessions, ana: 'ana' as AgentId };
}

test('use is written every ten minutes at most, and counts at once all the same', async () => {
  const { store, sessions, ana } = await sessionsOver();
  const { session, token } = await sessions.open(ana, 'laptop', 0);
  for (let minute = 1; minute <= 9; minute += 1) sessions.used(session.id, minute * MINUTE);
  expect(await sessions.ofAgent(ana, 9 * MINUTE)).toMatchObject([{ lastSeenAt: 9 * MINUTE }]);
  expect(await sessions.ofToken(token, 12 * HOUR + 8 * MINUTE)).toBeDefined();
  expect(await sessions.ofToken(token, 12 * HOUR + 9 * MINUTE)).toBeUndefined();
  await store.close();
});

test('a sweep ends what is idle and never what was used a moment ago', async () => {
  const { store, sessions, ana } = await sessionsOver();
  const [idle, used] = [await sessions.open(ana, 'phone', 0), await sessions.open(ana, 'laptop', 0)];
  const ended: SessionId[] = [];
  sessions.onEnded((ids) => ended.push(...ids));
  for (let hour = 0; hour <= 12; hour += 1) {
    await sessions.ofToken(used.token, hour * HOUR);
    sessions.used(used.session.id, hour * HOUR + MINUTE);
    await sessions.sweep(hour * HOUR + MINUTE);
  }
  expect(ended).toEqual([idle.session.id]);
  expect(await sessions.isLive(used.session.id, 12 * HOUR + MINUTE)).toBe(true);
  await store.close();
});

test('a session of a dismissed person is none, also where it was opened a moment too late', async () => {
  let dismissed = false;
  const { store, sessions, ana } = await sessionsOver(() => !dismissed);
  const before = await sessions.open(ana, 'laptop', 0);
  dismissed = true;
  const late = await sessions.open(ana, 'phone', 0);
  expect(await sessions.ofToken(before.token, 1)).toBeUndefined();
  expect(await sessions.isLive(before.session.id, 1)).toBe(false);
  dismissed = false;
  expect(await sessions.ofToken(late.token, 1)).toBeUndefined();
  await store.close();
});

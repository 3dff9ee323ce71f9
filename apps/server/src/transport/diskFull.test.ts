import type { Storage } from '@ringdesk/shared/protocol/socket.ts';
import { expect, test } from 'vitest';

import type { FailpointName } from '../application/ports/journal.ts';
import { startTestServer, TestClock } from './testing/testServer.ts';

test('[F3] every desk is told that the disk is full, one that comes meanwhile too, and that it is over', async () => {
  const machine = new TestClock();
  let full = false;
  const failpoints = (name: FailpointName): void => {
    if (full && name === 'commit') throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
  };
  const server = await startTestServer({ machine, failpoints });
  const ana = await server.person('Ana');
  const desk = await server.desk(ana);
  const told: Storage[] = [];
  let next = Promise.withResolvers<void>();
  desk.socket.on('storage', (storage: Storage) => {
    told.push(storage);
    next.resolve();
    next = Promise.withResolvers();
  });
  expect(desk.welcome?.readOnly).toBe(false);

  full = true;
  let tell = next.promise;
  expect(await desk.command('presence.set', { state: 'away' })).toMatchObject({ error: { code: 'storageFull' } });
  await tell;
  expect(told).toEqual([{ readOnly: true }]);
  const late = await server.desk(ana);
  expect(late.welcome?.readOnly).toBe(true);

  full = false;
  machine.pass(2_000);
  tell = next.promise;
  // Whatever comes next makes the server look for room.
  await desk.command('presence.set', { state: 'away' });
  await tell;
  expect(told).toEqual([{ readOnly: true }, { readOnly: false }]);
  expect((await server.desk(ana)).welcome?.readOnly).toBe(false);
  expect(await desk.command('presence.set', { state: 'away' })).toMatchObject({ ok: true });
});

import { expect, test } from 'vitest';

import { startTestServer } from './testing/testServer.ts';

const AGENTS = 20;
const DESKS_EACH = 25;

test(
  '[F10] five hundred desks that come back at once all get their snapshot, and who is at work is answered meanwhile',
  {
    timeout: 120_000,
  },
  async () => {
    const server = await startTestServer();
    const people = await Promise.all(Array.from({ length: AGENTS }, (_, index) => server.person(`Agent${index}`)));
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const { queueId } = await server.queue(admin, people);
    const desks = (
      await Promise.all(
        people.map(async (person) => {
          const token = await server.token(person);
          return Array.from({ length: DESKS_EACH }, () => server.connect(token));
        }),
      )
    ).flat();
    await Promise.all(desks.map((desk) => desk.connected()));

    const order: string[] = [];
    const hellos = desks.map((desk) => desk.hello().then(() => order.push('hello')));
    const work = admin.command('presenceReasons.save', { reasons: [] }).then(() => order.push('work'));
    await Promise.all([...hellos, work]);

    expect(order).toHaveLength(AGENTS * DESKS_EACH + 1);
    // The command came last and is not answered last: hellos are answered in slices, and between them others have their turn.
    expect(order.indexOf('work')).toBeLessThan(AGENTS * DESKS_EACH * 0.9);
    const queues = desks.map(({ welcome }) => welcome?.snapshot.queues.some(({ id }) => id === queueId));
    expect(new Set(queues)).toEqual(new Set([true]));
  },
);

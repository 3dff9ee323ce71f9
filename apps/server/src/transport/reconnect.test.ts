import { expect, onTestFinished, test, vi } from 'vitest';

import { HelloSlices } from '../application/helloSlices.ts';
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

test('[78] a desk that goes while its hello waits for its turn leaves nobody behind who seems to be there', async () => {
  const server = await startTestServer();
  const ana = await server.person('Ana');
  const desk = server.connect(await server.token(ana));
  await desk.connected();
  const gate = Promise.withResolvers<void>();
  const turn = vi.spyOn(HelloSlices.prototype, 'turn').mockReturnValue(gate.promise);
  onTestFinished(() => turn.mockRestore());
  void desk.emit('hello');
  await vi.waitFor(() => expect(turn).toHaveBeenCalledTimes(1));
  desk.close();
  await vi.waitFor(async () => expect(await (await server.fetch('/metrics')).text()).toMatch(/^ringdesk_desks 0$/m));
  gate.resolve();
  await server.running.engine.submit({ type: 'clock.ticked' }, { actor: { kind: 'server' } });
  expect(server.running.engine.read(({ agents }) => agents.get(ana.id)?.online)).toBe(false);
});

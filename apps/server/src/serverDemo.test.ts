import { MINUTE } from '@ringdesk/shared/model/time.ts';
import { expect, onTestFinished, test } from 'vitest';

import { startDemo } from './serverDemo.ts';
import { startTestServer, type TestServer } from './transport/testing/testServer.ts';

/** Simulated people live this much faster than the clock of the machine. */
const FASTER = 60;

const room = {
  limits: {
    commands: { perSecond: 1_000, burst: 1_000 },
    sustained: { perSecond: 1_000, burst: 1_000 },
    conversationsPerHour: 100_000,
  },
} as const;

async function demo(server: TestServer, customers = 15): Promise<void> {
  const stop = startDemo(server.running, {
    customers,
    seed: 4,
    delay: (run, ms) => {
      const timer = setTimeout(run, ms / FASTER);
      return () => clearTimeout(timer);
    },
    now: () => performance.now() * FASTER,
  });
  onTestFinished(stop);
}

/** Resolves when what was committed makes `holds` true. */
const until = (server: TestServer, holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const forget = server.running.engine.onCommitted(() => {
      if (!holds()) return;
      forget();
      resolve();
    });
  });

const idOf = (server: TestServer, login: string) =>
  server.running.engine.read((state) => [...state.agents.values()].find(({ email }) => email.startsWith(`${login}@`)))!
    .id;

test('simulated customers and colleagues talk conversations through to their end', { timeout: MINUTE }, async () => {
  const server = await startTestServer({ env: { RINGDESK_DEMO: '1' }, ...room });
  const { engine } = server.running;
  const seen = { arrived: 0, byCustomers: 0, byAgents: 0, closed: 0 };
  engine.onCommitted(({ events }) => {
    for (const event of events) {
      if (event.type === 'interaction.arrived') seen.arrived += 1;
      if (event.type === 'interaction.closed') seen.closed += 1;
      if (event.type !== 'message.posted') continue;
      if (event.author.kind === 'customer') seen.byCustomers += 1;
      else seen.byAgents += 1;
    }
  });
  const talked = until(server, () => seen.closed >= 5 && seen.byAgents >= 15);
  await demo(server);
  await talked;
  expect(seen.arrived).toBeGreaterThanOrEqual(5);
  expect(seen.byCustomers).toBeGreaterThanOrEqual(seen.closed);
});

test('a colleague a person has signed in as is not simulated, and is rung for real', { timeout: MINUTE }, async () => {
  const server = await startTestServer({ env: { RINGDESK_DEMO: '1' }, ...room });
  const { engine } = server.running;
  const ana = idOf(server, 'ana');
  const person = await server.desk({ id: ana, email: 'ana@demo.example', name: 'Ana Torres' });
  const pending = (): string | undefined =>
    engine.read((state) => [...state.offers.values()].find((offer) => offer.agentId === ana))?.id;
  const rung = until(server, () => pending() !== undefined);
  await demo(server);
  await rung;
  const offer = pending();
  // The colleagues go on meanwhile; at their speed a simulated Ana would long have accepted.
  let closed = 0;
  engine.onCommitted(({ events }) => {
    closed += events.filter(({ type }) => type === 'interaction.closed').length;
  });
  await until(server, () => closed >= 2);
  expect(pending()).toBe(offer);

  // Some seconds after the person has gone, the simulated colleague sits down, and takes what rings.
  person.close();
  await until(server, () => engine.read((state) => state.agents.get(ana)?.online === true && pending() !== offer));
});

test('the simulated colleague gets up as soon as a person sits down', { timeout: MINUTE }, async () => {
  const server = await startTestServer({ env: { RINGDESK_DEMO: '1' }, ...room });
  const chen = idOf(server, 'chen');
  const desks = (): number => server.running.desksOf(chen);
  const simulated = until(server, () => desks() === 1);
  await demo(server);
  await simulated;
  await server.desk({ id: chen, email: 'chen@demo.example', name: 'Chen Wei' });
  await until(server, () => desks() === 1);
  expect(server.running.engine.read((state) => state.agents.get(chen)?.online)).toBe(true);
});

test('a demo that is loaded later, at the first run, comes to life by itself', { timeout: MINUTE }, async () => {
  const server = await startTestServer(room);
  await demo(server);
  const arrived = new Promise<void>((resolve) => {
    server.running.engine.onCommitted(({ events }) => {
      if (events.some(({ type }) => type === 'interaction.arrived')) resolve();
    });
  });
  const code = await server.running.setupCode();
  const done = await server.post('/api/setup', {
    code,
    centerName: 'Shop',
    name: 'Ada',
    email: 'ada@example.com',
    password: 'a long enough phrase',
    language: 'en',
    device: '',
    first: { kind: 'demo' },
  });
  expect(done.status).toBe(200);
  await arrived;
});

test(
  '[14] the first in order does not take everything: the second of a strict queue has work too',
  { timeout: MINUTE },
  async () => {
    const server = await startTestServer({ env: { RINGDESK_DEMO: '1' }, ...room });
    const taken = { joao: 0, maya: 0 };
    const logins = new Map([
      [idOf(server, 'joao'), 'joao' as const],
      [idOf(server, 'maya'), 'maya' as const],
    ]);
    server.running.engine.onCommitted(({ events }) => {
      for (const event of events) {
        const login = event.type === 'offer.accepted' ? logins.get(event.agentId) : undefined;
        if (login !== undefined) taken[login] += 1;
      }
    });
    // As many customers as the demo has unless told otherwise.
    const busy = until(server, () => taken.joao + taken.maya >= 12);
    await demo(server, 8);
    await busy;
    expect(taken.maya).toBeGreaterThanOrEqual(2);
  },
);

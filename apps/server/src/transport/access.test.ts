import { type CommandName, commands } from '@ringdesk/shared/protocol/commands.ts';
import { type QueryName, queries } from '@ringdesk/shared/protocol/queries.ts';
import type { MessageId } from '@ringdesk/shared/model/ids.ts';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

import type { AgentClient } from './testing/clients.ts';
import { type Person, startTestServer, TestClock, type TestServer } from './testing/testServer.ts';

/** Two teams that must not see each other: Ana owns a conversation in one, Eve works in the other. */
async function twoTeams(server: TestServer) {
  const [admin, ana, eve, sam] = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Eve'),
    await server.person('Sam', 'supervisor'),
  ];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const ours = await server.queue(adminDesk, [ana]);
  const theirs = await server.queue(adminDesk, [eve]);
  await adminDesk.must('agent.save', {
    agentId: sam.id,
    name: 'Sam',
    role: 'supervisor',
    supervises: [theirs.queueId],
    absent: false,
  });
  const visitor = await server.visitor(ours.channelId);
  await visitor.write('secret-canary');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  return { admin, ana, eve, sam, adminDesk, anaDesk, ours, theirs, visitor, interactionId, offerId: offer.id };
}

/** A value for a schema that is right in form, with the ids of somebody else wherever there are any. */
function formOf(schema: z.core.$ZodType, ids: Readonly<Record<string, string>>, key = ''): unknown {
  const def = (schema as z.ZodType)._zod.def as unknown as Record<string, unknown> & { type: string };
  if (ids[key] !== undefined && def.type === 'string') return ids[key];
  switch (def.type) {
    case 'object': {
      const shape = def['shape'] as Record<string, z.core.$ZodType>;
      return Object.fromEntries(
        Object.entries(shape).flatMap(([name, inner]) => {
          const value = formOf(inner, ids, name);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    }
    case 'array': {
      const one = formOf(def['element'] as z.core.$ZodType, ids, key);
      return (schema as z.ZodType).safeParse([]).success ? [] : [one];
    }
    case 'default':
      return formOf(def['innerType'] as z.core.$ZodType, ids, key);
    case 'record':
      return {};
    case 'optional':
      return undefined;
    case 'nullable':
      return null;
    case 'boolean':
      return false;
    case 'number':
      return key === 'until' ? 4_000_000_000_000 : key === 'offerSeconds' ? 60 : key === 'limitMinutes' ? 5 : 1;
    case 'enum':
      return Object.values(def['entries'] as Record<string, string>)[0];
    case 'literal':
      return (def['values'] as unknown[])[0];
    case 'union':
      // A step of a menu would need another menu to lead to.
      return formOf((def['options'] as z.core.$ZodType[])[key === 'then' ? 1 : 0]!, ids, key);
    case 'pipe':
      return formOf(def['in'] as z.core.$ZodType, ids, key);
    case 'string':
      if (key === 'email') return 'somebody@example.com';
      if (key === 'accent') return '#000000';
      if (key === 'token') return 'x'.repeat(20);
      if (key === 'number') return '+34910123456';
      if (key === 'country') return 'ES';
      return /id$/i.test(key) ? v7() : 'text';
    default:
      throw new Error(`no form for ${def.type} at ${key}`);
  }
}

const idsOf = (world: Awaited<ReturnType<typeof twoTeams>>): Record<string, string> => ({
  interactionId: world.interactionId,
  offerId: world.offerId,
  queueId: world.ours.queueId,
  channelId: world.ours.channelId,
  agentId: world.ana.id,
  customerId: 'nobody',
});

/** What any member of staff may do to nobody but themselves. */
const ownCommands: ReadonlySet<CommandName> = new Set([
  'presence.set',
  'presence.setReceives',
  'shift.set',
  'profile.save',
  'notice.seen',
  'phone.report',
  'phone.setCallWaiting',
]);
const ownQueries: ReadonlySet<QueryName> = new Set([
  'conversations.list',
  'conversations.search',
  'conversations.report',
  'savedViews.list',
  'savedViews.save',
  'canned.list',
  'preferences.get',
  'preferences.save',
  'sessions.list',
  'sessions.revokeOthers',
  'phone.ticket',
]);

const refusals: ReadonlySet<string> = new Set(['notAllowed', 'notFound', 'badCredentials']);

describe('[74–77] rights over real sockets', () => {
  test('every command with ids of another team is refused to an agent, and nothing changes', async () => {
    const server = await startTestServer();
    const world = await twoTeams(server);
    const eveDesk = await server.desk(world.eve);
    const before = JSON.stringify(
      server.running.engine.read((state) => [...state.queues.values()].map(({ version, name }) => [version, name])),
    );
    const answers: Record<string, string> = {};
    for (const name of Object.keys(commands) as CommandName[]) {
      if (ownCommands.has(name)) continue;
      const input = formOf(commands[name].input, idsOf(world));
      expect([name, commands[name].input.safeParse(input).success]).toEqual([name, true]);
      const reply = await eveDesk.emit('command', { id: v7(), name, input });
      answers[name] = reply.ok ? 'done' : reply.error.code;
    }
    expect(Object.entries(answers).filter(([, code]) => !refusals.has(code))).toEqual([]);
    expect(
      JSON.stringify(
        server.running.engine.read((state) => [...state.queues.values()].map(({ version, name }) => [version, name])),
      ),
    ).toBe(before);
  });

  test.each(['agent', 'supervisor'] as const)(
    'every query with ids of another team tells a foreign %s nothing',
    async (role) => {
      const server = await startTestServer();
      const world = await twoTeams(server);
      const desk = await server.desk(role === 'agent' ? world.eve : world.sam);
      const answers: Record<string, string> = {};
      for (const name of Object.keys(queries) as QueryName[]) {
        const reply = await desk.query(name, formOf(queries[name].input, idsOf(world)));
        expect(`${name} ${JSON.stringify(reply)}`).not.toMatch(new RegExp(`secret-canary|${world.interactionId}`));
        answers[name] = reply.ok ? 'done' : reply.error.code;
      }
      const open = Object.entries(answers).filter(
        ([name, code]) => !refusals.has(code) && !ownQueries.has(name as QueryName),
      );
      const leads =
        role === 'supervisor'
          ? [
              'channel.snippet',
              'channels.health',
              // Of their own queues: of this one nothing is blocked.
              'senders.blocked',
              'canned.save',
              'canned.delete',
              'canned.import',
              'conversations.ofCustomer',
            ]
          : [];
      expect(open.map(([name]) => name).filter((name) => !leads.includes(name))).toEqual([]);
    },
  );

  test('a mentioned colleague may read along; a supervisor of another queue hears nothing', async () => {
    const server = await startTestServer();
    const world = await twoTeams(server);
    const [eveDesk, samDesk] = [await server.desk(world.eve), await server.desk(world.sam)];
    await world.anaDesk.must('message.post', {
      interactionId: world.interactionId,
      messageId: v7() as MessageId,
      kind: 'note',
      text: 'look at this',
      mentions: [world.eve.id],
      attachmentIds: [],
    });
    await eveDesk.update('interaction.put', ({ interaction }) => interaction.id === world.interactionId);
    expect((await eveDesk.ask('transcript.get', { interactionId: world.interactionId, limit: 10 })).lines).not.toEqual(
      [],
    );
    await world.visitor.write('a second one');
    await eveDesk.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'a second one');
    await samDesk.ask('preferences.get', {});
    expect(samDesk.welcome?.snapshot.interactions).toEqual([]);
    expect(JSON.stringify(samDesk.updates.all)).not.toContain(world.interactionId);
  });

  test('sight ends with the right: who gave a conversation to another queue hears nothing of it any more', async () => {
    const server = await startTestServer();
    const world = await twoTeams(server);
    const { interactionId, anaDesk } = world;
    const eveDesk = await server.desk(world.eve);
    await anaDesk.ask('transcript.get', { interactionId, limit: 10 });
    await anaDesk.must('interaction.transfer', { interactionId, to: { kind: 'queue', queueId: world.theirs.queueId } });
    const { offer } = await eveDesk.update('offer.put');
    await eveDesk.must('offer.accept', { offerId: offer.id });
    await anaDesk.update('interaction.gone', (update) => update.interactionId === interactionId);
    await world.visitor.write('not for Ana');
    await eveDesk.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'not for Ana');
    await anaDesk.ask('preferences.get', {});
    expect(JSON.stringify(anaDesk.updates.all)).not.toContain('not for Ana');
    expect(await anaDesk.query('transcript.get', { interactionId, limit: 10 })).toMatchObject({
      error: { code: 'notFound' },
    });
  });

  test('an archived conversation is read by who led it then, and by nobody else', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const world = await twoTeams(server);
    await world.anaDesk.must('interaction.close', { interactionId: world.interactionId });
    clock.pass(40 * 24 * 3_600_000);
    await world.adminDesk.must('presence.set', { state: 'available' });
    expect(server.running.engine.read((state) => state.interactions.size)).toBe(0);
    const [anaDesk, eveDesk] = [await server.desk(world.ana), await server.desk(world.eve)];
    const page = await anaDesk.ask('transcript.get', { interactionId: world.interactionId, limit: 10 });
    expect(page.lines).toContainEqual(expect.objectContaining({ text: 'secret-canary' }));
    expect(await eveDesk.query('transcript.get', { interactionId: world.interactionId, limit: 10 })).toMatchObject({
      error: { code: 'notFound' },
    });
    expect(await eveDesk.query('routing.trace', { interactionId: world.interactionId })).toMatchObject({
      error: { code: 'notFound' },
    });
  });

  test('[10] what a customer talked about before is shown to who talked, also when nothing of theirs is open', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const world = await twoTeams(server);
    const customerId = server.running.engine.read(
      (state) => state.interactions.get(world.interactionId)?.customer.id ?? '',
    );
    const ofCustomer = { customerId, limit: 10 };
    const theirs = { ok: true, value: { interactions: [expect.objectContaining({ id: world.interactionId })] } };
    await world.anaDesk.must('interaction.close', { interactionId: world.interactionId });
    const eveDesk = await server.desk(world.eve);
    for (const age of [0, 40 * 24 * 3_600_000]) {
      clock.pass(age);
      await world.adminDesk.must('presence.set', { state: 'available' });
      const anaDesk = await server.desk(world.ana);
      expect(await anaDesk.query('conversations.ofCustomer', ofCustomer)).toMatchObject(theirs);
      expect(await eveDesk.query('conversations.ofCustomer', ofCustomer)).toMatchObject({
        error: { code: 'notFound' },
      });
    }
  });
});

describe('what does not keep to the contract', () => {
  const deskOf = async (server: TestServer): Promise<AgentClient> => server.desk(await server.person('Ana'));

  test.each([
    ['a string', 'x'],
    ['null', null],
    ['an array', []],
    ['unknown keys', { id: 'a', name: 'presence.set', input: { state: 'busy' }, extra: 1 }],
    ['no id', { name: 'presence.set', input: {} }],
    ['an id with capitals', { id: 'ABC', name: 'presence.set', input: {} }],
    ['an unknown name', { id: 'a1', name: 'no.such', input: {} }],
    ['a name of the prototype', { id: 'a1', name: 'constructor', input: {} }],
    ['another name of the prototype', { id: 'a1', name: '__proto__', input: {} }],
    ['an input of the wrong type', { id: 'a1', name: 'presence.set', input: 3 }],
    ['an unknown key in the input', { id: 'a1', name: 'presence.set', input: { state: 'busy', agentId: 'x' } }],
    ['a very deep input', { id: 'a1', name: 'presence.set', input: [[[[[[[[[[[[1]]]]]]]]]]]] }],
    ['binary data', { id: 'a1', name: 'presence.set', input: Buffer.from('x') }],
  ])('%s is answered with `invalid`', async (_name, envelope) => {
    const desk = await deskOf(await startTestServer());
    expect(await desk.emit('command', envelope)).toMatchObject({ ok: false, error: { code: 'invalid' } });
    expect(await desk.query('preferences.get', {})).toMatchObject({ ok: true });
  });

  test('unknown events and calls without an acknowledgement close the socket at the third', async () => {
    const server = await startTestServer();
    const desk = await deskOf(server);
    for (const event of ['constructor', 'hasOwnProperty', 'update']) desk.socket.emit(event, {});
    expect(await desk.closed).toBe('io server disconnect');
    const second = await server.desk(await server.person('Ben'));
    for (let time = 0; time < 3; time += 1) second.socket.emit('command', { id: 'a', name: 'presence.set', input: {} });
    await second.closed;
  });

  test('a message over 64 kB closes the connection, a body just under it does not', async () => {
    const server = await startTestServer();
    const desk = await deskOf(server);
    expect(await desk.emit('command', { id: 'a1', name: 'presence.set', input: 'x'.repeat(60_000) })).toMatchObject({
      ok: false,
    });
    desk.socket.emit('command', { id: 'a1', name: 'presence.set', input: 'x'.repeat(70_000) }, () => undefined);
    await desk.closed;
  });

  test('an unknown namespace is refused', async () => {
    const server = await startTestServer();
    const { io } = await import('socket.io-client');
    const socket = io(`${server.url}/admin`, { transports: ['websocket'], reconnection: false, forceNew: true });
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(error.message).toBe('Invalid namespace');
    socket.close();
  });
});

describe('limits', () => {
  test('a desk is slowed down after its burst and goes on after the pause', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const desk = await server.desk(await server.person('Ana'));
    const replies = await Promise.all(Array.from({ length: 90 }, () => desk.query('preferences.get', {})));
    const slowed = replies.filter((reply) => !reply.ok);
    expect(slowed.length).toBeGreaterThan(10);
    expect(slowed[0]).toMatchObject({ error: { code: 'slowDown', retryAfterMs: expect.any(Number) } });
    clock.pass(2_000);
    expect(await desk.query('preferences.get', {})).toMatchObject({ ok: true });
  });

  test('a flood of hellos is refused', async () => {
    const server = await startTestServer();
    const desk = await server.desk(await server.person('Ana'));
    const replies = await Promise.all(Array.from({ length: 7 }, () => desk.emit('hello')));
    expect(replies.at(-1)).toMatchObject({ error: { code: 'slowDown' } });
  });

  test('a visitor writes five at once, then two a second', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const { channelId } = await server.queue(admin, []);
    const visitor = await server.visitor(channelId);
    const replies = await Promise.all(Array.from({ length: 7 }, (_, index) => visitor.write(`message ${index}`)));
    expect(replies.map((reply) => reply.ok)).toEqual([true, true, true, true, true, false, false]);
    clock.pass(500);
    expect((await visitor.write('after a pause')).ok).toBe(true);
  });

  test('over a longer time a visitor writes one message a second, while other commands go on', async () => {
    const clock = new TestClock();
    const generous = { perSecond: 1_000, burst: 1_000 };
    const server = await startTestServer({
      machine: clock,
      limits: { commands: generous, sustained: { perSecond: 1, burst: 3 } },
    });
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const { channelId } = await server.queue(admin, []);
    const visitor = await server.visitor(channelId);
    const replies = await Promise.all(Array.from({ length: 4 }, (_, index) => visitor.write(`message ${index}`)));
    expect(replies.at(-1)).toMatchObject({ error: { code: 'slowDown' } });
    expect((await visitor.command('name.set', { name: 'Vera' })).ok).toBe(true);
    clock.pass(1_000);
    expect((await visitor.write('later')).ok).toBe(true);
  });

  test('beyond the limit of all visitors a page is told to come back, and staff get in all the same', async () => {
    const server = await startTestServer({ limits: { connections: 1 } });
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const { channelId } = await server.queue(admin, []);
    await server.visitor(channelId);
    expect(await server.page(channelId).refused()).toEqual({ code: 'unavailable' });
    await server.desk(await server.person('Ana'));
  });

  test('one network begins only so many conversations', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock, limits: { conversationsPerHour: 10 } });
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const { channelId } = await server.queue(admin, []);
    const visitors = await Promise.all([1, 2, 3].map(() => server.visitor(channelId)));
    const replies = await Promise.all(visitors.map((visitor) => visitor.write('Hello')));
    expect(replies.filter((reply) => reply.ok)).toHaveLength(2);
    const last = replies.findIndex((reply) => !reply.ok);
    clock.pass(3_600_000 / 10);
    expect((await visitors[last]!.write('Hello')).ok).toBe(true);
  });

  test('[32] and only so many of it accept a statement without a word after it', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock, limits: { conversationsPerHour: 10 } });
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const consent = { text: 'We keep what you write.', url: 'https://shop.example/privacy' };
    const { channelId } = await server.queue(admin, [], { consent });
    const visitors = await Promise.all([1, 2, 3].map(() => server.visitor(channelId)));
    const accept = (visitor: (typeof visitors)[number]) =>
      visitor.emit('command', { id: v7(), name: 'consent.give', input: { version: 1 } });
    const replies = await Promise.all(visitors.map(accept));
    expect(replies.filter((reply) => reply.ok)).toHaveLength(2);
    expect(replies.find((reply) => !reply.ok)).toMatchObject({ error: { code: 'slowDown' } });
    clock.pass(3_600_000 / 10);
    expect(await accept(visitors[replies.findIndex((reply) => !reply.ok)]!)).toMatchObject({ ok: true });
  });
});

test('one agent on two devices: both know, and offline comes with the last', async () => {
  const server = await startTestServer();
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const adminDesk = await server.desk(admin);
  const [first, second] = [await server.desk(ana), await server.desk(ana)];
  await first.must('presence.set', { state: 'busy' });
  await second.update('agent.put', ({ agent }) => agent.id === ana.id && agent.presence.state === 'busy');
  first.close();
  await adminDesk.update('agent.put', ({ agent }) => agent.id === ana.id && agent.presence.state === 'busy');
  second.close();
  await adminDesk.update('agent.put', ({ agent }) => agent.id === ana.id && !agent.online);
  expect(onlineAfterFirst(adminDesk, ana)).toBe(true);
});

/** Ana stayed online until the last device went. */
function onlineAfterFirst(desk: AgentClient, person: Person): boolean {
  const puts = desk.updates.all.flatMap((update) =>
    update.kind === 'agent.put' && update.agent.id === person.id ? [update.agent] : [],
  );
  return puts.slice(0, -1).every(({ online }) => online);
}

import type { DepartmentId, MessageId, ReasonId } from '@ringdesk/shared/model/ids.ts';
import type { Welcome } from '@ringdesk/shared/protocol/socket.ts';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import type { AgentClient } from './testing/clients.ts';
import { fold, ordered } from './testing/fold.ts';
import { startTestServer, TestClock, type TestServer } from './testing/testServer.ts';

/** mulberry32: a small generator of 32 bits, so that a run can be had again by its seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Everything the server had to send has arrived: a change made now, seen by every desk through its ambient round, comes after
 * all that was before it.
 */
async function settle(admin: AgentClient, desks: readonly AgentClient[]): Promise<void> {
  const reasons = [{ id: v7() as ReasonId, state: 'break' as const, name: `Mark ${v7().slice(-12)}` }];
  await admin.must('presenceReasons.save', { reasons });
  await Promise.all(
    desks.map((desk) => desk.update('reasons.put', (update) => update.reasons[0]?.name === reasons[0]!.name)),
  );
}

/** What came after the welcome: earlier updates are in its snapshot already. */
const since = (desk: AgentClient, start: Welcome) =>
  desk.batches.filter(({ seq }) => seq > start.seq).flatMap(({ updates }) => updates);
const knownTo = (desk: AgentClient, start: Welcome) => fold(start.snapshot, since(desk, start));
const isStale = (desk: AgentClient, start: Welcome) => since(desk, start).some(({ kind }) => kind === 'resync');

async function world(server: TestServer) {
  const people = [
    await server.person('Admin', 'admin'),
    await server.person('Sam', 'supervisor'),
    await server.person('Ana'),
    await server.person('Ben'),
    await server.person('Eve'),
  ];
  const admin = await server.desk(people[0]!);
  const support = await server.queue(admin, [people[2]!, people[3]!], {
    distribution: 'toAll',
    interceptAllowed: true,
    missedOffersLimit: null,
  });
  const sales = await server.queue(admin, [people[4]!, people[3]!], {
    distribution: 'strict',
    interceptAllowed: true,
    missedOffersLimit: null,
    limit: 3,
    notCounted: 'waitingForCustomer',
  });
  await admin.must('agent.save', {
    agentId: people[1]!.id,
    name: 'Sam',
    role: 'supervisor',
    supervises: [support.queueId],
    absent: false,
  });
  const desks = [admin];
  for (const person of people.slice(1)) desks.push(await server.desk(person));
  const visitors = [];
  for (const { channelId } of [support, support, sales, sales]) visitors.push(await server.visitor(channelId));
  return { people, admin, support, sales, desks, visitors };
}

test.each([1, 2, 3])(
  'mirror law over real sockets, seed %i: snapshot and updates equal a fresh snapshot',
  { timeout: 30_000 },
  async (seed) => {
    const clock = new TestClock();
    const server = await startTestServer({
      machine: clock,
      limits: { commands: { perSecond: 1_000, burst: 1_000 }, sustained: { perSecond: 1_000, burst: 1_000 } },
    });
    const { people, admin, support, sales, desks, visitors } = await world(server);
    const random = randomOf(seed);
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
    const starts = await Promise.all(desks.map((desk) => desk.hello()));

    const steps: readonly (() => Promise<unknown> | undefined)[] = [
      () => pick(visitors)?.write(`hello ${random()}`),
      () => pick(visitors)?.write(`again ${random()}`),
      () =>
        onInteraction((desk, interactionId) =>
          desk.command('message.post', {
            interactionId,
            messageId: v7() as MessageId,
            kind: pick(['reply', 'note'])!,
            text: 'words',
            mentions: random() < 0.3 ? [pick(people)!.id] : [],
            attachmentIds: [],
          }),
        ),
      () => onOffer((desk, offerId) => desk.command('offer.accept', { offerId })),
      () => onOffer((desk, offerId) => desk.command('offer.accept', { offerId })),
      () => onOffer((desk, offerId) => desk.command('offer.decline', { offerId })),
      () =>
        onInteraction((desk, interactionId) =>
          desk.command('interaction.transfer', {
            interactionId,
            to: { kind: 'queue', queueId: pick([support, sales])!.queueId },
          }),
        ),
      () =>
        onInteraction((desk, interactionId) =>
          desk.command('interaction.transfer', { interactionId, to: { kind: 'agent', agentId: pick(people)!.id } }),
        ),
      () => onInteraction((desk, interactionId) => desk.command('interaction.intercept', { interactionId })),
      () => onInteraction((desk, interactionId) => desk.command('interaction.take', { interactionId })),
      () => onInteraction((desk, interactionId) => desk.command('interaction.close', { interactionId })),
      () => onInteraction((desk, interactionId) => desk.command('interaction.reopen', { interactionId })),
      () =>
        onInteraction((desk, interactionId) =>
          desk.command('interaction.park', { interactionId, until: server.running.engine.now() + 90_000 }),
        ),
      () =>
        onInteraction((desk, interactionId) =>
          desk.command('interaction.setPriority', { interactionId, priority: Math.floor(random() * 9) }),
        ),
      () => pick(desks)?.command('presence.set', { state: pick(['available', 'available', 'busy', 'away'])! }),
      () => pick(desks)?.command('presence.setReceives', { receives: pick(['both', 'both', 'chats', 'calls'])! }),
      () => pick(visitors)?.command('conversation.end', {}),
      () => pick(visitors)?.command('name.set', { name: `Vera ${Math.floor(random() * 99)}` }),
      () =>
        admin.command('department.save', {
          id: v7() as DepartmentId,
          name: `Team ${v7().slice(-12)}`,
          agentIds: [pick(people)!.id],
        }),
      () =>
        admin.command('agent.save', {
          agentId: people[1]!.id,
          name: 'Sam',
          role: 'supervisor',
          supervises: [pick([support, sales])!.queueId],
          absent: false,
        }),
      async () => clock.pass(30_000 * random()),
    ];
    const seen = () =>
      desks.flatMap((desk, index) => {
        const { interactions, offers } = knownTo(desk, starts[index]!);
        return [{ desk, interactions, offers }];
      });
    const onInteraction = (act: (desk: AgentClient, id: never) => Promise<unknown>): Promise<unknown> | undefined => {
      const place = pick(seen().filter(({ interactions }) => interactions.length > 0));
      return place === undefined ? undefined : act(place.desk, pick(place.interactions)!.id as never);
    };
    const onOffer = (act: (desk: AgentClient, id: never) => Promise<unknown>): Promise<unknown> | undefined => {
      const place = pick(seen().filter(({ offers }) => offers.length > 0));
      return place === undefined ? undefined : act(place.desk, pick(place.offers)!.id as never);
    };

    for (let step = 0; step < 150; step += 1) {
      await pick(steps)!();
      // The desk's own rate limit stands; time passes between what people do.
      clock.pass(50);
      for (const [index, desk] of desks.entries()) {
        if (isStale(desk, starts[index]!)) starts[index] = await again(desk);
      }
    }
    await settle(admin, desks);
    for (const [index, desk] of desks.entries()) {
      if (isStale(desk, starts[index]!)) starts[index] = await again(desk);
    }
    await settle(admin, desks);
    for (const [index, desk] of desks.entries()) {
      const known = knownTo(desk, starts[index]!);
      clock.pass(60_000);
      const fresh = await desk.hello();
      expect(known).toEqual(ordered(fresh.snapshot));
    }

    async function again(desk: AgentClient) {
      clock.pass(20_000);
      return desk.hello();
    }
  },
);

import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import { newId } from '../e2e/stage/newId.ts';
import { FaultStage } from './stage.ts';

const LIMIT_MS = 90_000;

test(
  '[15] fifty agents accept at the same moment: one owns, forty-nine are told who',
  { timeout: LIMIT_MS },
  async () => {
    const names = Array.from({ length: 50 }, (_, index) => `Agent${index}`);
    const { stage, people } = await FaultStage.open(names, { distribution: 'toAll' });
    const desks = await Promise.all(people.map((person) => stage.desk(person)));
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const offers = await Promise.all(desks.map((desk) => desk.update('offer.put')));
    const replies = await Promise.all(
      desks.map((desk, index) => desk.command('offer.accept', { offerId: offers[index]?.offer.id as OfferId })),
    );
    const winner = people[replies.findIndex(({ ok }) => ok)];
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const refusals = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]));
    expect(refusals).toHaveLength(49);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'offerGone', ownerId: winner?.id });
    await Promise.all(
      desks
        .filter((_, index) => replies[index]?.ok !== true)
        .map((desk) => desk.update('offer.gone', ({ end }) => end.outcome === 'withdrawn')),
    );
    expect(await stage.judge()).toEqual([]);
  },
);

test(
  'accept and decline, transfer and close, take and accept at once: one of the two happens, the other is told',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people } = await FaultStage.open(['Ana', 'Ben'], { distribution: 'strict', interceptAllowed: true });
    const [ana, ben] = [await stage.desk(people[0]!), await stage.desk(people[1]!)];
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const { offer } = await ana.update('offer.put');
    const { interactionId } = offer;
    const [accepted, intercepted] = await Promise.all([
      ana.command('offer.accept', { offerId: offer.id }),
      ben.command('interaction.intercept', { interactionId }),
    ]);
    expect([accepted.ok, intercepted.ok].filter(Boolean)).toHaveLength(1);
    const [owner, other] = accepted.ok ? [ana, ben] : [ben, ana];
    const to = { kind: 'agent', agentId: accepted.ok ? people[1]!.id : people[0]!.id } as const;
    const [transferred, closed] = await Promise.all([
      owner.command('interaction.transfer', { interactionId, to }),
      owner.command('interaction.close', { interactionId }),
    ]);
    expect([transferred.ok, closed.ok]).toContain(true);
    const { snapshot } = await other.hello();
    const left = snapshot.interactions.find(({ id }) => id === interactionId);
    expect(closed.ok ? (left?.state ?? 'closed') : left?.state).toBe(closed.ok ? 'closed' : 'active');
    expect(await stage.judge()).toEqual([]);
  },
);

test(
  '[I12] doubled, reordered and replayed commands are done once and answered the same',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people } = await FaultStage.open(['Ana']);
    const ana = await stage.desk(people[0]!);
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const { offer } = await ana.update('offer.put');
    const acceptId = newId();
    const accepts = await Promise.all(
      Array.from({ length: 3 }, () => ana.command('offer.accept', { offerId: offer.id }, acceptId)),
    );
    expect(new Set(accepts.map((reply) => JSON.stringify(reply))).size).toBe(1);
    const texts = Array.from({ length: 6 }, (_, index) => ({ id: newId(), messageId: newId(), text: `line ${index}` }));
    const post = ({ id, messageId, text }: (typeof texts)[number]) =>
      ana.command(
        'message.post',
        {
          interactionId: offer.interactionId,
          messageId,
          kind: 'reply',
          text,
          mentions: [],
          attachmentIds: [],
        } as never,
        id,
      );
    const first = await Promise.all(texts.toReversed().map(post));
    await stage.server.kill();
    await stage.restart();
    const again = await stage.desk(people[0]!);
    const repeat = (message: (typeof texts)[number]) =>
      again.command(
        'message.post',
        {
          interactionId: offer.interactionId,
          messageId: message.messageId,
          kind: 'reply',
          text: message.text,
          mentions: [],
          attachmentIds: [],
        } as never,
        message.id,
      );
    const second = await Promise.all([...texts.toReversed(), ...texts].map(repeat));
    expect(second.slice(0, 6)).toEqual(first);
    expect(second.slice(6).toReversed()).toEqual(first);
    const { lines } = await again.ask('transcript.get', { interactionId: offer.interactionId, limit: 200 });
    const shown = lines.flatMap((line) => (line.type === 'message' && line.text !== 'Hello' ? [line.text] : []));
    expect(shown).toEqual(texts.toReversed().map(({ text }) => text));
    expect(await stage.judge()).toEqual([]);
  },
);

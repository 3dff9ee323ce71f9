import { expect, onTestFinished, test } from 'vitest';

import type { Person } from '../e2e/stage/center.ts';
import { newId } from '../e2e/stage/newId.ts';
import { openFaultProxy, type FaultProxy } from './faultProxy.ts';
import { FaultStage } from './stage.ts';

const LIMIT_MS = 60_000;

/** When the others see from now on that this person is connected no longer. */
const goesOffline = ({ center }: FaultStage, { id }: Person) =>
  center.adminDesk.update(
    'agent.put',
    ({ agent }) => agent.id === id && !agent.online,
    center.adminDesk.updates.all.length,
  );

async function behindProxy(names: readonly string[], settings = {}) {
  const opened = await FaultStage.open(names, settings);
  const proxy: FaultProxy = await openFaultProxy(() => opened.stage.server.port);
  onTestFinished(() => proxy.close());
  return { ...opened, proxy };
}

test(
  '[F9] a line that is cut before the reply: sent again it is done once, under the same number',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people, proxy } = await behindProxy(['Ana']);
    const ana = await stage.desk(people[0]!);
    const visitor = await stage.visitor(proxy.url);
    const [id, messageId] = [newId(), newId()];
    const message = { messageId, text: 'Hello', attachmentIds: [] };
    proxy.swallowReplies();
    void visitor.command('message.post', message, id);
    const { offer } = await ana.update('offer.put');
    proxy.cut();
    await visitor.closed;
    proxy.heal();
    const back = await stage.visitor(proxy.url, visitor.welcome?.token);
    expect(back.welcome?.lines.map(({ text }) => text)).toEqual(['Hello']);
    expect(await back.command('message.post', message, id)).toMatchObject({ ok: true, value: { seq: 1 } });
    const { lines } = await ana.ask('transcript.get', { interactionId: offer.interactionId, limit: 50 });
    expect(lines.filter(({ type }) => type === 'message')).toHaveLength(1);
    expect(await stage.judge()).toEqual([]);
  },
);

test('[F9] crumbs of three bytes arrive as what was sent', { timeout: LIMIT_MS }, async () => {
  const { stage, people, proxy } = await behindProxy(['Ana']);
  const ana = await stage.desk(people[0]!, proxy.url);
  const visitor = await stage.visitor(proxy.url);
  proxy.crumble(3);
  const text = 'Привет, 你好, 👩‍👩‍👧 '.repeat(20).trim();
  expect(await visitor.write(text)).toMatchObject({ ok: true });
  const { offer } = await ana.update('offer.put');
  await ana.must('offer.accept', { offerId: offer.id });
  const { lines } = await ana.ask('transcript.get', { interactionId: offer.interactionId, limit: 50 });
  expect(lines[0]).toMatchObject({ type: 'message', text });
});

test(
  '[78] an agent whose line went dead without a word gets no new offer, and what rang there goes on',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people, proxy } = await behindProxy(['Ana', 'Ben'], { distribution: 'strict' });
    const ana = await stage.desk(people[0]!, proxy.url);
    const ben = await stage.desk(people[1]!);
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    await ana.update('offer.put');
    const offline = goesOffline(stage, people[0]!);
    proxy.halfOpen();
    // The server's heartbeat finds out; then ten seconds of grace pass, and the next one rings.
    await offline;
    stage.server.pass(11_000);
    const { offer } = await ben.update('offer.put');
    await ben.must('offer.accept', { offerId: offer.id });
    const second = await stage.visitor();
    await second.write('Me too');
    const next = await ben.update('offer.put', (update) => update.offer.interactionId !== offer.interactionId);
    expect(next.offer.agentId).toBe(people[1]!.id);
    expect(await stage.judge()).toEqual([]);
  },
);

test('[78] whoever is back within the grace keeps what rings', { timeout: LIMIT_MS }, async () => {
  const { stage, people, proxy } = await behindProxy(['Ana', 'Ben'], { distribution: 'strict' });
  const ana = await stage.desk(people[0]!, proxy.url);
  const ben = await stage.desk(people[1]!);
  const visitor = await stage.visitor();
  await visitor.write('Hello');
  const { offer } = await ana.update('offer.put');
  proxy.cut();
  await stage.center.adminDesk.update('agent.put', ({ agent }) => agent.id === people[0]!.id && !agent.online);
  proxy.heal();
  const back = await stage.desk(people[0]!, proxy.url);
  expect(back.welcome?.snapshot.offers.map(({ id }) => id)).toEqual([offer.id]);
  stage.server.pass(11_000);
  await back.must('offer.accept', { offerId: offer.id });
  expect(ben.updates.all.filter(({ kind }) => kind === 'offer.put')).toEqual([]);
  expect(await stage.judge()).toEqual([]);
});

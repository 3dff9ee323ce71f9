import { spawnSync } from 'node:child_process';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import { newId } from '../e2e/stage/newId.ts';
import { FaultStage } from './stage.ts';

const LIMIT_MS = 90_000;
const HOUR_MS = 3_600_000;

const note = (interactionId: InteractionId, text: string) =>
  ({ interactionId, messageId: newId(), kind: 'note', text, mentions: [], attachmentIds: [] }) as never;

test(
  '[F6] a server that was stopped for a while goes on: nobody is lost, what was sent meanwhile is done once',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people } = await FaultStage.open(['Ana', 'Ben'], { distribution: 'toAll' });
    const [ana, ben] = [await stage.desk(people[0]!), await stage.desk(people[1]!)];
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const offers = await Promise.all([ana.update('offer.put'), ben.update('offer.put')]);
    stage.server.signal('SIGSTOP');
    const replies = [
      ana.command('offer.accept', { offerId: offers[0].offer.id }),
      ben.command('offer.accept', { offerId: offers[1].offer.id }),
    ];
    const [id, message] = [newId(), { messageId: newId(), text: 'Are you there?', attachmentIds: [] }];
    const written = [visitor.command('message.post', message, id), visitor.command('message.post', message, id)];
    stage.server.signal('SIGCONT');
    expect((await Promise.all(replies)).filter(({ ok }) => ok)).toHaveLength(1);
    const [first, second] = await Promise.all(written);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual(first);
    expect(await stage.judge()).toEqual([]);
  },
);

test(
  '[I14] a wall clock that jumps an hour or a year, forth or back, neither ends nor extends an offer',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people } = await FaultStage.open(['Ana', 'Ben'], { distribution: 'strict' });
    const [ana, ben] = [await stage.desk(people[0]!), await stage.desk(people[1]!)];
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const first = await ana.update('offer.put');
    for (const jump of [HOUR_MS, -2 * HOUR_MS, 8_760 * HOUR_MS, -8_760 * HOUR_MS]) {
      stage.server.jump(jump);
      await visitor.command('name.set', { name: `Vera ${jump}` });
    }
    stage.server.pass(50_000);
    await visitor.command('name.set', { name: 'Vera' });
    expect(ana.updates.all.filter(({ kind }) => kind === 'offer.gone')).toEqual([]);
    stage.server.pass(11_000);
    const { end } = await ana.update('offer.gone');
    expect(end.outcome).toBe('expired');
    const second = await ben.update('offer.put');
    expect(second.offer.offeredAt - first.offer.offeredAt).toBeGreaterThanOrEqual(60_000);
    expect(second.offer.offeredAt - first.offer.offeredAt).toBeLessThan(75_000);
    expect(await stage.judge()).toEqual([]);
  },
);

test(
  '[I14] a clock set back between two lives of the server: the log stays in order and deadlines run on',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people } = await FaultStage.open(['Ana', 'Ben'], { distribution: 'strict' });
    stage.server.jump(HOUR_MS);
    const ana = await stage.desk(people[0]!);
    const visitor = await stage.visitor();
    // The engine believes the wall clock only after a minute of it.
    stage.server.pass(61_000);
    await visitor.command('name.set', { name: 'Vera' });
    stage.server.pass(61_000);
    await visitor.write('Hello');
    const { offer } = await ana.update('offer.put');
    await stage.server.kill();
    await stage.restart();
    const back = await stage.desk(people[0]!);
    expect(back.welcome?.snapshot.offers.map(({ id }) => id)).toEqual([offer.id]);
    expect(back.welcome?.serverNow).toBeGreaterThanOrEqual(offer.offeredAt);
    await back.must('offer.accept', { offerId: offer.id });
    expect(await stage.judge()).toEqual([]);
  },
);

test('[16] what became due while the server was down is done when it is back', { timeout: LIMIT_MS }, async () => {
  const { stage, people } = await FaultStage.open(['Ana', 'Ben'], { distribution: 'strict' });
  const ana = await stage.desk(people[0]!);
  await stage.desk(people[1]!);
  const visitor = await stage.visitor();
  await visitor.write('Hello');
  const { offer } = await ana.update('offer.put');
  await stage.server.kill();
  await stage.restart();
  const ben = await stage.desk(people[1]!);
  const back = await stage.desk(people[0]!);
  stage.server.pass(61_000);
  expect(await back.command('offer.accept', { offerId: offer.id })).toMatchObject({ error: { code: 'offerGone' } });
  expect((await ben.update('offer.put')).offer.interactionId).toBe(offer.interactionId);
  expect(await stage.judge()).toEqual([]);
});

const hasTracer = spawnSync('strace', ['-V']).status === 0;
test.skipIf(!hasTracer).each([
  // The first ones are those of the start; then each note is a commit, with a few writes and one sync.
  ['sync', 'fsync,fdatasync:error=EIO:when=40+'],
  ['write', 'pwrite64:error=EROFS:when=150+'],
])(
  '[F4] a disk that fails to %s ends the process without an acknowledgement; started again all is there',
  { timeout: LIMIT_MS },
  async (_, fault) => {
    const { stage, people } = await FaultStage.open(['Ana']);
    const before = await stage.desk(people[0]!);
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const { offer } = await before.update('offer.put');
    const { interactionId } = await before.must('offer.accept', { offerId: offer.id });
    await stage.server.kill('SIGTERM');
    await stage.restart({ through: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `inject=${fault}`] });
    const end = stage.server.ended;
    const ana = await Promise.race([stage.desk(people[0]!), end]);
    const acknowledged: string[] = [];
    for (let count = 1; 'socket' in ana && count <= 50; count += 1) {
      const reply = await Promise.race([ana.command('message.post', note(interactionId, `note ${count}`)), end]);
      if (!('ok' in reply) || !reply.ok) break;
      acknowledged.push(`note ${count}`);
    }
    expect((await end).code).toBe(1);
    expect(stage.server.said).toContain('SQLITE_IOERR');
    await stage.restart();
    const after = await stage.desk(people[0]!);
    const { lines } = await after.ask('transcript.get', { interactionId, limit: 200 });
    const notes = lines.flatMap((line) => (line.type === 'message' && line.kind === 'note' ? [line.text] : []));
    expect(notes.slice(0, acknowledged.length)).toEqual(acknowledged);
    expect(new Set(notes).size).toBe(notes.length);
    expect(await stage.judge()).toEqual([]);
  },
);

test.skipIf(!hasTracer)(
  '[F5] on a slow disk everything takes longer and nothing is lost, doubled or taken back too early',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people } = await FaultStage.open(['Ana', 'Ben'], { distribution: 'strict' });
    await stage.server.kill('SIGTERM');
    // Every commit waits a fifth of a second for the disk.
    await stage.restart({
      through: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'inject=fsync,fdatasync:delay_enter=200000'],
    });
    const [ana, ben] = [await stage.desk(people[0]!), await stage.desk(people[1]!)];
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const { offer } = await ana.update('offer.put');
    const { interactionId } = await ana.must('offer.accept', { offerId: offer.id });
    // More at once than the disk has commits for: they share one.
    const texts = Array.from({ length: 20 }, (_, count) => `note ${count}`);
    const replies = await Promise.all(texts.map((text) => ana.command('message.post', note(interactionId, text))));
    expect(replies.filter(({ ok }) => !ok)).toEqual([]);
    expect(ana.updates.all.flatMap((update) => (update.kind === 'offer.gone' ? [update.end.outcome] : []))).toEqual([
      'accepted',
    ]);
    expect(ben.updates.all.filter(({ kind }) => kind === 'offer.put')).toEqual([]);
    const { lines } = await ana.ask('transcript.get', { interactionId, limit: 200 });
    expect(lines.flatMap((line) => (line.type === 'message' && line.kind === 'note' ? [line.text] : []))).toEqual(
      texts,
    );
    await stage.server.kill('SIGTERM');
    await stage.restart();
    expect(await stage.judge()).toEqual([]);
  },
);

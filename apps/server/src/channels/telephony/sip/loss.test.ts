import { afterEach, describe, expect, test, vi } from 'vitest';

import { seededRandom } from '../../../simulation/random.ts';
import { createFlow, type Exchange, type Flow } from './flow.ts';
import { type Dialled, dialLeg, type Leg, receiveLeg } from './leg.ts';
import { realWaiting } from './reliability.ts';
import { openDatagrams } from './sockets.ts';
import { uriOf } from './stack.ts';
import { TokenBucket } from '../../../application/tokenBuckets.ts';
import { soundOf } from './testing/sipPage.ts';
import { PATIENCE } from './testing/sipStage.ts';

const SEED = Number(process.env['RINGDESK_SIP_SEED'] ?? 7);
const CALLS = 12;
const LOSS = 0.25;

const exchange: Exchange = {
  now: () => performance.now(),
  waiting: realWaiting,
  budget: new TokenBucket({ perSecond: 1_000, burst: 1_000 }, performance.now()),
  noted: () => undefined,
};

/** One end of a line over real datagrams, of which a quarter is lost on the way out. */
async function openEnd(name: string, random: () => number, invited: (leg: Leg) => void) {
  let far = 0;
  const socket = await openDatagrams('127.0.0.1', 0, (text, from) => opened.receive(text, from));
  const opened: Flow = createFlow(
    {
      transport: 'UDP',
      user: name,
      host: `127.0.0.1:${socket.port}`,
      limitBytes: 64_000,
      send: (text) => {
        if (random() >= LOSS) socket.send(text, { address: '127.0.0.1', port: far });
      },
      invited: (request) => invited(receiveLeg(opened, request, realWaiting)),
    },
    exchange,
  );
  return {
    port: socket.port,
    meet: (port: number) => (far = port),
    dial(port: number): Dialled {
      const [from, to] = [uriOf(`sip:${name}@127.0.0.1:${socket.port}`), uriOf(`sip:far@127.0.0.1:${port}`)];
      const dialling = { target: to, from, fromName: '', to, sdp: soundOf(name), headers: [], hops: 70 };
      return dialLeg(opened, dialling, realWaiting, () => undefined);
    },
    open: () => opened.core.dialogs.size,
    close(): void {
      opened.lose();
      socket.close();
    },
  };
}

describe('a line that loses a quarter of all datagrams, both ways', { timeout: 120_000 }, () => {
  const ends: { close(): void }[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end.close();
  });

  test(`sets up and ends ${CALLS} calls all the same`, async () => {
    const random = seededRandom(SEED);
    const taken: Leg[] = [];
    const near = await openEnd('near', random, () => undefined);
    const far = await openEnd('far', random, (leg) => {
      taken.push(leg);
      leg.ring();
      void leg.answer(soundOf('far'));
    });
    ends.push(near, far);
    near.meet(far.port);
    far.meet(near.port);
    const dialled = Array.from({ length: CALLS }, () => near.dial(far.port));
    const replies = await Promise.all(dialled.map(({ answered }) => answered));
    expect(replies.every(({ ok }) => ok)).toBe(true);
    for (const reply of replies) if (reply.ok) reply.ack();
    expect(new Set(taken).size).toBe(CALLS);
    await vi.waitFor(() => expect(taken.every(({ state }) => state === 'standing')).toBe(true), PATIENCE);
    for (const leg of taken)
      leg.listener = { ...leg.listener, changed: (change) => void change.accept(soundOf('far')) };
    const changed = await Promise.all(dialled.map(({ leg }) => leg.change(soundOf('near', 'sendonly'))));
    for (const reply of changed) {
      expect(reply).toMatchObject({ ok: true });
      if (reply.ok) reply.ack();
    }
    // Each side ends half of them.
    const callOf = (leg: Leg): string | undefined => leg.replaces()?.split(';')[0];
    const nearEnds = new Set(dialled.slice(0, CALLS / 2).map(({ leg }) => callOf(leg)));
    const farEnds = taken.filter((leg) => !nearEnds.has(callOf(leg)));
    expect(farEnds).toHaveLength(CALLS / 2);
    for (const { leg } of dialled.slice(0, CALLS / 2)) leg.end();
    for (const leg of farEnds) leg.end();
    await vi.waitFor(
      () => {
        expect([...taken, ...dialled.map(({ leg }) => leg)].every(({ state }) => state === 'ended')).toBe(true);
        expect(near.open() + far.open()).toBe(0);
      },
      { ...PATIENCE, timeout: 60_000 },
    );
  });

  test('a call that is refused, and one that is taken back, leave nothing behind', async () => {
    const random = seededRandom(SEED + 1);
    const near = await openEnd('near', random, () => undefined);
    let arrivals = 0;
    const far = await openEnd('far', random, (leg) => {
      arrivals += 1;
      if (arrivals === 1) return leg.end({ status: 486 });
      leg.ring();
    });
    ends.push(near, far);
    near.meet(far.port);
    far.meet(near.port);
    expect(await near.dial(far.port).answered).toEqual({ ok: false, status: 486 });
    const { leg, answered } = near.dial(far.port);
    await vi.waitFor(() => expect(far.open()).toBe(1), PATIENCE);
    leg.end({ reason: 'SIP;cause=200' });
    expect(await answered).toEqual({ ok: false, status: 487 });
    await vi.waitFor(() => expect(near.open() + far.open()).toBe(0), { ...PATIENCE, timeout: 40_000 });
  });
});

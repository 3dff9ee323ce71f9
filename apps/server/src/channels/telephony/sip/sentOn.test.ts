import { afterEach, describe, expect, test, vi } from 'vitest';

import { realWaiting, type Waiting } from './reliability.ts';
import { answerTo } from './testing/lineServer.ts';
import { openSipBoard, type SipBoard, talk } from './testing/sipBoard.ts';
import { soundOf } from './testing/sipPage.ts';
import { PATIENCE } from './testing/sipStage.ts';

const TWO_HOURS = 2 * 60 * 60_000;

let stage: SipBoard;
afterEach(() => stage.board.stop(0));

describe('[61] a customer who was sent on to a number', () => {
  test('talks there two hours at most: nobody is beside who would notice that both forgot to hang up', async () => {
    const long = new Set<() => void>();
    const waiting: Waiting = {
      after(ms, run) {
        if (ms !== TWO_HOURS) return realWaiting.after(ms, run);
        long.add(run);
        return () => long.delete(run);
      },
    };
    stage = await openSipBoard({}, waiting);
    const { callId, leg } = await talk(stage, 'ana', 'mia');
    leg.listener = { ...leg.listener, changed: (change) => void change.accept(soundOf('mia')) };
    stage.board.order({
      type: 'forward',
      callId,
      to: { kind: 'outside', trunkId: 'line' as never, number: '+34600111222', callerId: undefined },
    });
    const invite = await vi.waitFor(() => {
      const found = stage.datagrams.find(({ text }) => text.startsWith('INVITE '));
      if (found === undefined) throw new Error('no INVITE');
      return found.text;
    }, PATIENCE);
    stage.datagram(
      answerTo(invite, '200 OK', ['Contact: <sip:far@192.0.2.10>', 'Content-Type: application/sdp'], soundOf('far')),
    );
    expect(await stage.fact('farEnd')).toMatchObject({ callId, role: 'forward', state: 'answered' });
    expect(long.size).toBe(1);
    for (const run of long) run();
    expect(await stage.fact('ended')).toMatchObject({ callId, by: 'server' });
    await vi.waitFor(() => expect(stage.datagrams.some(({ text }) => text.startsWith('BYE '))).toBe(true), PATIENCE);
    expect(long.size).toBe(0);
  });
});

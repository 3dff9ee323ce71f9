import { afterEach, describe, expect, test } from 'vitest';

import { openSipBoard, type SipBoard, visitor } from './testing/sipBoard.ts';

let stage: SipBoard;
afterEach(() => stage.board.stop(0));

describe("[57] a visitor's ticket", () => {
  test('is good for one call: who cancels and calls again needs another', async () => {
    stage = await openSipBoard();
    const page = stage.client('socket-mia', visitor('mia'));
    const first = page.dial();
    const { callId } = await stage.fact('arrived');
    first.leg.end();
    expect(await stage.fact('ended')).toMatchObject({ callId });
    expect(await page.dial().answered).toEqual({ ok: false, status: 403 });
    expect(stage.facts.filter(({ type }) => type === 'arrived')).toHaveLength(1);
    // Their page is back before the old socket was forgotten, with a ticket that was judged anew.
    stage.board.clientClosed('socket-mia');
    const again = stage.client('socket-again', visitor('mia'));
    void again.dial();
    await stage.fact('arrived', 1);
  });
});

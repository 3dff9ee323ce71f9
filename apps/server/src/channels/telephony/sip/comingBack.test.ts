import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, onTestFinished, test } from 'vitest';

import { LEAVING_TYPE } from '../callControl.ts';
import { realWaiting, type Waiting } from './reliability.ts';
import { openSipBoard } from './testing/sipBoard.ts';
import { soundOf } from './testing/sipPage.ts';
import { agent, PATIENCE } from './testing/sipStage.ts';

const vera = { kind: 'visitor', customerId: 'vera' as CustomerId, channelId: 'site' as ChannelId } as const;
const again = { ...vera, resumes: true } as const;

/** A visitor who calls; what is waited for longer than ten seconds is in the test's hands. */
const given = async () => {
  const graces = new Map<() => void, number>();
  const waiting: Waiting = {
    after(ms, run) {
      if (ms < 10_000) return realWaiting.after(ms, run);
      graces.set(run, ms);
      return () => graces.delete(run);
    },
  };
  const stage = await openSipBoard({}, waiting);
  onTestFinished(() => stage.board.stop(0));
  const ana = stage.client('ana', { kind: 'softphone', agentId: agent('ana'), deskId: 'desk-ana' });
  ana.register();
  await stage.fact('phones');
  const page = stage.client('vera', vera);
  const { leg, answered } = page.dial();
  void answered.then((reply) => reply.ok && reply.ack());
  const { callId } = await stage.fact('arrived');
  const join = async (): Promise<void> => {
    stage.board.order({ type: 'connect', callId, agentId: agent('ana') });
    await stage.fact('connected');
  };
  const passed = (ms: number): void => {
    for (const [run, after] of graces) if (after === ms) run();
  };
  return { ...stage, ana, page, leg, callId, join, graces, passed };
};

describe('a visitor whose socket breaks', () => {
  test('while it rings: comes back within fifteen seconds, and is joined with who has accepted meanwhile', async () => {
    const { board, leg, join, graces, page } = await given();
    board.clientClosed('vera');
    expect([...graces.values()]).toContain(15_000);
    await join();
    // The answer waits for them.
    expect(leg.state).toBe('early');
    board.clientOpened('vera', again);
    await expect.poll(() => leg.state, PATIENCE).toBe('standing');
    expect([...graces.values()]).not.toContain(15_000);
    expect(page.heard.filter((text) => text.startsWith('SIP/2.0 200'))).not.toEqual([]);
  });

  test('while they talk: thirty seconds; a socket that only seems to live is replaced', async () => {
    const { board, leg, join, graces, ana, fact } = await given();
    await join();
    await expect.poll(() => leg.state, PATIENCE).toBe('standing');
    board.clientClosed('vera');
    expect([...graces.values()]).toContain(30_000);
    board.clientOpened('vera', again);
    expect([...graces.values()]).not.toContain(30_000);
    board.clientOpened('vera', again);
    ana.legs[0]?.end();
    expect(await fact('ended')).toMatchObject({ by: 'agent', because: 'hangUp' });
    await expect.poll(() => leg.state, PATIENCE).toBe('ended');
  });

  test('and who does not: the call ends as lost, the agent’s leg with it, and there is nothing to come back to', async () => {
    const { board, join, ana, fact, passed, facts, page } = await given();
    await join();
    board.clientClosed('vera');
    passed(30_000);
    expect(await fact('ended')).toMatchObject({ by: 'customer', because: 'lost' });
    await expect.poll(() => ana.legs[0]?.state, PATIENCE).toBe('ended');
    const before = page.heard.length;
    board.clientOpened('vera', again);
    page.dial();
    expect(facts.filter(({ type }) => type === 'arrived')).toHaveLength(1);
    expect(page.heard).toHaveLength(before);
  });
});

describe('the page of who talks with a visitor', () => {
  const news = ({ heard }: { readonly heard: readonly string[] }): readonly string[] =>
    heard.flatMap((text) => (text.startsWith('INFO ') ? [text.split('\r\n\r\n')[1]?.split('\n')[0] ?? ''] : []));
  const leaves = async () => {
    const begun = await given();
    await begun.join();
    await expect.poll(() => begun.leg.state, PATIENCE).toBe('standing');
    begun.ana.legs[0]?.info(LEAVING_TYPE, 'leaving');
    expect(await begun.fact('held')).toMatchObject({ on: true });
    return begun;
  };

  test('says that it goes: the visitor is told that they are on hold, for fifteen seconds; then it is as if hung up', async () => {
    const { page, leg, fact, passed, graces } = await leaves();
    await expect.poll(() => news(page), PATIENCE).toEqual(['talking', 'held']);
    expect([...graces.values()]).toContain(15_000);
    passed(15_000);
    expect(await fact('ended')).toMatchObject({ by: 'agent', because: 'hangUp' });
    await expect.poll(() => leg.state, PATIENCE).toBe('ended');
  });

  test('and who takes the call over meanwhile has it: nobody waits for the page any more', async () => {
    const { leg, callId, fact, facts, graces, page, ...stage } = await leaves();
    leg.listener = { ...leg.listener, changed: (change) => void change.accept(soundOf('vera')) };
    const ben = stage.client('ben', { kind: 'softphone', agentId: agent('ben'), deskId: 'desk-ben' });
    ben.register();
    await fact('phones', 1);
    stage.board.order({ type: 'connect', callId, agentId: agent('ben') });
    expect(await fact('connected', 1)).toMatchObject({ agentId: 'ben' });
    expect(await fact('held', 1)).toMatchObject({ on: false });
    expect([...graces.values()]).not.toContain(15_000);
    await expect.poll(() => news(page), PATIENCE).toEqual(['talking', 'held', 'talking']);
    expect(facts.some(({ type }) => type === 'ended')).toBe(false);
  });
});

import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, onTestFinished, test } from 'vitest';

import { openSipBoard, type Peer } from './testing/sipBoard.ts';
import { agent, PATIENCE } from './testing/sipStage.ts';

const vera = { kind: 'visitor', customerId: 'vera' as CustomerId, channelId: 'site' as ChannelId } as const;

/** What a page was told of its call: the status or method, the stage, the place. */
const newsIn = ({ heard }: Peer): string[] =>
  heard.flatMap((text) => {
    const first = /^SIP\/2\.0 (\d+)|^(INFO) /.exec(text);
    const status = first?.[1] ?? first?.[2];
    if (status === undefined || status === '100') return [];
    const stage = /^X-Ringdesk-Stage: (.*)$/im.exec(text)?.[1];
    const place = /^X-Ringdesk-Place: (.*)$/im.exec(text)?.[1];
    const body = status === 'INFO' ? text.split('\r\n\r\n')[1] : undefined;
    return [[status, stage, place, body].filter((each) => each !== undefined).join(' ')];
  });

const given = async () => {
  const stage = await openSipBoard();
  onTestFinished(() => stage.board.stop(0));
  const ana = stage.client('ana', { kind: 'softphone', agentId: agent('ana'), deskId: 'desk-ana' });
  ana.register();
  await stage.fact('phones');
  const page = stage.client('vera', vera);
  const call = page.dial();
  const { callId } = await stage.fact('arrived');
  return { ...stage, page, call, callId };
};

describe('what a visitor is told of their call', () => {
  test('that they wait, and where; that it rings; that somebody is there: each once, and nothing of the past', async () => {
    const { board, page, callId, fact } = await given();
    const wait = (place: number) => board.order({ type: 'news', callId, stage: 'waiting', place });
    wait(2);
    wait(2);
    wait(1);
    board.order({ type: 'news', callId, stage: 'ringing', place: undefined });
    const waited = ['180', '182 waiting 2', '182 waiting 1', '180 ringing'];
    await expect.poll(() => newsIn(page), PATIENCE).toEqual(waited);
    board.order({ type: 'connect', callId, agentId: agent('ana') });
    await fact('connected');
    wait(1);
    const joined = [...waited, '180 connecting', '200', 'INFO talking'];
    await expect.poll(() => newsIn(page), PATIENCE).toEqual(joined);
    const agent2 = { name: 'Ana Ñ', pictureUrl: '/p/1' };
    const talks = () => board.order({ type: 'news', callId, stage: 'talking', place: undefined, agent: agent2 });
    talks();
    talks();
    joined.push('INFO talking\n{"name":"Ana \\u00d1","pictureUrl":"/p/1"}');
    await expect.poll(() => newsIn(page), PATIENCE).toEqual(joined);
    // Taken back from their agent they wait again, and hear of it in the call that stands.
    board.order({ type: 'music', callId, file: null, on: true });
    wait(3);
    await expect.poll(() => newsIn(page), PATIENCE).toEqual([...joined, 'INFO waiting', 'INFO waiting 3']);
  });

  test('again after a minute, so that no proxy gives them up (RFC 3261, 13.3.1.1), and at once when they come back', async () => {
    const { board, page, callId, advance } = await given();
    board.order({ type: 'news', callId, stage: 'waiting', place: 1 });
    await expect.poll(() => newsIn(page), PATIENCE).toEqual(['180', '182 waiting 1']);
    advance(60_000);
    await expect.poll(() => newsIn(page), PATIENCE).toEqual(['180', '182 waiting 1', '182 waiting 1']);
    board.clientOpened('vera', { ...vera, resumes: true });
    await expect.poll(() => newsIn(page), PATIENCE).toEqual(['180', '182 waiting 1', '182 waiting 1', '182 waiting 1']);
  });
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { CALL_HEADER, ROLE_HEADER } from '../callControl.ts';
import { answerTo, headerIn } from './testing/lineServer.ts';
import { openSipBoard, type SipBoard, softphone } from './testing/sipBoard.ts';
import { soundOf } from './testing/sipPage.ts';
import { hasSipp, runSipp, steps } from './testing/sipp.ts';
import { agent, openSipStage, PATIENCE, type SipStage, trunk } from './testing/sipStage.ts';

const UDP = 15_073;
const NETWORK = '127.0.0.6';

const written = (text: RegExp, folder: string): Promise<void> =>
  vi.waitFor(async () => {
    const all = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    expect(all.some((one) => text.test(one))).toBe(true);
  }, PATIENCE);

describe.skipIf(!hasSipp)('a caller on a line whose server is killed', { timeout: 90_000 }, () => {
  let stage: SipStage;
  const open = async (): Promise<string> => {
    stage = await openSipStage({
      listen: { host: '0.0.0.0', udpPort: UDP, tcpPort: undefined, tls: undefined },
      trunks: [trunk('line', { host: NETWORK, port: 15_098, allowedAddresses: [NETWORK] })],
    });
    await stage.fact('trunk');
    return stage.config.legsDir ?? '';
  };
  afterEach(() => stage.close());
  const run = (script: readonly string[]) =>
    runSipp(script, { host: '127.0.0.1', port: UDP, from: NETWORK, fromPort: 15_098 });

  test('is told that the call is over within five seconds, and nothing is left to be said', async () => {
    const folder = await open();
    const desk = await stage.softphone('ana');
    desk.answersAll();
    const arrived = stage.fact('arrived');
    const done = run([steps.invite, steps.rings, steps.answered, steps.ack, steps.leaves]);
    const { callId } = await arrived;
    stage.control.order({ type: 'connect', callId, agentId: agent('ana') });
    await stage.fact('connected', callId);
    await written(/"bye"/, folder);
    const killedAt = performance.now();
    await stage.control.kill();
    expect(await done).toMatchObject({ ok: true });
    expect(performance.now() - killedAt).toBeLessThan(5_000);
    expect(await readdir(folder)).toEqual([]);
  });

  test('while it rings: is refused instead of ringing for ever', async () => {
    const folder = await open();
    const arrived = stage.fact('arrived');
    const done = run([steps.invite, steps.rings, steps.refused(480)]);
    await arrived;
    await written(/"text"/, folder);
    await stage.control.kill();
    expect(await done).toMatchObject({ ok: true });
  });
});

describe('what a process that was killed has left', () => {
  let folder: string;
  const boards: SipBoard[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ringdesk-legs-'));
  });
  afterEach(async () => {
    for (const board of boards.splice(0)) await board.board.stop(0);
    await rm(folder, { recursive: true, force: true });
  });
  const open = async (): Promise<SipBoard> => {
    const board = await openSipBoard({ legsDir: folder });
    boards.push(board);
    return board;
  };
  const sent = (board: SipBoard, method: string): Promise<string> =>
    vi.waitFor(() => {
      const found = board.datagrams.find(({ text }) => text.startsWith(`${method} `));
      if (found === undefined) throw new Error(`no ${method}`);
      return found.text;
    }, PATIENCE);
  const callOut = async (board: SipBoard): Promise<string> => {
    const desk = board.client('socket-ana', softphone('ana'));
    desk.register();
    board.board.order({
      type: 'authorise',
      callId: 'call-out' as InteractionId,
      agentId: agent('ana'),
      role: 'talk',
      to: { kind: 'outside', trunkId: 'line' as never, number: '+34600111222', callerId: undefined },
      until: 0 as never,
    });
    const { answered } = desk.dial([`${CALL_HEADER}: call-out`, `${ROLE_HEADER}: talk`]);
    void answered.then((reply) => reply.ok && reply.ack());
    return sent(board, 'INVITE');
  };

  test('a call out that rang is cancelled as its INVITE was', async () => {
    const before = await open();
    const invite = await callOut(before);
    before.datagram(answerTo(invite, '180 Ringing', ['Contact: <sip:far@192.0.2.10>']));
    await before.fact('farEnd');
    await written(/CANCEL/, folder);
    const after = await open();
    const cancel = await sent(after, 'CANCEL');
    for (const name of ['Via', 'From', 'To', 'Call-ID']) expect(headerIn(cancel, name)).toBe(headerIn(invite, name));
    expect(await readdir(folder)).toEqual([]);
  });

  test('a call out that stood ends in its own dialog, past every number it may have used', async () => {
    const before = await open();
    const invite = await callOut(before);
    const answer = answerTo(
      invite,
      '200 OK',
      ['Record-Route: <sip:edge@192.0.2.11;lr>', 'Contact: <sip:far@192.0.2.12>', 'Content-Type: application/sdp'],
      soundOf('far'),
    );
    before.datagram(answer);
    await before.fact('connected');
    await written(/"bye"/, folder);
    const bye = await sent(await open(), 'BYE');
    expect(bye).toContain('BYE sip:far@192.0.2.12 SIP/2.0');
    expect(headerIn(bye, 'Route')).toBe('<sip:edge@192.0.2.11;lr>');
    expect(headerIn(bye, 'To')).toContain('tag=line');
    expect(headerIn(bye, 'From').split('tag=')[1]).toBe(headerIn(invite, 'From').split('tag=')[1]);
    expect(headerIn(bye, 'Call-ID')).toBe(headerIn(invite, 'Call-ID'));
    expect(Number.parseInt(headerIn(bye, 'CSeq'), 10)).toBeGreaterThan(1_000);
  });

  test('a call that ended leaves nothing', async () => {
    const before = await open();
    const invite = await callOut(before);
    before.datagram(answerTo(invite, '486 Busy Here'));
    await before.fact('ended');
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual([]), PATIENCE);
  });

  test('of a call that rings on is written once, however many come after it', async () => {
    const board = await open();
    const invite = (number: number): string =>
      [
        'INVITE sip:+34910000000@192.0.2.1 SIP/2.0',
        `Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK${number};rport`,
        'Max-Forwards: 70',
        `From: <sip:+34600111222@192.0.2.10>;tag=from${number}`,
        'To: <sip:+34910000000@192.0.2.1>',
        `Call-ID: ${number}@192.0.2.10`,
        'CSeq: 1 INVITE',
        'Contact: <sip:+34600111222@192.0.2.10>',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n');
    const left = async (number: number): Promise<string> => {
      board.datagram(invite(number));
      await written(new RegExp(`${number}@192`), folder);
      const all = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
      return all.find((one) => one.includes('1@192')) ?? '';
    };
    expect(await left(2)).toBe('');
    const first = await left(1);
    expect(first).toContain('480');
    expect(await left(3)).toBe(first);
  });
});

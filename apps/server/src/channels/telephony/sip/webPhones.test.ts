import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { agent, openSipStage, PATIENCE, type SipStage } from './testing/sipStage.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const URI = 'sip:ringdesk.invalid';

const register = (cseq: number, authorization?: string): string =>
  [
    `REGISTER ${URI} SIP/2.0`,
    `Via: SIP/2.0/WS phone.invalid;branch=z9hG4bKws${cseq}`,
    'From: <sip:ute@ringdesk.invalid>;tag=ws',
    'To: <sip:ute@ringdesk.invalid>',
    'Call-ID: web-phone',
    `CSeq: ${cseq} REGISTER`,
    'Contact: <sip:ute@phone.invalid;transport=ws>;expires=600',
    ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

describe('[57] a phone of another make over WebSocket', () => {
  let stage: SipStage;
  beforeAll(async () => {
    stage = await openSipStage({ phones: [{ agentId: agent('ute'), user: 'ute', password: 'geheim' }] });
  });
  afterAll(() => stage.close());

  const open = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${stage.port}/sip`, 'sip');
    const heard: string[] = [];
    socket.addEventListener('message', ({ data }) => void heard.push(String(data)));
    const closed = once(socket, 'close');
    await once(socket, 'open');
    return { socket, heard, closed };
  };
  const answerWith = (password: string, challenge: string): string => {
    const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
    const [one, two] = [md5(`ute:ringdesk.invalid:${password}`), md5(`REGISTER:${URI}`)];
    const response = md5(`${one}:${nonce}:00000001:c:auth:${two}`);
    return `Digest username="ute", realm="ringdesk.invalid", nonce="${nonce}", uri="${URI}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"`;
  };

  test('registers with its password as over any other way, and is gone with its socket', async () => {
    const { socket, heard } = await open();
    socket.send(register(1));
    await vi.waitFor(() => expect(heard[0]).toContain('401'), PATIENCE);
    socket.send(register(2, answerWith('falsch', heard[0] ?? '')));
    await vi.waitFor(() => expect(heard[1]).toContain('401'), PATIENCE);
    socket.send(register(3, answerWith('geheim', heard[1] ?? '')));
    await vi.waitFor(() => expect(heard[2]).toContain('SIP/2.0 200'), PATIENCE);
    expect(await stage.fact('phones')).toEqual({ type: 'phones', agentId: 'ute', devices: ['phone'] });
    socket.close();
    expect(await stage.fact('phones', undefined, 1)).toMatchObject({ agentId: 'ute', devices: [] });
  });

  test('is let go when its account gets another password: a phone that was lost rang for up to an hour', async () => {
    const before = stage.facts.filter(({ type }) => type === 'phones').length;
    const { socket, heard } = await open();
    socket.send(register(4));
    await vi.waitFor(() => expect(heard[0]).toContain('401'), PATIENCE);
    socket.send(register(5, answerWith('geheim', heard[0] ?? '')));
    expect(await stage.fact('phones', undefined, before)).toMatchObject({ devices: ['phone'] });
    stage.control.configure({ ...stage.config, phones: [{ agentId: agent('ute'), user: 'ute', password: 'neu' }] });
    expect(await stage.fact('phones', undefined, before + 1)).toMatchObject({ agentId: 'ute', devices: [] });
    socket.close();
  });

  test('and who says anything else without a proof is let go', async () => {
    const { socket, heard, closed } = await open();
    socket.send(register(1).replaceAll('REGISTER', 'INVITE'));
    await closed;
    expect(heard).toEqual([]);
  });
});

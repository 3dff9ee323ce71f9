import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { endReasonOf, isGlare } from './sipAnswers.ts';
import { SipTransport } from './sipTransport.ts';

const socket = () => {
  const said: string[] = [];
  return { said, send: (text: string) => void said.push(text), close: () => void said.push('closed') };
};

describe('the pipe under SIP', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('before the registration nothing goes out but the registration', async () => {
    const transport = new SipTransport();
    const first = socket();
    transport.attach(first);
    const bye = transport.send('BYE sip:x');
    await transport.send('REGISTER sip:x');
    expect(first.said).toEqual(['REGISTER sip:x']);
    transport.release();
    await bye;
    expect(first.said).toEqual(['REGISTER sip:x', 'BYE sip:x']);
    await transport.send('ACK sip:x');
    expect(first.said.at(-1)).toBe('ACK sip:x');
  });

  test('what is said while there is no socket goes over the next one, in its order', async () => {
    const transport = new SipTransport();
    transport.attach(socket());
    transport.release();
    transport.detach();
    const all = [transport.send('INVITE 1'), transport.send('BYE 2')];
    const next = socket();
    transport.attach(next);
    expect(next.said).toEqual([]);
    transport.release();
    await Promise.all(all);
    expect(next.said).toEqual(['INVITE 1', 'BYE 2']);
  });

  test('after thirty seconds nobody waits for it any more; a registration is never kept', async () => {
    const transport = new SipTransport();
    const late = transport.send('INVITE 1').catch((problem: unknown) => String(problem));
    await expect(transport.send('REGISTER sip:x')).rejects.toThrow('no connection');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await late).toContain('in time');
    const next = socket();
    transport.attach(next);
    transport.release();
    expect(next.said).toEqual([]);
  });

  test('tells of sockets that come and go', () => {
    const transport = new SipTransport();
    const told: string[] = [];
    transport.onConnect = () => told.push('on');
    transport.onDisconnect = () => told.push('off');
    transport.attach(socket());
    expect(transport.isConnected()).toBe(true);
    transport.detach();
    transport.detach();
    expect([told, transport.isConnected()]).toEqual([['on', 'off'], false]);
  });
});

test('final answers are reasons a person understands', () => {
  expect([486, 600, 480, 408, 404, 503, 603, 403, 488].map(endReasonOf)).toEqual([
    'busy',
    'busy',
    'noAnswer',
    'noAnswer',
    'unreachable',
    'unreachable',
    'refused',
    'refused',
    'failed',
  ]);
  expect([491, 500, 488].map(isGlare)).toEqual([true, true, false]);
});

import { expect, test } from 'vitest';

import { isIceServerAddress, usableIceServers } from './iceServerAddress.ts';

test.each([
  'stun:stun.example.org',
  'stun:stun.example.org:3478',
  'turn:192.0.2.1:3478?transport=udp',
  'turns:relay.example.org:443?transport=tcp',
  'turn:[2001:db8::1]:3478',
  'TURN:relay',
])('%s is an address', (address) => expect(isIceServerAddress(address)).toBe(true));

test.each([
  'turn:a:b',
  'stun:',
  'stun://stun.example.org',
  'turn:relay:0',
  'turn:relay:70000',
  'turn:relay?transport=sctp',
  'stun:stun.example.org?transport=udp',
  'turn:user@relay',
  'turn:relay/path',
  'http://relay',
  'turn:2001:db8::1',
  'turn:relay .example',
])('%s is none', (address) => expect(isIceServerAddress(address)).toBe(false));

test('one that is mistyped, and a relay without credentials, are left out; the others stay', () => {
  const [good, relay] = [{ urls: 'stun:a' }, { urls: 'turn:a', username: 'u', credential: 'c' }];
  expect(
    usableIceServers([{ urls: 'turn:a:b', username: 'u', credential: 'c' }, good, { urls: 'turn:a' }, relay]),
  ).toEqual([good, relay]);
});

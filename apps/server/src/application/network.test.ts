import { describe, expect, test } from 'vitest';

import { createAddressReader, isLoopback, networkOf } from './network.ts';
import { createOriginCheck, mayEmbed } from './origins.ts';

describe('who is behind a connection', () => {
  const read = createAddressReader(['10.0.0.0/8', '::1']);
  test.each([
    ['198.51.100.7', '203.0.113.1', '198.51.100.7'],
    ['10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['10.0.0.1', '1.2.3.4, 203.0.113.1', '203.0.113.1'],
    ['10.0.0.1', '203.0.113.1, 10.2.2.2', '203.0.113.1'],
    ['10.0.0.1', 'not-an-address', '10.0.0.1'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['::ffff:10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['::1', '2001:db8::7', '2001:db8::7'],
    [undefined, '203.0.113.1', 'unknown'],
  ])('%s with %s is %s', (remote, forwarded, address) => {
    expect(read(remote, forwarded)).toBe(address);
  });

  test('limits count IPv4 addresses and IPv6 networks of 64 bits', () => {
    expect(networkOf('198.51.100.7')).toBe('198.51.100.7');
    expect(networkOf('::ffff:198.51.100.7')).toBe('198.51.100.7');
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::1'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
    expect([isLoopback('127.0.0.5'), isLoopback('::1'), isLoopback('10.0.0.1'), isLoopback('x')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('origins', () => {
  const origins = createOriginCheck('https://desk.example.com');
  test.each([
    ['app://ringdesk', 'x', true],
    ['https://desk.example.com', '127.0.0.1:7080', true],
    ['http://127.0.0.1:7080', '127.0.0.1:7080', true],
    ['http://localhost:7080', 'LOCALHOST:7080', true],
    ['http://127.0.0.1:7081', '127.0.0.1:7080', false],
    ['https://desk.example.com.evil.example', '127.0.0.1:7080', false],
    ['https://evil.example', '127.0.0.1:7080', false],
    ['null', '127.0.0.1:7080', false],
    ['file://', '', false],
    ['http://evil.example', undefined, false],
  ])('%s at %s: the desk %s', (origin, host, expected) => {
    expect(origins.isDesk(origin, host)).toBe(expected);
  });

  test('a channel without a list is for every page, one with a list for exactly those', () => {
    expect(mayEmbed(undefined, [])).toBe(true);
    expect(mayEmbed('https://Shop.example', ['https://shop.example'])).toBe(true);
    expect(mayEmbed(undefined, ['https://shop.example'])).toBe(false);
    expect(mayEmbed('https://shop.example.evil', ['https://shop.example'])).toBe(false);
  });
});

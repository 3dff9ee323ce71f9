import { expect, test } from 'vitest';

import { isLoopback } from './loopback.ts';

test.each([
  'http://127.0.0.1:7080/invite#x',
  'https://localhost/invite',
  'http://[::1]:7080/',
  '<script async src="http://127.0.0.1:7080/w.js" data-channel="x"></script>',
])('%s works on this machine only', (text) => expect(isLoopback(text)).toBe(true));

test.each([
  'https://desk.example.com/invite',
  'http://192.168.1.20:7080/',
  'https://localhost.example.com/',
  '<script async src="https://desk.example.com/w.js"></script>',
  'no address',
])('%s works elsewhere, too, or is none', (text) => expect(isLoopback(text)).toBe(false));

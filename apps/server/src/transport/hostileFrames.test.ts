import { AGENT_NAMESPACE, PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import { VISITOR_NAMESPACE } from '@ringdesk/shared/protocol/visitor.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { startTestServer } from './testing/testServer.ts';

const RUNS = 250;
/** Frames of one connection; most are cut off by the first. */
const MOST_FRAMES = 6;

/** A WebSocket that has said who it is to a namespace; `false` where it was turned away. */
async function enter(url: string, namespace: string, auth: object): Promise<WebSocket | false> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  return new Promise((resolve) => {
    socket.addEventListener('close', () => resolve(false));
    socket.addEventListener('message', ({ data }: { readonly data?: unknown }) => {
      if (typeof data !== 'string') return;
      if (data.startsWith('0')) socket.send(`40${namespace},${JSON.stringify(auth)}`);
      else if (data.startsWith('40')) resolve(socket);
      else if (data.startsWith('44')) resolve(false);
    });
  });
}

/** Words of the protocol, whole and broken, in any order: the parser's own alphabet. */
const pieces = fc.constantFrom(
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '40',
  '41',
  '42',
  '43',
  '44',
  '45',
  '46',
  '451-',
  '452-',
  '45999999-',
  '-',
  ',',
  VISITOR_NAMESPACE,
  AGENT_NAMESPACE,
  '/',
  '/__proto__',
  '?',
  '7',
  '99999999999999999999',
  '[',
  ']',
  '{',
  '}',
  '"',
  '["command",',
  '["hello"]',
  '["query",{}]',
  '["typing",{"text":1}]',
  '["activity",{}]',
  '["disconnect"]',
  '["connect"]',
  '["__proto__"]',
  '["constructor",{}]',
  '[0]',
  '[null]',
  '[{}]',
  '[[]]',
  '["error"]',
  '["newListener"]',
  'null',
  '{}',
  '{"_placeholder":true,"num":0}',
  '{"_placeholder":true,"num":-1}',
  '{"_placeholder":true}',
  '{"__proto__":{}}',
  '{"id":"1","name":"message.post","input":{}}',
  '{"id":{},"name":[],"input":0}',
  '\u0000',
  '\uD800',
  '"\\ud800"',
);
const frame: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 5, arbitrary: fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('42', '43', '451-', '41', '44'),
        fc.constantFrom(VISITOR_NAMESPACE, AGENT_NAMESPACE),
        pieces,
        fc.json(),
      )
      .map(([type, namespace, id, json]) => `${type}${namespace},${/^\d+$/.test(id) ? id : ''}${json}`),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

test('whatever frames a client sends, only its own connection suffers', { timeout: 120_000 }, async () => {
  const server = await startTestServer({ env: { RINGDESK_VISITORS_PER_ADDRESS: '5000' } });
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const adminDesk = await server.desk(admin);
  const { channelId } = await server.queue(adminDesk, [ana]);
  const token = await server.token(ana);
  const witness = await server.visitor(channelId);
  const seed = crypto.getRandomValues(new Uint32Array(1))[0]! | 0;
  process.stdout.write(`hostile frames: seed ${seed}\n`);
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(frame, { minLength: 1, maxLength: MOST_FRAMES }), async (staff, frames) => {
      const visitor = { protocol: PROTOCOL_VERSION, channelId, languages: ['en'], pageUrl: 'https://shop.example/' };
      const socket = staff
        ? await enter(server.url, AGENT_NAMESPACE, { protocol: PROTOCOL_VERSION, token })
        : await enter(server.url, VISITOR_NAMESPACE, visitor);
      if (socket === false) throw new Error('was not let in');
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
      for (const each of frames) if (socket.readyState === WebSocket.OPEN) socket.send(each);
      // Answered by the transport when everything before it was read; a connection that was cut says so.
      const read = new Promise<void>((resolve) => {
        socket.addEventListener('message', ({ data }: { readonly data?: unknown }) => data === '3probe' && resolve());
      });
      if (socket.readyState === WebSocket.OPEN) socket.send('2probe');
      await Promise.race([read, closed]);
      socket.close();
    }),
    { numRuns: RUNS, seed },
  );
  expect(await adminDesk.query('sessions.list', {})).toMatchObject({ ok: true });
  expect(await witness.write('Untouched')).toMatchObject({ ok: true });
});

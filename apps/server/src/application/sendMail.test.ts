import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';

import type { KeptMail } from './mailSettings.ts';
import { type Mail, sendMail } from './sendMail.ts';

const mail: Mail = {
  to: 'ana@example.com',
  subject: 'Your conversation',
  text: 'Hello',
  html: '<p>Hello</p>',
  messageId: 'copy.1@northwind.example',
  language: 'en',
};

/** A mail server that does with each connection what the test says, line by line; the way to it. */
async function startServer(greet: (socket: Socket) => void, hear: (line: string, socket: Socket) => void = () => {}) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    let rest = '';
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line, socket);
    });
    greet(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  const settings: KeptMail = {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    security: 'none',
    user: '',
    password: '',
    from: { name: 'Northwind', email: 'desk@northwind.example' },
  };
  return settings;
}

/** Answers up to the message itself; `said` gets each line of it. */
const usual =
  (said: (line: string, socket: Socket) => void) =>
  (line: string, socket: Socket): void => {
    if (line.startsWith('EHLO') || /^(MAIL|RCPT)/.test(line)) socket.write('250 ok\r\n');
    else if (line === 'DATA') socket.write('354 go on\r\n');
    else said(line, socket);
  };

test('a mail server that takes the connection and never ends its answer is left when the time is over', async () => {
  const time = new AbortController();
  const settings = await startServer(
    (socket) => socket.write('220 here\r\n'),
    (_line, socket) => {
      // Each line of an answer that goes on and on: no silence that would be noticed.
      socket.write('250-and\r\n');
      time.abort();
    },
  );
  const sent = await sendMail(settings, mail, time.signal);
  expect(sent).toEqual({ kind: 'failed', reason: 'unreachable', permanent: false });
});

test('a mail server that never greets is left when the time is over', async () => {
  const time = new AbortController();
  const settings = await startServer(() => time.abort());
  expect(await sendMail(settings, mail, time.signal)).toMatchObject({ kind: 'failed', permanent: false });
});

test('a mail server that dies in the middle of the message leaves it to be sent again under the same id', async () => {
  const ids: string[] = [];
  const settings = await startServer(
    (socket) => socket.write('220 here\r\n'),
    usual((line, socket) => {
      const [, id] = /^message-id: (.*)$/i.exec(line) ?? [];
      if (id === undefined) return;
      ids.push(id);
      socket.destroy();
    }),
  );
  for (const _attempt of [1, 2]) {
    const sent = await sendMail(settings, mail, new AbortController().signal);
    expect(sent).toEqual({ kind: 'failed', reason: 'unreachable', permanent: false });
  }
  expect(ids).toEqual(['<copy.1@northwind.example>', '<copy.1@northwind.example>']);
});

test.each([
  ['535 wrong password', { reason: 'unauthorized', permanent: false }],
  ['451 not now', { permanent: false }],
])('a server that answers a sign-in with %s is asked again later', async (answer, ended) => {
  const settings = await startServer(
    (socket) => socket.write('220 here\r\n'),
    (line, socket) => socket.write(line.startsWith('EHLO') ? '250-here\r\n250 AUTH PLAIN\r\n' : `${answer}\r\n`),
  );
  const sent = await sendMail({ ...settings, user: 'desk', password: 'no' }, mail, new AbortController().signal);
  expect(sent).toMatchObject({ kind: 'failed', ...ended });
});

test.each([
  ['550 no such box', true],
  ['450 busy', false],
])('an address refused with %s is final or not', async (answer, permanent) => {
  const settings = await startServer(
    (socket) => socket.write('220 here\r\n'),
    (line, socket) => socket.write(line.startsWith('RCPT') ? `${answer}\r\n` : '250 ok\r\n'),
  );
  const sent = await sendMail(settings, mail, new AbortController().signal);
  expect(sent).toMatchObject({ kind: 'failed', permanent });
});

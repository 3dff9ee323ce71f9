import { DAY, HOUR, MINUTE } from '@ringdesk/shared/model/time.ts';
import { describe, expect, test } from 'vitest';

import { PASSWORD, startTestServer, TestClock, type TestServer } from './testing/testServer.ts';

const signIn = (server: TestServer, email: string, password = PASSWORD) =>
  server.post('/api/sign-in', { email, password, device: 'Test browser' });

const setupWish = (code: string, over: object = {}) => ({
  code,
  centerName: 'Shop',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  password: 'a long enough phrase',
  language: 'en',
  device: 'Test browser',
  first: { kind: 'queue', queueName: 'Support', channelName: 'Website' },
  ...over,
});

describe('first run', () => {
  test('makes the first admin, a queue and a channel with the code of the console, once', async () => {
    const server = await startTestServer();
    expect(await (await server.fetch('/api/state')).json()).toMatchObject({ setUp: false, signedIn: false });
    expect((await server.post('/api/setup', setupWish('AAAA-BBBB-CCCC'))).status).toBe(403);
    const code = await server.running.setupCode();
    const weak = await server.post('/api/setup', setupWish(code!, { password: 'lovelace' }));
    expect(await weak.json()).toEqual({ code: 'weakPassword', reason: 'tooShort' });
    const done = await server.post('/api/setup', setupWish(` ${code!.toLowerCase().replaceAll('-', ' ')} `));
    // A code is copied by hand from a console: how it is grouped and cased is no part of it.
    expect(done.status).toBe(200);
    const { token, agentId } = (await done.json()) as { token: string; agentId: string };
    const again = await server.post('/api/setup', setupWish(code!));
    expect(await again.json()).toEqual({ code: 'alreadySetUp' });
    expect(await server.running.setupCode()).toBeUndefined();
    const desk = server.connect(token);
    await desk.connected();
    const { snapshot } = await desk.hello();
    expect(snapshot).toMatchObject({
      me: agentId,
      centerName: 'Shop',
      agents: [{ role: 'admin', name: 'Ada Lovelace' }],
      queues: [{ name: 'Support', settings: { members: [{ kind: 'agent', agentId }] } }],
      channels: [{ name: 'Website' }],
    });
    const { html } = await desk.ask('channel.snippet', { channelId: snapshot.channels[0]!.id });
    expect(html).toBe(
      `<script async src="${server.url}/widget/loader.js" data-channel="${snapshot.channels[0]!.id}" data-accent="#2f54d9" data-position="right"></script>`,
    );
  });

  test('loads the demo team, whose sign-ins work', async () => {
    const server = await startTestServer();
    const code = await server.running.setupCode();
    const done = await server.post('/api/setup', setupWish(code!, { first: { kind: 'demo' } }));
    expect(done.status).toBe(200);
    const people = server.running.demoSignIns();
    expect(people.filter(({ role }) => role === 'agent')).toHaveLength(8);
    const ana = people.find(({ email }) => email.startsWith('ana@'));
    expect((await signIn(server, ana!.email, ana!.password)).status).toBe(200);
    const snapshot = server.running.engine.read((state) => ({
      distributions: [...state.queues.values()].map(({ settings }) => settings.distribution),
      channels: state.channels.size,
    }));
    // The last one is of calls, with a button on the shop’s pages.
    expect(snapshot).toEqual({ distributions: ['evenly', 'strict', 'toAll', 'toAll'], channels: 4 });
  });
});

describe('signing in', () => {
  test('answers the same for a wrong password, an unknown address and a dismissed person', async () => {
    const server = await startTestServer();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const desk = await server.desk(admin);
    await desk.must('agent.dismiss', { agentId: ana.id });
    const answers = await Promise.all([
      signIn(server, admin.email, 'wrong password!'),
      signIn(server, 'nobody@example.com'),
      signIn(server, ana.email),
    ]);
    for (const answer of answers)
      expect([answer.status, await answer.json()]).toEqual([401, { code: 'badCredentials' }]);
  });

  test('tells how often somebody tried the account since it was last signed in to, and when last', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const [ana, ben] = [await server.person('Ana'), await server.person('Ben')];
    const reply = async (): Promise<object> => (await (await signIn(server, ana.email)).json()) as object;
    expect(await reply()).not.toHaveProperty('failed');
    await signIn(server, ana.email, 'wrong password!');
    clock.pass(MINUTE);
    const before = server.running.engine.now();
    await signIn(server, ana.email, 'wrong password?');
    const after = server.running.engine.now();
    await signIn(server, ben.email, 'wrong password!');
    clock.pass(MINUTE);
    const { failed } = (await reply()) as { failed: { count: number; lastAt: number } };
    expect(failed.count).toBe(2);
    expect(failed.lastAt).toBeGreaterThanOrEqual(before);
    expect(failed.lastAt).toBeLessThanOrEqual(after);
    expect(await reply()).not.toHaveProperty('failed');
  });

  test('delays grow from the fifth failure, for unknown addresses too, and a success forgets them', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const ana = await server.person('Ana');
    for (const email of [ana.email, 'nobody@example.com']) {
      for (let failure = 1; failure <= 4; failure += 1) await signIn(server, email, 'wrong password!');
      const fifth = (await (await signIn(server, email, 'wrong password!')).json()) as { retryAt?: number };
      expect(fifth.retryAt).toBeGreaterThan(server.running.engine.now());
      const early = await signIn(server, email);
      expect(await early.json()).toMatchObject({ code: 'badCredentials', retryAt: fifth.retryAt });
    }
    clock.pass(2_000);
    expect((await signIn(server, ana.email)).status).toBe(200);
    expect(await (await signIn(server, ana.email, 'wrong password!')).json()).toEqual({ code: 'badCredentials' });
  });

  test('a browser gets a cookie that scripts cannot read and that acts only with the desk’s own header', async () => {
    const server = await startTestServer();
    const ana = await server.person('Ana');
    const cookie = (await signIn(server, ana.email)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^ringdesk-\d+=[\w-]{43}; /);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const pair = cookie.split(';')[0]!;
    const state = await fetch(`${server.url}/api/state`, { headers: { cookie: pair } });
    expect(await state.json()).toMatchObject({ signedIn: true });
    const foreign = { cookie: pair, 'x-ringdesk': '1', origin: 'https://evil.example' };
    const plainForm = { cookie: pair };
    for (const headers of [foreign, plainForm]) {
      const out = await fetch(`${server.url}/api/sign-out`, { method: 'POST', headers });
      expect(out.status).toBe(403);
    }
    const own = { cookie: pair, 'x-ringdesk': '1', origin: server.url, 'content-type': 'application/json' };
    expect((await fetch(`${server.url}/api/sign-out`, { method: 'POST', headers: own, body: '{}' })).status).toBe(200);
    const after = await fetch(`${server.url}/api/state`, { headers: { cookie: pair } });
    expect(await after.json()).toMatchObject({ signedIn: false });
  });

  test('behind https the cookie is bound to the host', async () => {
    const server = await startTestServer({ env: { RINGDESK_PUBLIC_URL: 'https://desk.example.com' } });
    const ana = await server.person('Ana');
    const answer = await signIn(server, ana.email);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-ringdesk=[\w-]{43}; .*Path=\/.*Secure/);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age');
  });
});

describe('sessions', () => {
  test('end after 12 hours without use, whatever the socket does, and the desk is told', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const ana = await server.person('Ana');
    const desk = await server.desk(ana);
    clock.pass(12 * HOUR + MINUTE);
    await server.running.application.sessions.sweep(server.running.engine.now());
    expect(await desk.closed).toBe('io server disconnect');
    expect(desk.byes.all).toEqual(['signedOut']);
  });

  test('end after 30 days however much they are used', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const ana = await server.person('Ana');
    const token = await server.token(ana);
    for (let day = 0; day < 30; day += 1) {
      expect(await (await server.fetch('/api/state', { token })).json()).toMatchObject({ signedIn: true });
      clock.pass(DAY / 2 - MINUTE);
      await server.fetch('/api/state', { token });
      clock.pass(DAY / 2 - MINUTE);
    }
    clock.pass(2 * HOUR);
    expect(await (await server.fetch('/api/state', { token })).json()).toMatchObject({ signedIn: false });
  });

  test('of a dismissed person end at once, on every device', async () => {
    const server = await startTestServer();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const adminDesk = await server.desk(admin);
    const desks = [await server.desk(ana), await server.desk(ana)];
    await adminDesk.must('agent.dismiss', { agentId: ana.id });
    await Promise.all(desks.map((desk) => desk.closed));
    expect(desks.map((desk) => desk.byes.all)).toEqual([['signedOut'], ['signedOut']]);
  });

  test('a changed password ends all others and keeps this one; the old password is over', async () => {
    const server = await startTestServer();
    const ana = await server.person('Ana');
    const [here, there] = [await server.desk(ana), await server.desk(ana)];
    expect(
      await here.query('password.change', { current: 'not it at all', next: 'another long phrase' }),
    ).toMatchObject({
      error: { code: 'badCredentials' },
    });
    expect(await here.query('password.change', { current: PASSWORD, next: PASSWORD })).toMatchObject({
      error: { code: 'weakPassword', reason: 'sameAsBefore' },
    });
    await here.ask('password.change', { current: PASSWORD, next: 'another long phrase' });
    await there.closed;
    expect((await here.ask('sessions.list', {})).sessions).toMatchObject([{ current: true }]);
    expect((await signIn(server, ana.email)).status).toBe(401);
    expect((await signIn(server, ana.email, 'another long phrase')).status).toBe(200);
  });

  test('can be ended one by one, never another person’s', async () => {
    const server = await startTestServer();
    const [ana, ben] = [await server.person('Ana'), await server.person('Ben')];
    const [anaDesk, anaPhone, benDesk] = [await server.desk(ana), await server.desk(ana), await server.desk(ben)];
    const { sessions } = await benDesk.ask('sessions.list', {});
    expect(await anaDesk.query('sessions.revoke', { id: sessions[0]!.id })).toMatchObject({
      error: { code: 'notFound' },
    });
    const mine = await anaDesk.ask('sessions.list', {});
    await anaDesk.ask('sessions.revoke', { id: mine.sessions.find(({ current }) => !current)!.id });
    await anaPhone.closed;
    expect(benDesk.socket.connected).toBe(true);
  });
});

describe('invitations', () => {
  const invite = async (server: TestServer) => {
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const wish = { email: 'New@Example.com', name: 'New Person', role: 'agent', departmentIds: [] };
    const { path } = await admin.ask('invitations.create', wish);
    return { admin, secret: path.split('#')[1]! };
  };
  const answer = (secret: string) => ({
    secret,
    name: 'New Person',
    password: 'some long enough words',
    language: 'pt',
    device: 'Test browser',
  });

  test('make an agent, once; the address stands after # so that no log has it', async () => {
    const server = await startTestServer();
    const { secret } = await invite(server);
    const look = await server.post('/api/invitation', { secret });
    expect(await look.json()).toEqual({ name: 'New Person', email: 'new@example.com', purpose: 'join' });
    const answers = await Promise.all([
      server.post('/api/invitation/accept', answer(secret)),
      server.post('/api/invitation/accept', answer(secret)),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410]);
    expect((await signIn(server, 'new@example.com', 'some long enough words')).status).toBe(200);
  });

  test('expire after seven days', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const { secret } = await invite(server);
    clock.pass(7 * DAY - MINUTE);
    expect((await server.post('/api/invitation', { secret })).status).toBe(200);
    clock.pass(2 * MINUTE);
    expect((await server.post('/api/invitation', { secret })).status).toBe(410);
    expect((await server.post('/api/invitation/accept', answer(secret))).status).toBe(410);
  });

  test('can be revoked, and a new one for the same address ends the old one', async () => {
    const server = await startTestServer();
    const { admin, secret } = await invite(server);
    const wish = { email: 'new@example.com', name: 'New Person', role: 'agent', departmentIds: [] };
    const second = await admin.ask('invitations.create', wish);
    expect((await server.post('/api/invitation', { secret })).status).toBe(410);
    expect((await admin.ask('invitations.list', {})).invitations).toHaveLength(1);
    await admin.ask('invitations.revoke', { id: second.invitation.id });
    expect((await server.post('/api/invitation', { secret: second.path.split('#')[1] })).status).toBe(410);
    expect(await admin.query('invitations.revoke', { id: second.invitation.id })).toMatchObject({
      error: { code: 'notFound' },
    });
  });

  test('of an admin who was dismissed or is none any more are worth nothing', async () => {
    const server = await startTestServer();
    const [boss, mallory] = [await server.person('Boss', 'admin'), await server.person('Mallory', 'admin')];
    const ana = await server.person('Ana');
    const [bossDesk, malloryDesk] = [await server.desk(boss), await server.desk(mallory)];
    const prepared = async () => {
      const wish = { email: 'second@example.com', name: 'Second Self', role: 'admin', departmentIds: [] };
      const { path } = await malloryDesk.ask('invitations.create', wish);
      const reset = await malloryDesk.ask('agent.resetPassword', { agentId: ana.id });
      return [path.split('#')[1]!, reset.path.split('#')[1]!];
    };
    const role = (name: 'admin' | 'supervisor') =>
      bossDesk.must('agent.save', { agentId: mallory.id, name: 'Mallory', role: name, supervises: [], absent: false });
    const early = await prepared();
    await role('supervisor');
    await role('admin');
    const [invitation, link] = await prepared();
    await bossDesk.must('agent.dismiss', { agentId: mallory.id });
    for (const secret of [early[1]!, invitation!, link!]) {
      expect((await server.post('/api/invitation', { secret })).status).toBe(410);
      expect((await server.post('/api/invitation/accept', answer(secret))).status).toBe(410);
    }
    expect((await bossDesk.ask('invitations.list', {})).invitations).toEqual([]);
    expect(server.running.engine.read((state) => state.agents.size)).toBe(3);
  });

  test('a reset link sets a password once and ends the person’s sessions', async () => {
    const server = await startTestServer();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
    const { path } = await adminDesk.ask('agent.resetPassword', { agentId: ana.id });
    const secret = path.split('#')[1]!;
    expect(await (await server.post('/api/invitation', { secret })).json()).toMatchObject({ purpose: 'resetPassword' });
    expect((await server.post('/api/invitation/accept', answer(secret))).status).toBe(200);
    await anaDesk.closed;
    expect((await server.post('/api/invitation/accept', answer(secret))).status).toBe(410);
    expect((await signIn(server, ana.email, 'some long enough words')).status).toBe(200);
  });

  test('a reset link ends when the person sets a new password themselves', async () => {
    const server = await startTestServer();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
    const { path } = await adminDesk.ask('agent.resetPassword', { agentId: ana.id });
    await anaDesk.ask('password.change', { current: PASSWORD, next: 'another long phrase' });
    const secret = path.split('#')[1]!;
    expect((await server.post('/api/invitation/accept', answer(secret))).status).toBe(410);
    expect((await signIn(server, ana.email, 'another long phrase')).status).toBe(200);
  });
});

test('signing in and out, failures and administrative acts are in the audit log, without what was typed', async () => {
  const server = await startTestServer();
  const admin = await server.person('Admin', 'admin');
  await signIn(server, admin.email, 'typed-canary-password');
  await signIn(server, 'typed-canary@example.com');
  const { token } = (await (await signIn(server, admin.email)).json()) as { token: string };
  await server.fetch('/api/sign-out', { method: 'POST', token });
  const desk = await server.desk(admin);
  await desk.ask('invitations.create', { email: 'a@example.com', name: 'A', role: 'agent', departmentIds: [] });
  const { entries } = await desk.ask('audit.list', { limit: 200 });
  expect(entries.map(({ act }) => act)).toEqual(
    expect.arrayContaining(['signIn', 'signIn.failed', 'signOut', 'invitation.created']),
  );
  expect(JSON.stringify(entries)).not.toContain('canary');
});

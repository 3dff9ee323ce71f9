import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentId, ChannelId, InteractionId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { DAY, HOUR, type Instant } from '@ringdesk/shared/model/time.ts';
import { v7 } from 'uuid';
import { describe, expect, onTestFinished, test } from 'vitest';

import type { FailpointName } from '../../application/ports/journal.ts';
import { TestClock } from '../../transport/testing/testServer.ts';
import { callCenter, calls, closed, line, talks } from './testing/callCenter.ts';

/** What the media server wrote of a call; gone after the test. */
async function recordedFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-telephony-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'recording.wav');
  await writeFile(file, Buffer.alloc(2_000, 1));
  return file;
}

describe('a call through the server', () => {
  test('[57] rings at the desk, is joined by the endpoint, and is written down; the same caller is the same customer', async () => {
    const center = await callCenter();
    const { endpoint, anaDesk, ana } = center;
    const first = calls(center);
    await talks(center, first);
    expect(await endpoint.order('connect')).toEqual({ type: 'connect', callId: first, agentId: ana.id });
    endpoint.tell({ type: 'ended', callId: first, by: 'customer', because: 'hangUp' });
    const { interaction } = await closed(center, first);
    expect(interaction).toMatchObject({
      state: 'wrapUp',
      customer: { name: 'Mia', phone: '+34600111222' },
      call: { number: '+34600111222', ownNumber: '+34910000000', end: { by: 'customer', outcome: 'answered' } },
    });
    await anaDesk.must('interaction.finishWrapUp', { interactionId: first });
    const second = calls(center, { number: '+34 600 11 12 22' });
    const { interaction: again } = await anaDesk.update('interaction.put', ({ interaction: { id } }) => id === second);
    expect(again.customer.id).toBe(interaction.customer.id);
    const { interactions } = await anaDesk.ask('conversations.ofCustomer', {
      customerId: interaction.customer.id,
      limit: 10,
    });
    expect(interactions.map(({ id }) => id)).toContain(first);
  });

  test('the name an agent has given is the caller’s from then on, also where they are called', async () => {
    const center = await callCenter();
    const { endpoint, anaDesk } = center;
    const first = calls(center);
    await talks(center, first);
    await anaDesk.must('interaction.nameCustomer', { interactionId: first, name: 'Mia Berg' });
    endpoint.tell({ type: 'ended', callId: first, by: 'customer', because: 'hangUp' });
    await closed(center, first);
    await anaDesk.must('interaction.finishWrapUp', { interactionId: first });
    const second = calls(center);
    const seen = async (callId: InteractionId) =>
      (await anaDesk.update('interaction.put', ({ interaction: { id } }) => id === callId)).interaction.customer.name;
    expect(await seen(second)).toBe('Mia Berg');
    endpoint.tell({ type: 'ended', callId: second, by: 'customer', because: 'hangUp' });
    await closed(center, second);
    const back = v7() as InteractionId;
    await anaDesk.must('call.dial', { interactionId: back, to: { kind: 'number', number: '600111222' } });
    expect(await seen(back)).toBe('Mia Berg');
  });

  test('[57] a number that nobody connected is busy', async () => {
    const center = await callCenter();
    const callId = calls(center, { to: '910999999' });
    expect(await center.endpoint.order('announce')).toEqual({ type: 'announce', callId, file: null });
  });

  test('calls out as the line wants it, and only where that is allowed', async () => {
    const center = await callCenter();
    const { anaDesk, endpoint, trunkId, ana } = center;
    const dial = (number: string) => ({
      interactionId: v7() as InteractionId,
      to: { kind: 'number' as const, number },
    });
    const code = async (number: string) => {
      const reply = await anaDesk.command('call.dial', dial(number));
      return reply.ok ? 'yes' : reply.error;
    };
    expect(await code('112')).toEqual({ code: 'numberNotAllowed', because: 'emergency' });
    expect(await code('+5352345678')).toEqual({ code: 'numberNotAllowed', because: 'country' });
    expect(await code('803123456')).toEqual({ code: 'numberNotAllowed', because: 'premium' });
    expect(await code('123')).not.toBe('yes');
    expect(await code('600111222')).toBe('yes');
    expect(await endpoint.order('authorise')).toMatchObject({
      agentId: ana.id,
      role: 'talk',
      to: { kind: 'outside', trunkId, number: '34600111222', callerId: '34910000000' },
    });
    expect(await code('600111222')).toEqual({ code: 'onCall' });
  });

  test('[73] a recording becomes a file of the call, which those may hear who see it', async () => {
    const center = await callCenter({ recording: 'always' });
    const { endpoint, anaDesk, benDesk } = center;
    const file = await recordedFile();
    const callId = calls(center);
    await talks(center, callId);
    expect(await endpoint.order('record')).toMatchObject({ callId, on: true, announce: true, language: 'en' });
    endpoint.tell({ type: 'ended', callId, by: 'customer', because: 'hangUp' });
    endpoint.tell({ type: 'recorded', callId, kind: 'recording', file, seconds: 7, peaks: [1, 2] });
    const { line: said } = await anaDesk.update(
      'transcript.line',
      ({ line: one }) => one.type === 'happening' && one.what.name === 'recorded',
    );
    const what = said.type === 'happening' && said.what.name === 'recorded' ? said.what : undefined;
    expect(what).toMatchObject({ kind: 'recording', seconds: 7, peaks: [1, 2] });
    const { path } = await anaDesk.ask('attachment.link', { attachmentId: what?.attachmentId });
    const answer = await center.server.fetch(path);
    expect(answer.headers.get('content-type')).toContain('audio/');
    expect(Buffer.from(await answer.arrayBuffer()).length).toBe(2_000);
    expect(await benDesk.query('attachment.link', { attachmentId: what?.attachmentId })).toMatchObject({
      ok: false,
      error: { code: 'notFound' },
    });
    expect(existsSync(file)).toBe(false);
  });

  test('a recording is erased after as many days as its queue keeps it', async () => {
    const center = await callCenter({ recording: 'always', keepRecordingsDays: 30 });
    const { endpoint, anaDesk, server } = center;
    const folder = await mkdtemp(join(tmpdir(), 'ringdesk-telephony-'));
    onTestFinished(async () => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'recording.wav');
    await writeFile(file, Buffer.alloc(500, 1));
    const callId = calls(center);
    await talks(center, callId);
    endpoint.tell({ type: 'recorded', callId, kind: 'recording', file, seconds: 7, peaks: [] });
    const { line: said } = await anaDesk.update(
      'transcript.line',
      ({ line: one }) => one.type === 'happening' && one.what.name === 'recorded',
    );
    const attachmentId =
      said.type === 'happening' && said.what.name === 'recorded' ? said.what.attachmentId : undefined;
    const { application, engine } = server.running;
    expect(await application.eraseOldRecordings(engine.now() + 29 * DAY)).toBe(0);
    expect(await anaDesk.query('attachment.link', { attachmentId })).toMatchObject({ ok: true });
    const later = engine.now() + 31 * DAY;
    expect(await application.eraseOldRecordings(later)).toBe(1);
    expect(await anaDesk.query('attachment.link', { attachmentId })).toMatchObject({
      error: { code: 'recordingErased', at: later },
    });
    expect(await anaDesk.ask('recording.get', { attachmentId })).toMatchObject({ erased: { at: later, by: null } });
    expect(await application.eraseOldRecordings(later)).toBe(0);
  });

  test('the endpoint dies: the call is lost, everybody is free, and the next one rings', async () => {
    const center = await callCenter();
    const { endpoint, ana, ben, anaDesk } = center;
    const callId = calls(center);
    await talks(center, callId);
    endpoint.tell({ type: 'restarted' });
    for (const { id: agentId } of [ana, ben]) endpoint.tell({ type: 'phones', agentId, devices: [] });
    endpoint.tell({ type: 'ended', callId, by: 'server', because: 'lost' });
    const { interaction } = await closed(center, callId);
    expect(interaction).toMatchObject({ state: 'closed', call: { end: { outcome: 'lost' } } });
    endpoint.tell({ type: 'phones', agentId: ana.id, devices: ['softphone'] });
    const next = calls(center, { number: '600333444' });
    await anaDesk.update('offer.put', ({ offer }) => offer.interactionId === next);
  });

  test('a phone of another make rings, picks up too late, and sends a customer on', async () => {
    const center = await callCenter();
    const { endpoint, ana, ben, benDesk } = center;
    endpoint.tell({ type: 'phones', agentId: ana.id, devices: ['softphone', 'phone'] });
    await center.adminDesk.update(
      'agent.put',
      ({ agent }) => agent.id === ana.id && agent.phone?.devices.includes('phone') === true,
    );
    const callId = calls(center);
    expect(await endpoint.order('ring')).toMatchObject({ callId, agentIds: [ana.id], callerName: 'Mia' });
    endpoint.tell({ type: 'pickedUp', callId, agentId: ana.id });
    await endpoint.order('connect');
    endpoint.tell({ type: 'pickedUp', callId, agentId: ana.id });
    expect(await endpoint.order('stopRinging')).toMatchObject({ callId, agentIds: [ana.id], because: 'elsewhere' });
    endpoint.tell({ type: 'connected', callId, agentId: ana.id });
    endpoint.tell({ type: 'referred', callId, agentId: ana.id, to: `sip:${ben.id}@ringdesk.invalid` });
    const { offer } = await benDesk.update('offer.put', (update) => update.offer.kind === 'transfer');
    expect(offer.interactionId).toBe(callId);
  });

  test('dialled on a phone of another make, it is judged like what is dialled at the desk', async () => {
    const { endpoint, ana, ben, anaDesk, trunkId } = await callCenter();
    const dials = (to: string): InteractionId => {
      const callId = v7() as InteractionId;
      endpoint.tell({ type: 'dialled', callId, agentId: ana.id, to });
      return callId;
    };
    const refused = async (to: string) => {
      const from = endpoint.orders.length;
      const callId = dials(to);
      const order = await endpoint.order('refuse', from);
      expect(order.callId).toBe(callId);
      return order.because;
    };
    expect(await refused('112')).toBe('forbidden');
    expect(await refused('+5352345678')).toBe('forbidden');
    expect(await refused('nobody')).toBe('unavailable');
    endpoint.tell({ type: 'phones', agentId: ben.id, devices: [] });
    await anaDesk.update('agent.put', ({ agent }) => agent.id === ben.id && agent.phone?.state === 'off');
    expect(await refused(ben.id)).toBe('unavailable');
    const callId = dials('600111222');
    expect(await endpoint.order('authorise')).toMatchObject({
      callId,
      agentId: ana.id,
      role: 'talk',
      to: { kind: 'outside', trunkId, number: '34600111222' },
    });
    expect(await refused('600111222')).toBe('busy');
  });

  test('a colleague is called by the short address of their account, and their phone shows who calls', async () => {
    const { endpoint, ana, ben, adminDesk } = await callCenter();
    endpoint.tell({ type: 'phones', agentId: ben.id, devices: ['phone'] });
    await adminDesk.update('agent.put', ({ agent }) => agent.id === ben.id && agent.phone?.devices[0] === 'phone');
    const { user } = await adminDesk.ask('phone.newAccount', { agentId: ben.id });
    const callId = v7() as InteractionId;
    endpoint.tell({ type: 'dialled', callId, agentId: ana.id, to: user });
    expect(await endpoint.order('authorise')).toMatchObject({ callId, to: { kind: 'agent', agentId: ben.id } });
    expect(await endpoint.order('ring')).toMatchObject({ callId, agentIds: [ben.id], callerName: 'Ana' });
    endpoint.tell({ type: 'pickedUp', callId, agentId: ben.id });
    expect(await endpoint.order('connect')).toEqual({ type: 'connect', callId, agentId: ben.id });
  });

  test('[61] what a setting forwards to is judged like what is dialled, and the caller waits on', async () => {
    const center = await callCenter({ missed: { kind: 'forwardToNumber', number: '803123456' } });
    const callId = calls(center);
    for (const desk of [center.anaDesk, center.benDesk]) {
      const { offer } = await desk.update('offer.put', (update) => update.offer.interactionId === callId);
      await desk.must('offer.decline', { offerId: offer.id });
    }
    await center.anaDesk.update(
      'offer.put',
      ({ offer }) => offer.interactionId === callId,
      center.anaDesk.updates.all.length,
    );
    expect(center.endpoint.orders.filter(({ type }) => type === 'forward')).toEqual([]);
  });
});

describe('softphones and lines', () => {
  test('a ticket lets a desk in once, with the servers for connectivity', async () => {
    const { anaDesk, ana } = await callCenter();
    const ticket = await anaDesk.ask('phone.ticket', { deskId: 'desk-1' });
    expect(ticket.path).toMatch(/^\/sip\?ticket=[\w-]{20,}$/);
    expect(ticket).toMatchObject({
      uri: `sip:${ana.id}@ringdesk.invalid`,
      iceServers: [{ urls: 'stun:stun.example.test' }],
      anchored: false,
    });
  });

  test('a line is configured with its password, shown without it, and kept while a number stands on it', async () => {
    const { endpoint, adminDesk, anaDesk, trunkId, channelId } = await callCenter();
    expect(endpoint.config?.trunks).toEqual([{ trunkId, settings: line, password: 'secret' }]);
    endpoint.tell({ type: 'trunk', health: { trunkId, state: 'ok', since: 1, calls: 0 } });
    const told = await adminDesk.ask('telephony.get', {});
    expect(told.trunks).toEqual([{ id: trunkId, name: 'Line', version: 1, settings: line, passwordSet: true }]);
    expect(told.health).toEqual([{ trunkId, state: 'ok', since: 1, calls: 0 }]);
    expect(JSON.stringify(told)).not.toContain('secret');
    expect(await adminDesk.query('trunk.delete', { trunkId })).toMatchObject({
      ok: false,
      error: { code: 'trunkInUse', channelIds: [channelId] },
    });
    expect(await anaDesk.query('telephony.get', {})).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
  });

  test('a phone of another make gets an account of its agent, whose password is told once', async () => {
    const { endpoint, adminDesk, ana } = await callCenter();
    const { user, password } = await adminDesk.ask('phone.newAccount', { agentId: ana.id });
    expect(endpoint.config?.phones).toEqual([{ agentId: ana.id, user, password }]);
    expect(await adminDesk.ask('phone.accounts', {})).toEqual({
      accounts: [{ agentId: ana.id, user, registered: false }],
    });
    expect(await adminDesk.query('phone.newAccount', { agentId: v7() as AgentId })).toMatchObject({ ok: false });
    await adminDesk.ask('phone.deleteAccount', { agentId: ana.id });
    expect(endpoint.config?.phones).toEqual([]);
  });

  test('[57] a visitor calls from the site while somebody is there to answer', async () => {
    const center = await callCenter();
    const { adminDesk, server, queueId, ana, ben, endpoint } = center;
    const { channelId: site } = await server.queue(adminDesk, [ana]);
    const visitor = await server.visitor(site);
    expect(await visitor.emit('command', { id: v7(), name: 'call.begin', input: {} })).toMatchObject({
      error: { code: 'channelOff' },
    });
    const button = v7() as ChannelId;
    await adminDesk.must('channel.create', {
      channelId: button,
      name: 'Button',
      queueId,
      kind: 'webCall',
      settings: { siteChannelId: site },
    });
    const { face } = (await visitor.updates.find((update) => update.kind === 'face' && update.face.calls === true)) as {
      face: { calls?: boolean };
    };
    expect(face.calls).toBe(true);
    expect(await visitor.emit('command', { id: v7(), name: 'call.begin', input: {} })).toMatchObject({
      ok: true,
      value: { path: expect.stringMatching(/^\/sip\?ticket=/), target: 'sip:call@ringdesk.invalid' },
    });
    for (const { id: agentId } of [ana, ben]) endpoint.tell({ type: 'phones', agentId, devices: [] });
    await visitor.updates.find((update) => update.kind === 'face' && update.face.calls === false);
  });

  test('a softphone lives no longer than its session, and neither does its unused ticket', async () => {
    const { server, ana } = await callCenter();
    const open = async (path: string) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, 'sip');
      const gone = once(socket, 'close');
      await Promise.race([once(socket, 'open'), gone]);
      return { socket, gone };
    };
    const token = await server.token(ana);
    const desk = server.connect(token);
    await desk.connected();
    await desk.hello();
    const used = await desk.ask('phone.ticket', { deskId: 'desk-one' });
    const unused = await desk.ask('phone.ticket', { deskId: 'desk-two' });
    const { socket, gone } = await open(used.path);
    expect(socket.readyState).toBe(socket.OPEN);
    const { sessions } = server.running.application;
    await sessions.endAllOf(ana.id);
    expect((await gone)[0]).toMatchObject({ code: 1001 });
    expect((await open(unused.path)).socket.readyState).not.toBe(socket.OPEN);
  });

  test('who was dismissed has no phone of another make here either', async () => {
    const { adminDesk, ana, endpoint } = await callCenter();
    await adminDesk.ask('phone.newAccount', { agentId: ana.id });
    expect(endpoint.config?.phones.map(({ agentId }) => agentId)).toEqual([ana.id]);
    await adminDesk.must('agent.dismiss', { agentId: ana.id });
    await expect.poll(() => endpoint.config?.phones).toEqual([]);
  });

  test('a line that does not work, calls and phones are counted where machines look', async () => {
    const center = await callCenter();
    const { server, endpoint, trunkId } = center;
    const now = server.running.engine.now();
    calls(center);
    endpoint.tell({
      type: 'trunk',
      health: { trunkId, state: 'failing', problem: 'unreachable', since: now as Instant, calls: 0 },
    });
    await expect
      .poll(async () => (await server.fetch('/metrics')).text())
      .toMatch(/_calls 1\n[^]*_lines_failing 1\n[^]*_phones 2\n/);
  });
});

describe('ids that a desk makes', () => {
  test('a call under the id of a conversation that has left the memory is refused, and that one stays as it was', async () => {
    const machine = new TestClock();
    const center = await callCenter({}, {}, { machine });
    const { endpoint, server, anaDesk, ana } = center;
    const callId = calls(center);
    await talks(center, callId);
    endpoint.tell({ type: 'ended', callId, by: 'customer', because: 'hangUp' });
    await closed(center, callId);
    await anaDesk.must('interaction.finishWrapUp', { interactionId: callId });
    machine.pass(2 * HOUR);
    await server.running.engine.submit({ type: 'clock.ticked' }, { actor: { kind: 'server' } });
    expect(server.running.engine.read(({ interactions }) => interactions.size)).toBe(0);
    const desk = await server.desk(ana);
    const dial = { interactionId: callId, to: { kind: 'number' as const, number: '600333444' } };
    expect(await desk.command('call.dial', dial)).toEqual({ ok: false, error: { code: 'notFound' } });
    const { interactions } = await (
      await server.desk(center.admin)
    ).ask('conversations.list', { state: 'any', limit: 10 });
    expect(interactions).toMatchObject([{ id: callId, call: { direction: 'in' } }]);
  });

  test('a queue under the id of one that was deleted is refused', async () => {
    const { adminDesk, queueId, channelId } = await callCenter();
    await adminDesk.must('channel.delete', { channelId });
    const { name, language, settings } = (await adminDesk.update('queue.put', ({ queue }) => queue.id === queueId))
      .queue;
    await adminDesk.must('queue.delete', { queueId, openTo: null });
    expect(await adminDesk.command('queue.create', { queueId, name, language, settings })).toMatchObject({ ok: false });
  });
});

describe('a full disk', () => {
  test('[F3] who hangs up while nothing can be written has hung up as soon as it can, and the recording is kept', async () => {
    const machine = new TestClock();
    let full = false;
    const failpoints = (name: FailpointName): void => {
      if (full && name === 'commit') throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    };
    const center = await callCenter({ recording: 'always' }, {}, { machine, failpoints });
    const { endpoint, anaDesk, server } = center;
    const file = await recordedFile();
    const callId = calls(center);
    await talks(center, callId);
    full = true;
    expect(await anaDesk.command('presence.set', { state: 'away' })).toMatchObject({ error: { code: 'storageFull' } });
    endpoint.tell({ type: 'ended', callId, by: 'customer', because: 'hangUp' });
    endpoint.tell({ type: 'recorded', callId, kind: 'recording', file, seconds: 7, peaks: [1, 2] });
    // Whatever comes next finds nothing written either.
    expect(await anaDesk.command('presence.set', { state: 'away' })).toMatchObject({ error: { code: 'storageFull' } });
    full = false;
    machine.pass(2_000);
    await anaDesk.command('presence.set', { state: 'away' });
    expect((await closed(center, callId)).interaction).toMatchObject({ call: { end: { outcome: 'answered' } } });
    await anaDesk.update(
      'transcript.line',
      ({ line: one }) => one.type === 'happening' && one.what.name === 'recorded',
    );
    expect(server.running.engine.read(({ calls: running }) => running.size)).toBe(0);
  });

  test('[F3] what is set about calls while nothing can be written is known to the rules once there is room', async () => {
    const machine = new TestClock();
    let full = false;
    const failpoints = (name: FailpointName): void => {
      if (full && name === 'commit') throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    };
    const { anaDesk, adminDesk, server } = await callCenter({}, {}, { machine, failpoints });
    const known = () => server.running.engine.read(({ telephony }) => telephony.trunks.length);
    expect(known()).toBe(1);
    full = true;
    // The table takes the line, the log does not.
    const trunkId = v7() as TrunkId;
    await adminDesk.ask('trunk.save', { trunkId, version: 0, name: 'Second line', settings: line, password: 'secret' });
    expect(await anaDesk.command('presence.set', { state: 'away' })).toMatchObject({ error: { code: 'storageFull' } });
    expect(known()).toBe(1);
    full = false;
    const written = new Promise<void>((resolve) => {
      server.running.engine.onCommitted(({ events }) => {
        if (events.some(({ type }) => type === 'telephony.configured')) resolve();
      });
    });
    machine.pass(2_000);
    await anaDesk.command('presence.set', { state: 'away' });
    await written;
    expect(known()).toBe(2);
  });
});

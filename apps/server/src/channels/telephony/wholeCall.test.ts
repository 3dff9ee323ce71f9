import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { ChannelId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { v7 } from 'uuid';
import { describe, expect, onTestFinished, test, vi } from 'vitest';

import type { AgentClient } from '../../transport/testing/clients.ts';
import { type Person, startTestServer } from '../../transport/testing/testServer.ts';
import { CALL_HEADER, ROLE_HEADER } from './callControl.ts';
import { heardIn, openSipPage, SessionState, type SipPage, stateOf } from './sip/testing/sipPage.ts';
import { PATIENCE } from './sip/testing/sipStage.ts';

const until = (check: () => void): Promise<void> => vi.waitFor(check, PATIENCE);

/** The whole server with its SIP worker, a site with a call button, and two agents with softphones which answer by themselves. */
async function given() {
  const server = await startTestServer();
  const [admin, ana, ben] = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
  ];
  const [adminDesk, anaDesk, benDesk] = [await server.desk(admin), await server.desk(ana), await server.desk(ben)];
  const [queueId, button] = [v7() as QueueId, v7() as ChannelId];
  await adminDesk.must('queue.create', {
    queueId,
    name: 'Calls',
    language: 'en',
    settings: {
      ...defaultQueueSettings,
      distribution: 'strict',
      wrapUpSeconds: 0,
      members: [ana, ben].map(({ id }) => ({ kind: 'agent' as const, agentId: id })),
      call: defaultCallSettings,
    },
  });
  const { channelId: site } = await server.queue(adminDesk, [ana]);
  await adminDesk.must('channel.create', {
    channelId: button,
    name: 'Button',
    queueId,
    kind: 'webCall',
    settings: { siteChannelId: site },
  });
  const open = async (name: string, contact: string, path: string): Promise<SipPage> => {
    const page = await openSipPage({ name, contact, server: `${server.url.replace('http', 'ws')}${path}` });
    onTestFinished(async () => page.close().catch(() => undefined));
    return page;
  };
  const phone = async (person: Person, desk: AgentClient): Promise<SipPage> => {
    const { path } = await desk.ask('phone.ticket', { deskId: `desk-${person.name.toLowerCase()}` });
    const page = await open(person.id, `desk-${person.name.toLowerCase()}`, path);
    await page.register();
    page.answersAll();
    await desk.update('agent.put', ({ agent }) => agent.id === person.id && agent.phone?.state === 'ready');
    return page;
  };
  const [anaPhone, benPhone] = [await phone(ana, anaDesk), await phone(ben, benDesk)];
  const visitor = await server.visitor(site);

  /** The visitor calls. */
  const begins = async () => {
    const begun = await visitor.emit<{ path: string; uri: string }>('command', {
      id: v7(),
      name: 'call.begin',
      input: {},
    });
    if (!begun.ok) throw new Error(begun.error.code);
    const name = /^sip:([^@]+)@/.exec(begun.value.uri)?.[1] ?? '';
    const page = await open(name, name, begun.value.path);
    return { call: await page.call(), page };
  };
  /** And the first agent has them. */
  const talking = async () => {
    const { call, page } = await begins();
    const { offer } = await anaDesk.update('offer.put');
    await anaDesk.must('offer.accept', { offerId: offer.id });
    await sees(anaDesk, offer.interactionId, ({ state }) => state === 'active');
    await until(() => expect(stateOf(call)).toBe(SessionState.Established));
    return { call, interactionId: offer.interactionId, page };
  };
  return { server, ana, ben, anaDesk, benDesk, adminDesk, anaPhone, benPhone, begins, talking };
}

const sees = (desk: AgentClient, id: InteractionId, fits: (interaction: Interaction) => boolean) =>
  desk.update('interaction.put', ({ interaction }) => interaction.id === id && fits(interaction));

describe('a call through engine, worker and real SIP peers', () => {
  test('[57] a visitor calls, the desk accepts, both hear each other, the visitor hangs up', async () => {
    const { talking, anaDesk, anaPhone, ana } = await given();
    const { call, interactionId } = await talking();
    expect(heardIn(call)).toBe(ana.id);
    await call.bye();
    const { interaction } = await sees(anaDesk, interactionId, ({ state }) => state === 'closed');
    expect(interaction.call?.end).toMatchObject({ by: 'customer', outcome: 'answered' });
    await until(() => expect(stateOf(anaPhone.invitations[0])).toBe(SessionState.Terminated));
  });

  test('the agent hangs up at the desk: both legs end', async () => {
    const { talking, anaDesk, anaPhone } = await given();
    const { call, interactionId } = await talking();
    await anaDesk.must('call.hangUp', { interactionId });
    await until(() => expect(stateOf(call)).toBe(SessionState.Terminated));
    await until(() => expect(stateOf(anaPhone.invitations[0])).toBe(SessionState.Terminated));
  });

  test('a transfer to a colleague: the sender’s leg ends when the colleague’s stands', async () => {
    const { talking, anaDesk, benDesk, anaPhone, ben } = await given();
    const { call, interactionId } = await talking();
    await anaDesk.must('interaction.transfer', { interactionId, to: { kind: 'agent', agentId: ben.id } });
    const { offer } = await benDesk.update('offer.put', (update) => update.offer.kind === 'transfer');
    await benDesk.must('offer.accept', { offerId: offer.id });
    await sees(benDesk, interactionId, (one) => one.state === 'active' && one.ownerId === ben.id);
    await until(() => expect(heardIn(call)).toBe(ben.id));
    await until(() => expect(stateOf(anaPhone.invitations[0])).toBe(SessionState.Terminated));
  });

  test('a colleague is asked and takes over', async () => {
    const { talking, anaDesk, benDesk, anaPhone, ben } = await given();
    const { call, interactionId } = await talking();
    await anaDesk.must('call.consult', { interactionId, with: { kind: 'agent', agentId: ben.id } });
    const { offer } = await benDesk.update('offer.put', (update) => update.offer.kind === 'consult');
    await benDesk.must('offer.accept', { offerId: offer.id });
    await sees(
      anaDesk,
      interactionId,
      (one) => one.call?.consult?.with.kind === 'agent' && one.call.consult.with.offerId === undefined,
    );
    await anaPhone.call([`${CALL_HEADER}: ${interactionId}`, `${ROLE_HEADER}: consult`]);
    await sees(anaDesk, interactionId, (one) => one.call?.consult?.state === 'talking');
    await anaDesk.must('call.completeConsult', { interactionId });
    await sees(benDesk, interactionId, (one) => one.state === 'active' && one.ownerId === ben.id);
    await until(() => expect(heardIn(call)).toBe(ben.id));
    await call.bye();
    await sees(benDesk, interactionId, ({ state }) => state === 'closed');
  });

  test('a colleague is called', async () => {
    const { anaDesk, benDesk, anaPhone, ana, ben } = await given();
    const interactionId = v7() as InteractionId;
    await anaDesk.must('call.dial', { interactionId, to: { kind: 'agent', agentId: ben.id } });
    const call = await anaPhone.call([`${CALL_HEADER}: ${interactionId}`, `${ROLE_HEADER}: talk`]);
    const { offer } = await benDesk.update('offer.put');
    await benDesk.must('offer.accept', { offerId: offer.id });
    await sees(anaDesk, interactionId, ({ state }) => state === 'active');
    await until(() => expect(heardIn(call)).toBe(ben.id));
    await call.bye();
    const { interaction } = await sees(anaDesk, interactionId, ({ state }) => state === 'closed');
    expect(interaction.call).toMatchObject({ via: 'internal', end: { outcome: 'answered' } });
    expect(interaction.lastOwnerId).toBe(ana.id);
  });

  test('a visitor who gives up while it rings: the offer stops, nothing rings for nobody', async () => {
    const { server, anaDesk, begins, anaPhone } = await given();
    const { call } = await begins();
    const { offer } = await anaDesk.update('offer.put');
    await call.cancel();
    const gone = await anaDesk.update('offer.gone', ({ offerId }) => offerId === offer.id);
    expect(gone.end).toMatchObject({ outcome: 'withdrawn', reason: 'customerLeft' });
    const { interaction } = await sees(anaDesk, offer.interactionId, ({ state }) => state === 'closed');
    expect(interaction.call?.end).toMatchObject({ by: 'customer', outcome: 'missed' });
    expect(server.running.engine.read(({ calls, offers }) => [calls.size, offers.size])).toEqual([0, 0]);
    expect(anaPhone.invitations).toHaveLength(0);
  });

  test('a transfer to a queue: the sender’s leg ends at once, the next agent has the same caller', async () => {
    const { talking, adminDesk, anaDesk, benDesk, anaPhone, ben } = await given();
    const queueId = v7() as QueueId;
    const members = [{ kind: 'agent' as const, agentId: ben.id }];
    const settings = { ...defaultQueueSettings, members, call: defaultCallSettings };
    await adminDesk.must('queue.create', { queueId, name: 'Second line', language: 'en', settings });
    const { call, interactionId } = await talking();
    await anaDesk.must('interaction.transfer', { interactionId, to: { kind: 'queue', queueId } });
    await until(() => expect(stateOf(anaPhone.invitations[0])).toBe(SessionState.Terminated));
    const { offer } = await benDesk.update('offer.put', (update) => update.offer.queueId === queueId);
    await benDesk.must('offer.accept', { offerId: offer.id });
    await sees(benDesk, interactionId, (one) => one.state === 'active' && one.ownerId === ben.id);
    await until(() => expect(heardIn(call)).toBe(ben.id));
    expect(stateOf(call)).toBe(SessionState.Established);
  });
});

import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { ChannelId, InteractionId, QueueId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { v7 } from 'uuid';
import { describe, expect, onTestFinished, test, vi } from 'vitest';

import type { AgentClient } from '../../transport/testing/clients.ts';
import { startTestServer } from '../../transport/testing/testServer.ts';
import { type Baresip, type BaresipOptions, hasBaresip, startBaresip } from './sip/testing/baresip.ts';
import { PATIENCE } from './sip/testing/sipStage.ts';
import { line } from './testing/callCenter.ts';

const UDP = 15_700;
/** The telephone system of the house is known by its address. */
const PBX = '127.0.0.8';
const NUMBER = '+34910000000';
const AUDIBLE = 1_000;

const phone = async (options: BaresipOptions): Promise<Baresip> => {
  const opened = await startBaresip(options);
  onTestFinished(() => opened.close());
  return opened;
};
const sees = (desk: AgentClient, fits: (interaction: Interaction) => boolean) =>
  desk.update('interaction.put', ({ interaction }) => fits(interaction));
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, PATIENCE);

/** A center behind the telephone system of a house, Ana at a phone of another make, and one extension of the house: 204. */
async function given({ shortNumbers }: { readonly shortNumbers: boolean }) {
  const server = await startTestServer({
    env: { RINGDESK_SIP_HOST: '0.0.0.0', RINGDESK_SIP_UDP_PORT: String(UDP) },
  });
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const [trunkId, queueId] = [v7() as TrunkId, v7() as QueueId];
  const settings = { ...line, host: PBX, port: UDP + 20, allowedAddresses: [PBX], maxCalls: 4, shortNumbers };
  await adminDesk.ask('trunk.save', { trunkId, version: 0, name: 'House', settings, password: null });
  await adminDesk.ask('telephony.save', {
    outboundTrunkId: trunkId,
    // To the outside nothing may be called: an extension costs nobody anything.
    countries: [],
    premiumAllowed: false,
    maxCallsPerHour: 60,
    maxMinutesPerDay: 480,
    iceServers: [],
    turnSecret: null,
  });
  await adminDesk.must('queue.create', {
    queueId,
    name: 'Reception',
    language: 'en',
    settings: {
      ...defaultQueueSettings,
      wrapUpSeconds: 0,
      members: [{ kind: 'agent', agentId: ana.id }],
      call: defaultCallSettings,
    },
  });
  const channelId = v7() as ChannelId;
  await adminDesk.must('channel.create', {
    channelId,
    name: 'Number',
    queueId,
    kind: 'phone',
    settings: { trunkId, number: NUMBER },
  });
  const { user, password } = await server.running.application.telephony.desk.office.newAccount(ana.id);
  const anaPhone = await phone({
    host: '127.0.0.1',
    port: UDP + 10,
    controlPort: UDP + 12,
    account: `<sip:${user}@127.0.0.1:${UDP};transport=udp>;auth_user=${user};auth_pass=${password};regint=60`,
    hz: 440,
  });
  const extension = await phone({
    host: PBX,
    port: UDP + 20,
    controlPort: UDP + 22,
    account: `<sip:204@${PBX}:${UDP + 20}>;regint=0`,
    answers: true,
    hz: 620,
  });
  await anaDesk.update('agent.put', ({ agent }) => agent.id === ana.id && agent.phone?.state === 'ready');
  return { server, ana, anaDesk, anaPhone, extension };
}

describe.skipIf(!hasBaresip)('[57] extensions of the telephone system behind the line', { timeout: 90_000 }, () => {
  test('is called from a phone by its short number, and both hear each other', async () => {
    const { anaDesk, anaPhone, extension } = await given({ shortNumbers: true });
    anaPhone.dial(`sip:204@127.0.0.1:${UDP}`);
    const { interaction } = await sees(anaDesk, ({ state }) => state === 'active');
    expect(interaction).toMatchObject({ call: { direction: 'out', via: 'trunk' }, customer: { phone: '204' } });
    await anaPhone.happened('CALL_ESTABLISHED');
    await eventually(() => expect(anaPhone.hears(620)).toBeGreaterThan(AUDIBLE));
    await eventually(() => expect(extension.hears(440)).toBeGreaterThan(AUDIBLE));
    extension.hangUp();
    const { interaction: over } = await sees(anaDesk, ({ state }) => state === 'closed');
    expect(over.call?.end).toMatchObject({ by: 'customer', outcome: 'answered' });
  });

  test('where the line leads to no such system the short number is none, and nobody is called', async () => {
    const { server, anaPhone, extension } = await given({ shortNumbers: false });
    anaPhone.dial(`sip:204@127.0.0.1:${UDP}`);
    await anaPhone.happened('CALL_CLOSED');
    expect(extension.events).not.toContain('CALL_INCOMING');
    expect(server.running.engine.read(({ calls }) => calls.size)).toBe(0);
  });

  test('calls in by its short number, and is sent on to as any other', async () => {
    const { anaDesk, anaPhone, extension } = await given({ shortNumbers: true });
    const caller = await phone({
      host: PBX,
      port: UDP + 30,
      controlPort: UDP + 32,
      account: `<sip:207@${PBX}:${UDP + 30}>;regint=0`,
      hz: 880,
    });
    caller.dial(`sip:${NUMBER}@127.0.0.1:${UDP}`);
    await anaPhone.happened('CALL_INCOMING');
    anaPhone.accept();
    const { interaction } = await sees(anaDesk, ({ state }) => state === 'active');
    expect(interaction.customer.phone).toBe('207');
    const interactionId: InteractionId = interaction.id;
    await eventually(() => expect(anaPhone.hears(880)).toBeGreaterThan(AUDIBLE));
    await anaDesk.must('call.sendOn', { interactionId, number: '204' });
    await sees(anaDesk, ({ call }) => call?.sentOn?.number === '204');
    await anaPhone.happened('CALL_CLOSED');
    await eventually(() => expect(extension.hears(880)).toBeGreaterThan(AUDIBLE));
    await eventually(() => expect(caller.hears(620)).toBeGreaterThan(AUDIBLE));
  });
});

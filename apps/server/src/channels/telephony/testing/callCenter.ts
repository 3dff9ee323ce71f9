import { defaultCallSettings, type CallSettings, type TrunkSettings } from '@ringdesk/shared/model/call.ts';
import type { ChannelId, InteractionId, QueueId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, type QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { v7 } from 'uuid';

import { type Person, startTestServer, type TestOptions } from '../../../transport/testing/testServer.ts';
import { ScriptedEndpoint } from './scriptedEndpoint.ts';

/** A line of a provider in Spain. */
export const line: TrunkSettings = {
  host: 'sip.example.test',
  port: 5060,
  transport: 'udp',
  registers: false,
  user: 'ringdesk',
  authUser: '',
  allowedAddresses: ['192.0.2.1'],
  maxCalls: 2,
  dialAs: 'digits',
  country: 'ES',
};

/** A center with a line, a number and a queue of calls; every agent's softphone is registered. */
export async function callCenter(
  call: Partial<CallSettings> = {},
  settings: Partial<QueueSettings> = {},
  options: TestOptions = {},
) {
  const endpoint = new ScriptedEndpoint();
  const server = await startTestServer({ ...options, startEndpoint: endpoint.start });
  const [admin, ana, ben] = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
  ];
  const [adminDesk, anaDesk, benDesk] = [await server.desk(admin), await server.desk(ana), await server.desk(ben)];
  const trunkId = v7() as TrunkId;
  await adminDesk.ask('trunk.save', { trunkId, version: 0, name: 'Line', settings: line, password: 'secret' });
  await adminDesk.ask('telephony.save', {
    outboundTrunkId: trunkId,
    countries: ['ES'],
    premiumAllowed: false,
    maxCallsPerHour: 60,
    maxMinutesPerDay: 480,
    iceServers: ['stun:stun.example.test'],
    turnSecret: null,
  });
  const queueId = v7() as QueueId;
  const channelId = v7() as ChannelId;
  await adminDesk.must('queue.create', {
    queueId,
    name: 'Sales',
    language: 'en',
    settings: {
      ...defaultQueueSettings,
      wrapUpSeconds: 45,
      distribution: 'strict',
      members: [ana, ben].map(({ id }) => ({ kind: 'agent' as const, agentId: id })),
      ...settings,
      call: { ...defaultCallSettings, ...call },
    },
  });
  await adminDesk.must('channel.create', {
    channelId,
    name: 'Number',
    queueId,
    kind: 'phone',
    settings: { trunkId, number: '+34910000000' },
  });
  const register = (person: Person, devices: ('softphone' | 'phone')[] = ['softphone']) =>
    endpoint.tell({ type: 'phones', agentId: person.id, devices });
  register(ana);
  register(ben);
  await adminDesk.update('agent.put', ({ agent }) => agent.id === ben.id && agent.phone?.state === 'ready');
  return { endpoint, server, admin, ana, ben, adminDesk, anaDesk, benDesk, trunkId, queueId, channelId };
}

export type CallCenter = Awaited<ReturnType<typeof callCenter>>;

/** Somebody calls in over the line. */
export const calls = (
  { endpoint, trunkId }: CallCenter,
  { to = '910000000', number = '600111222' } = {},
): InteractionId => {
  const callId = v7() as InteractionId;
  endpoint.tell({ type: 'arrived', callId, from: { kind: 'trunk', trunkId, number, name: 'Mia' }, to });
  return callId;
};

/** Ana takes the call and is joined with the caller. */
export async function talks(center: CallCenter, callId: InteractionId): Promise<void> {
  const { anaDesk, endpoint, ana } = center;
  const { offer } = await anaDesk.update('offer.put', (update) => update.offer.interactionId === callId);
  await anaDesk.must('offer.accept', { offerId: offer.id });
  endpoint.tell({ type: 'connected', callId, agentId: ana.id });
  await anaDesk.update('interaction.put', ({ interaction: { id, state } }) => id === callId && state === 'active');
}

/** Ana's desk is told that the call is over. */
export const closed = ({ anaDesk }: CallCenter, callId: InteractionId) =>
  anaDesk.update('interaction.put', ({ interaction: { id, call } }) => id === callId && call?.end !== undefined);

import type { CustomerId, ChannelId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { IncomingInviteRequest } from 'sip.js/lib/core/index.js';
import { vi } from 'vitest';

import { TokenBucket } from '../../../../application/tokenBuckets.ts';
import type { CallFact, EndpointConfig, PageClient } from '../../callControl.ts';
import type { MediaAnchor } from '../../callMedia.ts';
import { createMediaAnchor } from '../../media/mediaAnchor.ts';
import { createFlow, type Exchange, type Place } from '../flow.ts';
import { type Dialled, dialLeg, type Leg, receiveLeg } from '../leg.ts';
import { realWaiting, type Waiting } from '../reliability.ts';
import { uriOf } from '../stack.ts';
import { createSwitchboard, type SwitchboardParts } from '../switchboard.ts';
import { soundOf } from './sipPage.ts';
import { agent, PATIENCE, trunk } from './sipStage.ts';

export const LINE: Place = { address: '192.0.2.10', port: 5060 };
/** The line's own network: each sender there has an allowance of its own. */
const LINE_NETWORK = '198.51.100.0/24';
export const PORT = 5_060;

/** A client of ours which speaks through memory instead of a socket. */
export interface Peer {
  readonly legs: Leg[];
  /** Every message that came. */
  readonly heard: string[];
  said(text: string): void;
  dial(headers?: readonly string[], sdp?: string): Dialled;
  register(): void;
}

/**
 * A switchboard whose datagrams and sockets are in memory and whose clock is the test's: what would be dropped for its
 * rate alone is seen by every part.
 */
export async function openSipBoard(
  config: Partial<EndpointConfig> = {},
  waiting: Waiting = realWaiting,
  real: Partial<Pick<SwitchboardParts, 'openDatagrams' | 'localAddress' | 'names'>> = {},
) {
  let clock = 1_000;
  const facts: CallFact[] = [];
  const noted = new Map<string, number>();
  const datagrams: { readonly text: string; readonly to: Place }[] = [];
  const clients = new Map<string, (text: string | undefined) => void>();
  let arrive: ((text: string, from: Place) => void) | undefined;
  let calls = 0;
  const media: MediaAnchor = createMediaAnchor({
    servers: [],
    folder: '/nonexistent',
    now: () => clock,
    newId: () => 'id',
    events: {
      health: () => undefined,
      lost: () => undefined,
      recorded: () => undefined,
      recordingBroke: () => undefined,
      digit: () => undefined,
    },
  });
  const board = createSwitchboard({
    report: (fact) => void facts.push(fact),
    // Later, as over a socket: the library does not expect an answer while it still sends.
    toClient: (socketId, text) => void setImmediate(() => clients.get(socketId)?.(text)),
    noted: (category) => noted.set(category, (noted.get(category) ?? 0) + 1),
    media: () => media,
    newCallId: () => `call-${(calls += 1)}` as InteractionId,
    now: () => clock,
    waiting,
    wallNow: () => 1_800_000_000_000 + clock,
    localAddress: () => Promise.resolve('192.0.2.1'),
    openDatagrams: (_host, _port, received) => {
      arrive = received;
      return Promise.resolve({
        port: PORT,
        reaches: () => true,
        send: (text, to) => void datagrams.push({ text, to }),
        close: () => undefined,
      });
    },
    checkCertificates: false,
    ...real,
  });
  const whole: EndpointConfig = {
    trunks: [trunk('line', { host: LINE.address, allowedAddresses: [LINE.address, LINE_NETWORK], maxCalls: 1_000 })],
    phones: [{ agentId: agent('ute'), user: 'ute', password: 'geheim' }],
    listen: { host: '192.0.2.1', udpPort: PORT, tcpPort: undefined, tls: undefined },
    publicHost: undefined,
    rtpengine: undefined,
    mediaDir: '/nonexistent',
    ...config,
  };
  await board.configure(whole);
  const exchange: Exchange = {
    now: () => clock,
    waiting: realWaiting,
    budget: new TokenBucket({ perSecond: 1e9, burst: 1e9 }, 0),
    noted: () => undefined,
  };

  return {
    board,
    config: whole,
    facts,
    noted,
    datagrams,
    advance: (ms: number) => (clock += ms),
    datagram: (text: string, from: Place = LINE) => arrive?.(text, from),
    fact: <Type extends CallFact['type']>(type: Type, skip = 0): Promise<Extract<CallFact, { type: Type }>> =>
      vi.waitFor(() => {
        const found = facts.filter((fact): fact is Extract<CallFact, { type: Type }> => fact.type === type)[skip];
        if (found === undefined) throw new Error(`no ${type} among ${facts.map((fact) => fact.type).join(', ')}`);
        return found;
      }, PATIENCE),
    /** A page that is connected; `answers` takes every call with its own sound. */
    client(socketId: string, client: PageClient, answers = true): Peer {
      const legs: Leg[] = [];
      const heard: string[] = [];
      const name = client.kind === 'softphone' ? client.agentId : client.customerId;
      const flow = createFlow(
        {
          transport: 'WS',
          user: name,
          host: 'ringdesk.invalid',
          limitBytes: 64_000,
          send: (text) => void setImmediate(() => board.clientSaid(socketId, text)),
          invited: (request: IncomingInviteRequest) => {
            const leg = receiveLeg(flow, request, realWaiting);
            legs.push(leg);
            leg.listener = { ...leg.listener, changed: (change) => void change.accept(soundOf(name)) };
            if (answers) void leg.answer(soundOf(name));
          },
        },
        exchange,
      );
      clients.set(socketId, (text) => {
        if (text === undefined) return;
        heard.push(text);
        flow.receive(text);
      });
      board.clientOpened(socketId, client);
      const to = uriOf('sip:call@ringdesk.invalid');
      const from = uriOf(`sip:${name}@ringdesk.invalid`);
      return {
        legs,
        heard,
        said: (text) => board.clientSaid(socketId, text),
        dial: (headers = [], sdp = soundOf(name)) =>
          dialLeg(flow, { target: to, from, fromName: '', to, sdp, headers, hops: 70 }, realWaiting, () => undefined),
        register() {
          const message = flow.core.makeOutgoingRequestMessage(
            'REGISTER',
            uriOf('sip:ringdesk.invalid'),
            from,
            from,
            {},
            [`Contact: ${flow.contact};expires=600`],
          );
          flow.core.register(message);
        },
      };
    },
  };
}

export type SipBoard = Awaited<ReturnType<typeof openSipBoard>>;

export const softphone = (name: string): PageClient => ({
  kind: 'softphone',
  agentId: agent(name),
  deskId: `desk-${name}`,
});
export const visitor = (name: string): PageClient => ({
  kind: 'visitor',
  customerId: name as CustomerId,
  channelId: 'site' as ChannelId,
});

/** A visitor and an agent who talk. */
export async function talk(stage: SipBoard, agentName: string, visitorName: string) {
  const desk = stage.client(`socket-${agentName}`, softphone(agentName));
  desk.register();
  const page = stage.client(`socket-${visitorName}`, visitor(visitorName));
  const skip = stage.facts.filter(({ type }) => type === 'arrived').length;
  const { leg, answered } = page.dial();
  const { callId } = await stage.fact('arrived', skip);
  stage.board.order({ type: 'connect', callId, agentId: agent(agentName) });
  const reply = await answered;
  if (!reply.ok) throw new Error(`refused: ${reply.status}`);
  reply.ack();
  return { desk, page, leg, callId };
}

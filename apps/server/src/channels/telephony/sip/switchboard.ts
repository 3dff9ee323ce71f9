import type { InteractionId, TrunkId } from '@ringdesk/shared/model/ids.ts';

import { TokenBucket } from '../../../application/tokenBuckets.ts';
import type { CallFact, CallOrder, EndpointConfig, MediaAnchor, SipClient } from '../callControl.ts';
import { createCalls } from './calls.ts';
import { createClients } from './clients.ts';
import type { Exchange, Flow } from './flow.ts';
import { createListeners } from './listeners.ts';
import { createPhones } from './phones.ts';
import { createRegistrar } from './registrar.ts';
import { realWaiting, type Waiting } from './reliability.ts';
import { openDatagrams as openReal, type OpenDatagrams } from './sockets.ts';
import { createTrunk, type Trunk } from './trunk.ts';

/** Requests a second that begin something; parsing one takes over a millisecond (telephony, section 1). */
const BUDGET = { perSecond: 300, burst: 300 };
const TICK_MS = 1_000;

export interface SwitchboardParts {
  readonly report: (fact: CallFact) => void;
  readonly toClient: (socketId: string, text: string | undefined) => void;
  /** A category for the log, never what was said. */
  readonly noted: (category: string) => void;
  readonly media: () => MediaAnchor;
  readonly newCallId: () => InteractionId;
  readonly now: () => number;
  readonly wallNow: () => number;
  readonly waiting?: Waiting;
  readonly openDatagrams?: OpenDatagrams;
  readonly checkCertificates?: boolean;
}

/** Everything that speaks SIP, in one thread: flows, registrar, trunks and calls. */
export function createSwitchboard(parts: SwitchboardParts) {
  const waiting = parts.waiting ?? realWaiting;
  const exchange: Exchange = {
    now: parts.now,
    waiting,
    budget: new TokenBucket(BUDGET, parts.now()),
    noted: parts.noted,
  };
  const registrar = createRegistrar(exchange, parts.report);
  const trunks = new Map<TrunkId, Trunk>();
  const calls = createCalls({
    exchange,
    registrar,
    media: parts.media,
    report: parts.report,
    newCallId: parts.newCallId,
    dialTrunk: (to, dialling) => trunks.get(to.trunkId)?.dial(to, dialling),
  });
  const clients = createClients({
    exchange,
    registrar,
    toClient: parts.toClient,
    invited: (request, flow, client) =>
      client.kind === 'softphone'
        ? calls.softphoneCalled(flow, request, client.agentId)
        : calls.visitorCalled(flow, request, client),
    standing: calls.standing,
    cameBack: (flow: Flow) => calls.probe(flow),
  });
  const phones = createPhones({
    exchange,
    wallNow: parts.wallNow,
    registrar,
    called: (request, flow, agentId) => calls.phoneCalled(flow, request, agentId),
  });
  const listeners = createListeners({
    exchange,
    phones,
    trunks: () => [...trunks.values()],
    openDatagrams: parts.openDatagrams ?? openReal,
  });

  const openTrunk = (config: EndpointConfig['trunks'][number]): Trunk =>
    createTrunk(config, {
      exchange,
      wallNow: parts.wallNow,
      datagrams: listeners.datagrams,
      ownPlace: listeners.ownPlace,
      health: (health) => parts.report({ type: 'trunk', health }),
      checkCertificates: parts.checkCertificates ?? true,
      called: (request, flow, trunk) => {
        if (trunk.isFull()) return void request.reject({ statusCode: 486 });
        trunk.take(calls.trunkCalled(flow, request, trunk.trunkId));
      },
    });

  const reconcile = (next: EndpointConfig): void => {
    for (const [id, trunk] of trunks) {
      if (next.trunks.some(({ trunkId }) => trunkId === id)) continue;
      trunk.stop();
      trunks.delete(id);
    }
    for (const config of next.trunks) {
      const trunk = trunks.get(config.trunkId);
      if (trunk?.reconfigure(config) === true) continue;
      trunk?.stop();
      trunks.set(config.trunkId, openTrunk(config));
    }
  };

  let probeAt = parts.now() + calls.probeEveryMs;
  let stopTicking: () => void;
  const tick = (): void => {
    stopTicking = waiting.after(TICK_MS, tick);
    registrar.tick();
    phones.tick((flow) => calls.standing(flow) === 'talks');
    for (const trunk of trunks.values()) trunk.tick();
    if (parts.now() < probeAt) return;
    probeAt = parts.now() + calls.probeEveryMs;
    calls.probe();
  };
  stopTicking = waiting.after(TICK_MS, tick);
  let configuring = Promise.resolve();

  return {
    /** Resolves when the sockets are open; a port that cannot be had is told as `noted`, and the rest works. */
    configure(config: EndpointConfig): Promise<void> {
      configuring = configuring.then(async () => {
        phones.configure(config.phones);
        await listeners.configure(config).catch(() => parts.noted('portTaken'));
        reconcile(config);
        for (const trunk of trunks.values()) trunk.tick();
      });
      return configuring;
    },
    order: (order: CallOrder): void => calls.order(order),
    clientOpened: (socketId: string, client: SipClient): void => clients.opened(socketId, client),
    clientSaid: (socketId: string, text: string): void => clients.said(socketId, text),
    clientClosed: (socketId: string): void => clients.closed(socketId),
    mediaLost: (callId: InteractionId): void => calls.mediaLost(callId),
    /** Says goodbye to everybody. Sockets close after `goodbyeMs`, so that it is heard. */
    async stop(goodbyeMs = 300): Promise<void> {
      stopTicking();
      calls.stop();
      for (const trunk of trunks.values()) trunk.stop();
      await new Promise<void>((resolve) => void waiting.after(goodbyeMs, resolve));
      clients.stop();
      phones.stop();
      listeners.close();
    },
  };
}

export type Switchboard = ReturnType<typeof createSwitchboard>;

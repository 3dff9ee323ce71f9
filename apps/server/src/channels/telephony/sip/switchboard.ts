import type { InteractionId, TrunkId } from '@ringdesk/shared/model/ids.ts';

import { TokenBucket } from '../../../application/tokenBuckets.ts';
import type { CallFact, CallOrder, EndpointConfig, SipClient } from '../callControl.ts';
import type { MediaAnchor } from '../callMedia.ts';
import { createCalls } from './calls.ts';
import { createClients } from './clients.ts';
import type { Exchange, Flow } from './flow.ts';
import { createGoodbyes } from './goodbyes.ts';
import { createKeptLegs, type KeptLegs, type KeptParty } from './keptLegs.ts';
import type { Leg } from './leg.ts';
import type { Names } from './lineTargets.ts';
import { createListeners } from './listeners.ts';
import { createPhones } from './phones.ts';
import { createRegistrar } from './registrar.ts';
import { realWaiting, type Waiting } from './reliability.ts';
import { localAddressTo, openDatagrams as openReal, type OpenDatagrams } from './sockets.ts';
import { createTrunk, type Trunk } from './trunk.ts';
import { createWebPhones } from './webPhones.ts';

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
  readonly localAddress?: typeof localAddressTo;
  readonly checkCertificates?: boolean;
  readonly names?: Names;
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
  /** Lines which were deleted, or made another, and say goodbye or let their calls end. */
  const leaving = new Set<Trunk>();
  const current = new Map<TrunkId, EndpointConfig['trunks'][number]>();
  let kept: KeptLegs | undefined;
  /** Calls whose legs may be other ones than those kept. */
  const changed = new Set<InteractionId>();
  const calls = createCalls({
    exchange,
    registrar,
    media: parts.media,
    report(fact) {
      parts.report(fact);
      if (!('callId' in fact)) return;
      // By then the legs are what the fact says of them.
      if (changed.size === 0) setImmediate(() => guarded(keepChanged));
      changed.add(fact.callId);
    },
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
    cameBack: (user, flow) => goodbyes.phoneBack(user, flow),
  });
  const webPhones = createWebPhones({ exchange, phones, toClient: parts.toClient });
  const listeners = createListeners({
    exchange,
    phones,
    trunks: () => [...trunks.values(), ...leaving],
    openDatagrams: parts.openDatagrams ?? openReal,
    ports: (ports) => parts.report({ type: 'ports', ports }),
  });

  const goodbyes = createGoodbyes({
    exchange,
    trunk: ({ trunkId }) => trunks.get(trunkId),
    datagrams: listeners.datagrams,
    ownPlace: (address) => listeners.ownPlace(address, 'udp', undefined),
  });

  /** Whom a leg is with that knows nothing of a socket that broke; undefined: a page of ours, which does. */
  const partyOf = (leg: Leg): KeptParty | undefined => {
    const line = [...trunks.values(), ...leaving].find((trunk) => trunk.has(leg));
    if (line !== undefined) return { kind: 'line', trunkId: line.trunkId };
    const phone = phones.behind(leg.flow);
    if (phone === undefined || phone.back.transport === 'WS') return undefined;
    return { kind: 'phone', user: phone.user, transport: phone.back.transport, ...phone.back.from };
  };
  const withParties = (legs: readonly Leg[]) =>
    legs.flatMap((leg) => {
      const party = leg.flow.kind === 'plain' ? partyOf(leg) : undefined;
      return party === undefined ? [] : [[leg, party] as const];
    });
  const keep = (): void => kept?.look(withParties(calls.legs()), 'all');
  const keepChanged = (): void => {
    const legs = [...changed].flatMap((callId) => calls.legsOf(callId));
    changed.clear();
    kept?.look(withParties(legs), 'some');
  };

  const openTrunk = (config: EndpointConfig['trunks'][number]): Trunk =>
    createTrunk(config, {
      exchange,
      wallNow: parts.wallNow,
      datagrams: listeners.datagrams,
      localAddress: parts.localAddress ?? localAddressTo,
      ownPlace: (address, transport, local) => listeners.ownPlace(address, transport, local),
      health: (health) => parts.report({ type: 'trunk', health }),
      checkCertificates: parts.checkCertificates ?? true,
      names: parts.names,
      called: (request, flow, trunk) => {
        if (trunk.isFull()) return void request.reject({ statusCode: 486 });
        trunk.take(calls.trunkCalled(flow, request, trunk.trunkId, trunk.user));
      },
    });

  const reconcile = (next: EndpointConfig): void => {
    for (const [id, trunk] of trunks) {
      if (next.trunks.some(({ trunkId }) => trunkId === id)) continue;
      trunks.delete(id);
      current.delete(id);
      leaving.add(trunk);
      // Nobody pays for a line that is not theirs any more: its calls end, and both sides are told.
      calls.lineGone(trunk.has);
      trunk.leave({ calls: 'end', unregisters: true });
    }
    for (const config of next.trunks) {
      const trunk = trunks.get(config.trunkId);
      const before = current.get(config.trunkId);
      current.set(config.trunkId, config);
      if (trunk?.reconfigure(config) === true) continue;
      if (trunk !== undefined) {
        leaving.add(trunk);
        trunk.leave({
          calls: 'finish',
          unregisters: before !== undefined && registrationOf(before) !== registrationOf(config),
        });
      }
      trunks.set(config.trunkId, openTrunk(config));
    }
  };

  let probeAt = parts.now() + calls.probeEveryMs;
  let stopTicking: () => void;
  /** One part's fault is not the end of the worker, and with it of every call. */
  const guarded = (run: () => void): void => {
    try {
      run();
    } catch {
      parts.noted('tickFailed');
    }
  };
  const tick = (): void => {
    stopTicking = waiting.after(TICK_MS, tick);
    guarded(() => registrar.tick());
    guarded(() => phones.tick((flow) => calls.standing(flow) === 'talks'));
    for (const trunk of [...trunks.values(), ...leaving]) guarded(() => trunk.tick());
    for (const trunk of leaving) if (trunk.isGone()) leaving.delete(trunk);
    guarded(keep);
    guarded(() => goodbyes.look());
    void inTurn(() => listeners.look());
    if (parts.now() < probeAt) return;
    probeAt = parts.now() + calls.probeEveryMs;
    guarded(() => calls.probe());
  };
  stopTicking = waiting.after(TICK_MS, tick);
  let turn = Promise.resolve();
  /** What opens and closes sockets, one after the other; what fails says so and keeps nothing after it. */
  const inTurn = (work: () => Promise<void>): Promise<void> =>
    (turn = turn.then(work).catch(() => parts.noted('configureFailed')));

  return {
    /** Resolves when the sockets are open; a port that cannot be had is told by the fact `ports`, and the rest works. */
    configure: (config: EndpointConfig): Promise<void> =>
      inTurn(async () => {
        phones.configure(config.phones);
        await listeners.configure(config);
        reconcile(config);
        for (const trunk of trunks.values()) trunk.tick();
        if (kept !== undefined || config.legsDir === undefined) return;
        kept = createKeptLegs(config.legsDir, parts.noted);
        goodbyes.add(kept.left());
        goodbyes.look();
      }),
    order: (order: CallOrder): void => calls.order(order),
    clientOpened: (socketId: string, client: SipClient): void =>
      client.kind === 'phone' ? webPhones.opened(socketId, client.address) : clients.opened(socketId, client),
    clientSaid: (socketId: string, text: string): void =>
      (webPhones.has(socketId) ? webPhones : clients).said(socketId, text),
    clientClosed: (socketId: string): void => (webPhones.has(socketId) ? webPhones : clients).closed(socketId),
    mediaLost: (callId: InteractionId): void => calls.mediaLost(callId),
    /** Says goodbye to everybody. Sockets close after `goodbyeMs`, so that it is heard. */
    async stop(goodbyeMs = 300): Promise<void> {
      stopTicking();
      calls.stop();
      const all = [...trunks.values(), ...leaving];
      for (const trunk of all) trunk.leave({ calls: 'end', unregisters: true });
      await new Promise<void>((resolve) => void waiting.after(goodbyeMs, resolve));
      clients.stop();
      phones.stop();
      for (const trunk of all) trunk.close();
      kept?.clear();
      kept = undefined;
      await inTurn(() => Promise.resolve(listeners.close()));
    },
  };
}

/** What a registrar knows a line by: who registers for the same must not undo what took its place. */
const registrationOf = ({ settings: { host, transport, user, registers } }: EndpointConfig['trunks'][number]): string =>
  JSON.stringify([host, transport, user, registers]);

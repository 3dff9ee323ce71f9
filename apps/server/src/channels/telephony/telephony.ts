import { rm } from 'node:fs/promises';
import type { AgentId, ChannelId, CustomerId, SessionId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { TrunkHealth } from '@ringdesk/shared/model/call.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

import type { Attachments } from '../../application/attachments.ts';
import type { DeskEngine } from '../../application/deskEngine.ts';
import type { Recipient } from '../../application/handOver.ts';
import type { EventLog } from '../../application/ports/journal.ts';
import { dialledIn, homeCountry, withName } from '../../application/telephony/dialledNumbers.ts';
import type { TelephonyDesk } from '../../application/telephony/telephonyDesk.ts';
import type { TelephonyOffice } from '../../application/telephony/telephonyOffice.ts';
import { sameNoun } from '../../application/sameNoun.ts';
import { withKept } from '../../application/keptInputs.ts';
import type { Store } from '../../application/ports/store.ts';
import type { CallInput, WantedOrder } from '../../application/telephony/callDoor.ts';
import {
  type CallControl,
  type CallControlEvents,
  type CallFact,
  type CallOrder,
  type EndpointConfig,
  OWN_DOMAIN,
  type PortState,
  SIP_PATH,
  type PageClient,
} from './callControl.ts';
import { arrival } from './callArrivals.ts';
import { inputOfFact } from './callFacts.ts';
import { orderOf } from './callOrders.ts';
import { createCustomerNews } from './customerNews.ts';
import { createOutages } from './outages.ts';
import { createTickets } from './sip/tickets.ts';
import { callTo, colleagueAt, transferTo } from './referrals.ts';
import { tryLine } from './tryLine.ts';

const lineState = { ok: 'works', failing: 'fails', off: 'gone' } as const;

/** What is set where the server is started. */
export type EndpointPlace = Omit<EndpointConfig, 'trunks' | 'phones'>;

export interface TelephonyParts {
  readonly engine: DeskEngine;
  readonly store: Pick<Store<never>, 'kept' | 'consents' | 'visitorNames'>;
  readonly office: TelephonyOffice;
  readonly attachments: Pick<Attachments, 'pathOf' | 'keepRecording'>;
  /** Starts an endpoint in a worker of its own. */
  readonly start: (config: EndpointConfig, events: CallControlEvents) => CallControl;
  readonly place: EndpointPlace;
  readonly log: EventLog;
  readonly newId: () => string;
  readonly now: () => Instant;
  readonly monotonic: () => number;
  readonly delay: (run: () => void, ms: number) => () => void;
}

/** What the door of WebSockets does for the endpoint. */
export interface SipSockets {
  toClient(socketId: string, text: string | undefined): void;
}

/** Who is let in at {@link SIP_PATH} with a ticket. */
export interface Admission {
  readonly path: string;
  readonly uri: string;
}

/**
 * Joins the engine and the SIP endpoint: facts go in as inputs, in their order for each call; committed orders go out. The
 * endpoint is started with the first thing that needs it, so that a center without calls has none.
 */
export function createTelephony(parts: TelephonyParts) {
  const { engine, store, office, log, newId } = parts;
  const tickets = createTickets(parts.monotonic);
  const server = { kind: 'server' } as const;
  /** The last work of each call: what follows waits for it. */
  const lines = new Map<string, Promise<void>>();
  const phones = new Map<AgentId, readonly ('softphone' | 'phone')[]>();
  let control: CallControl | undefined;
  let sockets: SipSockets | undefined;
  let mediaOk = false;
  let ports: readonly PortState[] = [];
  let stopped = false;
  let stopLooking = (): void => undefined;

  const config = (): EndpointConfig => ({
    ...parts.place,
    trunks: office.lines().map(({ id, settings, password }) => ({ trunkId: id, settings, password })),
    // Who was dismissed has no phone here either.
    phones: office
      .phones()
      .filter(({ agentId }) => engine.read((state) => state.agents.get(agentId)?.dismissed === false))
      .map(({ agentId, user, password }) => ({ agentId, user, password })),
  });

  const submit = async (input: CallInput): Promise<boolean> => {
    const reply = await engine.submit(await withKept(engine, store, server, input), { actor: server });
    return reply.ok;
  };

  /** After everything before it of the same call. */
  function inTurn(key: string, work: () => Promise<void>): void {
    const next = (lines.get(key) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      log.error({ err: error }, 'a fact of a call could not be taken in');
    });
    lines.set(key, next);
    void next.then(() => {
      if (lines.get(key) === next) lines.delete(key);
    });
  }

  const nameOf = async (customerId: CustomerId): Promise<string | undefined> =>
    (await store.visitorNames.get(customerId)) ?? (await store.kept.nameOf(customerId));

  async function arrived(fact: Extract<CallFact, { type: 'arrived' }>): Promise<void> {
    const input = await arrival(fact, {
      read: (reader) => engine.read(reader),
      countryOf: (trunkId: TrunkId) => office.trunk(trunkId)?.settings.country ?? '',
      nameOf: async (customerId: CustomerId) => (await nameOf(customerId)) ?? '',
      newId,
    });
    const taken = input !== undefined && (await submit(input));
    // Nobody serves this number, or the caller is blocked: busy, and no more (reliability, section 3).
    if (!taken) control?.order({ type: 'announce', callId: fact.callId, file: null });
  }

  async function recorded(fact: Extract<CallFact, { type: 'recorded' }>): Promise<void> {
    const { callId: interactionId, kind, file, seconds, peaks } = fact;
    const attachmentId = await parts.attachments.keepRecording({ path: file, kind, interactionId }, parts.now());
    if (attachmentId === undefined) {
      log.warn({ kind }, 'a recording found no room');
      return;
    }
    await submit({ type: 'call.recorded', interactionId, kind, attachmentId, seconds, peaks });
    await rm(file, { force: true });
  }

  /** A phone of another make that picks up what is not offered there any more rings no longer. */
  async function pickedUp({ callId, agentId }: Extract<CallFact, { type: 'pickedUp' }>): Promise<void> {
    if (await submit({ type: 'call.pickedUp', interactionId: callId, agentId })) return;
    control?.order({ type: 'stopRinging', callId, agentIds: [agentId], because: 'elsewhere' });
  }

  const named = () => ({
    country: homeCountry(office),
    colleague: (user: string) => engine.read(({ agents }) => colleagueAt(user, agents, office.phones())),
  });

  /** On a phone of another make an agent calls, as from the desk: the same rights, rules and caps. */
  async function dialled({ callId, agentId, to }: Extract<CallFact, { type: 'dialled' }>): Promise<void> {
    const command = callTo(callId, to, named());
    const refuse = (because: Extract<CallOrder, { type: 'refuse' }>['because']): void =>
      control?.order({ type: 'refuse', callId, because });
    if (command === undefined) return refuse('unavailable');
    const known = await withName(dialledIn(office, command), nameOf);
    const reply = await engine.submit(
      { type: 'command', command, ...(known && { dialled: known }) },
      { actor: { kind: 'agent', agentId } },
    );
    if (reply.ok) return;
    const { code } = reply.error;
    refuse(
      code === 'onCall' ? 'busy' : code === 'agentUnavailable' || code === 'notFound' ? 'unavailable' : 'forbidden',
    );
  }

  /** From a phone of another make an agent sends the customer on, as from the desk: to a colleague, or to a number. */
  async function referred({
    callId: interactionId,
    agentId,
    to,
  }: Extract<CallFact, { type: 'referred' }>): Promise<void> {
    const command = transferTo(interactionId, to, named());
    if (command === undefined) return;
    const dialled = dialledIn(office, command);
    await engine.submit(
      { type: 'command', command, ...(dialled && { dialled }) },
      { actor: { kind: 'agent', agentId } },
    );
  }

  /** Once when a line fails and once when it is back: it is tried again and again. */
  function logLine({ trunkId, state, problem }: TrunkHealth): void {
    const before = office.health().find((line) => line.trunkId === trunkId)?.state;
    if (state === 'failing' && before !== 'failing') log.warn({ trunkId, problem }, 'a line does not work');
    if (state === 'ok' && before === 'failing') log.info({ trunkId }, 'a line works again');
  }

  const outages = createOutages({
    ...parts,
    tell(outage) {
      const { trunkId } = outage;
      const name = trunkId && office.trunk(trunkId)?.name;
      // A line that was deleted meanwhile concerns nobody.
      if (trunkId !== undefined && name === undefined) return;
      const input = { type: 'telephony.outage', outage: { ...outage, ...(name !== undefined && { name }) } } as const;
      inTurn('outages', async () => void (await submit(input)));
    },
  });

  function fact(told: CallFact): void {
    switch (told.type) {
      case 'trunk':
        logLine(told.health);
        if (told.health.state !== 'connecting')
          outages.heard({ what: 'line', trunkId: told.health.trunkId }, lineState[told.health.state]);
        return office.heardOf(told.health);
      case 'media':
        mediaOk = told.ok;
        outages.heard({ what: 'mediaServer' }, told.ok ? 'works' : 'fails');
        if (told.ok) log.info({}, 'the media server answers');
        else log.warn({}, 'the media server does not answer: no new calls between lines and browsers');
        return;
      case 'ports':
        ports = told.ports;
        return;
      case 'digit':
        return;
      case 'arrived':
        return inTurn(told.callId, () => arrived(told));
      case 'recorded':
        return inTurn(told.callId, () => recorded(told));
      case 'pickedUp':
        return inTurn(told.callId, () => pickedUp(told));
      case 'dialled':
        return inTurn(told.callId, () => dialled(told));
      case 'referred':
        return inTurn(told.callId, () => referred(told));
      default: {
        if (told.type === 'phones') phones.set(told.agentId, told.devices);
        const input = inputOfFact(told);
        if (input === undefined) return;
        const key = 'callId' in told ? told.callId : told.type === 'phones' ? told.agentId : 'endpoint';
        return inTurn(key, async () => void (await submit(input)));
      }
    }
  }

  const events: CallControlEvents = {
    fact,
    toClient: (socketId, text) => sockets?.toClient(socketId, text),
  };

  function endpoint(): CallControl {
    return (control ??= parts.start(config(), events));
  }

  /** Whether something waits for calls: a line, a phone, or a queue of calls. */
  const isNeeded = (): boolean =>
    office.lines().length > 0 ||
    office.phones().length > 0 ||
    engine.read((state) => [...state.queues.values()].some(({ settings }) => settings.call !== null));

  /** One after the other: what is set is compared with what the engine knows by then. */
  let configuring: Promise<void> = Promise.resolve();
  const configure = (): Promise<void> => (configuring = configuring.catch(() => undefined).then(configureNow));

  /** The engine judges numbers and caps by what is set; the endpoint registers with the lines. */
  async function configureNow(): Promise<void> {
    if (stopped) return;
    const wanted = {
      settings: office.settings(),
      trunks: office.lines().map(({ id, settings: { maxCalls, country } }) => ({ id, maxCalls, country })),
    };
    if (!engine.read(({ telephony }) => sameNoun(telephony, wanted)))
      await submit({ type: 'telephony.configured', ...wanted });
    if (control !== undefined) control.configure(config());
    else if (isNeeded()) endpoint();
  }

  const recipient: Recipient = {
    give(payload) {
      // Written by the rules of this process and handed over unread by anybody else.
      const given = payload as WantedOrder;
      const language = engine.read((state) => {
        const queueId = state.interactions.get(given.callId)?.queueId;
        return queueId && state.queues.get(queueId)?.language;
      });
      const order = orderOf(given, { office, pathOf: (id) => parts.attachments.pathOf(id, 'content'), language });
      if (order === undefined) {
        const role = given.type === 'authorise' ? given.role : 'forward';
        const failed = { type: 'call.farEndFailed', interactionId: given.callId, role } as const;
        inTurn(given.callId, async () => void (await submit({ ...failed, because: 'unreachable' })));
        return { kind: 'failed', reason: 'noLine' };
      }
      endpoint().order(order);
      return { kind: 'done' };
    },
  };

  const admit = (client: PageClient, uri: string, sessionId?: SessionId): Admission => {
    endpoint();
    return { path: `${SIP_PATH}?ticket=${tickets.issue(client, sessionId)}`, uri };
  };

  const desk: TelephonyDesk = {
    office,
    listening: () => {
      const { host = '127.0.0.1', udpPort, tcpPort, tls } = parts.place.listen;
      const wanted = [
        { transport: 'udp' as const, port: udpPort },
        { transport: 'tcp' as const, port: tcpPort },
        { transport: 'tls' as const, port: tls?.port },
      ];
      return wanted.flatMap(({ transport, port }) => {
        const problem = ports.find((one) => one.transport === transport)?.problem;
        return port === undefined ? [] : [{ transport, host, port, ...(problem !== undefined && { problem }) }];
      });
    },
    mediaServer: () => (parts.place.rtpengine === undefined ? 'none' : mediaOk ? 'ok' : 'unreachable'),
    admit: (agentId, deskId, sessionId) =>
      admit({ kind: 'softphone', agentId, deskId }, `sip:${agentId}@${OWN_DOMAIN}`, sessionId),
    hasPhone: (agentId) => phones.get(agentId)?.includes('phone') === true,
    tryLine: (line) => tryLine(line, { ...parts, base: config() }),
  };

  return {
    desk,
    tickets,
    recipient,
    /** Lines that do not work. */
    failing: (): number => office.health().filter(({ state }) => state === 'failing').length,
    /** Agents with a phone that is registered. */
    phones: (): number => [...phones.values()].filter((devices) => devices.length > 0).length,
    /** 1: a media server is set, and does not answer. */
    mediaDown: (): number => (desk.mediaServer() === 'unreachable' ? 1 : 0),
    /** For the door of WebSockets. */
    control: () => endpoint(),
    attach(door: SipSockets): void {
      sockets = door;
    },
    /** A visitor's call from the widget: over the call button of their site. */
    admitVisitor: (customerId: CustomerId, channelId: ChannelId, resumes?: true) =>
      admit({ kind: 'visitor', customerId, channelId, ...(resumes && { resumes }) }, `sip:${customerId}@${OWN_DOMAIN}`),
    async start(): Promise<void> {
      const look = createCustomerNews(
        (reader) => engine.read(reader),
        (news) => control?.order(news),
      );
      const anew = (): void => void configure().catch((error: unknown) => log.error({ err: error }, 'telephony'));
      const stopNews = engine.onCommitted(look);
      const stopStaff = engine.onCommitted(({ events }) => {
        if (events.some(({ type }) => type === 'agent.dismissed' || type === 'agent.reinstated')) anew();
      });
      stopLooking = () => {
        stopNews();
        stopStaff();
      };
      office.onChange(anew);
      await configure();
    },
    async stop(): Promise<void> {
      stopped = true;
      stopLooking();
      outages.stop();
      await control?.stop();
      await Promise.all(lines.values());
    },
  };
}

export type Telephony = ReturnType<typeof createTelephony>;

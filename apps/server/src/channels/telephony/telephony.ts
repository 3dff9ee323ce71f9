import type { AgentId, ChannelId, CustomerId, SessionId } from '@ringdesk/shared/model/ids.ts';
import type { TrunkHealth } from '@ringdesk/shared/model/call.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

import type { Attachments } from '../../application/attachments.ts';
import type { DeskEngine } from '../../application/deskEngine.ts';
import type { Recipient } from '../../application/handOver.ts';
import type { EventLog } from '../../application/ports/journal.ts';
import type { TelephonyDesk } from '../../application/telephony/telephonyDesk.ts';
import type { TelephonyOffice } from '../../application/telephony/telephonyOffice.ts';
import { sameNoun } from '../../application/sameNoun.ts';
import type { Store } from '../../application/ports/store.ts';
import type { WantedOrder } from '../../application/telephony/callDoor.ts';
import {
  type CallControl,
  type CallControlEvents,
  type CallFact,
  type EndpointConfig,
  OWN_DOMAIN,
  type PortState,
  SIP_PATH,
  type PageClient,
} from './callControl.ts';
import { orderOf } from './callOrders.ts';
import { createCustomerNews } from './customerNews.ts';
import { createOutages } from './outages.ts';
import { createTickets } from './sip/tickets.ts';
import { createTakenFacts } from './takenFacts.ts';
import { tryLine } from './tryLine.ts';

const lineState = { ok: 'works', failing: 'fails', off: 'gone' } as const;

/** What is set where the server is started. */
export type EndpointPlace = Omit<EndpointConfig, 'trunks' | 'phones'>;

export interface TelephonyParts {
  readonly engine: DeskEngine;
  readonly store: Pick<Store<never>, 'kept' | 'consents' | 'visitorNames'>;
  readonly office: TelephonyOffice;
  readonly attachments: Pick<Attachments, 'pathOf' | 'keepRecording' | 'discard'>;
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
  const { engine, office, log } = parts;
  const tickets = createTickets(parts.monotonic);
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

  const facts = createTakenFacts(parts, (order) => control?.order(order));

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
      facts.tell('outages', input);
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
      default:
        if (told.type === 'phones') phones.set(told.agentId, told.devices);
        facts.take(told);
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
      await engine.submit({ type: 'telephony.configured', ...wanted }, { actor: { kind: 'server' } });
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
        facts.tell(given.callId, { ...failed, because: 'unreachable' });
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
      const stopNews = engine.onCommitted(({ changes }) => look(changes));
      const stopStaff = engine.onCommitted(({ events }) => {
        if (events.some(({ type }) => type === 'agent.dismissed' || type === 'agent.reinstated')) anew();
      });
      // What a full disk kept from the engine is told when it writes again.
      const stopMode = engine.onMode((mode) => {
        if (mode === 'running') anew();
      });
      stopLooking = () => {
        stopNews();
        stopStaff();
        stopMode();
      };
      office.onChange(anew);
      await configure();
    },
    async stop(): Promise<void> {
      stopped = true;
      stopLooking();
      outages.stop();
      await control?.stop();
      await facts.stop();
    },
  };
}

export type Telephony = ReturnType<typeof createTelephony>;

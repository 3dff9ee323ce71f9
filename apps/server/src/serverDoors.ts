import type { AddressInfo } from 'node:net';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 } from 'uuid';

import { type AgentFeed, createAgentFeed } from './application/agentFeed.ts';
import { createAgentIdle } from './application/agentIdle.ts';
import { createAgentPresence } from './application/agentPresence.ts';
import type { DeskEngine } from './application/deskEngine.ts';
import { HelloSlices } from './application/helloSlices.ts';
import { createLiveTyping } from './application/liveTyping.ts';
import { createAddressReader, createProxyCheck, isLoopback } from './application/network.ts';
import { createOriginCheck, mayEmbed, type OriginCheck } from './application/origins.ts';
import { liveChatRoutes } from './channels/liveChatRoutes.ts';
import { messengerRoutes } from './channels/messengerRoutes.ts';
import type { PageClient } from './channels/telephony/callControl.ts';
import { createSipDoor } from './channels/telephony/sip/sipDoor.ts';
import { delay } from './delay.ts';
import { snapshotFor } from './domain/snapshot.ts';
import type { Application } from './serverApplication.ts';
import { type LiveChatOptions, openLiveChat } from './serverLiveChat.ts';
import { accountRoutes } from './transport/accountRoutes.ts';
import { agentSockets } from './transport/agentSockets.ts';
import { deskRoutes } from './transport/deskRoutes.ts';
import { fileRoutes } from './transport/fileRoutes.ts';
import { healthRoutes } from './transport/healthRoutes.ts';
import { createHttp } from './transport/http.ts';
import { listRoutes } from './transport/listRoutes.ts';
import { watchMemory } from './transport/memoryWatch.ts';
import { replyRefusal } from './transport/refusalReply.ts';
import { createSessionRequests } from './transport/sessionRequests.ts';
import { createSocketServer, limitConnections, trackConnections } from './transport/socketServer.ts';

export interface DoorsOptions extends LiveChatOptions {
  readonly version: string;
  /** Milliseconds the headers of a request may take, where a test is not to wait as long. */
  readonly headersMs?: number | undefined;
  /** Where the built parts are. */
  readonly folders: { readonly renderer: string; readonly widget: string };
}

/** HTTP and sockets of staff and customers on one port. */
export async function createDoors(opening: DoorsOptions, application: Application) {
  const { config, log, store, engine, machine } = opening;
  const now = (): number => engine.now();
  const monotonic = (): number => machine.monotonic();
  const secure = config.publicUrl?.startsWith('https:') === true;
  const origins = createOriginCheck(config.publicUrl);
  const readAddress = createAddressReader(config.trustProxy);
  const addressOf = (request: FastifyRequest): string =>
    readAddress(request.raw.socket.remoteAddress, request.headers['x-forwarded-for']);
  let draining = false;

  const { app } = await createHttp({
    log,
    trustProxy: config.trustProxy,
    secure,
    newId: v7,
    addressOf,
    monotonic,
    headersMs: opening.headersMs,
  });
  const port = (): number => (app.server.address() as AddressInfo).port;
  const closePolitely = trackConnections(app.server);
  const isProxy = createProxyCheck(config.trustProxy);
  limitConnections(app.server, (address) => isLoopback(address) || isProxy(address));
  const io = createSocketServer(app.server);
  const requests = createSessionRequests({ sessions: application.sessions, origins, secure, port, now });
  const feed = createAgentFeed(engine, delay);
  const typing = createLiveTyping(engine);
  const presence = createAgentPresence(engine);
  const idle = createAgentIdle(engine);
  const slices = new HelloSlices();
  const agents = agentSockets(io, {
    sessions: application.sessions,
    presence,
    idle,
    feed,
    commands: application.commands,
    queries: application.queries,
    typing,
    origins,
    addressOf: readAddress,
    log,
    delay,
    slices,
    cookieName: requests.cookieName,
    welcome: (agentId) => ({
      snapshot: engine.read((state) => snapshotFor(state, agentId)),
      serverNow: now(),
      readOnly: engine.mode() === 'readOnly',
    }),
    now,
    monotonic,
  });
  const memory = watchMemory({ log, monotonic, shed: () => customers.shed() });
  const customers = openLiveChat(opening, application, io, { typing, slices, isTight: memory.isTight });

  accountRoutes(app, { ...application, requests, origins, version: opening.version, now, addressOf });
  fileRoutes(app, { ...application, requests, now, monotonic });
  listRoutes(app, { engine, store, audit: application.audit, queries: application.queries, requests, now, monotonic });
  healthRoutes(app, {
    log,
    version: opening.version,
    metricsToken: config.metricsToken,
    behindProxy: config.publicUrl !== undefined || config.trustProxy.length > 0,
    onCommitted: (listener) => engine.onCommitted(listener),
    mode: () => engine.mode(),
    draining: () => draining,
    health: () => store.health(),
    counts: {
      desks: { help: 'Open desks of agents', read: agents.count },
      visitors: { help: 'Open pages of visitors', read: customers.count },
      memory_tight: {
        help: '1: new visitors are turned away for want of memory',
        read: () => Number(memory.isTight()),
      },
      interactions: { help: 'Interactions in memory', read: () => engine.read((state) => state.interactions.size) },
      messengers_failing: { help: 'Connections to messengers that do not work', read: application.messengers.failing },
      calls: { help: 'Calls that ring, wait or are talked', read: () => engine.read((state) => state.calls.size) },
      lines_failing: { help: 'Lines to the telephone network that do not work', read: application.telephony.failing },
      phones: { help: 'Agents with a registered phone', read: application.telephony.phones },
      media_server_down: {
        help: '1: a media server is set and does not answer',
        read: application.telephony.mediaDown,
      },
      offers: { help: 'Offers that ring or are being joined', read: () => engine.read((state) => state.offers.size) },
    },
  });
  await app.register(async (scope: FastifyInstance) =>
    messengerRoutes(scope, { messengers: application.messengers, reply: replyRefusal, monotonic }),
  );
  const sip = createSipDoor({
    http: app.server,
    tickets: application.telephony.tickets,
    control: application.telephony.control,
    addressOf: (request) => readAddress(request.socket.remoteAddress, request.headers['x-forwarded-for']),
    mayConnect: (client, origin, host) => mayCallFrom(engine, origins, client, origin, host),
    takesPhones: () => application.telephony.desk.office.phones().length > 0,
    newId: v7,
    monotonic,
  });
  application.telephony.attach(sip);
  const stopDismissing = engine.onCommitted(({ events }) => {
    for (const event of events)
      if (event.type === 'agent.dismissed')
        sip.close(({ client }) => client.kind === 'softphone' && client.agentId === event.agentId);
  });
  application.sessions.onEnded((ids) => {
    const ended = new Set(ids);
    sip.close(({ sessionId }) => sessionId !== undefined && ended.has(sessionId));
  });
  const { folders } = opening;
  await app.register(async (scope: FastifyInstance) =>
    liveChatRoutes(scope, {
      ...application,
      folder: folders.widget,
      door: customers.door,
      origins,
      reply: replyRefusal,
      now,
      monotonic,
    }),
  );
  await deskRoutes(app, {
    folder: folders.renderer,
    notBuilt: 'The desk is not built yet. Run: npx --yes pnpm@12 build\n',
  });

  const stopTelling = engine.onMode((mode) => {
    if (mode !== 'stopped') agents.tellStorage({ readOnly: mode === 'readOnly' });
  });
  const stopResync = resyncAfterRefold(engine, feed, customers.resyncAll);
  return {
    app,
    desks: agents.count,
    desksOf: (agentId: AgentId) => feed.outletsOf(agentId).size,
    recheck: () => agents.recheck(),
    sweepIdle: () => idle.sweep(now()),
    sayGoodbye() {
      draining = true;
      presence.freeze();
      customers.freeze();
      sip.close(() => true);
      agents.closeAll('restarting');
      customers.closeAll('restarting');
    },
    async close() {
      stopTelling();
      stopResync();
      memory.stop();
      feed.stop();
      customers.stop();
      stopDismissing();
      sip.stop();
      await closePolitely(async () => {
        await io.close();
        await app.close();
      });
    },
  };
}

/** A softphone is a page of the desk, or the app, which sends no origin; a visitor calls from where the widget may stand. */
function mayCallFrom(
  engine: DeskEngine,
  origins: OriginCheck,
  client: PageClient,
  origin: string | undefined,
  host: string | undefined,
): boolean {
  if (client.kind === 'softphone') return origin === undefined || origins.isDesk(origin, host);
  if (origin !== undefined && origins.isDesk(origin, host)) return true;
  const allowed = engine.read((state) => {
    const button = state.channels.get(client.channelId);
    const site = button?.kind === 'webCall' ? state.channels.get(button.settings.siteChannelId) : undefined;
    return site?.kind === 'liveChat' ? site.settings.allowedOrigins : undefined;
  });
  return allowed !== undefined && mayEmbed(origin, allowed);
}

/** After a full disk the state was folded anew from the log: what screens saw of refused work is not true any more. */
function resyncAfterRefold(engine: DeskEngine, feed: AgentFeed, resyncVisitors: () => void): () => void {
  return engine.onMode((mode) => {
    if (mode !== 'running') return;
    feed.resyncAll();
    resyncVisitors();
  });
}

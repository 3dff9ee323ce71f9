import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Server } from 'socket.io';
import { v7 } from 'uuid';

import { type AgentFeed, createAgentFeed } from './application/agentFeed.ts';
import { createAgentPresence } from './application/agentPresence.ts';
import { createCustomerDoor } from './application/customerDoor.ts';
import { demoSignIns, type DemoSignIn, isDemo, loadDemo } from './application/demo.ts';
import type { DeskEngine } from './application/deskEngine.ts';
import { deskRules, eventTypes } from './application/engineRules.ts';
import { createEngine } from './application/engine.ts';
import { machineClock, processAlarm } from './application/engineAlarm.ts';
import { createLiveTyping, type Delay } from './application/liveTyping.ts';
import { createAddressReader } from './application/network.ts';
import { createOriginCheck } from './application/origins.ts';
import type { EventLog, Failpoints, MachineClock } from './application/ports/journal.ts';
import type { Store } from './application/ports/store.ts';
import { createVisitorFeed } from './application/visitorFeed.ts';
import { liveChat } from './channels/liveChat.ts';
import { createAdmission, type VisitorLimits } from './channels/liveChatAdmission.ts';
import { createVisitorCommands } from './channels/liveChatCommands.ts';
import { VisitorNames } from './channels/liveChatNames.ts';
import { createVisitorPresence } from './channels/liveChatPresence.ts';
import { liveChatRoutes } from './channels/liveChatRoutes.ts';
import type { Config } from './config.ts';
import type { Event } from './domain/events.ts';
import { snapshotFor } from './domain/views.ts';
import { type Application, createApplication, startRounds } from './serverApplication.ts';
import { scheduleBackups } from './storage/backupSchedule.ts';
import { dataDirectory } from './storage/dataDirectory.ts';
import { openStore } from './storage/openStore.ts';
import { accountRoutes } from './transport/accountRoutes.ts';
import { agentSockets } from './transport/agentSockets.ts';
import { deskRoutes } from './transport/deskRoutes.ts';
import { fileRoutes } from './transport/fileRoutes.ts';
import { healthRoutes } from './transport/healthRoutes.ts';
import { createHttp } from './transport/http.ts';
import { replyRefusal } from './transport/refusalReply.ts';
import { createSessionRequests } from './transport/sessionRequests.ts';
import { createSocketServer } from './transport/socketServer.ts';

export interface ServerOptions {
  /** `dataDir` may be `:memory:`; attachments then go to a folder that is deleted at the end. */
  readonly config: Config;
  readonly version: string;
  readonly log: EventLog;
  /** The store failed in a way that must not be retried: the process has to end with code 1. */
  readonly onFatal: (error: unknown) => void;
  readonly machine?: MachineClock;
  readonly failpoints?: Failpoints;
  readonly limits?: Partial<VisitorLimits>;
  /** Where the built parts are. */
  readonly folders?: { readonly renderer: string; readonly widget: string };
  /** Size of the reserve for a full disk, in bytes. */
  readonly ballastBytes?: number;
}

export interface RunningServer {
  /** Address of the desk as it listens, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly engine: DeskEngine;
  readonly application: Application;
  readonly store: Store<Event>;
  /** The one-time code of the first run; undefined when it is over. */
  setupCode(): Promise<string | undefined>;
  /** Sign-ins of the demo team; empty where there is none. */
  demoSignIns(): readonly DemoSignIn[];
  /** Says goodbye to everybody, commits what was submitted, checkpoints, closes. Once. */
  stop(): Promise<void>;
}

const delay: Delay = (run, ms) => {
  if (ms <= 0) {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};

const builtParts = {
  renderer: fileURLToPath(new URL('../../desktop/out/renderer/', import.meta.url)),
  widget: fileURLToPath(new URL('../../widget/dist/', import.meta.url)),
};

/** Opens the data, folds the log, opens the doors. Throws what keeps it from starting; `main.ts` finds the words. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log, machine = machineClock } = options;
  const inMemory = config.dataDir === ':memory:';
  const store = await openStore<Event>({
    root: config.dataDir,
    wall: () => machine.wall(),
    log,
    eventTypes,
    ...(options.failpoints === undefined ? {} : { failpoints: options.failpoints }),
    ...(options.ballastBytes === undefined ? {} : { ballastBytes: options.ballastBytes }),
  });
  const scratch = inMemory ? await mkdtemp(join(tmpdir(), 'ringdesk-')) : undefined;
  const failpoints = options.failpoints === undefined ? {} : { failpoints: options.failpoints };
  const opening = createEngine({
    journal: store.journal,
    rules: deskRules,
    machine,
    newId: v7,
    alarm: processAlarm(),
    quietAlarm: processAlarm(),
    log,
    onFatal: options.onFatal,
    ...failpoints,
  });
  try {
    const engine: DeskEngine = await opening;
    return await openDoors({ ...options, machine, store, engine, scratch });
  } catch (error) {
    await opening.then(
      (engine) => engine.stop(),
      () => undefined,
    );
    await store.close();
    throw error;
  }
}

interface Opening extends ServerOptions {
  readonly machine: MachineClock;
  readonly store: Store<Event>;
  readonly engine: DeskEngine;
  readonly scratch: string | undefined;
}

async function openDoors(opening: Opening): Promise<RunningServer> {
  const { config, log, store, engine, scratch, machine } = opening;
  const now = (): number => engine.now();
  let port = config.port;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = (): string => `http://${['0.0.0.0', '[::]'].includes(host) ? 'localhost' : host}:${port}`;
  const application = await createApplication({
    engine,
    store,
    log,
    newId: v7,
    now,
    publicUrl: () => config.publicUrl ?? url(),
    attachmentsFolder: scratch ?? dataDirectory(config.dataDir).attachments,
  });
  if (config.demo && (await store.accounts.count()) === 0) {
    const loaded = await loadDemo(application.demoParts, undefined, 'en', now());
    if (!loaded.ok) throw new Error(`The demo team could not be made (${loaded.error.code}).`);
  }
  const doors = await createDoors(opening, application);
  await doors.app.listen({ host: config.host, port: config.port });
  port = (doors.app.server.address() as AddressInfo).port;

  const stopRounds = startRounds(application, doors.recheck, now, log);
  const backups = scratch === undefined ? scheduleBackups(config.dataDir, () => machine.wall(), log) : undefined;
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopRounds();
    backups?.stop();
    doors.sayGoodbye();
    await engine.stop();
    await doors.close();
    await application.stop();
    await store.close();
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
  };
  return {
    url: url(),
    port,
    engine,
    application,
    store,
    setupCode: () => application.setup.code(),
    demoSignIns: () => (isDemo(engine) ? demoSignIns(application.signingKey) : []),
    stop: () => (stopping ??= stop()),
  };
}

/** HTTP and sockets of staff and customers on one port. */
async function createDoors(opening: Opening, application: Application) {
  const { config, log, store, engine, machine } = opening;
  const now = (): number => engine.now();
  const monotonic = (): number => machine.monotonic();
  const secure = config.publicUrl?.startsWith('https:') === true;
  const origins = createOriginCheck(config.publicUrl);
  const readAddress = createAddressReader(config.trustProxy);
  const addressOf = (request: FastifyRequest): string =>
    readAddress(request.raw.socket.remoteAddress, request.headers['x-forwarded-for']);
  let draining = false;

  const { app } = await createHttp({ log, trustProxy: config.trustProxy, secure, newId: v7, addressOf, monotonic });
  const io = createSocketServer(app.server);
  const requests = createSessionRequests({ sessions: application.sessions, origins, secure, now });
  const feed = createAgentFeed(engine, delay);
  const typing = createLiveTyping(engine);
  const presence = createAgentPresence(engine);
  const agents = agentSockets(io, {
    sessions: application.sessions,
    presence,
    feed,
    commands: application.commands,
    queries: application.queries,
    typing,
    origins,
    addressOf: readAddress,
    log,
    delay,
    cookieName: requests.cookieName,
    welcome: (agentId) => ({ snapshot: engine.read((state) => snapshotFor(state, agentId)), serverNow: now() }),
    now,
    monotonic,
  });
  const customers = openLiveChat(opening, application, io, typing);

  accountRoutes(app, { ...application, requests, origins, version: opening.version, now, addressOf });
  fileRoutes(app, { ...application, requests, now, monotonic });
  healthRoutes(app, {
    version: opening.version,
    metricsToken: config.metricsToken,
    mode: () => engine.mode(),
    draining: () => draining,
    health: () => store.health(),
    addressOf,
    counts: {
      desks: { help: 'Open desks of agents', read: agents.count },
      visitors: { help: 'Open pages of visitors', read: customers.count },
      interactions: { help: 'Interactions in memory', read: () => engine.read((state) => state.interactions.size) },
      offers: { help: 'Offers that ring or are being joined', read: () => engine.read((state) => state.offers.size) },
    },
  });
  const folders = opening.folders ?? builtParts;
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

  const stopResync = resyncAfterRefold(engine, feed, customers.resyncAll);
  return {
    app,
    recheck: () => agents.recheck(),
    sayGoodbye() {
      draining = true;
      presence.freeze();
      customers.freeze();
      agents.closeAll('restarting');
      customers.closeAll('restarting');
    },
    async close() {
      stopResync();
      feed.stop();
      customers.stop();
      await io.close();
      await app.close();
    },
  };
}

function openLiveChat(
  opening: Opening,
  application: Application,
  io: Server,
  typing: ReturnType<typeof createLiveTyping>,
) {
  const { config, engine, store, log, machine } = opening;
  const now = (): number => engine.now();
  const monotonic = (): number => machine.monotonic();
  const { tokens, attachments } = application;
  const limits: VisitorLimits = {
    connectionsPerNetwork: config.visitorsPerAddress,
    connections: config.maxVisitors,
    conversationsPerHour: config.conversationsPerHour,
    commands: { perSecond: 2, burst: 5 },
    ...opening.limits,
  };
  const door = createCustomerDoor(engine, store);
  const feed = createVisitorFeed(engine, application.links, now);
  const presence = createVisitorPresence(door, delay);
  const names = new VisitorNames();
  const origins = createOriginCheck(config.publicUrl);
  const addressOf = createAddressReader(config.trustProxy);
  const admission = createAdmission({ door, tokens, origins, addressOf, limits, newId: v7, now, monotonic });
  const commands = createVisitorCommands({
    submit: door.submit,
    attachments,
    names,
    takesFiles: ({ channelId }) => door.channel(channelId)?.settings.attachments === true,
  });
  const chat = liveChat(io, {
    admission,
    limits,
    door,
    feed,
    presence,
    commands,
    names,
    tokens,
    typing,
    log,
    delay,
    newId: v7,
    now,
    monotonic,
  });
  return {
    door,
    count: admission.count,
    resyncAll: () => feed.resyncAll(),
    freeze: () => presence.freeze(),
    closeAll: (reason: Parameters<typeof chat.closeAll>[0]) => chat.closeAll(reason),
    stop: () => feed.stop(),
  };
}

/** After a full disk the state was folded anew from the log: what screens saw of refused work is not true any more. */
function resyncAfterRefold(engine: DeskEngine, feed: AgentFeed, resyncVisitors: () => void): () => void {
  return engine.onMode((mode) => {
    if (mode !== 'running') return;
    feed.resyncAll();
    resyncVisitors();
  });
}

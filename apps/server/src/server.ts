import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import { demoSignIns, type DemoSignIn, isDemo, loadDemo } from './application/demo.ts';
import type { DeskEngine } from './application/deskEngine.ts';
import { deskRules, eventTypes } from './application/engineRules.ts';
import { createEngine } from './application/engine.ts';
import { machineClock, processAlarm } from './application/engineAlarm.ts';
import type { Alarm, EventLog, Failpoints, MachineClock } from './application/ports/journal.ts';
import type { Store } from './application/ports/store.ts';
import type { MessengerTimes } from './channels/channelHealth.ts';
import type { VisitorLimits } from './channels/liveChatAdmission.ts';
import type { Config } from './config.ts';
import type { Event } from './domain/events.ts';
import { type Application, type ApplicationOptions, createApplication, startRounds } from './serverApplication.ts';
import { createDoors } from './serverDoors.ts';
import { startOutbox } from './serverOutbox.ts';
import { scheduleBackups } from './storage/backupSchedule.ts';
import { dataDirectory } from './storage/dataDirectory.ts';
import { freshIds } from './freshIds.ts';
import { openStore } from './storage/openStore.ts';

export interface ServerOptions {
  /** `dataDir` may be `:memory:`; attachments then go to a folder that is deleted at the end. */
  readonly config: Config;
  readonly version: string;
  readonly log: EventLog;
  /** The store failed in a way that must not be retried: the process has to end with code 1. */
  readonly onFatal: (error: unknown) => void;
  readonly machine?: MachineClock;
  /** The engine's timers; the process's own unless a test lets time pass. */
  readonly newAlarm?: () => Alarm;
  readonly failpoints?: Failpoints;
  readonly limits?: Partial<VisitorLimits>;
  /** Milliseconds the headers of a request may take; 10 s unless a test says otherwise. */
  readonly headersMs?: number;
  /** Where the built parts are. */
  readonly folders?: { readonly renderer: string; readonly widget: string };
  /** How long connections to messengers wait; tests shorten it. */
  readonly messengerTimes?: Partial<MessengerTimes>;
  /** Starts the SIP endpoint; a worker of its own unless a test gives another. */
  readonly startEndpoint?: ApplicationOptions['startEndpoint'];
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
  /** Desks of agents that are connected. */
  readonly desks: () => number;
  /** Open desks of one agent that have their snapshot. */
  readonly desksOf: (agentId: AgentId) => number;
  /** Sign-ins of the demo team; empty where there is none. */
  demoSignIns(): readonly DemoSignIn[];
  /** Says goodbye to everybody, commits what was submitted, checkpoints, closes. Once. */
  stop(): Promise<void>;
}

const builtParts = {
  renderer: fileURLToPath(new URL('../../desktop/out/renderer/', import.meta.url)),
  widget: fileURLToPath(new URL('../../widget/dist/', import.meta.url)),
};

/** Opens the data, folds the log, opens the doors. Throws what keeps it from starting; `main.ts` finds the words. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log, machine = machineClock, newAlarm = processAlarm } = options;
  const inMemory = config.dataDir === ':memory:';
  const newId = freshIds(() => machine.wall());
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
    newId,
    alarm: newAlarm(),
    quietAlarm: newAlarm(),
    log,
    onFatal: options.onFatal,
    ...failpoints,
  });
  try {
    const engine: DeskEngine = await opening;
    return await openDoors({ ...options, machine, newId, store, engine, scratch });
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
  readonly newId: () => string;
  readonly store: Store<Event>;
  readonly engine: DeskEngine;
  readonly scratch: string | undefined;
}

async function openDoors(opening: Opening): Promise<RunningServer> {
  const { config, log, store, engine, scratch, machine, newId } = opening;
  const now = (): number => engine.now();
  let port = config.port;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = (): string => `http://${['0.0.0.0', '[::]'].includes(host) ? 'localhost' : host}:${port}`;
  const application = await createApplication({
    engine,
    store,
    log,
    newId,
    now,
    publicUrl: () => config.publicUrl ?? url(),
    allowPrivateHooks: config.allowPrivateHooks,
    telegramApi: config.telegramApi,
    monotonic: () => machine.monotonic(),
    telephonyPlace: {
      listen: config.sip,
      publicHost: config.sip.publicHost,
      rtpengine: config.rtpengine,
      mediaDir: join(scratch ?? config.dataDir, 'calls'),
      legsDir: join(scratch ?? config.dataDir, 'calls', 'legs'),
    },
    ...(opening.startEndpoint === undefined ? {} : { startEndpoint: opening.startEndpoint }),
    ...(opening.failpoints === undefined ? {} : { failpoints: opening.failpoints }),
    ...(opening.messengerTimes === undefined ? {} : { messengerTimes: opening.messengerTimes }),
    attachmentsFolder: scratch ?? dataDirectory(config.dataDir).attachments,
  });
  if (config.demo && (await store.accounts.count()) === 0) {
    const loaded = await loadDemo(application.demoParts, undefined, 'en', now());
    if (!loaded.ok) throw new Error(`The demo team could not be made (${loaded.error.code}).`);
  }
  const doors = await createDoors({ ...opening, folders: opening.folders ?? builtParts }, application);
  await doors.app.listen({ host: config.host, port: config.port });
  port = (doors.app.server.address() as AddressInfo).port;

  const outbox = startOutbox({
    engine,
    table: store.outbox,
    carriers: application.carriers,
    recipients: application.recipients,
    alarm: (opening.newAlarm ?? processAlarm)(),
    log,
    ...(opening.failpoints === undefined ? {} : { failpoints: opening.failpoints }),
  });
  void application.messengers.start();
  await application.telephony.start();
  const stopRounds = startRounds(application, doors, now, log);
  const backups = scratch === undefined ? scheduleBackups(config.dataDir, () => machine.wall(), log) : undefined;
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopRounds();
    backups?.stop();
    doors.sayGoodbye();
    // What is on its way brings its answer to the engine first.
    application.giveUpWaiting();
    await application.messengers.stop();
    await application.telephony.stop();
    await outbox.stop();
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
    desks: doors.desks,
    desksOf: doors.desksOf,
    setupCode: () => application.setup.code(),
    demoSignIns: () => (isDemo(engine) ? demoSignIns(application.signingKey) : []),
    stop: () => (stopping ??= stop()),
  };
}

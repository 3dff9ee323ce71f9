import { randomUUID } from 'node:crypto';
import { HOUR, type Instant, MINUTE } from '@ringdesk/shared/model/time.ts';

import { createAccounts } from './application/accounts.ts';
import { IDLE_ROUND } from './application/agentIdle.ts';
import { createInspector } from './application/attachmentInspection.ts';
import { createAttachments } from './application/attachments.ts';
import { ASK_BOT, createBotCarrier, forgetBotSecrets } from './application/bots/botCarrier.ts';
import { forgetCannedOfQueues } from './application/cannedQueries.ts';
import { createCustomerDoor } from './application/customerDoor.ts';
import type { DeskEngine } from './application/deskEngine.ts';
import { endWithRole } from './application/dismissal.ts';
import { createFetchOutside } from './application/fetchOutside.ts';
import { createFileLinks } from './application/fileLinks.ts';
import { createInvitations } from './application/invitations.ts';
import { createPasswordHashing } from './application/passwordHashing.ts';
import { mailSettings } from './application/mailSettings.ts';
import type { Recipient } from './application/handOver.ts';
import type { Carrier } from './application/outbox.ts';
import type { Audit } from './application/people.ts';
import { noFailpoints } from './application/engineFailpoints.ts';
import type { EventLog, Failpoints } from './application/ports/journal.ts';
import type { Store } from './application/ports/store.ts';
import { StorageFull } from './application/ports/tables.ts';
import { createQueries } from './application/queries.ts';
import { newSigningKey } from './application/secrets.ts';
import { createSessions } from './application/sessions.ts';
import { createSetup } from './application/setup.ts';
import { SignInDelays } from './application/signInDelays.ts';
import { createStaffCommands } from './application/staffCommands.ts';
import { eraseOldRecordings } from './application/telephony/recordingRetention.ts';
import { createRecordings } from './application/telephony/recordings.ts';
import { createTelephonyOffice } from './application/telephony/telephonyOffice.ts';
import { transcriptCarrier } from './application/transcriptMail.ts';
import { createVisitorTokens } from './application/visitorTokens.ts';
import { messengerTimes, type MessengerTimes } from './channels/channelHealth.ts';
import { createMessengers } from './channels/messengers.ts';
import { createCallControl } from './channels/telephony/sip/endpoint.ts';
import { createTelephony, type EndpointPlace, type TelephonyParts } from './channels/telephony/telephony.ts';
import { delay } from './delay.ts';
import type { Event } from './domain/events.ts';
import { agentView } from './domain/views.ts';

export interface ApplicationOptions {
  readonly engine: DeskEngine;
  readonly store: Store<Event>;
  readonly log: EventLog;
  readonly newId: () => string;
  /** Folder of the attachments. */
  readonly attachmentsFolder: string;
  readonly publicUrl: () => string;
  /** Bots and gateways may stand in private networks. */
  readonly allowPrivateHooks: boolean;
  readonly telegramApi: string;
  /** Where calls come in, and where their media run. */
  readonly telephonyPlace: EndpointPlace;
  /** Starts the SIP endpoint; a worker of its own unless a test gives another. */
  readonly startEndpoint?: TelephonyParts['start'];
  readonly monotonic: () => number;
  readonly messengerTimes?: Partial<MessengerTimes>;
  readonly failpoints?: Failpoints;
  readonly now: () => Instant;
}

/** What is not routing: accounts, sessions, invitations, files, queries. Made once, before the doors open. */
export async function createApplication(options: ApplicationOptions) {
  const { engine, store, log, newId, now } = options;
  const signingKey = await store.keys.secret('signing', newSigningKey);
  const audit: Audit = async (entry, at) => {
    try {
      await store.audit.append({ ...entry, at });
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error;
      log.warn({ act: entry.act }, 'an audit entry found no room');
    }
  };
  const people = { agent: (id: Parameters<typeof agentView>[1]) => engine.read((state) => agentView(state, id)) };
  const sessions = createSessions(store.sessions, newId, (id) => people.agent(id)?.dismissed === false);
  const hashing = createPasswordHashing();
  const delays = new SignInDelays();
  const shared = { engine, people, sessions, hashing, delays, audit, newId, accounts: store.accounts };
  const accounts = createAccounts({
    ...shared,
    table: store.accounts,
    resetLinks: store.resetLinks,
    failedSignIns: (agentId) => store.audit.failedSignIns(agentId),
  });
  const invitations = createInvitations({ ...shared, invitations: store.invitations, resetLinks: store.resetLinks });
  const setup = createSetup({ ...shared, canned: store.canned, signingKey });
  const inspector = createInspector();
  const attachments = createAttachments({
    files: store.files,
    folder: options.attachmentsFolder,
    inspector,
    newId,
    health: () => store.health(),
  });
  const links = createFileLinks(signingKey);
  const recordings = await createRecordings({ engine, store, attachments, audit });
  const { publicUrl } = options;
  const fetchOutside = createFetchOutside({ allowPrivate: options.allowPrivateHooks });
  const ending = new AbortController();
  const bots = {
    engine,
    transcripts: store.transcripts,
    secrets: store.secrets,
    fetchOutside,
    now,
    ending: ending.signal,
  };
  forgetBotSecrets(bots, log);
  forgetCannedOfQueues({ engine, store }, log);
  const mail = await mailSettings(store.secrets, { anyPort: options.allowPrivateHooks });
  const messengers = createMessengers({
    engine,
    store,
    door: createCustomerDoor(engine, store, mail.isSet),
    attachments,
    links,
    fetchOutside,
    signingKey,
    telegramRoot: options.telegramApi,
    publicUrl,
    times: { ...messengerTimes, ...options.messengerTimes },
    log,
    failpoints: options.failpoints ?? noFailpoints,
    now,
  });
  const office = await createTelephonyOffice({
    table: store.telephony,
    secrets: store.secrets,
    channelsOn: (trunkId) =>
      engine.read((state) =>
        [...state.channels.values()].flatMap((channel) =>
          channel.kind === 'phone' && channel.settings.trunkId === trunkId ? [channel.id] : [],
        ),
      ),
    now,
  });
  const telephony = createTelephony({
    engine,
    store,
    office,
    attachments,
    start:
      options.startEndpoint ??
      ((config, events) =>
        createCallControl(config, {
          ...events,
          // A category and a count, never what a stranger said.
          noted: (category, count) => log.warn({ category, count }, 'noted at the doors of calls'),
        })),
    place: options.telephonyPlace,
    log,
    newId,
    now,
    monotonic: options.monotonic,
    delay,
  });
  const queries = createQueries({
    engine,
    store,
    accounts,
    sessions,
    invitations,
    attachments,
    links,
    audit,
    publicUrl,
    now,
    newId,
    fetchOutside,
    messengers,
    mail,
    telephony: telephony.desk,
    recordings,
  });
  endWithRole(engine, { sessions, resetLinks: store.resetLinks }, log);

  return {
    audit,
    signingKey,
    sessions,
    accounts,
    invitations,
    setup,
    attachments,
    links,
    recordings,
    queries,
    tokens: createVisitorTokens(signingKey),
    commands: createStaffCommands(engine, store, attachments, office),
    /** Who carries which effects outside. */
    carriers: new Map<string, Carrier>([
      [ASK_BOT, createBotCarrier(bots)],
      ...messengers.carriers,
      ['mail.transcript', transcriptCarrier({ engine, store, mail })],
    ]),
    /** Who is given which effects inside this process. */
    recipients: new Map<string, Recipient>([['call.order', telephony.recipient]]),
    messengers,
    mail,
    telephony,
    eraseOldRecordings: (at: Instant) => eraseOldRecordings({ engine, store, recordings }, at),
    demoParts: { ...shared, canned: store.canned, signingKey },
    /** Gives up what is on its way outside and can be done again by the next server. */
    giveUpWaiting: () => ending.abort(),
    stop: () => inspector.stop(),
  };
}

export type Application = Awaited<ReturnType<typeof createApplication>>;

/** Work that comes round: expired sessions each minute, files nobody sent each hour, who left their desk. Answers how to stop it. */
export function startRounds(
  application: { readonly [part in 'sessions' | 'attachments']: Pick<Application[part], 'sweep'> } & Pick<
    Application,
    'eraseOldRecordings'
  >,
  desks: { readonly recheck: () => Promise<void>; readonly sweepIdle: () => Promise<void> },
  now: () => Instant,
  log: EventLog,
): () => void {
  const round = (work: () => Promise<void>, everyMs: number): NodeJS.Timeout =>
    setInterval(() => {
      work().catch((error: unknown) => log.error({ report: randomUUID(), err: error }, 'a round failed'));
    }, everyMs).unref();
  const timers = [
    round(async () => {
      try {
        await application.sessions.sweep(now());
      } finally {
        // Whose right has ended loses their socket also while a full disk keeps the table from being told.
        await desks.recheck();
      }
    }, MINUTE),
    round(desks.sweepIdle, IDLE_ROUND),
    round(() => application.attachments.sweep(now()), HOUR),
    round(async () => void (await application.eraseOldRecordings(now())), HOUR),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

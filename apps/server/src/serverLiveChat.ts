import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Server } from 'socket.io';
import { v7 } from 'uuid';

import { createCustomerDoor } from './application/customerDoor.ts';
import type { DeskEngine } from './application/deskEngine.ts';
import type { HelloSlices } from './application/helloSlices.ts';
import type { createLiveTyping } from './application/liveTyping.ts';
import { createAddressReader } from './application/network.ts';
import { createOriginCheck } from './application/origins.ts';
import type { EventLog, MachineClock } from './application/ports/journal.ts';
import type { Store } from './application/ports/store.ts';
import { callEntryOf } from './application/telephony/callDoor.ts';
import { createVisitorFeed } from './application/visitorFeed.ts';
import { liveChat } from './channels/liveChat.ts';
import { createAdmission, type VisitorLimits } from './channels/liveChatAdmission.ts';
import { createVisitorCommands } from './channels/liveChatCommands.ts';
import { createVisitorPresence } from './channels/liveChatPresence.ts';
import { createWebCalls } from './channels/telephony/webCalls.ts';
import type { Config } from './config.ts';
import { delay } from './delay.ts';
import type { Event } from './domain/events.ts';
import type { Application } from './serverApplication.ts';

export interface LiveChatOptions {
  readonly config: Config;
  readonly log: EventLog;
  readonly machine: MachineClock;
  readonly store: Store<Event>;
  readonly engine: DeskEngine;
  readonly limits?: Partial<VisitorLimits>;
}

/** What the door for customers shares with the one for staff. */
interface Beside {
  readonly typing: ReturnType<typeof createLiveTyping>;
  readonly slices: HelloSlices;
  readonly isTight: () => boolean;
}

/** The website chat's door, and what stands behind it. */
export function openLiveChat(
  opening: LiveChatOptions,
  application: Application,
  io: Server,
  { typing, slices, isTight }: Beside,
) {
  const { config, engine, store, log, machine } = opening;
  const now = (): number => engine.now();
  const monotonic = (): number => machine.monotonic();
  const { tokens, attachments, mail } = application;
  const limits: VisitorLimits = {
    connectionsPerNetwork: config.visitorsPerAddress,
    connections: config.maxVisitors,
    conversationsPerHour: config.conversationsPerHour,
    commands: { perSecond: 2, burst: 5 },
    sustained: { perSecond: 1, burst: 60 },
    ...opening.limits,
  };
  const door = createCustomerDoor(engine, store, mail.isSet);
  const feed = createVisitorFeed(engine, application.links, now, mail.isSet);
  mail.onSet(() => feed.lookAgain());
  const presence = createVisitorPresence(door, delay);
  const names = store.visitorNames;
  const origins = createOriginCheck(config.publicUrl);
  const addressOf = createAddressReader(config.trustProxy);
  const admission = createAdmission({ door, tokens, origins, addressOf, limits, newId: v7, now, monotonic, isTight });
  const { telephony } = application;
  const webCalls = createWebCalls({
    engine,
    admitVisitor: telephony.admitVisitor,
    iceServers: (who) => telephony.desk.office.iceServers(who),
    monotonic,
  });
  const commands = createVisitorCommands({
    submit: door.submit,
    callEntry: ({ channelId }) => callEntryOf(engine, channelId),
    beginCall: (visitor, resumes) => (resumes ? webCalls.resume(visitor) : webCalls.begin(visitor)),
    attachments,
    names,
    contacts: store.visitorContacts,
    consentMissing: (visitor) => door.consentMissing(visitor),
    contactForm: (visitor) => door.face(visitor, visitor.language)?.contactForm ?? defaultQueueSettings.contactForm,
    now,
    hasOpenConversation: (visitor) => door.hasOpenConversation(visitor),
    isBlocked: ({ customerId }) => door.isBlocked(customerId),
    sendsMail: mail.isSet,
    takesFiles: ({ channelId }) => {
      const channel = door.channel(channelId);
      return channel?.kind === 'liveChat' && channel.settings.attachments;
    },
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
    slices,
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
    shed: () => chat.shed(),
    stop: () => feed.stop(),
  };
}

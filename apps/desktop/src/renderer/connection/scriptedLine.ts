import 'fake-indexeddb/auto';

import type { CommandId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { CommandReply } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Activity, CommandEnvelope, QueryEnvelope } from '@ringdesk/shared/protocol/socket.ts';
import type { Result } from '@ringdesk/shared/result.ts';
import { afterEach, beforeEach } from 'vitest';

import { localDatabase } from '../workspace/localDatabase.ts';
import type { PendingMessage } from '../workspace/pendingMessage.ts';
import { snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspace } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import type { Connection } from './connection.ts';
import { createConnection } from './deskConnection.ts';
import type { DeskSocket, DeskSocketEvents } from './deskSocket.ts';
import { indexedDbRows } from './outboxRows.ts';

/** Time that moves only when a test says so. */
export class Hand {
  now = T0;
  #timers: { at: number; act: () => void }[] = [];

  readonly after = (ms: number, act: () => void): (() => void) => {
    const timer = { at: this.now + ms, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.now = next.at;
      next.act();
    }
    this.now = end;
  }
}

/** The server's end of the pipe; a test scripts what it answers and when the line breaks. */
export class Wire implements DeskSocket {
  connected = false;
  readonly events: DeskSocketEvents;
  readonly sent: { readonly envelope: CommandEnvelope; readonly ack: (reply: unknown) => void }[] = [];
  readonly asked: { readonly name: string; readonly ack: (reply: unknown) => void }[] = [];
  hellos: ((reply: unknown) => void)[] = [];
  closed = false;

  constructor(events: DeskSocketEvents) {
    this.events = events;
  }

  connect(): void {
    this.connected = true;
    this.events.connected();
  }
  close(): void {
    this.connected = false;
    this.closed = true;
  }
  cut(): void {
    this.connected = false;
    this.events.disconnected();
  }
  hello(ack: (reply: unknown) => void): void {
    this.hellos.push(ack);
  }
  command(envelope: CommandEnvelope, ack: (reply: unknown) => void): void {
    if (!this.connected) throw new Error('emitted while disconnected');
    this.sent.push({ envelope, ack });
  }
  query({ name }: QueryEnvelope, ack: (reply: unknown) => void): void {
    this.asked.push({ name, ack });
  }
  typing(): void {}
  composing(): void {}
  readonly activities: number[] = [];
  activity({ idleSeconds }: Activity): void {
    this.activities.push(idleSeconds);
  }
}

/** A desk with one end of the line in the test's hand. */
export interface Scene {
  hand: Hand;
  wires: Wire[];
  connection: Connection;
  nextId: number;
}

/** Sets a fresh scene before each test of the file and clears it after. */
export function scripted(): Scene {
  const scene = { hand: new Hand(), wires: [], connection: undefined as unknown as Connection, nextId: 0 } as Scene;
  beforeEach(() => {
    Object.assign(scene, { hand: new Hand(), wires: [], nextId: 0 });
    scene.connection = fresh(scene);
    scene.connection.start();
  });
  afterEach(async () => {
    scene.connection.stop();
    workspaceWriter.signedOut(T0);
    await (await localDatabase()).clear('outbox');
  });
  return scene;
}

/** The present end of the line. */
export function last({ wires }: Scene): Wire {
  const wire = wires.at(-1);
  if (wire === undefined) throw new Error('The desk has not opened a line.');
  return wire;
}
export const welcome = ({ hand }: Scene, seq = 7, change: object = {}): unknown => ({
  ok: true,
  value: { snapshot: snapshotOf(change), seq, serverNow: hand.now + 5_000 },
});
export const phase = (): string => workspace.getState().link.phase;

/** Lets promises and the database settle: nothing here waits for time. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await new Promise<void>((resolve) => setTimeout(resolve, 0));
};

export const goLive = async (scene: Scene, seq = 7, change: object = {}): Promise<void> => {
  last(scene).hellos.pop()?.(welcome(scene, seq, change));
  await settle();
};

export const fresh = (scene: Scene): Connection =>
  createConnection({
    open: (events) => {
      const wire = new Wire(events);
      scene.wires.push(wire);
      return wire;
    },
    rows: indexedDbRows,
    steadyNow: () => scene.hand.now,
    now: () => scene.hand.now,
    newId: () => `id-${String((scene.nextId += 1)).padStart(4, '0')}` as CommandId,
    chance: () => 0.5,
    after: scene.hand.after,
    inSync: () => undefined,
  });

export const post = (
  { connection }: Scene,
  text: string,
  interactionId = 'a',
  id = `m-${text}`,
): Promise<Result<CommandReply<'message.post'>, Refusal>> =>
  connection.sendCommand('message.post', {
    interactionId: interactionId as InteractionId,
    messageId: id as MessageId,
    kind: 'reply',
    text,
    mentions: [],
    attachmentIds: [],
  });
export const textOf = (sent: Wire['sent'][number] | undefined): unknown =>
  (sent?.envelope.input as { text?: string } | undefined)?.text;
export const committed = (seq: number): unknown => ({ ok: true, value: { seq, at: T0 } });
export const pending = (id = 'a'): readonly PendingMessage[] =>
  workspace.getState().pendingMessages.get(id as InteractionId) ?? [];

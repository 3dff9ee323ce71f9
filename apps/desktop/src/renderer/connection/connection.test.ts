import 'fake-indexeddb/auto';

import type { CommandId, InteractionId, MessageId, OfferId } from '@ringdesk/shared/model/ids.ts';
import type { CommandEnvelope } from '@ringdesk/shared/protocol/socket.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { localDatabase } from '../workspace/localDatabase.ts';
import { interactionNoun, messageNoun, offerNoun, snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspace, workspaceWriter } from '../workspace/workspace.ts';
import { type Connection, createConnection } from './connection.ts';
import type { DeskSocket, DeskSocketEvents } from './deskSocket.ts';
import { indexedDbRows } from './outboxRows.ts';

/** Time that moves only when a test says so. */
class Hand {
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
class Wire implements DeskSocket {
  connected = false;
  readonly events: DeskSocketEvents;
  readonly sent: { readonly envelope: CommandEnvelope; readonly ack: (reply: unknown) => void }[] = [];
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
  query(): void {}
  typing(): void {}
}

let hand: Hand;
let wires: Wire[];
let connection: Connection;
let nextId: number;
const last = (): Wire => wires.at(-1)!;
const welcome = (seq = 7, change: object = {}): unknown => ({ ok: true, value: { snapshot: snapshotOf(change), seq, serverNow: hand.now + 5_000 } });
const phase = (): string => workspace.getState().link.phase;

/** Lets promises and the database settle: nothing here waits for time. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await new Promise<void>((resolve) => setTimeout(resolve, 0));
};

const goLive = async (seq = 7, change: object = {}): Promise<void> => {
  last().hellos.pop()!(welcome(seq, change));
  await settle();
};

const fresh = (): Connection =>
  createConnection({
    open: (events) => {
      const wire = new Wire(events);
      wires.push(wire);
      return wire;
    },
    rows: indexedDbRows,
    steadyNow: () => hand.now,
    now: () => hand.now,
    newId: () => `id-${String((nextId += 1)).padStart(4, '0')}` as CommandId,
    chance: () => 0.5,
    after: hand.after,
    inSync: () => undefined,
  });

const post = (text: string, interactionId = 'a', id = `m-${text}`) =>
  connection.sendCommand('message.post', {
    interactionId: interactionId as InteractionId,
    messageId: id as MessageId,
    kind: 'reply',
    text,
    mentions: [],
    attachmentIds: [],
  });
const textOf = (sent: Wire['sent'][number] | undefined): unknown => (sent?.envelope.input as { text?: string } | undefined)?.text;
const committed = (seq: number): unknown => ({ ok: true, value: { seq, at: T0 } });
const pending = (id = 'a') => workspace.getState().pendingMessages.get(id as InteractionId) ?? [];

beforeEach(() => {
  hand = new Hand();
  wires = [];
  nextId = 0;
  connection = fresh();
  connection.start();
});

afterEach(async () => {
  connection.stop();
  workspaceWriter.signedOut(T0);
  await (await localDatabase()).clear('outbox');
});

describe('the line to the server', () => {
  it('is live after hello and follows the sequence', async () => {
    expect(phase()).toBe('connecting');
    await goLive();
    expect(phase()).toBe('live');
    last().events.update({ seq: 8, updates: [{ kind: 'interaction.put', interaction: interactionNoun('a') }] });
    expect(workspace.getState().mirror?.interactions.size).toBe(1);
  });

  it('ignores a batch that comes twice and asks for a new snapshot when one is missing', async () => {
    await goLive();
    const batch = { seq: 8, updates: [{ kind: 'interaction.put', interaction: interactionNoun('a') }] };
    last().events.update(batch);
    last().events.update(batch);
    expect(phase()).toBe('live');
    last().events.update({ seq: 10, updates: [{ kind: 'interaction.gone', interactionId: 'a' }] });
    expect(phase()).toBe('lost');
    expect(workspace.getState().mirror?.interactions.size).toBe(1);
    await goLive(12);
    expect(phase()).toBe('live');
    expect(workspace.getState().mirror?.interactions.size).toBe(0);
    last().events.update({ seq: 13, updates: [] });
    expect(phase()).toBe('live');
  });

  it('treats a batch it cannot read like a missing one', async () => {
    await goLive();
    last().events.update({ seq: 8, updates: [{ kind: 'interaction.put', interaction: { id: 'DROP TABLE' } }] });
    expect(phase()).toBe('lost');
    expect(last().hellos).toHaveLength(1);
  });

  it('connects again after 1, 2, 4, 8, then every 10 seconds, and counts how long it has been away', async () => {
    await goLive();
    last().cut();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const { retryAt = 0 } = workspace.getState().link;
      pauses.push(retryAt - hand.now);
      hand.pass(retryAt - hand.now);
      expect(workspace.getState().link.since).toBe(T0);
      last().cut();
    }
    expect(pauses).toEqual([1_000, 1_000, 2_000, 4_000, 8_000, 10_000]);
  });

  it('does not believe an answer to a hello that was given up', async () => {
    const [lateAnswer] = last().hellos;
    hand.pass(10_000);
    expect(phase()).toBe('lost');
    lateAnswer!(welcome());
    expect(phase()).toBe('lost');
  });

  it('comes back 2 to 6 seconds after a server that restarts on purpose', async () => {
    await goLive();
    last().events.bye({ reason: 'restarting' });
    last().cut();
    expect(workspace.getState().link).toMatchObject({ phase: 'lost', reason: 'restarting', retryAt: hand.now + 4_000 });
  });

  it('stops at the sign-in screen when the session ended, and at another version', async () => {
    await goLive();
    last().events.bye({ reason: 'signedOut' });
    expect(phase()).toBe('signedOut');
    hand.pass(60_000);
    expect(wires).toHaveLength(1);
    connection.start();
    last().hellos.pop()!({ ok: false, error: { code: 'wrongVersion', server: 9 } });
    expect(phase()).toBe('wrongVersion');
  });

  it('finds out after sleep whether the line is alive', async () => {
    await goLive();
    connection.check();
    hand.pass(4_000);
    expect(phase()).toBe('lost');
    expect(wires[0]?.closed).toBe(true);
  });
});

describe('the outbox', () => {
  it('[I9] sends messages of one conversation one after the other, other conversations beside it', async () => {
    await goLive();
    void post('one');
    void post('two');
    void post('elsewhere', 'b');
    await settle();
    expect(last().sent.map(textOf)).toEqual(['one', 'elsewhere']);
    last().sent[0]!.ack(committed(2));
    await settle();
    expect(last().sent.map(textOf)).toEqual(['one', 'elsewhere', 'two']);
    expect(pending().map(({ text, state }) => [text, state])).toEqual([
      ['one', 'sent'],
      ['two', 'pending'],
    ]);
  });

  it('sends the same id again after 4 s without an answer, and is answered once', async () => {
    await goLive();
    let answers = 0;
    void post('one').then(() => (answers += 1));
    await settle();
    hand.pass(4_000);
    expect(last().sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001', 'id-0001']);
    expect(pending()[0]?.state).toBe('uncertain');
    last().sent[1]!.ack(committed(2));
    last().sent[0]!.ack(committed(2));
    await settle();
    expect(answers).toBe(1);
    expect(await (await localDatabase()).count('outbox')).toBe(0);
  });

  it('takes a late answer to the first try', async () => {
    await goLive();
    const result = post('one');
    await settle();
    hand.pass(4_000);
    last().sent[0]!.ack(committed(2));
    expect(await result).toEqual({ ok: true, value: { seq: 2, at: T0 } });
  });

  it('never emits while disconnected, keeps the order, and sends everything after the next hello', async () => {
    await goLive();
    void post('one');
    await settle();
    last().cut();
    void post('two');
    await settle();
    expect(pending().map(({ state }) => state)).toEqual(['uncertain', 'pending']);
    hand.pass(1_000);
    expect(last().sent).toHaveLength(0);
    await goLive();
    expect(last().sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001']);
    last().sent[0]!.ack(committed(2));
    await settle();
    expect(last().sent.map(textOf)).toEqual(['one', 'two']);
  });

  it('survives a reload: what was written is sent under its old id', async () => {
    await goLive();
    void post('before');
    await settle();
    connection.stop();
    workspaceWriter.signedOut(T0);
    connection = fresh();
    connection.start();
    await goLive();
    expect(last().sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001']);
    expect(pending()).toMatchObject([{ text: 'before', state: 'uncertain' }]);
  });

  it('does not bring back an echo whose line is already in the transcript', async () => {
    await goLive();
    void post('one', 'a', 'message-a-1');
    await settle();
    last().events.update({ seq: 8, updates: [] });
    workspaceWriter.newestPage('a' as InteractionId, { lines: [messageNoun('a', 1)], more: false });
    expect(pending()).toHaveLength(0);
    last().sent[0]!.ack(committed(1));
    await settle();
    expect(pending()).toHaveLength(0);
  });

  it('gives up after 24 hours as "not sent" and sends again on Retry, under the same id', async () => {
    await goLive();
    last().cut();
    void post('late');
    await settle();
    for (let hour = 0; hour < 25; hour += 1) {
      hand.pass(3_600_000);
      last().cut();
    }
    expect(pending()).toMatchObject([{ text: 'late', state: 'failed' }]);
    expect(pending()[0]?.refusal).toBeUndefined();
    connection.retryNow();
    await goLive();
    expect(last().sent).toHaveLength(0);
    connection.retryMessage('id-0001' as CommandId);
    await settle();
    expect(last().sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001']);
    expect(pending()).toHaveLength(1);
  });

  it('keeps a refused message with its reason; Retry uses a new id because the old one keeps its answer', async () => {
    await goLive();
    const result = post('no');
    await settle();
    last().sent[0]!.ack({ ok: false, error: { code: 'notOwner' } });
    expect(await result).toEqual({ ok: false, error: { code: 'notOwner' } });
    await settle();
    expect(pending()).toMatchObject([{ state: 'failed', refusal: { code: 'notOwner' } }]);
    connection.retryMessage('id-0001' as CommandId);
    await settle();
    expect(last().sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001', 'id-0002']);
    expect((last().sent[1]!.envelope.input as { messageId: string }).messageId).toBe('m-no');
    last().sent[1]!.ack({ ok: false, error: { code: 'notOwner' } });
    await settle();
    connection.discardMessage('id-0002' as CommandId);
    await settle();
    expect(pending()).toHaveLength(0);
    expect(await (await localDatabase()).count('outbox')).toBe(0);
  });

  it('waits as long as the server asks and then sends the same again', async () => {
    await goLive();
    void post('one');
    await settle();
    last().sent[0]!.ack({ ok: false, error: { code: 'slowDown', retryAfterMs: 1_500 } });
    hand.pass(1_499);
    expect(last().sent).toHaveLength(1);
    hand.pass(1);
    expect(last().sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001', 'id-0001']);
  });

  it('refuses at once what only means something now, and gives it up when no answer comes', async () => {
    const accept = () => connection.sendCommand('offer.accept', { offerId: 'o' as OfferId });
    expect(await accept()).toEqual({ ok: false, error: { code: 'unavailable' } });
    await goLive(7, { offers: [offerNoun('o', 'a')] });
    const answer = accept();
    expect(workspace.getState().mirror?.offers.get('o' as OfferId)?.state).toBe('connecting');
    hand.pass(4_000);
    hand.pass(4_000);
    // The third silence in a row is a dead line: it is cut, and the accept is given up, not repeated minutes later.
    hand.pass(4_000);
    expect(phase()).toBe('lost');
    hand.pass(1_500);
    await goLive(7, { offers: [offerNoun('o', 'a')] });
    hand.pass(4_000);
    expect(await answer).toEqual({ ok: false, error: { code: 'unavailable' } });
    expect(workspace.getState().mirror?.offers.get('o' as OfferId)?.state).toBe('pending');
  });

  it('shows a command at once, drops the prediction on a refusal', async () => {
    await goLive(7, { interactions: [interactionNoun('a', { unansweredSince: T0 })] });
    const close = connection.sendCommand('interaction.close', { interactionId: 'a' as InteractionId });
    expect(workspace.getState().mirror?.lists.closed.size).toBe(1);
    await settle();
    last().sent[0]!.ack({ ok: false, error: { code: 'notOwner' } });
    await close;
    expect(workspace.getState().mirror?.lists.closed.size).toBe(0);
    expect(workspace.getState().mirror?.lists.needsReply.size).toBe(1);
  });

  it('replaces a read mark that was not sent yet by the later one', async () => {
    await goLive();
    last().cut();
    for (const seq of [3, 5, 9]) void connection.sendCommand('interaction.read', { interactionId: 'a' as InteractionId, seq });
    hand.pass(1_000);
    await goLive();
    expect(last().sent.map(({ envelope }) => (envelope.input as { seq: number }).seq)).toEqual([9]);
  });

  it('holds everything back while a hole is being filled', async () => {
    await goLive();
    last().events.update({ seq: 20, updates: [] });
    void post('one');
    await settle();
    expect(last().sent).toHaveLength(0);
    await goLive(21);
    expect(last().sent.map(textOf)).toEqual(['one']);
  });

  it('does not send one person’s words as another', async () => {
    await goLive();
    last().cut();
    void post('secret');
    await settle();
    hand.pass(1_000);
    await goLive(7, { me: 'ana' });
    expect(last().sent).toHaveLength(0);
  });
});

import type { AgentId, CommandId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import {
  commands,
  type AnyCommand,
  type CommandInput,
  type CommandName,
  type CommandReply,
} from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { OutboxRow } from '../workspace/localDatabase.ts';
import type { PendingMessage } from '../workspace/pendingMessage.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { KEPT_MS, keepingOf, type Keeping, laneOf } from './commandPolicy.ts';
import type { DeskSocket } from './deskSocket.ts';
import type { OutboxRows } from './outboxRows.ts';
import { readReply } from './readReply.ts';

export interface OutboxPorts {
  readonly rows: OutboxRows;
  /** The pipe, only while commands may go out. */
  readonly pipe: () => DeskSocket | undefined;
  readonly now: () => Instant;
  readonly newId: () => CommandId;
  /** Runs `act` after `ms`; the returned function prevents it. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Several answers in a row did not come: the connection is probably dead although it does not know. */
  readonly suspect: () => void;
  /** The server does not know this session any more. */
  readonly signedOut: () => void;
}

type Answer = Result<unknown, Refusal>;

interface Entry {
  id: CommandId;
  readonly command: AnyCommand;
  at: Instant;
  readonly keeping: Keeping;
  /** Not before the row is on the disk. */
  ready: boolean;
  emitted: boolean;
  inFlight: boolean;
  silentTries: number;
  cancelTimer: () => void;
  readonly answer: (answer: Answer) => void;
}

/** Resend under the same id when no acknowledgement came for this long (reliability, section 9.2). */
const ANSWER_MS = 4_000;
const TRY_AGAIN_MS = 2_000;
/** On a full disk; when there is room the server says so, and everything that waits goes out at once. */
const ROOM_AGAIN_MS = 10_000;
/** A prediction outlives its acknowledgement a moment, until the update that confirms it is there too. */
const PREDICTION_MS = 250;
const SILENT_TRIES = 3;

/**
 * Every command the person gives, until the server has answered it: in order and one at a time within a lane, the same
 * id however often it is sent, so that it is done once (I9, reliability 9.2). Nothing is emitted without a connection.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #lanes = new Map<string, Entry[]>();
  readonly #failed = new Map<CommandId, OutboxRow>();
  #account: AgentId | undefined;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /** Takes the command; the promise is fulfilled with the server's answer, or with `unavailable` when it came to nothing. */
  send<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandReply<N>, Refusal>> {
    const keeping = keepingOf(name);
    if (keeping === 'live' && this.#ports.pipe() === undefined) return Promise.resolve(refuse({ code: 'unavailable' }));
    const command = { name, input } as AnyCommand;
    return new Promise((resolve) => {
      const id = this.#ports.newId();
      // The reply was read with the schema of this very command.
      const entry = this.#entry(id, command, this.#ports.now(), (answer) =>
        resolve(answer as Result<CommandReply<N>, Refusal>),
      );
      this.#dropReplacedReads(entry);
      this.#enter(entry);
      void this.#store(entry);
    });
  }

  /** The connection is in sync for `account`: reads what waits on this device and sends everything that is due. */
  async resume(account: AgentId): Promise<void> {
    this.#account = account;
    for (const lane of this.#lanes.keys()) this.#pump(lane);
    const rows = await this.#ports.rows.load(account).catch((): readonly OutboxRow[] => []);
    if (this.#account !== account) return;
    for (const row of rows) this.#adopt(row);
    this.giveUpOld();
    for (const lane of this.#lanes.keys()) this.#pump(lane);
  }

  /** The connection is gone: what was in flight is uncertain and waits for the next one. */
  pause(): void {
    for (const entries of this.#lanes.values()) for (const entry of entries) this.#land(entry);
  }

  /** Ends what has waited too long; the connection calls it at every attempt, so no timer runs for 24 hours. */
  giveUpOld(): void {
    const now = this.#ports.now();
    for (const entries of this.#lanes.values()) {
      for (const entry of entries.filter((each) => now - each.at >= KEPT_MS[each.keeping] && !each.inFlight))
        this.#fail(entry, undefined);
    }
  }

  /** Sends a message again that was refused or not sent. After a refusal under a new id: the old one keeps its answer. */
  retry(commandId: CommandId): void {
    const row = this.#failed.get(commandId);
    if (row === undefined) return;
    const refused = row.failed?.refusal !== undefined;
    this.discard(commandId);
    const entry = this.#entry(refused ? this.#ports.newId() : row.id, row.command, this.#ports.now(), () => undefined);
    entry.emitted = row.emitted && !refused;
    this.#enter(entry);
    void this.#store(entry);
  }

  /** Forgets a message that was refused or not sent. */
  discard(commandId: CommandId): void {
    const row = this.#failed.get(commandId);
    if (row === undefined) return;
    this.#failed.delete(commandId);
    void this.#ports.rows.delete(commandId).catch(() => undefined);
    if (row.command.name === 'message.post')
      workspaceWriter.pendingMessageGone(row.command.input.interactionId, commandId);
  }

  /** Forgets everything in memory: the person signed out. */
  clear(): void {
    for (const entries of this.#lanes.values()) for (const entry of entries) entry.cancelTimer();
    this.#lanes.clear();
    this.#failed.clear();
    this.#account = undefined;
  }

  #entry(id: CommandId, command: AnyCommand, at: Instant, answer: (answer: Answer) => void): Entry {
    const keeping = keepingOf(command.name);
    return {
      id,
      command,
      at,
      keeping,
      ready: keeping !== 'stored',
      emitted: false,
      inFlight: false,
      silentTries: 0,
      cancelTimer: () => undefined,
      answer,
    };
  }

  #enter(entry: Entry): void {
    const lane = laneOf(entry.command);
    this.#lanes.set(lane, [...(this.#lanes.get(lane) ?? []), entry]);
    this.#echo(entry, entry.emitted ? 'uncertain' : 'pending');
    workspaceWriter.commandStarted(entry.id, entry.command, entry.at);
    this.#pump(lane);
  }

  /** Reading up to line 7 says everything that reading up to line 5 did. */
  #dropReplacedReads(entry: Entry): void {
    if (entry.command.name !== 'interaction.read') return;
    const waiting = this.#lanes.get(laneOf(entry.command)) ?? [];
    for (const each of waiting) if (each.command.name === 'interaction.read' && !each.emitted) this.#end(each, ok({}));
  }

  async #store(entry: Entry): Promise<void> {
    const account = this.#account;
    if (entry.keeping === 'stored' && account !== undefined) {
      // A device that cannot store (no room, private window) still sends: the person sees the message wait.
      await this.#ports.rows.put(rowOf(entry, account)).catch(() => undefined);
    }
    entry.ready = true;
    this.#pump(laneOf(entry.command));
  }

  #adopt(row: OutboxRow): void {
    if (this.#failed.has(row.id) || (this.#lanes.get(laneOf(row.command)) ?? []).some((each) => each.id === row.id))
      return;
    const entry = this.#entry(row.id, row.command, row.at, () => undefined);
    entry.ready = true;
    entry.emitted = row.emitted;
    if (row.failed === undefined) return this.#enter(entry);
    this.#failed.set(row.id, row);
    this.#echo(entry, 'failed', row.failed.refusal);
  }

  #pump(lane: string): void {
    const [entry] = this.#lanes.get(lane) ?? [];
    const pipe = this.#ports.pipe();
    if (entry === undefined || pipe === undefined || !entry.ready || entry.inFlight) return;
    entry.inFlight = true;
    const first = !entry.emitted;
    entry.emitted = true;
    if (first && entry.keeping === 'stored' && this.#account !== undefined)
      void this.#ports.rows.put(rowOf(entry, this.#account)).catch(() => undefined);
    entry.cancelTimer = this.#ports.after(ANSWER_MS, () => this.#silent(entry));
    const { id, command } = entry;
    pipe.command({ id, name: command.name, input: command.input }, (raw) => {
      if (this.#isWaiting(entry) && entry.id === id)
        this.#answered(entry, readReply(raw, commands[command.name].reply));
    });
  }

  /** No answer in time: the same again under the same id, or, several times in a row, doubt about the connection. */
  #silent(entry: Entry): void {
    this.#land(entry);
    entry.silentTries += 1;
    if (entry.keeping === 'live' && this.#ports.now() - entry.at >= KEPT_MS.live) this.#fail(entry, undefined);
    if (entry.silentTries % SILENT_TRIES === 0) this.#ports.suspect();
    else this.#pump(laneOf(entry.command));
  }

  #answered(entry: Entry, answer: Answer): void {
    this.#land(entry);
    entry.silentTries = 0;
    if (answer.ok) return this.#end(entry, answer);
    const { error } = answer;
    const waits = waitAfter(error, entry.keeping);
    if (waits !== undefined && this.#ports.now() + waits - entry.at < KEPT_MS[entry.keeping]) {
      entry.inFlight = true;
      entry.cancelTimer = this.#ports.after(waits, () => {
        entry.inFlight = false;
        this.#pump(laneOf(entry.command));
      });
      return;
    }
    if (error.code === 'signedOut' && entry.keeping !== 'live') return this.#ports.signedOut();
    this.#fail(entry, error);
  }

  #land(entry: Entry): void {
    entry.cancelTimer();
    entry.inFlight = false;
    if (entry.emitted) this.#echo(entry, 'uncertain');
  }

  #end(entry: Entry, answer: Answer): void {
    this.#leave(entry);
    if (entry.keeping === 'stored') void this.#ports.rows.delete(entry.id).catch(() => undefined);
    this.#echo(entry, 'sent');
    this.#ports.after(PREDICTION_MS, () => workspaceWriter.commandEnded(entry.id));
    entry.answer(answer);
    this.#pump(laneOf(entry.command));
  }

  #fail(entry: Entry, refusal: Refusal | undefined): void {
    this.#leave(entry);
    workspaceWriter.commandEnded(entry.id);
    const isMessage = entry.command.name === 'message.post';
    if (isMessage && this.#account !== undefined) {
      const row: OutboxRow = { ...rowOf(entry, this.#account), failed: refusal === undefined ? {} : { refusal } };
      this.#failed.set(entry.id, row);
      void this.#ports.rows.put(row).catch(() => undefined);
      this.#echo(entry, 'failed', refusal);
    } else if (entry.keeping === 'stored') {
      void this.#ports.rows.delete(entry.id).catch(() => undefined);
    }
    entry.answer(refuse(refusal ?? { code: 'unavailable' }));
    this.#pump(laneOf(entry.command));
  }

  #leave(entry: Entry): void {
    entry.cancelTimer();
    const lane = laneOf(entry.command);
    const left = (this.#lanes.get(lane) ?? []).filter((each) => each !== entry);
    if (left.length === 0) this.#lanes.delete(lane);
    else this.#lanes.set(lane, left);
  }

  #isWaiting(entry: Entry): boolean {
    return (this.#lanes.get(laneOf(entry.command)) ?? []).includes(entry);
  }

  #echo(entry: Entry, state: PendingMessage['state'], refusal?: Refusal): void {
    const { command } = entry;
    if (command.name !== 'message.post') return;
    const { interactionId, messageId, kind, text, mentions, attachmentIds } = command.input;
    const message: PendingMessage = {
      commandId: entry.id,
      messageId,
      interactionId: interactionId satisfies InteractionId,
      kind,
      text,
      mentions,
      attachmentIds,
      writtenAt: entry.at,
      state,
      ...(refusal === undefined ? {} : { refusal }),
    };
    workspaceWriter.pendingMessage(message);
  }
}

/** How long what was refused like this waits before it is sent again; undefined: the refusal is final. */
function waitAfter(error: Refusal, keeping: Keeping): number | undefined {
  if (error.code === 'unavailable') return TRY_AGAIN_MS;
  if (error.code === 'slowDown') return error.retryAfterMs;
  // What means something only now is refused at once: nobody knows when there will be room.
  return error.code === 'storageFull' && keeping !== 'live' ? ROOM_AGAIN_MS : undefined;
}

function rowOf(entry: Entry, account: AgentId): OutboxRow {
  return { id: entry.id, account, command: entry.command, at: entry.at, emitted: entry.emitted };
}

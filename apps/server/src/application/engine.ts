import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';

import type { Input } from '../domain/inputs.ts';
import { decideBatch, type Decided, type Entry } from './engineBatch.ts';
import { engineClock } from './engineClock.ts';
import { noFailpoints } from './engineFailpoints.ts';
import { foldJournal } from './engineFold.ts';
import { quietTime } from './engineQuietTime.ts';
import {
  type Alarm,
  type Committed,
  type Engine,
  type EngineMode,
  type EventLog,
  type Failpoints,
  type Journal,
  type JournalEvent,
  type MachineClock,
  type Rules,
  type StoredReply,
  UnwritableBatch,
} from './ports/journal.ts';

/** The alarm never sleeps longer: it is also the sweeper, and notices clocks that jumped. */
const LONGEST_SLEEP_MS = MINUTE;
/** How often a full disk is looked at again. */
const ROOM_CHECK_MS = SECOND;
/** A deadline the rules leave in the past is asked again after this long, not in a circle. */
const OVERDUE_MS = 50;
/** After a bug in what a deadline does, deadlines rest this long while everything else goes on. */
const CLOCK_REST_MS = 5 * SECOND;
/** Inputs of one transaction at most, so that one tick never holds the loop for long. */
const LARGEST_BATCH = 256;

export interface EngineOptions<S, E extends JournalEvent, C> {
  readonly journal: Journal<E>;
  readonly rules: Rules<S, E, C>;
  readonly machine: MachineClock;
  /** Fresh UUIDv7s, lower case. */
  readonly newId: () => string;
  /** Two timers: deadlines, and quiet-time work. */
  readonly alarm: Alarm;
  readonly quietAlarm: Alarm;
  readonly log: EventLog;
  /** The store failed in a way that must not be retried (a failed fsync, another leader): end the process with 1. */
  readonly onFatal: (error: unknown) => void;
  readonly failpoints?: Failpoints;
  /** Runs a tick after the inputs at hand have arrived; setImmediate unless a test steps by itself. */
  readonly schedule?: (tick: () => void) => void;
  /** Events after which a quiet moment is used for a checkpoint. */
  readonly checkpointEvery?: number;
}

const refused = (error: Refusal): Reply => ({ ok: false, error });

/**
 * The loop: one writer per contact center.
 *
 *   input → seen this command id? same reply → decide → evolve → journal (one transaction per tick) → ack → publish
 *
 * Guarantees: nothing is acknowledged or published before it is durable; one batch is in flight at a time, so what a
 * listener reads is exactly what was committed; whatever is due is handled before an input of the same tick; a
 * command id is answered the same however often it comes. A commit that fails for want of room refolds the state
 * from the journal and refuses writes until there is room. A batch that cannot be written because of what stands in it
 * costs its culprit alone an `internal`: the state is refolded and the inputs are decided again, one by one. Any other
 * failure of the store is fatal.
 */
export async function createEngine<S, E extends JournalEvent, C>(
  options: EngineOptions<S, E, C>,
): Promise<Engine<S, E, C>> {
  const { journal, rules, machine, newId, alarm, log } = options;
  const { failpoints = noFailpoints, schedule = setImmediate } = options;
  const folded = await foldJournal(journal, rules, log);
  let { state, position } = folded;
  if (folded.unprojected.length > 0) await journal.project(rules.projectionOf(folded.unprojected, state), position);
  const clock = engineClock(machine, folded.lastAt);
  log.info({ position, events: folded.replayed, lagMs: Math.round(clock.offsetMs()) }, 'journal folded');

  let mode: EngineMode = 'running';
  let stopping = false;
  let busy = false;
  let scheduled = false;
  /** Woken while something else was at work. */
  let wokenMeanwhile = false;
  let started = false;
  /** Entries left that are decided alone, to find the one a rule or the store fails on. */
  let alone = 0;
  /** While they are: the clock has its turns alone as well, one before each of them. */
  let clockHadItsTurn = false;
  let clockRestsUntil = 0;
  let roomCheckAt = 0;
  let sweptAt = machine.monotonic();
  const pending: Entry[] = [];
  let idle: PromiseWithResolvers<void> | undefined;
  const listeners = new Set<(committed: Committed<E, C>) => void>();
  const modeListeners = new Set<(mode: EngineMode) => void>();

  const quiet = quietTime({
    alarm: options.quietAlarm,
    every: options.checkpointEvery ?? 10_000,
    replayed: folded.replayed,
    log,
    isBusy: () => busy || pending.length > 0 || mode !== 'running',
    work: async (moment, withCheckpoint) => {
      let nothingLeft = true;
      await exclusively(async () => {
        if (withCheckpoint) await checkpoint();
        nothingLeft = await journal.tidy(clock.now(), moment);
      });
      return nothingLeft || mode !== 'running';
    },
  });

  function setMode(next: EngineMode): void {
    if (mode === next) return;
    mode = next;
    log[next === 'readOnly' ? 'warn' : 'info']({ status: next }, 'engine mode changed');
    for (const listener of modeListeners) tell(listener, mode);
  }

  function fail(error: unknown, entries: readonly Entry[]): void {
    const report = newId();
    log.error({ report, err: error }, 'the store failed: the server stops');
    setMode('stopped');
    alarm.disarm();
    quiet.stop();
    for (const entry of [...entries, ...pending.splice(0)]) entry.resolve(refused({ code: 'internal', report }));
    idle?.resolve();
    options.onFatal(error);
  }

  function wake(): void {
    if (busy) wokenMeanwhile = true;
    if (scheduled || busy || mode === 'stopped') return;
    scheduled = true;
    schedule(() => {
      scheduled = false;
      void exclusively(tick);
    });
  }

  /** One piece of work at a time; a failure of the store ends the engine. */
  async function exclusively(work: () => Promise<void>): Promise<void> {
    if (mode === 'stopped') return;
    if (busy) {
      wokenMeanwhile = true;
      return;
    }
    busy = true;
    wokenMeanwhile = false;
    try {
      await work();
    } catch (error) {
      fail(error, []);
    } finally {
      busy = false;
    }
    if (pending.length > 0 || wokenMeanwhile) wake();
    if (pending.length === 0) idle?.resolve();
  }

  async function tick(): Promise<void> {
    const singly = alone > 0 && mode === 'running';
    clockHadItsTurn = singly && !clockHadItsTurn && clockIsDue(clock.now());
    const taken = clockHadItsTurn ? [] : pending.splice(0, singly ? 1 : LARGEST_BATCH);
    alone = Math.max(0, alone - taken.length);
    const commands = taken.flatMap(({ command }) => (command === undefined ? [] : [command]));
    const stored = commands.length === 0 ? [] : await journal.findReplies(commands);
    if (mode === 'readOnly') return tickReadOnly(taken, stored);
    const now = clock.now();
    const batch = singly && !clockHadItsTurn ? taken : withDeadlines(taken, now);
    if (batch.length === 0) return arm();
    const outcome = decideBatch.all(batch, stored, { state, rules, now, newId });
    if (outcome.kind === 'bug') return recoverFromBug(outcome.error, outcome.entry, taken);
    const unwritable = await commit(outcome.decided, taken);
    if (unwritable !== undefined)
      return recoverFromBug(unwritable.cause, batch.length === 1 ? batch[0] : undefined, taken);
    if (mode !== 'running') return;
    clock.follow(rules.budgetRunning(state));
    arm();
  }

  /**
   * The clock goes first: an accept that arrives after the deadline is late, however late the timer is. After a start
   * the rules first hear that nobody is connected any more, then what became due meanwhile.
   */
  function withDeadlines(taken: readonly Entry[], now: number): readonly Entry[] {
    if (!clockIsDue(now)) return taken;
    sweptAt = machine.monotonic();
    const ticked: Input = { type: 'clock.ticked' };
    return [{ input: ticked, actor: { kind: 'server' }, command: undefined, resolve: () => {} }, ...taken];
  }

  function clockIsDue(now: number): boolean {
    const monotonic = machine.monotonic();
    if (!started || monotonic < clockRestsUntil) return false;
    const due = rules.nextDeadline(state);
    return monotonic - sweptAt >= LONGEST_SLEEP_MS || (due !== undefined && due <= now);
  }

  /** Resolves to what the store cannot write; nothing has happened then. */
  async function commit(decided: Decided<E, C>, taken: readonly Entry[]): Promise<UnwritableBatch | undefined> {
    const { batch, changes, inputs, answers } = decided;
    if (batch.events.length > 0 || batch.replies.length > 0) {
      let appended: Awaited<ReturnType<typeof journal.append>>;
      try {
        appended = await journal.append(journal.epoch, batch);
      } catch (error) {
        if (error instanceof UnwritableBatch) return error;
        fail(error, taken);
        return undefined;
      }
      if (!appended.ok) {
        await enterReadOnly(taken);
        return undefined;
      }
      position = appended.value.position;
      failpoints('afterCommitBeforeAck');
    }
    for (const { entry, reply } of answers) entry.resolve(reply);
    failpoints('afterAckBeforePublish');
    if (batch.events.length === 0) return undefined;
    quiet.committed(batch.events.length);
    const { events, effects, projection, at } = batch;
    const committed = { events, changes, inputs, effects, interactions: projection.interactions, at, position };
    for (const listener of listeners) tell(listener, committed);
    return undefined;
  }

  /** What is committed is committed: a listener that fails costs the others nothing. */
  function tell<T>(listener: (value: T) => void, value: T): void {
    try {
      listener(value);
    } catch (error) {
      log.error({ report: newId(), err: error }, 'a listener of the engine failed');
    }
  }

  async function refold(): Promise<void> {
    const again = await foldJournal(journal, rules, log);
    state = again.state;
    position = again.position;
  }

  async function enterReadOnly(taken: readonly Entry[]): Promise<void> {
    const waiting = [...taken, ...pending.splice(0)];
    alone = 0;
    // Who is refused may look at once at how things stand.
    try {
      await refold();
    } finally {
      for (const entry of waiting) entry.resolve(refused({ code: 'storageFull' }));
    }
    setMode('readOnly');
    roomCheckAt = machine.monotonic() + ROOM_CHECK_MS;
    // What can be deleted needs room to be deleted.
    await journal.regainRoom();
    arm();
  }

  /** Answers what can be answered without writing, and looks for room when it is time. */
  async function tickReadOnly(taken: readonly Entry[], stored: readonly (StoredReply | undefined)[]): Promise<void> {
    decideBatch.onlyStored(taken, stored);
    if (machine.monotonic() >= roomCheckAt) {
      roomCheckAt = machine.monotonic() + ROOM_CHECK_MS;
      if (await journal.regainRoom()) {
        // Before whatever those who listen tell anew: the start says that nobody is connected.
        if (!started) begin().catch((error: unknown) => fail(error, []));
        setMode('running');
      }
    }
    arm();
  }

  /**
   * Nothing of the tick was written: the state is folded anew and all but the culprit are decided again; where nobody
   * knows the culprit, each alone.
   */
  async function recoverFromBug(error: unknown, culprit: Entry | undefined, taken: readonly Entry[]): Promise<void> {
    const report = newId();
    log.error({ report, event: culprit?.input.type, err: error }, 'an input met a bug: nothing of it was written');
    if (culprit?.input.type === 'clock.ticked') clockRestsUntil = machine.monotonic() + CLOCK_REST_MS;
    if (culprit === undefined) alone = taken.length;
    pending.unshift(...taken.filter((entry) => entry !== culprit));
    try {
      await refold();
    } finally {
      culprit?.resolve(refused({ code: 'internal', report }));
    }
    arm();
  }

  /** Rings at the next deadline, at the latest for the next sweep; on a full disk to look for room. */
  function arm(): void {
    if (mode === 'readOnly') {
      alarm.arm(Math.max(1, roomCheckAt - machine.monotonic()), wake);
      return;
    }
    const due = rules.nextDeadline(state);
    const rest = Math.max(0, clockRestsUntil - machine.monotonic());
    const untilSweep = Math.max(0, sweptAt + LONGEST_SLEEP_MS - machine.monotonic());
    const now = clock.now();
    const untilDue = due === undefined ? LONGEST_SLEEP_MS : due > now ? due - now : OVERDUE_MS;
    alarm.arm(Math.max(rest, Math.min(untilDue, untilSweep)), wake);
  }

  async function checkpoint(): Promise<void> {
    const saved = await journal.saveCheckpoint(journal.epoch, {
      position,
      at: clock.now(),
      state: rules.checkpointOf(state),
    });
    if (!saved) log.warn({ position }, 'no room for a checkpoint; the next start folds more events');
  }

  const engine: Engine<S, E, C> = {
    submit(input, { actor, command }) {
      if (mode === 'stopped' || stopping) return Promise.resolve(refused({ code: 'unavailable' }));
      const { promise, resolve } = Promise.withResolvers<Reply>();
      pending.push({ input, actor, command, resolve });
      wake();
      return promise;
    },
    read: (fn) => fn(state),
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onMode(listener) {
      modeListeners.add(listener);
      return () => modeListeners.delete(listener);
    },
    mode: () => mode,
    now: () => clock.now(),
    async stop() {
      if (mode === 'stopped') return;
      stopping = true;
      while (busy || pending.length > 0) {
        idle = Promise.withResolvers();
        await idle.promise;
      }
      if (mode === 'running' && quiet.worthCheckpoint()) await exclusively(checkpoint);
      alarm.disarm();
      quiet.stop();
      setMode('stopped');
    },
  };

  /** Without room the engine serves reads, and begins as soon as there is room. */
  async function begin(): Promise<void> {
    const reply = await engine.submit({ type: 'server.started' }, { actor: { kind: 'server' } });
    started = reply.ok;
    if (!reply.ok && reply.error.code !== 'storageFull') {
      throw new Error(`the engine could not start: ${reply.error.code}; the log has the reason`);
    }
  }
  await begin();
  return engine;
}

import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { DeskEngine } from '@ringdesk/server/application/deskEngine.ts';
import { createEngine } from '@ringdesk/server/application/engine.ts';
import { machineClock, processAlarm } from '@ringdesk/server/application/engineAlarm.ts';
import { deskRules, eventTypes } from '@ringdesk/server/application/engineRules.ts';
import type { Batch, Journal } from '@ringdesk/server/application/ports/journal.ts';
import type { Event } from '@ringdesk/server/domain/events.ts';
import { openStore } from '@ringdesk/server/storage/openStore.ts';
import { openDatabase } from '@ringdesk/server/storage/database.ts';
import { migrate } from '@ringdesk/server/storage/migrations.ts';
import { migrations } from '@ringdesk/server/storage/schema.ts';
import Database from 'better-sqlite3';

import { newId, numbers } from './clients.ts';
import { type Bench, median, pairedMedian, perSecond, us } from './figure.ts';
import { inFolder } from './folder.ts';
import { text } from './stage.ts';

const GROUP = 64;
const silent = { info: () => undefined, warn: () => undefined, error: console.error };

type Rows = readonly (readonly [table: Table, id: string, data: string])[];
const tables = ['events', 'contents', 'replies', 'effects', 'interactions', 'lines', 'traces'] as const;
type Table = (typeof tables)[number];

/** What a batch comes to as rows of text: the bytes the bare program writes too. */
function rowsOf({ events, replies, effects, projection }: Batch<Event>): Rows {
  const json = JSON.stringify;
  return [
    ...events.flatMap(({ content, ...event }: Event & { content?: object }): Rows => [
      ['events', '', json(event)],
      ...(content === undefined ? [] : ([['contents', '', json(content)]] as const)),
    ]),
    ...replies.map(
      ({ scope, id, bodyHash, reply }) => ['replies', `${id}${scope}`, `${bodyHash}${json(reply)}`] as const,
    ),
    ...effects.map((effect) => ['effects', effect.key, json(effect)] as const),
    ...projection.interactions.map((interaction) => ['interactions', interaction.id, json(interaction)] as const),
    ...projection.lines.map((line) => ['lines', '', json(line)] as const),
    ...projection.traces.map(({ interactionId, trace }) => ['traces', interactionId, json(trace)] as const),
  ];
}

/** A database with one plain table per kind of row and nothing else: no index, no checksum, no lease. */
function bareWriter(file: string): (batches: readonly Rows[]) => void {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 0');
  const keyed: readonly Table[] = ['replies', 'effects', 'interactions', 'traces'];
  const insert = new Map(
    tables.map((table) => {
      const isKeyed = keyed.includes(table);
      database.exec(
        isKeyed
          ? `CREATE TABLE ${table} (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID`
          : `CREATE TABLE ${table} (row INTEGER PRIMARY KEY, data TEXT NOT NULL)`,
      );
      const sql = isKeyed ? `INSERT OR REPLACE INTO ${table} VALUES (?, ?)` : `INSERT INTO ${table} (data) VALUES (?)`;
      return [table, { isKeyed, statement: database.prepare(sql) }] as const;
    }),
  );
  return (batches) => {
    for (const rows of batches) {
      database.exec('BEGIN IMMEDIATE');
      for (const [table, id, data] of rows) {
        const { isKeyed, statement } = insert.get(table)!;
        if (isKeyed) statement.run(id, data);
        else statement.run(data);
      }
      database.exec('COMMIT');
    }
  };
}

/** One statement of the product as it was run; `values` undefined: SQL without any, as BEGIN, COMMIT and PRAGMA. */
interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[] | undefined;
}

/** Keeps what is written through better-sqlite3 from now on, by whoever writes; some 50 ns a statement. */
function recordWrites(): { take(): readonly Statement[] } {
  const probe = new Database(':memory:');
  const statements = Object.getPrototypeOf(probe.prepare('SELECT 1')) as { run: (...values: unknown[]) => unknown };
  const databases = Object.getPrototypeOf(probe) as { exec: (sql: string) => unknown };
  probe.close();
  let kept: Statement[] = [];
  const { run } = statements;
  const { exec } = databases;
  statements.run = function recorded(this: { readonly source: string }, ...values) {
    if (/^(INSERT|UPDATE|DELETE)\b/.test(this.source)) kept.push({ sql: this.source, values });
    return run.apply(this, values);
  };
  databases.exec = function recorded(sql) {
    if (sql === 'BEGIN IMMEDIATE' || sql === 'COMMIT' || sql.startsWith('PRAGMA synchronous'))
      kept.push({ sql, values: undefined });
    return exec.call(this, sql);
  };
  return {
    take() {
      const taken = kept;
      kept = [];
      return taken;
    },
  };
}

/** A bare program that writes the same rows into the same tables: the statements alone, with their values at hand. */
function replayer(database: Database.Database): (statements: readonly Statement[]) => void {
  const prepared = new Map<string, Database.Statement>();
  return (statements) => {
    for (const { sql, values } of statements) {
      const statement = prepared.get(sql) ?? database.prepare(sql);
      prepared.set(sql, statement);
      statement.run(...(values ?? []));
    }
  };
}

type Submission = Parameters<DeskEngine['submit']>;

/** An engine on a real store with conversations in progress; what it writes is kept for the bare program. */
async function engineOn(folder: string) {
  const store = await openStore<Event>({
    root: folder,
    wall: () => Date.now(),
    log: silent,
    eventTypes,
    ballastBytes: 0,
  });
  const written: Batch<Event>[] = [];
  const journal: Journal<Event> = {
    ...store.journal,
    append: (epoch, batch) => {
      written.push(batch);
      return store.journal.append(epoch, batch);
    },
  };
  const engine = await createEngine({
    journal,
    rules: deskRules,
    machine: machineClock,
    newId,
    alarm: processAlarm(),
    quietAlarm: processAlarm(),
    log: silent,
    onFatal: (error) => {
      throw error;
    },
  });
  const server = { actor: { kind: 'server' } } as const;
  const [queueId, channelId] = [newId() as never, newId() as ChannelId];
  const agents = numbers(GROUP).map(() => newId() as never);
  for (const id of agents) {
    const agent = { id, name: 'Agent', email: `${String(id)}@example.com`, role: 'agent', language: 'en' } as const;
    await engine.submit({ type: 'agent.added', agent, departmentIds: [] }, server);
    await engine.submit({ type: 'agent.connected', agentId: id }, server);
  }
  const members = agents.map((agentId) => ({ kind: 'agent', agentId }) as const);
  const settings = { ...defaultQueueSettings, members };
  const queue = { name: 'queue.create', input: { queueId, name: 'Bench', language: 'en', settings } } as const;
  await engine.submit({ type: 'command', command: queue }, server);
  const channel = {
    name: 'channel.create',
    input: { channelId, name: 'Bench', queueId, kind: 'liveChat', settings: defaultLiveChatSettings },
  } as const;
  await engine.submit({ type: 'command', command: channel }, server);
  const customers = numbers(GROUP).map(
    () => ({ kind: 'customer', customerId: newId() as CustomerId, channelId }) as const,
  );
  /** One message of each customer, each with its command id, parsed from the wire as a door hands them over. */
  const said = (): readonly Submission[] =>
    customers.map((actor) => {
      const input = { type: 'customer.wrote', messageId: newId(), text, attachments: [], customerName: '' };
      const command = { scope: `customer ${actor.customerId}`, id: newId(), bodyHash: 'x'.repeat(43) };
      return JSON.parse(JSON.stringify([input, { actor, command }])) as Submission;
    });
  /** All in one group. */
  const round = async (submissions: readonly Submission[]): Promise<void> => {
    const replies = await Promise.all(submissions.map((submission) => engine.submit(...submission)));
    if (replies.some(({ ok }) => !ok)) throw new Error('A message was refused.');
  };
  await round(said());
  for (const offer of engine.read((state) => [...state.offers.values()])) {
    const actor = { kind: 'agent', agentId: offer.agentId } as const;
    await engine.submit(
      { type: 'command', command: { name: 'offer.accept', input: { offerId: offer.id } } },
      { actor },
    );
  }
  return {
    said,
    round,
    take: () => written.splice(0),
    stop: async () => {
      await engine.stop();
      await store.close();
    },
  };
}

export const engineRate: Bench = {
  id: 'P3',
  about: 'the engine alone: decide, evolve, journal in FULL groups of 64',
  run: (options) =>
    inFolder(async (folder) => {
      const same = openDatabase(`${folder}/same.sqlite`);
      migrate(same, migrations, { failpoints: () => undefined });
      const recording = recordWrites();
      const engine = await engineOn(`${folder}/engine`);
      const plain = bareWriter(`${folder}/plain.sqlite`);
      const replay = replayer(same);
      const rounds = Math.round(150 * options.size);
      const messages = rounds * GROUP;
      const pairs: Record<'product' | 'same' | 'plain' | 'cpu' | 'sameCpu', number>[] = [];
      const measured = async (work: () => Promise<void> | void) => {
        const [start, cpuStart] = [performance.now(), process.cpuUsage()];
        await work();
        const { user, system } = process.cpuUsage(cpuStart);
        return { rate: (messages * 1_000) / (performance.now() - start), cpu: (user + system) / messages };
      };
      replay(recording.take());
      // The replay was recorded too.
      recording.take();
      engine.take();
      for (let index = 0; index <= options.repetitions; index += 1) {
        // Made before the time is taken: ids and texts are the work of clients and doors.
        const submissions = numbers(rounds).map(() => engine.said());
        const product = await measured(async () => {
          for (const each of submissions) await engine.round(each);
        });
        const statements = recording.take();
        const bare = await measured(() => replay(statements));
        const batches = engine.take().map(rowsOf);
        const { rate: plainRate } = await measured(() => plain(batches));
        recording.take();
        // The first is for the compiler to warm up.
        if (index > 0)
          pairs.push({ product: product.rate, same: bare.rate, plain: plainRate, cpu: product.cpu, sameCpu: bare.cpu });
      }
      await engine.stop();
      same.close();
      const of = (key: keyof (typeof pairs)[number]): number => median(pairs.map((pair) => pair[key]));
      return [
        {
          name: 'P3 engine / the same statements in bare SQLite groups',
          value: pairedMedian(pairs.map(({ product, same: bare }) => ({ product, bare }))),
          unit: '×',
          goal: 0.6,
          atLeast: true,
          beside: `${perSecond(of('product'))} against ${perSecond(of('same'))} messages; CPU ${us(of('cpu'))} against ${us(of('sameCpu'))} a message`,
        },
        {
          name: 'P3 engine / its rows in plain tables without indexes',
          value: pairedMedian(pairs.map(({ product, plain: bare }) => ({ product, bare }))),
          unit: '×',
          beside: `against ${perSecond(of('plain'))}: what lists, look-ups and search cost`,
        },
      ];
    }),
};

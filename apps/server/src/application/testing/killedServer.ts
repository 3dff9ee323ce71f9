import { openStore } from '../../storage/openStore.ts';
import { createEngine } from '../engine.ts';
import { machineClock, processAlarm } from '../engineAlarm.ts';
import { failpointsFrom, noFailpoints } from '../engineFailpoints.ts';
import { silentLog, tinyRules, wrote, type TinyEvent } from './tinyEngine.ts';

/**
 * A server to be killed, and its patient client: takes the commands `c1` … `cN` in small groups and says each
 * acknowledgement before it goes on; what a full disk refuses is sent again when there is room. Arguments: data
 * directory, N, failpoint or `none`, size of the ballast.
 */
const [root = '', count = '0', failpoint = 'none', ballast = '1024'] = process.argv.slice(2);
const failpoints = failpoint === 'none' ? noFailpoints : failpointsFrom(failpoint);
const say = (line: string): void => {
  // Synchronous for pipes: what was said is out before the process can be killed.
  process.stdout.write(`${line}\n`);
};
const store = await openStore<TinyEvent>({
  root,
  wall: () => machineClock.wall(),
  log: silentLog,
  failpoints,
  ballastBytes: Number(ballast),
});
let ids = 0;
const engine = await createEngine({
  journal: store.journal,
  rules: tinyRules,
  machine: machineClock,
  newId: () => `${process.pid}-${(ids += 1)}`,
  alarm: processAlarm(),
  quietAlarm: processAlarm(),
  log: silentLog,
  onFatal: (error) => {
    say(`fatal ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`);
    process.exit(1);
  },
  failpoints,
  checkpointEvery: 7,
});
// As the socket of a real server does, it keeps the process alive while the alarm is waited for.
const alive = setInterval(() => {}, 60_000);
let room = Promise.withResolvers<void>();
engine.onMode((mode) => {
  say(mode);
  if (mode !== 'running') return;
  room.resolve();
  room = Promise.withResolvers();
});
say('ready');

async function send(number: number): Promise<void> {
  const command = { scope: 'agent', id: `c${number}`, bodyHash: `body ${number}` };
  const roomAgain = room.promise;
  const reply = await engine.submit(wrote(`text ${number}`), { actor: { kind: 'server' }, command });
  say(`ack ${number} ${JSON.stringify(reply)}`);
  if (reply.ok || reply.error.code !== 'storageFull') return;
  await roomAgain;
  await send(number);
}

const GROUP = 5;
for (let first = 1; first <= Number(count); first += GROUP) {
  const group = Array.from({ length: Math.min(GROUP, Number(count) - first + 1) }, (_, index) => first + index);
  await Promise.all(group.map(send));
}
await engine.stop();
await store.close();
clearInterval(alive);
say('done');

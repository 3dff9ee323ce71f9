import { openStore } from '../openStore.ts';

/** A second process for the tests: opens the data directory it is told, writes one event, says so, and stays. */
const [root = ''] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const { journal } = await openStore({ root, wall: () => 1_000, log, ballastBytes: 1_024 });
const event = { type: 'line.written', at: 1_001, seq: 1, content: { text: 'from the child' } };
await journal.append(journal.epoch, {
  at: 1_000,
  events: [event],
  replies: [],
  effects: [],
  projection: { interactions: [], archivedIds: [], lines: [], traces: [], queueVersions: [], consents: [], audit: [] },
});
process.stdout.write('ready');
setInterval(() => {}, 60_000);

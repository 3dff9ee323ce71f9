import { parseArgs } from 'node:util';

import { type Bench, type Figure, isMet } from './figure.ts';
import { callMemory, registeringPhones } from './callLoad.ts';
import { callRate, ringing } from './calls.ts';
import { memory, reconnection } from './connections.ts';
import { decisions } from './decisions.ts';
import { interactive, longList } from './deskScreen.ts';
import { durableMessages } from './durableMessages.ts';
import { engineRate } from './engineRate.ts';
import { liveTyping } from './liveTyping.ts';
import { offerPush } from './offerPush.ts';
import { queueing } from './queueing.ts';
import { race } from './race.ts';
import { sizes } from './sizes.ts';
import { startUp } from './startUp.ts';

const benches: readonly Bench[] = [
  offerPush,
  durableMessages,
  engineRate,
  decisions,
  startUp,
  memory,
  reconnection,
  race,
  longList,
  interactive,
  sizes,
  liveTyping,
  queueing,
  ringing,
  callRate,
  registeringPhones,
  callMemory,
];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});

const wanted = values.only?.split(',').map((id) => id.trim().toUpperCase());
/** Measured in the same run: P15 under the load of P2, P14 with P13. */
const together: Readonly<Record<string, string>> = { P15: 'P2', P14: 'P13' };
const isWanted = ({ id }: Bench): boolean =>
  wanted === undefined || wanted.some((each) => each === id || together[each] === id);
const say = (line: string): void => {
  if (!values.json) console.log(line);
};

const figures: Figure[] = [];
let broken = 0;
for (const bench of benches.filter(isWanted)) {
  const start = performance.now();
  say(`\n${bench.id}  ${bench.about}`);
  try {
    const found = await bench.run({ repetitions: 5, size: values.short ? 0.3 : 1, say });
    figures.push(...found);
    for (const figure of found) say(`    ${lineOf(figure)}`);
  } catch (error) {
    broken += 1;
    console.error(`${bench.id} could not be measured:`, error);
  }
  say(`    (${((performance.now() - start) / 1_000).toFixed(1)} s)`);
}

function lineOf(figure: Figure): string {
  const met = isMet(figure);
  const goal = figure.goal === undefined ? 'shown' : `${figure.atLeast === true ? '≥' : '≤'} ${figure.goal}`;
  const mark = met === null ? ' ' : met ? '✓' : '✗';
  return `${mark} ${figure.name.padEnd(64)} ${figure.value.toFixed(2).padStart(9)} ${figure.unit.padEnd(5)} ${goal.padEnd(8)} ${figure.beside}`;
}

say('\n── Bench ──');
for (const figure of figures) say(lineOf(figure));
for (const figure of figures) {
  const { name, value, unit, goal = null } = figure;
  console.log(JSON.stringify({ name, value, unit, goal, ok: isMet(figure) }));
}
const missed = figures.filter((figure) => isMet(figure) === false).length;
say(`${figures.length} figures, ${missed} goals missed, ${broken} not measured.`);
process.exit(missed === 0 && broken === 0 ? 0 : 1);

import { exponential, seededRandom } from '@ringdesk/server/simulation/random.ts';

import { numbers } from './clients.ts';
import { CoreCenter as Center, cpuMs } from './coreCenter.ts';
import { type Bench, perSecond } from './figure.ts';

const AGENTS = 10;
const HANDLING_MS = 180_000;
const LOAD = 0.8;

export interface Contact {
  /** Milliseconds from the start. */
  readonly arrivesAt: number;
  readonly handlingMs: number;
}

/** Poisson arrivals and exponential handling, in whole milliseconds. */
export function contactsOf(seed: number, count: number): Contact[] {
  const random = seededRandom(seed);
  let at = 0;
  return numbers(count).map(() => {
    at += exponential(random, HANDLING_MS / (AGENTS * LOAD));
    return { arrivesAt: Math.round(at), handlingMs: Math.max(1, Math.round(exponential(random, HANDLING_MS))) };
  });
}

/** The reference: first come, first served by whoever is free. The wait of each contact, in milliseconds. */
export function referenceWaits(contacts: readonly Contact[]): number[] {
  const freeAt = numbers(AGENTS).map(() => 0);
  return contacts.map(({ arrivesAt, handlingMs }) => {
    const soonest = freeAt.indexOf(Math.min(...freeAt));
    const startsAt = Math.max(arrivesAt, freeAt[soonest] ?? 0);
    freeAt[soonest] = startsAt + handlingMs;
    return startsAt - arrivesAt;
  });
}

interface Run {
  readonly waits: readonly number[];
  /** Offers to somebody while the method would have had another one first. */
  readonly violations: number;
  readonly events: number;
}

/** The product's rules on virtual time: agents accept at once, each handles one contact at a time. */
export function productWaits(contacts: readonly Contact[], distribution: 'evenly' | 'strict'): Run {
  const center = new Center();
  const names = numbers(AGENTS).map((index) => `a${index}`);
  center.agents(...names).queue('sales', names, { distribution, limit: 1, reopenHours: 0, missedOffersLimit: null });
  const start = center.now;
  const waits: number[] = [];
  const lastOffer = new Map<string, number>(names.map((name) => [name, -1]));
  const free = new Set(names);
  /** Whoever is busy, with whom and until when; at most ten. */
  const busy: { readonly agent: string; readonly contact: number; readonly until: number }[] = [];
  let [violations, events, offers] = [0, 0, 0];

  const serve = (happened: readonly { readonly type: string }[]): void => {
    events += happened.length;
    for (const event of happened as ReturnType<Center['writes']>) {
      if (event.type !== 'interaction.offered') continue;
      const [made] = event.offers;
      const interaction = center.state.interactions.get(event.interactionId);
      if (made === undefined || interaction === undefined) throw new Error('An offer leads nowhere.');
      const agent: string = made.agentId;
      const first =
        distribution === 'strict'
          ? names.find((name) => free.has(name))
          : [...free].toSorted(
              (a, b) => (lastOffer.get(a) ?? 0) - (lastOffer.get(b) ?? 0) || names.indexOf(a) - names.indexOf(b),
            )[0];
      if (agent !== first) violations += 1;
      lastOffer.set(agent, (offers += 1));
      free.delete(agent);
      const contact = Number(interaction.customer.id.slice(1));
      const { arrivesAt = 0, handlingMs = 0 } = contacts[contact] ?? {};
      waits[contact] = center.now - start - arrivesAt;
      busy.push({ agent, contact, until: center.now - start + handlingMs });
      events += center.accepts(agent, `c${contact}`).length;
    }
  };
  const finish = (until: number): void => {
    for (;;) {
      const next = busy.reduce<(typeof busy)[number] | undefined>(
        (a, b) => (a === undefined || b.until < a.until ? b : a),
        undefined,
      );
      if (next === undefined || next.until > until) return;
      busy.splice(busy.indexOf(next), 1);
      free.add(next.agent);
      center.now = start + next.until;
      serve(center.command(next.agent, 'interaction.close', { interactionId: center.idOf(`c${next.contact}`) }));
    }
  };
  for (const [index, { arrivesAt }] of contacts.entries()) {
    finish(arrivesAt);
    center.now = start + arrivesAt;
    if (index % 200 === 0) events += center.server({ type: 'clock.ticked' }).length;
    serve(center.writes(`c${index}`));
  }
  finish(Number.POSITIVE_INFINITY);
  return { waits, violations, events };
}

/** Erlang C: the share that waits and the mean wait in milliseconds. */
export function erlangC(
  agents: number,
  load: number,
  handlingMs: number,
): { readonly share: number; readonly meanMs: number } {
  const traffic = agents * load;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < agents; k += 1) sum += term *= traffic / k;
  const last = (term * traffic) / agents / (1 - load);
  const share = last / (sum + last);
  return { share, meanMs: (share * handlingMs) / (agents * (1 - load)) };
}

/** Half the width of the 95 % interval of a mean, by batch means (successive waits depend on each other). */
export function halfWidth(values: readonly number[], batches = 20): number {
  const size = Math.floor(values.length / batches);
  const means = numbers(batches).map((batch) => mean(values.slice(batch * size, (batch + 1) * size)));
  const center = mean(means);
  const variance = means.reduce((sum, each) => sum + (each - center) ** 2, 0) / (batches - 1);
  // Student's t for 19 degrees of freedom.
  return 2.093 * Math.sqrt(variance / batches);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const queueing: Bench = {
  id: 'P13',
  about:
    'waits on virtual time against a reference simulator and Erlang C, 10 agents at 0.8; and how fast the core is (P14)',
  run: async (options) => {
    const contacts = contactsOf(20_261, 100_000);
    const reference = referenceWaits(contacts);
    const started = cpuMs();
    const evenly = productWaits(contacts, 'evenly');
    const seconds = (cpuMs() - started) / 1_000;
    const few = contacts.slice(0, Math.round(30_000 * options.size));
    const strict = productWaits(few, 'strict');
    const differences =
      reference.filter((wait, index) => wait !== evenly.waits[index]).length +
      few.filter((_, index) => reference[index] !== strict.waits[index]).length;
    const expected = erlangC(AGENTS, LOAD, HANDLING_MS);
    const waited = evenly.waits.map((wait) => (wait > 0 ? 1 : 0));
    const off = (values: readonly number[], target: number): number =>
      Math.abs(mean(values) - target) / halfWidth(values);
    // A week of 50 agents at 0.8 with chats of ten minutes, by the events one contact makes.
    const contactsAWeek = (50 * LOAD * 7 * 24 * 3_600) / 600;
    const weekSeconds = (contactsAWeek * (evenly.events / contacts.length)) / (evenly.events / seconds);
    return [
      {
        name: 'P13 waits that differ from the reference simulator',
        value: differences,
        unit: '',
        goal: 0,
        beside: `of ${(contacts.length + few.length).toLocaleString('en')}`,
      },
      {
        name: 'P13 mean wait, distance to Erlang C in half 95 % intervals',
        value: off(evenly.waits, expected.meanMs),
        unit: '×',
        goal: 1,
        beside: `${(mean(evenly.waits) / 1_000).toFixed(1)} s against ${(expected.meanMs / 1_000).toFixed(1)} s`,
      },
      {
        name: 'P13 share waiting, distance to Erlang C in half 95 % intervals',
        value: off(waited, expected.share),
        unit: '×',
        goal: 1,
        beside: `${mean(waited).toFixed(4)} against ${expected.share.toFixed(4)}`,
      },
      {
        name: 'P13 violations of longest idle and of strict order',
        value: evenly.violations + strict.violations,
        unit: '',
        goal: 0,
        beside: 'every offer judged',
      },
      {
        name: 'P14 events of the pure core',
        value: evenly.events / seconds,
        unit: '/s',
        beside: `wanted at least 20,000/s; ${perSecond(contacts.length / seconds)} contacts`,
      },
      {
        name: 'P14 a simulated week of 50 agents',
        value: weekSeconds,
        unit: 's',
        beside: 'wanted at most 300 s; by the events of one contact',
      },
    ];
  },
};

import type { Language } from '@ringdesk/shared/model/language.ts';

import { type CustomerParts, SimulatedCustomer, type Visit } from './customer.ts';
import { exponential } from './random.ts';
import { languageFor, visitOf } from './talk.ts';
import { Plans } from './timers.ts';
import type { Script } from './words/spoken.ts';

/** Where simulated customers write, and about what. */
export interface Entrance {
  readonly channelId: string;
  readonly topic: Script['topic'];
  readonly language: Language;
}

export interface CustomersOptions extends CustomerParts {
  /** Looked up for each customer, so that a channel made or changed meanwhile counts at once. */
  readonly entrances: () => readonly Entrance[];
  /** Customers on the site at the same time; one who leaves is followed by another. */
  readonly atOnce: number;
  /** Mean time until the next customer comes to a free place, in milliseconds. */
  readonly arrivalMs: number;
}

/** Somebody who left comes back only after this many others. */
const REMEMBERED = 12;

/** Keeps a number of customers coming and going. Answers how to send everybody home. */
export function keepCustomersComing(options: CustomersOptions): () => void {
  const { random, entrances, atOnce, arrivalMs } = options;
  const plans = new Plans(options.delay);
  const inside = new Map<SimulatedCustomer, Visit>();
  const left: string[] = [];
  let stopped = false;

  const taken = (): Set<string> =>
    new Set(
      [...left, ...[...inside.values()].flatMap(({ name, lines: [first] }) => [name, first ?? ''])].filter(Boolean),
    );

  const comeLater = (place: string): void => {
    if (!stopped) plans.set(place, exponential(random, arrivalMs), () => come(place));
  };
  const come = (place: string): void => {
    const open = entrances();
    const entrance = open[Math.floor(random() * open.length)];
    if (entrance === undefined) return comeLater(place);
    const { channelId, topic, language } = entrance;
    const visit = visitOf(random, channelId, topic, languageFor(random, language), taken());
    const customer: SimulatedCustomer = new SimulatedCustomer(options, visit, () => {
      inside.delete(customer);
      left.push(visit.name);
      left.splice(0, Math.max(0, left.length - REMEMBERED));
      comeLater(place);
    });
    inside.set(customer, visit);
  };
  for (let place = 0; place < atOnce; place += 1) comeLater(String(place));

  return () => {
    stopped = true;
    plans.dropAll();
    for (const customer of inside.keys()) customer.leave();
  };
}

import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import { v7 } from 'uuid';

import { demoEntrances, isDemo } from './application/demo.ts';
import type { DeskEngine } from './application/deskEngine.ts';
import { teamOf } from './application/deskEngine.ts';
import { delay as realDelay } from './delay.ts';
import type { RunningServer } from './server.ts';
import { keepCustomersComing } from './simulation/customers.ts';
import { Figures } from './simulation/figures.ts';
import { humanPace, type Pace } from './simulation/pace.ts';
import { seededRandom } from './simulation/random.ts';
import { SimulatedTeam } from './simulation/team.ts';
import type { Delay } from './simulation/timers.ts';

/** A new customer comes to a free place after this long, on average. */
const ARRIVAL_MS = 20 * SECOND;

export interface DemoOptions {
  /** Simulated customers on the site at the same time; 0: neither customers nor colleagues. */
  readonly customers: number;
  readonly seed: number;
  readonly pace?: Pace;
  readonly arrivalMs?: number;
  readonly delay?: Delay;
  /** Milliseconds that only grow; the clock of {@link delay}. */
  readonly now?: () => number;
}

/**
 * Simulated customers and colleagues for a center with the demo team, from the moment it has one. They are clients like any
 * others, over the loopback interface. Answers how to stop; to be called before the server stops.
 */
export function startDemo(server: RunningServer, options: DemoOptions): () => Promise<void> {
  if (options.customers === 0) return async () => undefined;
  let stop: (() => Promise<void>) | undefined;
  let forget: (() => void) | undefined;
  if (isDemo(server.engine)) stop = populate(server, options);
  else forget = whenLoaded(server.engine, () => (stop = populate(server, options)));
  return async () => {
    forget?.();
    await stop?.();
  };
}

/** The first run may load the demo team later; its channels are made when its people can sign in. */
function whenLoaded(engine: DeskEngine, run: () => void): () => void {
  const forget = engine.onCommitted(({ events }) => {
    if (!events.some(({ type }) => type === 'channel.created') || !isDemo(engine)) return;
    forget();
    run();
  });
  return forget;
}

function populate(server: RunningServer, options: DemoOptions): () => Promise<void> {
  const { engine, url } = server;
  const random = seededRandom(options.seed);
  const { pace = humanPace, delay = realDelay, now = () => performance.now() } = options;
  const parts = { url, random, pace, delay, newId: () => v7(), figures: new Figures(now) };
  const ids = new Map<string, AgentId>(teamOf(engine).map(({ id, email }) => [email, id]));
  const colleagues = server.demoSignIns().flatMap(({ email, password, role }) => {
    const id = ids.get(email);
    return role !== 'agent' || id === undefined ? [] : [{ email, password, desks: () => server.desksOf(id) }];
  });
  const language = demoEntrances(engine)[0]?.language ?? 'en';
  const team = new SimulatedTeam({ ...parts, colleagues, language, fetch });
  team.start();
  const sendHome = keepCustomersComing({
    ...parts,
    entrances: () => demoEntrances(engine),
    atOnce: options.customers,
    arrivalMs: options.arrivalMs ?? ARRIVAL_MS,
  });
  return async () => {
    sendHome();
    await team.stop();
  };
}

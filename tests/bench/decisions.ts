import type { AgentId, DepartmentId } from '@ringdesk/shared/model/ids.ts';
import { agentId, departmentId } from '@ringdesk/server/domain/center.testkit.ts';

import { CoreCenter as Center, cpuMs } from './coreCenter.ts';
import { numbers } from './clients.ts';
import { type Bench, median, pairedMedian, us } from './figure.ts';

const nameOf = (index: number): string => `a${index}`;

/** A center with so many agents in one queue, all online. */
function centerOf(agents: number, limit: number | null): Center {
  const center = new Center();
  for (const index of numbers(agents)) center.agent(nameOf(index));
  const id: DepartmentId = departmentId('everybody');
  const agentIds: AgentId[] = numbers(agents).map((index) => agentId(nameOf(index)));
  center.server({ type: 'command', command: { name: 'department.save', input: { id, name: 'Everybody', agentIds } } });
  return center.queue('sales', [], { members: [{ kind: 'department', departmentId: id }], limit, reopenHours: 0 });
}

/** Microseconds for each of `count` arrivals to be offered; the conversations are over afterwards. */
function arrivals(center: Center, count: number, run: number): number {
  const names = numbers(count).map((index) => `r${run}c${index}`);
  const start = cpuMs();
  for (const name of names) center.writes(name);
  const time = cpuMs() - start;
  for (const name of names) {
    const [agent] = center.ringsAt(name);
    if (agent === undefined) throw new Error('Nobody was chosen.');
    center.accepts(agent, name);
    center.command(agent, 'interaction.close', { interactionId: center.idOf(name) });
  }
  return (time * 1_000) / count;
}

/** A center where everybody has one conversation, their limit, and `waiting` customers wait. */
function crowded(waiting: number): { readonly center: Center; readonly busy: [agent: string, customer: string][] } {
  const center = centerOf(50, 1);
  const busy: [string, string][] = [];
  for (const index of numbers(50)) {
    const name = `first${index}`;
    center.now += 1;
    center.writes(name);
    const [agent] = center.ringsAt(name);
    if (agent === undefined) throw new Error('Nobody was chosen.');
    center.accepts(agent, name);
    busy.push([agent, name]);
  }
  for (const index of numbers(waiting)) {
    center.now += 1;
    center.writes(`w${index}`);
  }
  return { center, busy };
}

/** Microseconds (the median) for an agent who gets free to be offered the one who waits longest; a new customer keeps the number level. */
function departures({ center, busy }: ReturnType<typeof crowded>, count: number, run: number): number {
  const times: number[] = [];
  for (const index of numbers(count)) {
    const [agent, customer] = busy.shift() ?? ['', ''];
    const interactionId = center.idOf(customer);
    center.now += 1;
    const start = performance.now();
    const events = center.command(agent, 'interaction.close', { interactionId });
    times.push((performance.now() - start) * 1_000);
    const offered = events.find((event) => event.type === 'interaction.offered');
    const next = offered && center.state.interactions.get(offered.interactionId);
    if (next === undefined) throw new Error('Nobody was offered.');
    center.accepts(agent, next.customer.id);
    busy.push([agent, next.customer.id]);
    center.writes(`r${run}n${index}`);
  }
  return median(times);
}

export const decisions: Bench = {
  id: 'P4',
  about: 'one routing decision with many agents, and with many who wait',
  run: async (options) => {
    const [few, many] = [centerOf(100, null), centerOf(10_000, null)];
    const [short, long] = [crowded(100), crowded(Math.round(100_000 * Math.max(options.size, 0.3)))];
    const byAgents: { product: number; bare: number }[] = [];
    const byWaiting: { product: number; bare: number }[] = [];
    const count = Math.round(1_000 * options.size);
    for (let run = 0; run < options.repetitions * 2; run += 1) {
      const agents = { product: arrivals(many, count, run), bare: arrivals(few, count, run) };
      const waiting = { product: departures(long, count, run), bare: departures(short, count, run) };
      // The first runs warm up.
      if (run >= options.repetitions) {
        byAgents.push(agents);
        byWaiting.push(waiting);
      }
    }
    const beside = (pairs: typeof byAgents): string =>
      `${us(median(pairs.map(({ product }) => product)))} against ${us(median(pairs.map(({ bare }) => bare)))} CPU, with its arrival or departure`;
    return [
      {
        name: 'P4 decision with 10,000 agents / 100',
        value: pairedMedian(byAgents),
        unit: '×',
        goal: 2,
        beside: beside(byAgents),
      },
      {
        name: `P4 decision with ${(long.center.state.interactions.size - 50).toLocaleString('en')} waiting / 100`,
        value: pairedMedian(byWaiting),
        unit: '×',
        goal: 3,
        beside: beside(byWaiting),
      },
    ];
  },
};

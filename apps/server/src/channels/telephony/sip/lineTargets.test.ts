import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import { inOrder, type Service, targetsOf } from './lineTargets.ts';
import { realWaiting } from './reliability.ts';
import { type LineServer, openStreamLine } from './testing/lineServer.ts';
import { openNameServer, type Zone } from './testing/nameServer.ts';
import { openSipBoard } from './testing/sipBoard.ts';
import { PATIENCE, trunk } from './testing/sipStage.ts';

const service = (name: string, priority = 0, weight = 0, port = 5_060): Service => ({ name, priority, weight, port });

let lines: LineServer[] = [];
afterEach(async () => {
  for (const line of lines) await line.close();
  lines = [];
});
const line = async (port?: number): Promise<LineServer> => {
  const opened = await openStreamLine(port);
  lines.push(opened);
  return opened;
};
const nameServer = async (zone: Zone) => {
  const server = await openNameServer(zone);
  onTestFinished(server.close);
  return server;
};

describe('where a line is (RFC 3263)', () => {
  const zone = {
    services: {
      '_sip._udp.line.example': [service('b.line.example', 20, 0, 5_070), service('a.line.example', 10, 0, 5_080)],
      '_sips._tcp.line.example': [service('a.line.example', 10, 0, 5_443)],
      '_sip._tcp.line.example': [service('gone.line.example', 10, 0, 5_060)],
      '_sip._udp.closed.example': [service('.', 0, 0, 0)],
    },
    addresses: {
      'line.example': ['192.0.2.1'],
      'closed.example': ['192.0.2.9'],
      'a.line.example': ['192.0.2.10', '192.0.2.11'],
      'b.line.example': ['192.0.2.20'],
    },
  };
  const udp = { host: 'line.example', port: 5_060, transport: 'udp' } as const;

  test('its service records in the order of their priority, each with its addresses and its port', async () => {
    const { names } = await nameServer(zone);
    expect(await targetsOf(udp, names, () => 0)).toEqual([
      { address: '192.0.2.10', port: 5_080 },
      { address: '192.0.2.11', port: 5_080 },
      { address: '192.0.2.20', port: 5_070 },
    ]);
    const tls = { ...udp, port: 5_061, transport: 'tls' } as const;
    expect(await targetsOf(tls, names, () => 0)).toMatchObject([{ port: 5_443 }, { port: 5_443 }]);
  });

  test('a port of its own is meant as it stands, and nobody asks for services', async () => {
    const { names, asked } = await nameServer(zone);
    expect(await targetsOf({ ...udp, port: 5_090 }, names, () => 0)).toEqual([{ address: '192.0.2.1', port: 5_090 }]);
    expect(asked).toEqual([]);
  });

  test('without services, with services that have no address, or that say there is none: the name itself', async () => {
    const { names } = await nameServer(zone);
    expect(await targetsOf({ ...udp, transport: 'tcp' }, names, () => 0)).toEqual([
      { address: '192.0.2.1', port: 5_060 },
    ]);
    expect(await targetsOf({ ...udp, host: 'a.line.example' }, names, () => 0)).toMatchObject([
      { address: '192.0.2.10', port: 5_060 },
      { address: '192.0.2.11', port: 5_060 },
    ]);
    expect(await targetsOf({ ...udp, host: 'closed.example' }, names, () => 0)).toMatchObject([
      { address: '192.0.2.9' },
    ]);
    expect(await targetsOf({ ...udp, host: 'nowhere.example' }, names, () => 0)).toBeUndefined();
  });

  test('pointers say under which name the services of the transport stand (RFC 3263, 4.1)', async () => {
    const pointer = (order: number, service: string, replacement: string, flags = 's') => ({
      order,
      preference: 1,
      flags,
      service,
      replacement,
    });
    const { names } = await nameServer({
      ...zone,
      pointers: {
        'line.example': [
          pointer(30, 'SIP+D2U', 'late.line.example'),
          pointer(20, 'SIP+D2U', 'udp.line.example'),
          pointer(10, 'SIP+D2U', 'nobody.line.example'),
          pointer(1, 'SIP+D2T', 'tcp.line.example'),
          pointer(1, 'SIP+D2U', 'other.line.example', 'u'),
        ],
      },
      services: {
        ...zone.services,
        'udp.line.example': [service('b.line.example', 1, 0, 5_080)],
        'late.line.example': [service('a.line.example', 1, 0, 5_081)],
        'tcp.line.example': [service('a.line.example', 1, 0, 5_082)],
        'other.line.example': [service('a.line.example', 1, 0, 5_083)],
      },
    });
    expect(new Set((await targetsOf(udp, names, () => 0))?.map(({ port }) => port))).toEqual(new Set([5_080]));
    expect(new Set((await targetsOf({ ...udp, transport: 'tcp' }, names, () => 0))?.map(({ port }) => port))).toEqual(
      new Set([5_082]),
    );
  });

  test('among equals weight decides how often, by lot (RFC 2782)', () => {
    const services = [service('small', 1, 1), service('last', 2, 9), service('big', 1, 3), service('none', 1, 0)];
    const order = (...lots: number[]): string =>
      inOrder(services, () => lots.shift() ?? 0)
        .map(({ name }) => name)
        .join(' ');
    expect(order(0)).toBe('none small big last');
    expect(order(0.3)).toBe('small none big last');
    expect(order(0.99)).toBe('big none small last');
  });
});

describe('a line whose name stands for several servers', () => {
  test('[57] when the first is gone the next is registered with, and what the name stands for now counts', async () => {
    const [first, second] = [await line(), await line()];
    const zone: Zone = {
      services: {
        '_sip._tcp.line.example': [
          service('a.line.example', 10, 0, first.port),
          service('b.line.example', 20, 0, second.port),
        ],
      },
      addresses: { 'a.line.example': ['127.0.0.1'], 'b.line.example': ['127.0.0.1'] },
    };
    const { names } = await nameServer(zone);
    const config = trunk(
      'line',
      { host: 'line.example', port: 5_060, transport: 'tcp', registers: true, user: 'acme', allowedAddresses: [] },
      'geheim',
    );
    const listen = { host: '127.0.0.1', udpPort: undefined, tcpPort: undefined, tls: undefined };
    const stage = await openSipBoard({ listen, trunks: [config] }, realWaiting, { names });
    onTestFinished(() => stage.board.stop(0));
    const state = () => stage.facts.flatMap((fact) => (fact.type === 'trunk' ? [fact.health.state] : [])).at(-1);
    await expect.poll(state, PATIENCE).toBe('ok');
    expect(first.requests).toHaveLength(1);
    expect(second.requests).toEqual([]);
    await first.close();
    lines = [second];
    await vi.waitFor(() => {
      stage.advance(5_000);
      expect(second.requests).not.toEqual([]);
    }, PATIENCE);
    await expect.poll(state, PATIENCE).toBe('ok');
  });
});

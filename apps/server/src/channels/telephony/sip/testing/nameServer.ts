import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';

import type { Names, Pointer, Service } from '../lineTargets.ts';

const A = 1;
const SRV = 33;
const NAPTR = 35;

const nameOf = (labels: string): Buffer =>
  Buffer.concat([
    ...labels.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]),
    Buffer.from([0]),
  ]);

const word = (value: number): Buffer => Buffer.from([(value >> 8) & 0xff, value & 0xff]);

const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);

/** What a name server knows. Names without a record do not exist. */
export interface Zone {
  pointers?: Readonly<Record<string, readonly Pointer[]>>;
  services: Readonly<Record<string, readonly Service[]>>;
  addresses: Readonly<Record<string, readonly string[]>>;
}

function answerTo(query: Buffer, zone: Zone): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString());
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1);
  const question = query.subarray(12, at + 5);
  const name = labels.join('.').toLowerCase();
  const data =
    type === NAPTR
      ? (zone.pointers?.[name] ?? []).map(({ order, preference, flags, service, replacement }) =>
          Buffer.concat([word(order), word(preference), text(flags), text(service), text(''), nameOf(replacement)]),
        )
      : type === SRV
        ? (zone.services[name] ?? []).map(({ priority, weight, port, name: server }) =>
            Buffer.concat([word(priority), word(weight), word(port), nameOf(server)]),
          )
        : type === A
          ? (zone.addresses[name] ?? []).map((address) => Buffer.from(address.split('.').map(Number)))
          : [];
  const records = data.map((each) =>
    // The name by a pointer to the question, class IN, a minute (RFC 1035, 4.1.3 and 4.1.4).
    Buffer.concat([word(0xc00c), word(type), word(1), word(0), word(60), word(each.length), each]),
  );
  const flags = data.length > 0 ? 0x8580 : 0x8583;
  return Buffer.concat([
    query.subarray(0, 2),
    word(flags),
    word(1),
    word(data.length),
    word(0),
    word(0),
    question,
    ...records,
  ]);
}

/** A name server on this machine (RFC 1035 over UDP), with the names as a resolver that asks it sees them. */
export async function openNameServer(zone: Zone) {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, from) => socket.send(answerTo(query, zone), from.port, from.address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  const names: Names = {
    pointers: (name) => resolver.resolveNaptr(name),
    services: (name) => {
      asked.push(name);
      return resolver.resolveSrv(name);
    },
    addresses: (name) => resolver.resolve4(name),
  };
  return { names, zone, asked, close: () => void socket.close() };
}

import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { inSteps, numbers } from './clients.ts';
import { inFolder } from './folder.ts';
import { Peer } from './peer.ts';
import { SipLine } from './sipLine.ts';
import type { SipPlace } from './sipParty.ts';
import { SipPhone } from './sipPhone.ts';

/** What does not happen within this time does not happen: a bench that waits says so instead of standing still. */
const PATIENCE_MS = 15_000;

export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`This did not happen: ${what}.`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Until the peer answers this question so. */
export async function untilPeer(peer: Peer, question: string, answer: number): Promise<void> {
  const asking = async (): Promise<void> => {
    while ((await peer.ask<number>(question)) !== answer) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await within(asking(), `${question} is ${answer}`);
}

export interface CallStage {
  readonly desk: Peer;
  readonly bare: Peer;
  /** To the server. */
  readonly lines: readonly SipLine[];
  /** To the bare program. */
  readonly bareLines: readonly SipLine[];
  /** Of an agent each, registered. */
  readonly phones: readonly SipPhone[];
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '0.0.0.0');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

/** What the server misses while it opens its sockets is said again, as phones do. */
async function registered(phone: SipPhone): Promise<void> {
  const first = phone.register();
  const again = setInterval(() => void phone.register().catch(() => undefined), 1_000);
  try {
    await within(Promise.race([first, phone.isRegistered]), 'a phone is registered');
  } finally {
    clearInterval(again);
  }
}

/** The machine's own addresses from 127.0.`net`.1 on: limits are counted by address. */
const addressOf = (net: number, number: number): string =>
  `127.0.${net + Math.floor(number / 250)}.${1 + (number % 250)}`;

/**
 * The real server with so many lines and agents at phones of other makes, and the bare library beside it. Media are not
 * part of it: whoever is called says where sound would go, and nobody sends any.
 */
export async function onCallStage<T>(
  { agents, lines }: { readonly agents: number; readonly lines: number },
  run: (stage: CallStage) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    const desk = await Peer.start('callDesk', { dataDir: `${folder}/desk`, udpPort: await freeUdpPort() });
    const bare = await Peer.start('bareSip', {});
    const open: { close(): void }[] = [];
    try {
      const place: SipPlace = { address: '127.0.0.1', ...(await desk.ask<{ port: number }>('ready')) };
      const barePlace: SipPlace = { address: '127.0.0.1', ...(await bare.ask<{ port: number }>('ready')) };
      const own = await inSteps(numbers(lines), 50, (number) => SipLine.open(addressOf(10, number), place));
      const bareOwn = await inSteps(numbers(lines), 50, (number) => SipLine.open(addressOf(10, number), barePlace));
      open.push(...own, ...bareOwn);
      const places = own.map(({ address, port }) => ({ address, port }));
      const accounts = await desk.ask<{ user: string; password: string }[]>('people', { agents, lines: places });
      // The first word of a stranger is limited for each address, so that each phone has one of its own.
      const phones = await inSteps([...accounts.entries()], 50, async ([number, account]) => {
        const phone = await SipPhone.open(addressOf(20, number), place, account);
        open.push(phone);
        await registered(phone);
        return phone;
      });
      await untilPeer(desk, 'phones', agents);
      return await run({ desk, bare, lines: own, bareLines: bareOwn, phones });
    } finally {
      for (const each of open) each.close();
      await desk.stop();
      await bare.stop();
    }
  });
}

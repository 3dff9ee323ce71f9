import { randomUUIDv7 } from 'node:crypto';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import {
  AGENT_NAMESPACE,
  PROTOCOL_VERSION,
  type Reply,
  type UpdateBatch,
  type Welcome,
} from '@ringdesk/shared/protocol/socket.ts';
import { VISITOR_NAMESPACE, type VisitorUpdateBatch, type VisitorWelcome } from '@ringdesk/shared/protocol/visitor.ts';
import { io, type Socket } from 'socket.io-client';

/** Sorts by time, as the ids of real clients do. */
export const newId = (): string => randomUUIDv7();

const open = (url: string, auth: object): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(url, { auth, transports: ['websocket'], forceNew: true, reconnection: false });
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });

/** Emits and waits for the acknowledgement; throws on a refusal. */
export async function must<T>(socket: Socket, event: string, ...args: readonly unknown[]): Promise<T> {
  const reply = (await socket.emitWithAck(event, ...args)) as Reply<T>;
  if (!reply.ok) throw new Error(`${event}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

export const send = <T>(socket: Socket, name: string, input: object): Promise<T> =>
  must(socket, 'command', { id: newId(), name, input });

export interface Desk {
  readonly socket: Socket;
  readonly welcome: Welcome;
  readonly onUpdate: Set<(batch: UpdateBatch) => void>;
}

export async function openDesk(url: string, token: string): Promise<Desk> {
  const socket = await open(`${url}${AGENT_NAMESPACE}`, { protocol: PROTOCOL_VERSION, token });
  const onUpdate = new Set<(batch: UpdateBatch) => void>();
  socket.on('update', (batch: UpdateBatch) => {
    for (const listener of onUpdate) listener(batch);
  });
  return { socket, onUpdate, welcome: await must<Welcome>(socket, 'hello') };
}

export interface Page {
  readonly socket: Socket;
  readonly onUpdate: Set<(batch: VisitorUpdateBatch) => void>;
}

export async function openPage(url: string, channelId: string): Promise<Page> {
  const auth = { protocol: PROTOCOL_VERSION, channelId, languages: ['en'], pageUrl: 'https://shop.example/' };
  const socket = await open(`${url}${VISITOR_NAMESPACE}`, auth);
  const onUpdate = new Set<(batch: VisitorUpdateBatch) => void>();
  socket.on('update', (batch: VisitorUpdateBatch) => {
    for (const listener of onUpdate) listener(batch);
  });
  await must<VisitorWelcome>(socket, 'hello');
  return { socket, onUpdate };
}

export const openBare = (url: string, number: number): Promise<Socket> => open(url, { number });

/** As the widget does: the page takes its own line from the answer. */
export const write = (page: Page, text: string, messageId = newId()): Promise<unknown> =>
  must(page.socket, 'command', {
    id: newId(),
    name: 'message.post',
    input: { messageId, text, attachmentIds: [] },
    ownLine: false,
  });

/** In order, at most `width` at a time. */
export async function inSteps<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += width) {
    results.push(...(await Promise.all(items.slice(at, at + width).map(work))));
  }
  return results;
}

export const openDesks = (url: string, tokens: readonly string[]): Promise<Desk[]> =>
  inSteps(tokens, 50, (token) => openDesk(url, token));

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Longer than the server collects what a thousand desks are told of their colleagues' work. */
const QUIET_MS = 400;

/** Until none of these desks has been told anything for a while. */
export async function untilQuiet(desks: readonly Desk[]): Promise<void> {
  let last = performance.now();
  const heard = (): void => {
    last = performance.now();
  };
  for (const { onUpdate } of desks) onUpdate.add(heard);
  while (performance.now() - last < QUIET_MS) await new Promise((resolve) => setTimeout(resolve, QUIET_MS / 8));
  for (const { onUpdate } of desks) onUpdate.delete(heard);
}

/** Resolves with the next offer that rings at any of these desks. */
export const nextOffer = (
  desks: readonly Desk[],
): Promise<{ readonly desk: Desk; readonly offer: Offer; readonly at: number }> =>
  new Promise((resolve) => {
    const listeners = desks.map((desk) => {
      const listener = ({ updates }: UpdateBatch): void => {
        for (const update of updates) {
          if (update.kind !== 'offer.put' || update.offer.state !== 'pending') continue;
          const at = performance.now();
          for (const each of listeners) each.desk.onUpdate.delete(each.listener);
          resolve({ desk, offer: update.offer, at });
          return;
        }
      };
      desk.onUpdate.add(listener);
      return { desk, listener };
    });
  });

/** A visitor in conversation with the agent who accepted. */
export async function talk(url: string, channelId: string, desks: readonly Desk[]): Promise<Talk> {
  const page = await openPage(url, channelId);
  const ring = nextOffer(desks);
  await write(page, 'hello');
  const { desk, offer } = await ring;
  await send(desk.socket, 'offer.accept', { offerId: offer.id });
  return { page, desk, interactionId: offer.interactionId };
}

export interface Talk {
  readonly page: Page;
  readonly desk: Desk;
  readonly interactionId: string;
}

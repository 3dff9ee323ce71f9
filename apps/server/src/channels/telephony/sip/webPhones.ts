import { OWN_DOMAIN } from '../callControl.ts';
import type { Exchange } from './flow.ts';
import type { Back, Phones } from './phones.ts';

/** A socket that has not said a good word is closed. */
const SILENT_MS = 10_000;
/** Sockets that have proved nothing yet; more are an attack on the places of those which have. */
const MOST_UNPROVED = 200;

export interface WebPhonesParts {
  readonly exchange: Pick<Exchange, 'waiting'>;
  readonly phones: Phones;
  readonly toClient: (socketId: string, text: string | undefined) => void;
}

interface Opened {
  readonly back: Back;
  readonly stopWaiting: () => void;
  known: boolean;
}

/** Phones of other makes over WebSocket (RFC 7118): the same accounts and the same proof as over UDP, TCP and TLS. */
export function createWebPhones({ exchange, phones, toClient }: WebPhonesParts) {
  const open = new Map<string, Opened>();
  /** Stands for the port of a socket the HTTP server has: what tells two phones behind one address apart. */
  let sockets = 0;

  return {
    opened(socketId: string, address: string): void {
      if ([...open.values()].filter(({ known }) => !known).length >= MOST_UNPROVED)
        return toClient(socketId, undefined);
      sockets += 1;
      const back: Back = {
        transport: 'WS',
        from: { address, port: sockets },
        host: OWN_DOMAIN,
        send: (text) => toClient(socketId, text),
      };
      const stopWaiting = exchange.waiting.after(SILENT_MS, () => {
        if (open.get(socketId)?.known === false) toClient(socketId, undefined);
      });
      open.set(socketId, { back, stopWaiting, known: false });
    },
    has: (socketId: string): boolean => open.has(socketId),
    said(socketId: string, text: string): void {
      const phone = open.get(socketId);
      if (phone === undefined) return;
      // RFC 5626, 4.4.1: CRLF CRLF asks whether we are there.
      if (text === '\r\n\r\n') return toClient(socketId, '\r\n');
      if (text.trim() === '') return;
      phone.known = phones.received(text, phone.back) || phone.known;
      if (!phone.known) toClient(socketId, undefined);
    },
    closed(socketId: string): void {
      const phone = open.get(socketId);
      open.delete(socketId);
      phone?.stopWaiting();
      if (phone !== undefined) phones.gone(phone.back);
    },
  };
}

import type { IncomingInviteRequest } from 'sip.js/lib/core/index.js';

import { OWN_DOMAIN, type PageClient } from '../callControl.ts';
import { createFlow, type Exchange, type Flow } from './flow.ts';
import type { Registrar } from './registrar.ts';

/** How long a flow without its socket is kept: for a ringing phone, for who waits or is rung for, for who talks. */
const GRACE_MS = { no: 5_000, calls: 15_000, talks: 30_000 } as const;
/** What is held for a client that comes back. More is not worth sending. */
const MAX_HELD = 50;
/** Reliability, section 3. The offer of a browser for sound alone, with its candidates, has half of it. */
const LIMIT_BYTES = 8 * 1024;

interface Connection {
  readonly client: PageClient;
  readonly flow: Flow;
  /** A visitor's ticket is good for one call: what it costs to ring a team was judged when it was given. */
  mayCall: boolean;
  socketId: string | undefined;
  held: string[];
  stopGrace: (() => void) | undefined;
}

export interface ClientsParts {
  readonly exchange: Exchange;
  readonly registrar: Registrar;
  readonly toClient: (socketId: string, text: string | undefined) => void;
  readonly invited: (request: IncomingInviteRequest, flow: Flow, client: PageClient) => void;
  /** Whether somebody talks over this flow, or calls over it. */
  readonly standing: (flow: Flow) => keyof typeof GRACE_MS;
  /** A client is back on a new socket: whether it still knows its calls is asked now. */
  readonly cameBack: (flow: Flow) => void;
}

/**
 * Softphones and visitors over WebSocket (RFC 7118). Dialogs live longer than sockets: who comes back within the grace
 * time, known by their ticket, gets their flow with its calls; what was to be told them meanwhile is told then.
 */
export function createClients(parts: ClientsParts) {
  const bySocket = new Map<string, Connection>();
  const byPerson = new Map<string, Connection>();

  const personOf = (client: PageClient): string =>
    client.kind === 'softphone'
      ? `softphone ${client.agentId} ${client.deskId}`
      : `visitor ${client.customerId} ${client.channelId}`;

  const open = (client: PageClient): Connection => {
    const flow = createFlow(
      {
        transport: 'WS',
        user: 'call',
        host: OWN_DOMAIN,
        limitBytes: LIMIT_BYTES,
        send: (text) => {
          if (connection.socketId !== undefined) parts.toClient(connection.socketId, text);
          else if (connection.held.length < MAX_HELD) connection.held.push(text);
        },
        invited(request) {
          if (!connection.mayCall) return void request.reject({ statusCode: 403 });
          connection.mayCall = client.kind === 'softphone';
          parts.invited(request, flow, client);
        },
        registering: (request) => {
          if (client.kind === 'softphone') parts.registrar.register(request, flow, client.agentId, 'softphone');
          else request.reject({ statusCode: 403 });
        },
      },
      parts.exchange,
    );
    const connection: Connection = {
      client,
      flow,
      mayCall: true,
      socketId: undefined,
      held: [],
      stopGrace: undefined,
    };
    return connection;
  };

  const attach = (connection: Connection, socketId: string): void => {
    connection.stopGrace?.();
    connection.stopGrace = undefined;
    connection.socketId = socketId;
    bySocket.set(socketId, connection);
    for (const text of connection.held.splice(0)) parts.toClient(socketId, text);
  };

  const detach = (connection: Connection): void => {
    if (connection.socketId !== undefined) bySocket.delete(connection.socketId);
    connection.socketId = undefined;
  };

  const forget = (connection: Connection): void => {
    const person = personOf(connection.client);
    if (byPerson.get(person) === connection) byPerson.delete(person);
    connection.flow.lose();
  };

  return {
    opened(socketId: string, client: PageClient): void {
      const person = personOf(client);
      const before = byPerson.get(person);
      // A desk has one phone, and who resumes is the same page: the new socket replaces one that is half dead. A visitor's
      // second page is a second phone.
      const same = client.kind === 'softphone' || client.resumes === true;
      if (before !== undefined && (same || before.socketId === undefined)) {
        const stale = before.socketId;
        detach(before);
        if (stale !== undefined) parts.toClient(stale, undefined);
        if (!same) before.mayCall = true;
        attach(before, socketId);
        return parts.cameBack(before.flow);
      }
      // What it comes back for is not there any more: it learns so when it asks for another ticket.
      if (client.kind === 'visitor' && client.resumes === true) return parts.toClient(socketId, undefined);
      const connection = open(client);
      if (before === undefined) byPerson.set(person, connection);
      attach(connection, socketId);
    },
    said(socketId: string, text: string): void {
      const connection = bySocket.get(socketId);
      // RFC 5626, 4.4.1: CRLF CRLF asks whether we are there.
      if (text === '\r\n\r\n') return parts.toClient(socketId, '\r\n');
      if (text.trim() !== '') connection?.flow.receive(text);
    },
    closed(socketId: string): void {
      const connection = bySocket.get(socketId);
      if (connection === undefined) return;
      detach(connection);
      const ms = GRACE_MS[parts.standing(connection.flow)];
      connection.stopGrace = parts.exchange.waiting.after(ms, () => forget(connection));
    },
    stop(): void {
      for (const connection of new Set([...bySocket.values(), ...byPerson.values()])) {
        connection.stopGrace?.();
        connection.flow.lose();
      }
    },
  };
}

export type Clients = ReturnType<typeof createClients>;

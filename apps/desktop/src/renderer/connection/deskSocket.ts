import type { Activity, CommandEnvelope, Composing, QueryEnvelope, Typing } from '@ringdesk/shared/protocol/socket.ts';
import { AGENT_NAMESPACE, PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import { io, type Socket } from 'socket.io-client';

/** What comes from the network: nothing of it is known to be true until a schema has read it. */
export interface DeskSocketEvents {
  connected(): void;
  disconnected(): void;
  /** The server would not have us; `code` is a refusal's code where it said one. */
  refused(code: string | undefined): void;
  update(batch: unknown): void;
  typing(typing: unknown): void;
  composing(composing: unknown): void;
  storage(storage: unknown): void;
  bye(bye: unknown): void;
}

/** The pipe to the server. It promises nothing: order, acknowledgement and repetition are the connection's. */
export interface DeskSocket {
  readonly connected: boolean;
  connect(): void;
  close(): void;
  /** Never called while not connected: Socket.IO would keep it and send it twice (architecture, section 3.5). */
  hello(ack: (reply: unknown) => void): void;
  command(envelope: CommandEnvelope, ack: (reply: unknown) => void): void;
  query(envelope: QueryEnvelope, ack: (reply: unknown) => void): void;
  typing(typing: Typing): void;
  composing(composing: Composing): void;
  activity(activity: Activity): void;
}

export type OpenDeskSocket = (events: DeskSocketEvents) => DeskSocket;

/**
 * The real pipe: Socket.IO over a WebSocket only, reconnecting only when told.
 *
 * @param origin e.g. `https://desk.example.com`
 * @param token the session's token in the desktop app; undefined in a browser, where the cookie speaks
 */
export function socketTo(origin: string, token: () => string | undefined): OpenDeskSocket {
  return (events) => {
    const socket: Socket = io(origin + AGENT_NAMESPACE, {
      transports: ['websocket'],
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      withCredentials: true,
      auth: (send) => {
        const known = token();
        send({ protocol: PROTOCOL_VERSION, ...(known === undefined ? {} : { token: known }) });
      },
    });
    socket.on('connect', () => events.connected());
    socket.on('disconnect', () => events.disconnected());
    socket.on('connect_error', (error: Error & { data?: unknown }) => events.refused(codeOf(error)));
    socket.on('update', (batch: unknown) => events.update(batch));
    socket.on('typing', (typing: unknown) => events.typing(typing));
    socket.on('composing', (composing: unknown) => events.composing(composing));
    socket.on('storage', (storage: unknown) => events.storage(storage));
    socket.on('bye', (bye: unknown) => events.bye(bye));
    return {
      get connected() {
        return socket.connected;
      },
      connect: () => void socket.connect(),
      close: () => void socket.disconnect(),
      hello: (ack) => void socket.emit('hello', ack),
      command: (envelope, ack) => void socket.emit('command', envelope, ack),
      query: (envelope, ack) => void socket.emit('query', envelope, ack),
      typing: (typing) => void socket.volatile.emit('typing', typing),
      composing: (composing) => void socket.volatile.emit('composing', composing),
      // Said only when it changes, so it must not be dropped.
      activity: (activity) => void socket.emit('activity', activity),
    };
  };
}

/** A refused handshake carries its code in `data` or as the message of the error. */
function codeOf(error: Error & { data?: unknown }): string | undefined {
  const { data } = error;
  if (typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string') return data.code;
  return /^[a-zA-Z]{1,40}$/.test(error.message) ? error.message : undefined;
}

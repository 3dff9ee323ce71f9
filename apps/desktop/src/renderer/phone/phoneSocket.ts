import type { LineParts } from './line.ts';

/** Opens sockets of a phone at this server, `https://desk.example`: SIP over WebSocket (RFC 7118), frames are texts. */
export const phoneSocketsTo =
  (origin: string): LineParts['open'] =>
  ({ path }, listeners) => {
    const address = new URL(path, origin);
    address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:';
    const socket = new WebSocket(address, 'sip');
    socket.addEventListener('open', listeners.opened);
    socket.addEventListener('close', listeners.closed);
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') listeners.heard(data);
    });
    return { send: (text) => socket.send(text), close: () => socket.close() };
  };

/** A reader with more than this unread is let go; it comes back with a snapshot. */
const TOO_MUCH = 1024 * 1024;
/** With more than this unread it gets no typing. */
const LAG = 64 * 1024;

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/**
 * Bytes waiting for an engine.io connection: what its WebSocket has not sent, and the packets behind it. Socket.IO has no
 * public name for the second, so both are looked up with care; what is not found counts nothing.
 */
function waitingBytes(connection: unknown): number {
  const packets = property(connection, 'writeBuffer');
  const behind = (Array.isArray(packets) ? packets : []).reduce<number>((sum, packet) => {
    const data = property(packet, 'data');
    return sum + (typeof data === 'string' ? data.length : 0);
  }, 0);
  const sending = property(property(property(connection, 'transport'), 'socket'), 'bufferedAmount');
  return behind + (typeof sending === 'number' ? sending : 0);
}

export const isBackedUp = (connection: unknown): boolean => waitingBytes(connection) > TOO_MUCH;
export const isLagging = (connection: unknown): boolean => waitingBytes(connection) > LAG;

/** Long polling, fetched only where WebSocket does not get through. */
export { XHR } from 'socket.io-client';

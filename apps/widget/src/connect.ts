import { Manager, WebSocket } from 'socket.io-client';

import { PROTOCOL_VERSION, TOKEN, VISITOR_NAMESPACE } from './session/session.ts';
import type { Handshake, Wire } from './session/wire.ts';
import type { Shell } from './shell.ts';

/** What the page and the browser would like to read, best first; BCP 47. */
export const wantedLanguages = (): string[] =>
  [document.documentElement.lang, ...navigator.languages].flatMap((tag) => tag.slice(0, 35) || []).slice(0, 10);

/** A socket to the visitors' door of the server, not connected yet. */
export const connectTo = ({ origin, channelId, keep }: Shell): Wire => {
  const handshake: Handshake = () => ({
    protocol: PROTOCOL_VERSION,
    channelId,
    token: keep.get(TOKEN) ?? undefined,
    languages: wantedLanguages(),
    // Without query and fragment: those carry secrets of the page's.
    pageUrl: (location.origin + location.pathname).slice(0, 2_000),
  });
  const manager = new Manager(origin, {
    autoConnect: false,
    path: '/socket.io',
    transports: [WebSocket],
    // A proxy that swallows the connection should not cost the library's 20 s.
    timeout: 10_000,
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
  });
  const socket = manager.socket(VISITOR_NAMESPACE, { auth: (give) => give(handshake()) });
  let failures = 0;
  manager.on('open', () => (failures = -Infinity));
  manager.on('error', () => {
    failures += 1;
    // Twice, and never once open on this page: a proxy that lets no WebSocket through, perhaps.
    if (failures === 2)
      import('./polling.ts').then(
        ({ XHR }) => (manager.opts.transports = [XHR]),
        () => (failures = 0),
      );
  });
  return socket;
};

import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vite';

/** Modules of Socket.IO's client which the widget does not reach, and what stands in their place. */
const replacements: Readonly<Record<string, string>> = {
  // The cache of connections by address: the widget has one connection.
  'socket.io-client/build/esm/index.js': `
    export { Manager } from './manager.js';
    export { WebSocket, XHR } from 'engine.io-client';`,
  // The table of transports by name: the widget names classes, so that polling is fetched only where it is needed.
  'engine.io-client/build/esm/transports/index.js': `export const transports = {};`,
  // Binary messages: files travel over HTTP.
  'engine.io-parser/build/esm/contrib/base64-arraybuffer.js': `
    export const decode = () => { throw new Error('Binary messages are not part of the protocol.'); };`,
};

const textParser = fileURLToPath(new URL('./src/textParser.ts', import.meta.url));

/** Leaves out of Socket.IO what is never reached; fails the build where a new version keeps such a module elsewhere. */
export const slimSocket = (): Plugin => {
  const missing = new Set(Object.keys(replacements).concat('socket.io-parser'));
  return {
    name: 'slim-socket',
    enforce: 'pre',
    resolveId: (id) => {
      if (id !== 'socket.io-parser') return undefined;
      missing.delete(id);
      return textParser;
    },
    load: (id) => {
      const path = Object.keys(replacements).find((each) => id.replaceAll('\\', '/').endsWith(`/${each}`));
      if (path === undefined) return undefined;
      missing.delete(path);
      return replacements[path];
    },
    buildEnd(error) {
      if (error === undefined && missing.size > 0) this.error(`Not met while building: ${[...missing].join(', ')}`);
    },
  };
};

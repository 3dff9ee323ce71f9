import { fileURLToPath } from 'node:url';

import type { InlineConfig, Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const base: InlineConfig = {
  root: at('.'),
  configFile: false,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
};

/** Modules of Socket.IO's client which the widget does not reach, and what stands in their place. */
const replacements: Readonly<Record<string, string>> = {
  // The cache of connections by address: the widget has one connection.
  'socket.io-client/build/esm/index.js': `
    export { Manager } from './manager.js';
    export { WebSocket, XHR } from 'engine.io-client';`,
  // The table of transports by name: the widget names classes, so that polling is fetched only where it is needed.
  'engine.io-client/build/esm/transports/index.js': `export const transports = {};`,
  // An own reading of addresses from before `URL`: the widget gives it an origin.
  'engine.io-client/build/esm/contrib/parseuri.js': `
    export const parse = (address) => {
      const { protocol, hostname, port } = new URL(address);
      return { protocol: protocol.slice(0, -1), host: hostname.replace(/^\\[|\\]$/g, ''), port };
    };`,
  // Binary messages: files travel over HTTP.
  'engine.io-parser/build/esm/encodePacket.browser.js': `
    import { PACKET_TYPES } from './commons.js';
    export const encodePacket = ({ type, data }, _, encoded) => encoded(PACKET_TYPES[type] + (data || ''));
    export const encodePacketToBinary = () => { throw new Error('Binary messages are not part of the protocol.'); };`,
  'engine.io-parser/build/esm/decodePacket.browser.js': `
    import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js';
    export const decodePacket = (packet) => {
      const type = typeof packet === 'string' && PACKET_TYPES_REVERSE[packet[0]];
      return type ? { type, data: packet.slice(1) || undefined } : ERROR_PACKET;
    };`,
};

const textParser = at('./src/textParser.ts');

/** Leaves out of Socket.IO what is never reached; fails the build where a new version keeps such a module elsewhere. */
const slimSocket = (): Plugin => {
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

/** Each import() as it is written: there is nothing to preload beside it, and Vite's code for that is 1 kB. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined),
};

/**
 * The chat: ES modules named after their content, so that browsers may keep them for ever. Languages, attachments and
 * the sound are files of their own, fetched when they are wanted, from beside the chat.
 */
export const chatConfig: InlineConfig = {
  ...base,
  plugins: [slimSocket(), plainImports],
  build: {
    outDir: at('./dist'),
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: at('./src/chat.tsx'),
      // Polling registers listeners as it is read; nothing of it is wanted before it is asked for.
      treeshake: { moduleSideEffects: (id) => !id.includes('engine.io-client') },
      // What the parts share stays in the chat's own file: a request less at each of them.
      preserveEntrySignatures: 'allow-extension',
      output: { format: 'es', entryFileNames: 'chat-[hash].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

/** The loader: the classic script of the snippet, whose name never changes. `chatFile` lies beside it. */
export const loaderConfig = (chatFile: string): InlineConfig => ({
  ...base,
  define: { CHAT_FILE: JSON.stringify(chatFile) },
  build: {
    outDir: at('./dist'),
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    lib: { entry: at('./src/loader.ts'), formats: ['iife'], name: 'ringdeskLoader', fileName: () => 'loader.js' },
  },
});

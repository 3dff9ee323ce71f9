import { defineConfig } from 'vite';

import { rendererConfig } from './renderer.config.ts';

/** The renderer alone: `vite` serves it while developing, `vite build` makes the web client. */
export default defineConfig(({ mode }) => ({
  ...rendererConfig(mode),
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/socket.io', '/files', '/widget', '/healthz', '/readyz'].map((path) => [
        path,
        {
          target: `http://127.0.0.1:${process.env['RINGDESK_PORT'] ?? '7080'}`,
          ws: path === '/socket.io',
        },
      ]),
    ),
  },
}));

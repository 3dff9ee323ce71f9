import { fileURLToPath } from 'node:url';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin, ProxyOptions, UserConfig } from 'vite';

import { chunkGroups } from './chunkGroups.ts';
import packageOfDesktop from './package.json' with { type: 'json' };

const { version } = packageOfDesktop;

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** First parts of the addresses that are the server's; `/try` and `/webhooks` are its customers' doors. */
const routes = [
  '/api',
  '/socket.io',
  '/sip',
  '/files',
  '/pictures',
  '/widget',
  '/try',
  '/webhooks',
  '/healthz',
  '/readyz',
  '/version',
];

/** While developing, Vite serves the pages and passes on to the server what is the server's, as a page of its own. */
const proxy = (): Record<string, ProxyOptions> => {
  const target = `http://127.0.0.1:${process.env['RINGDESK_PORT'] ?? '7080'}`;
  const options: ProxyOptions = {
    target,
    ws: true,
    changeOrigin: true,
    headers: { origin: target },
    rewriteWsOrigin: true,
  };
  return Object.fromEntries(routes.map((route) => [route, options]));
};

/** electron-vite sets a relative `base` for pages opened from files; ours are served, and their deep addresses need an absolute one. */
const absoluteBase: Plugin = { name: 'ringdesk:absolute-base', enforce: 'post', config: () => ({ base: '/' }) };

/**
 * How the renderer is built, once for both of its homes: Electron's own scheme and the web client which the server
 * serves. Both serve it at their root and answer deep addresses like `/inbox/<id>` with the same page, so `base` is
 * absolute.
 *
 * `gallery.html`, the page with every component in every state, is built in every mode but production.
 */
export const rendererConfig = (mode: string): UserConfig => ({
  root: at('./src/renderer'),
  base: '/',
  define: { 'import.meta.env.RINGDESK_VERSION': JSON.stringify(version) },
  plugins: [react(), tailwindcss(), absoluteBase],
  server: { host: '127.0.0.1', proxy: proxy() },
  build: {
    outDir: at('./out/renderer'),
    emptyOutDir: true,
    target: 'esnext',
    // electron-vite leaves both off; the web client travels over a network.
    minify: 'oxc',
    cssMinify: true,
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: chunkGroups } },
      input: {
        index: at('./src/renderer/index.html'),
        offerWindow: at('./src/renderer/offerWindow.html'),
        ...(mode === 'production' ? {} : { gallery: at('./src/renderer/gallery.html') }),
      },
    },
  },
});

import { fileURLToPath } from 'node:url';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * How the renderer is built, once for both of its homes: Electron's own scheme and the web client which the server
 * serves. `base` is relative because the two live under different roots.
 *
 * `gallery.html`, the page with every component in every state, is built in every mode but production.
 */
export const rendererConfig = (mode: string): UserConfig => ({
  root: at('./src/renderer'),
  base: './',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: at('./out/renderer'),
    emptyOutDir: true,
    target: 'esnext',
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: at('./src/renderer/index.html'),
        ...(mode === 'production' ? {} : { gallery: at('./src/renderer/gallery.html') }),
      },
    },
  },
});

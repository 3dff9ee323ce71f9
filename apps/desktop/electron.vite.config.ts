import { fileURLToPath } from 'node:url';

import { defineConfig } from 'electron-vite';

import { rendererConfig } from './renderer.config.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  main: {
    build: {
      outDir: at('./out/main'),
      // Sources of this repository are bundled; electron-log and electron-updater stay packages of the app.
      externalizeDeps: { exclude: ['@ringdesk/shared', 'zod'] },
      rolldownOptions: { input: { index: at('./src/main/index.ts') } },
    },
  },
  preload: {
    build: {
      outDir: at('./out/preload'),
      // A sandboxed preload script has no module loader: one CommonJS file with everything in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('./src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: rendererConfig(mode),
}));

import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two outputs in `dist`: `loader.js`, the classic script of the snippet (its name never changes), and the chat with a hash in
 * its name, which the loader imports when it is needed. `dist/chat.json` tells the name of the chat.
 */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: at('./dist'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
});

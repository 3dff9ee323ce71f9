import { fileURLToPath } from 'node:url';

import type { InlineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const base: InlineConfig = {
  root: at('.'),
  configFile: false,
  publicDir: false,
  // As libraries, which these are to Vite, packages would be left to ask the page for a `process`.
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

/**
 * The chat: an ES module, and one more beside it for each part which it imports later. All are named `chat-…` after their
 * content, so that browsers may keep them for ever.
 */
export const chatConfig: InlineConfig = {
  ...base,
  build: {
    outDir: at('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    // As a library Vite leaves the imports as they are written, without its own preloading code around them.
    lib: { entry: at('./src/chat.tsx'), formats: ['es'], fileName: () => 'chat-[hash].js' },
    rolldownOptions: {
      output: { chunkFileNames: 'chat-[name]-[hash].js', minify: true },
    },
  },
};

/**
 * The loader: the classic script of the snippet, whose name never changes. Its `import('./chat.tsx')` becomes an import of
 * `chatFile` beside the script, so that a page fetches the chat only when it is wanted.
 */
export const loaderConfig = (chatFile: string): InlineConfig => ({
  ...base,
  plugins: [
    {
      name: 'chat-stays-a-file-of-its-own',
      enforce: 'pre',
      resolveId: (id, importer) =>
        importer !== undefined && /(^|\/)chat\.tsx$/.test(id) ? { id: `./${chatFile}`, external: true } : undefined,
    },
  ],
  build: {
    outDir: at('./dist'),
    emptyOutDir: false,
    target: 'es2020',
    modulePreload: false,
    lib: { entry: at('./src/loader.ts'), formats: ['iife'], name: 'ringdeskLoader', fileName: () => 'loader.js' },
  },
});

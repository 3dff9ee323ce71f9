import { fileURLToPath } from 'node:url';

import type { InlineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const base: InlineConfig = {
  root: at('.'),
  configFile: false,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

/** The chat: one ES module with everything in it, named after its content so that browsers may keep it for ever. */
export const chatConfig: InlineConfig = {
  ...base,
  build: {
    outDir: at('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: at('./src/chat.tsx'),
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: 'chat-[hash].js', codeSplitting: false },
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
    // As a library Vite leaves the import as it is written, without its own preloading code around it.
    lib: { entry: at('./src/loader.ts'), formats: ['iife'], name: 'ringdeskLoader', fileName: () => 'loader.js' },
  },
});

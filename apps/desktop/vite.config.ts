import { defineConfig } from 'vite';

import { rendererConfig } from './renderer.config.ts';

/** The renderer alone: `vite` serves it while developing, `vite build` makes the web client. */
export default defineConfig(({ mode }) => rendererConfig(mode));

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build as make, type InlineConfig } from 'vite';

import { compress } from '../../tools/compress.ts';
import { chatConfig, loaderConfig } from './vite.config.ts';

const dist = fileURLToPath(new URL('./dist', import.meta.url));

/** A page opened before an update may still ask for a part of the chat it began with; a day later hardly any does. */
const KEPT_MS = 24 * 3_600_000;

const filesOf = async (config: InlineConfig) =>
  [await make(config)].flat().flatMap((result) => ('output' in result ? result.output : []));

/**
 * Builds the widget into `dist`: the loader under its fixed name, and beside it the chat's files, named after their
 * content, each also compressed. Nothing that is being served is taken away: files of earlier builds go only after a day.
 */
export async function build(): Promise<void> {
  const chatFiles = await filesOf(chatConfig);
  const chat = chatFiles.find((file) => file.type === 'chunk' && file.isEntry);
  if (chat === undefined) throw new Error('The build of the chat produced no entry file.');
  const built = new Set([...chatFiles, ...(await filesOf(loaderConfig(chat.fileName)))].map((file) => file.fileName));
  for (const name of built) compress(join(dist, name));
  const old = Date.now() - KEPT_MS;
  for (const file of readdirSync(dist)) {
    const path = join(dist, file);
    const [name] = /^.*\.js/.exec(file) ?? [];
    if (name !== undefined && !built.has(name) && statSync(path).mtimeMs < old) rmSync(path);
  }
}

if (import.meta.main) await build();

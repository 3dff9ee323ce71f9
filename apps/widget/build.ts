import { build as make } from 'vite';

import { chatConfig, loaderConfig } from './vite.config.ts';

/** Builds the widget into `dist`: the loader under its fixed name, and beside it the chat's files, named after their content. */
export async function build(): Promise<void> {
  const made = await make(chatConfig);
  const chats = [made].flat().flatMap((result) => ('output' in result ? result.output : []));
  const chat = chats.find((file) => file.type === 'chunk' && file.isEntry);
  if (chat === undefined) throw new Error('The build of the chat produced no entry file.');
  await make(loaderConfig(chat.fileName));
}

if (import.meta.main) await build();

import { build } from 'vite';

import { chatConfig, loaderConfig } from './vite.config.ts';

const made = await build(chatConfig);
const chats = [made].flat().flatMap((result) => ('output' in result ? result.output : []));
const chat = chats.find((file) => file.type === 'chunk' && file.isEntry);
if (chat === undefined) throw new Error('The build of the chat produced no entry file.');

await build(loaderConfig(chat.fileName));

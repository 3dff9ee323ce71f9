import type { ConversationKeys } from '../features/conversation/header/Header.tsx';
import { useCommandKey } from './registry.ts';

/** The chords that the open conversation shows beside what they do. */
export function useConversationKeys(): ConversationKeys {
  return {
    transfer: useCommandKey('conversation.transfer'),
    note: useCommandKey('conversation.note'),
    close: useCommandKey('conversation.close'),
    closeAndNext: useCommandKey('conversation.closeAndNext'),
    park: useCommandKey('conversation.park'),
    find: useCommandKey('conversation.find'),
    popOut: useCommandKey('conversation.popOut'),
    panel: useCommandKey('conversation.panel'),
    sendAndNext: useCommandKey('conversation.sendAndNext'),
    attach: useCommandKey('conversation.attach'),
  };
}

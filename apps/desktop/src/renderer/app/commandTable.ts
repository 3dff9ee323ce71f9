import type { Chord } from './keys.ts';

/** Where the shortcut sheet and the palette list a command. */
export const commandGroups = ['offers', 'calls', 'conversation', 'navigation', 'presence', 'general'] as const;
export type CommandGroup = (typeof commandGroups)[number];

interface TableEntry {
  readonly group: CommandGroup;
  readonly keys: readonly Chord[];
  /** Keys of offers: not in the first 400 ms after a card appears (desk 2.2). */
  readonly guarded?: true;
  /** Goes on while the key is held down. */
  readonly repeats?: true;
  /** Has its keys from this command, and is meant instead while it can be done: a call before a conversation. */
  readonly before?: string;
  /** A single key which also works while a list or a message has the focus, never in a field. */
  readonly hidden?: true;
  /** Its key works while the window is in the background, and only then; shown where the system has such keys. */
  readonly background?: true;
}

/**
 * The one map of shortcuts (desk 2.11), by the ids under which screens attach what the command does. Titles are in
 * `app:commands.<id>`. A command nobody has attached is not available, and shown nowhere.
 */
export const commandTable = {
  'offer.accept': { group: 'offers', keys: ['F8', 'Mod+Shift+KeyA'], guarded: true },
  'offer.decline': { group: 'offers', keys: ['F7'], guarded: true },
  // Asks for the reason, which may be left out (desk 2.11).
  'offer.declineWhy': { group: 'offers', keys: ['Mod+Shift+KeyR'], guarded: true },
  'offer.intercept': { group: 'offers', keys: ['F9'], guarded: true },
  'offer.muteRing': { group: 'offers', keys: ['Mod+Shift+KeyK'] },

  // Before those of a conversation: where both have a key, the call comes first while one goes on.
  'call.mute': { group: 'calls', keys: ['Mod+Shift+KeyM'] },
  'call.hold': { group: 'calls', keys: ['Mod+Shift+KeyH'] },
  'call.keypad': { group: 'calls', keys: [] },
  'call.transfer': { group: 'calls', keys: ['Mod+Shift+KeyX'], before: 'conversation.transfer' },
  'call.notes': { group: 'calls', keys: [] },
  'call.pauseRecording': { group: 'calls', keys: ['Mod+Shift+Digit2'] },
  'call.record': { group: 'calls', keys: ['Mod+Shift+Digit6'] },
  'call.swap': { group: 'calls', keys: ['Mod+Shift+Digit7'] },
  'call.conference': { group: 'calls', keys: ['Mod+Shift+Digit8'] },
  'call.complete': { group: 'calls', keys: ['Mod+Shift+Digit9'] },
  'call.return': { group: 'calls', keys: ['Mod+Shift+KeyB'] },
  'call.end': { group: 'calls', keys: ['Mod+Shift+Digit1'], before: 'conversation.closeAndNext' },
  'call.back': { group: 'calls', keys: ['Mod+Shift+KeyC'] },
  'call.pad': { group: 'calls', keys: ['Mod+Shift+KeyD'] },
  'call.redial': { group: 'calls', keys: [] },
  'call.dialClipboard': { group: 'calls', keys: ['Mod+Shift+F9'], background: true },
  'call.listen': { group: 'calls', keys: ['Digit1'], before: 'conversation.join' },
  'call.whisper': { group: 'calls', keys: ['Digit2'], before: 'conversation.whisper' },
  'call.barge': { group: 'calls', keys: ['Digit3'] },
  'call.takeOver': { group: 'calls', keys: ['Digit4'], before: 'conversation.takeOver' },

  'conversation.reply': { group: 'conversation', keys: ['KeyR', 'Mod+Shift+Comma'] },
  'conversation.note': { group: 'conversation', keys: ['KeyN', 'Mod+Shift+Period'] },
  'conversation.sendAndNext': { group: 'conversation', keys: ['Mod+Shift+Enter'] },
  'conversation.transfer': { group: 'conversation', keys: ['Mod+Shift+KeyX'] },
  'conversation.assign': { group: 'conversation', keys: ['KeyA'] },
  'conversation.park': { group: 'conversation', keys: ['KeyZ'] },
  'conversation.close': { group: 'conversation', keys: ['Mod+Shift+KeyL'] },
  'conversation.closeAndNext': { group: 'conversation', keys: ['Mod+Shift+Digit1'] },
  'conversation.attach': { group: 'conversation', keys: ['Mod+Shift+KeyF'] },
  'conversation.find': { group: 'conversation', keys: ['Mod+KeyF'] },
  'conversation.popOut': { group: 'conversation', keys: ['Mod+KeyO'] },
  'conversation.join': { group: 'conversation', keys: ['Digit1'] },
  'conversation.whisper': { group: 'conversation', keys: ['Digit2'] },
  'conversation.takeOver': { group: 'conversation', keys: ['Digit4'] },
  'conversation.panel': { group: 'conversation', keys: ['BracketRight'] },

  'list.next': { group: 'navigation', keys: ['KeyJ', 'Mod+ArrowDown'], repeats: true },
  'list.previous': { group: 'navigation', keys: ['KeyK', 'Mod+ArrowUp'], repeats: true },
  'list.nextByNeed': { group: 'navigation', keys: ['Ctrl+Tab'] },
  'list.search': { group: 'navigation', keys: ['Slash'] },
  'list.mine1': { group: 'navigation', keys: ['Mod+Digit1'], hidden: true },
  'list.mine2': { group: 'navigation', keys: ['Mod+Digit2'], hidden: true },
  'list.mine3': { group: 'navigation', keys: ['Mod+Digit3'], hidden: true },
  'list.mine4': { group: 'navigation', keys: ['Mod+Digit4'], hidden: true },
  'list.mine5': { group: 'navigation', keys: ['Mod+Digit5'], hidden: true },
  'list.mine6': { group: 'navigation', keys: ['Mod+Digit6'], hidden: true },
  'list.mine7': { group: 'navigation', keys: ['Mod+Digit7'], hidden: true },
  'list.mine8': { group: 'navigation', keys: ['Mod+Digit8'], hidden: true },
  'list.mine9': { group: 'navigation', keys: ['Mod+Digit9'], hidden: true },
  'region.next': { group: 'navigation', keys: ['F6'] },
  'region.previous': { group: 'navigation', keys: ['Shift+F6'] },
  'screen.inbox': { group: 'navigation', keys: [] },
  'screen.calls': { group: 'navigation', keys: [] },
  'screen.conversations': { group: 'navigation', keys: [] },
  'screen.settings': { group: 'navigation', keys: ['Mod+Comma'] },
  'history.back': { group: 'navigation', keys: [] },

  'presence.menu': { group: 'presence', keys: ['Mod+Shift+KeyS'] },
  'presence.available': { group: 'presence', keys: [] },
  'presence.chats': { group: 'presence', keys: [] },
  'presence.calls': { group: 'presence', keys: [] },
  'presence.shift': { group: 'presence', keys: [] },
  'presence.doNotDisturb': { group: 'presence', keys: [] },

  'app.palette': { group: 'general', keys: ['Mod+KeyK'] },
  'app.shortcuts': { group: 'general', keys: ['Mod+Slash'] },
  'app.preferences': { group: 'general', keys: [] },
  'app.theme': { group: 'general', keys: [] },
  'app.show': { group: 'general', keys: ['Mod+Shift+F8'], background: true },
  'app.signOut': { group: 'general', keys: [] },
} as const satisfies Record<string, TableEntry>;

export type CommandId = keyof typeof commandTable;
export const commandIds = Object.keys(commandTable) as readonly CommandId[];
export const entryOf = (id: CommandId): TableEntry => commandTable[id];

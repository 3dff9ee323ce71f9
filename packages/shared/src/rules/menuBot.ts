import type { BotChoice, BotMenu, BotSettings } from '../model/bot.ts';
import type { QueueId } from '../model/ids.ts';

export type MenuBotSettings = Extract<BotSettings, { kind: 'menu' }>;

/** The menu whose choices stand; the first one where the settings no longer have it. */
export function menuOf(settings: MenuBotSettings, menuId: string | undefined): BotMenu {
  const menu = settings.menus.find(({ id }) => id === menuId) ?? settings.menus[0];
  if (!menu) throw new Error('a menu bot without a menu');
  return menu;
}

/** Where somebody stands with a menu bot: the menu whose choices stand, and how often in a row they chose none of them. */
export interface MenuPlace {
  readonly menuId?: string | undefined;
  readonly misses: number;
}

/** What the bot says to a message, and what comes of it. */
export interface MenuAnswer {
  readonly says: readonly { readonly text: string; readonly choices?: readonly string[] }[];
  readonly then:
    | { readonly kind: 'stays'; readonly menuId: string; readonly misses: number; readonly ended: boolean }
    | { readonly kind: 'people'; readonly because: 'asked' | 'notUnderstood'; readonly queueId?: QueueId };
}

/** What a conversation with the bot begins with [45]. */
export function menuGreeting(settings: MenuBotSettings): MenuAnswer['says'][number] {
  return asked(menuOf(settings, undefined));
}

/** [45] What the bot makes of a message: the one rule for the routing and for whoever tries it out. */
export function menuAnswer(settings: MenuBotSettings, { menuId, misses }: MenuPlace, text: string): MenuAnswer {
  const menu = menuOf(settings, menuId);
  const choice = choiceMeant(menu, text);
  if (choice === undefined) {
    if (misses + 1 >= settings.misses) return { says: [], then: { kind: 'people', because: 'notUnderstood' } };
    return {
      says: [{ ...asked(menu), text: settings.notUnderstood }],
      then: { kind: 'stays', menuId: menu.id, misses: misses + 1, ended: false },
    };
  }
  const { then, answer } = choice;
  const words = answer === '' ? [] : [{ text: answer }];
  switch (then.kind) {
    case 'person':
      return { says: words, then: { kind: 'people', because: 'asked' } };
    case 'queue':
      return { says: words, then: { kind: 'people', because: 'asked', queueId: then.queueId } };
    case 'menu': {
      const next = menuOf(settings, then.menuId);
      return { says: [...words, asked(next)], then: { kind: 'stays', menuId: next.id, misses: 0, ended: false } };
    }
    case 'end':
      return {
        says: [{ ...asked(menu), text: answer === '' ? menu.text : answer }],
        then: { kind: 'stays', menuId: menu.id, misses: 0, ended: true },
      };
  }
}

const asked = ({ text, choices }: BotMenu): { readonly text: string; readonly choices: readonly string[] } => ({
  text,
  choices: choices.map(({ label }) => label),
});

/**
 * The choice somebody means: its label (which a tap sends), its number from 1, or words of it that no other choice has, or
 * its label within a sentence. Case, accents and punctuation do not matter, unless they are all that tells labels apart.
 * Undefined: none, or more than one.
 */
export function choiceMeant(menu: BotMenu, text: string): BotChoice | undefined {
  // A label may have no words, such as an emoji, or the words of another, such as C++ and C#.
  const tapped = menu.choices.filter(({ label }) => label.trim() === text.trim());
  if (tapped.length === 1) return tapped[0];
  const said = wordsOf(text);
  if (said.length === 0) return undefined;
  const labels = menu.choices.map((choice) => ({ choice, words: wordsOf(choice.label) }));
  const same = labels.filter(({ words }) => words.join(' ') === said.join(' '));
  if (same.length > 0) return same.length === 1 ? same[0]?.choice : undefined;
  const [number] = said;
  if (said.length === 1 && number !== undefined && /^\d{1,2}$/.test(number)) return menu.choices[Number(number) - 1];
  const close = labels.filter(({ words }) => words.length > 0 && (holds(words, said) || holds(said, words)));
  return close.length === 1 ? close[0]?.choice : undefined;
}

const holds = (words: readonly string[], part: readonly string[]): boolean =>
  part.every((word) => words.includes(word));

/** Lower case without accents; whatever is neither letter nor digit separates. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

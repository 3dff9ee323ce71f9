import type { BotChoice, BotMenu, BotSettings } from '@ringdesk/shared/model/bot.ts';

export type MenuBotSettings = Extract<BotSettings, { kind: 'menu' }>;

/** The menu whose choices stand; the first one where the settings no longer have it. */
export function menuOf(settings: MenuBotSettings, menuId: string | undefined): BotMenu {
  const menu = settings.menus.find(({ id }) => id === menuId) ?? settings.menus[0];
  if (!menu) throw new Error('a menu bot without a menu');
  return menu;
}

/**
 * The choice somebody means: its label (which a tap sends), its number from 1, or words of it that no other choice has, or
 * its label within a sentence. Case, accents and punctuation do not matter. Undefined: none, or more than one.
 */
export function choiceMeant(menu: BotMenu, text: string): BotChoice | undefined {
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

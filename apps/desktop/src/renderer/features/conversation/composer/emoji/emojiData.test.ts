import { Language } from '@ringdesk/shared/model/language.ts';
import { describe, expect, it } from 'vitest';

import { emojiGroups, findEmoji, loadEmoji } from './emojiData.ts';

describe.each(Language.options)('emoji in %s', (language) => {
  it('has every group and a name for each, without parts of emoji', async () => {
    const all = await loadEmoji(language);
    expect(new Set(all.map(({ group }) => group))).toEqual(new Set(emojiGroups.map(([name]) => name)));
    expect(all.filter(({ name }) => name.trim() === '')).toEqual([]);
    expect(all.map(({ sign }) => sign)).not.toContain('🏽');
    expect(all[0]?.sign).toBe('😀');
  });
});

describe('the search', () => {
  it.each([
    ['en', 'thumbs up', '👍️'],
    ['es', 'corazon rojo', '❤️'],
    ['pt', 'coracao vermelho', '❤️'],
    ['ru', 'алое сер', '❤️'],
  ] as const)('in %s finds "%s" without accents and from the start of words', async (language, query, sign) => {
    expect(findEmoji(await loadEmoji(language), query)[0]?.sign).toBe(sign);
  });

  it('prefers names to keywords, and finds nothing for nothing', async () => {
    const all = await loadEmoji('en');
    const found = findEmoji(all, 'cat');
    const firstByKeyword = found.findIndex(({ name }) => !/\bcat/iu.test(name));
    expect(found.slice(firstByKeyword).every(({ name }) => !/\bcat/iu.test(name))).toBe(true);
    expect(findEmoji(all, ' ')).toEqual([]);
    expect(findEmoji(all, 'zzzz')).toEqual([]);
  });
});

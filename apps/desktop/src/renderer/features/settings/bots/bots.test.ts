import { BotSettings } from '@ringdesk/shared/model/bot.ts';
import { leadsToPeople } from '@ringdesk/shared/rules/botReach.ts';
import { describe, expect, it } from 'vitest';

import { languageNames } from '../../../text/text.ts';
import { botErrors, freshMenuId, menuFormOf, menuSettingsOf, withoutMenu } from './botForm.ts';
import { suggestedMenuBot } from './suggestedBot.ts';

const languages = Object.keys(languageNames) as (keyof typeof languageNames)[];
const bot = { id: 'guide' as never, name: 'Guide', version: 1, settings: suggestedMenuBot('en') };
const form = menuFormOf(bot);

describe('[45] a menu bot in the form', () => {
  it.each(languages)('begins in %s with a greeting and a way to a person', (language) => {
    const settings = suggestedMenuBot(language);
    expect(BotSettings.safeParse(settings).success).toBe(true);
    expect(leadsToPeople(settings.menus)).toBe(true);
  });

  it('is the same after the way into the form and back', () => {
    expect(menuSettingsOf(form)).toEqual(bot.settings);
    expect(botErrors(form, menuSettingsOf)).toEqual({});
  });

  it('finds what the contract refuses, by field', () => {
    const [menu] = form.menus;
    const lost = { ...form, menus: form.menus.map((each) => ({ ...each, choices: [] })) };
    expect(botErrors(lost, menuSettingsOf)).toHaveProperty('menus');
    const astray = { label: 'On', answer: '', then: { kind: 'menu' as const, menuId: 'menu-9' } };
    const dangling = { ...form, menus: [{ id: 'menu-1', text: menu?.text ?? '', choices: [astray] }] };
    expect(botErrors(dangling, menuSettingsOf)).toEqual({ menus: 'unknown-menu' });
    expect(botErrors({ ...form, name: ' ' }, menuSettingsOf)).toEqual({ name: 'too-short' });
  });

  it('never leaves a choice that leads to a removed menu, nor gives an id twice', () => {
    const to = { label: 'On', answer: '', then: { kind: 'menu' as const, menuId: 'menu-3' } };
    const menus = [...form.menus, { id: 'menu-3', text: 'More?', choices: [to] }].map((menu) => ({
      ...menu,
      choices: [...menu.choices, to],
    }));
    expect(freshMenuId(menus)).toBe('menu-4');
    expect(freshMenuId([{ ...menus[0]!, id: 'menu-2' }])).toBe('menu-3');
    const left = withoutMenu(menus, 'menu-3');
    expect(left).toHaveLength(1);
    expect(left[0]?.choices.map(({ then }) => then)).toEqual([{ kind: 'person' }, { kind: 'person' }]);
    expect(botErrors({ ...form, menus: left }, menuSettingsOf)).toEqual({});
  });
});

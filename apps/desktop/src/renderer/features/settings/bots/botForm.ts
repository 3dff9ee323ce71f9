import type { Bot, BotMenu, BotSettings } from '@ringdesk/shared/model/bot.ts';
import type { BotId } from '@ringdesk/shared/model/ids.ts';
import { type CommandInput, commands } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { formatList } from '../../../text/format.ts';
import type { Translate } from '../../../text/text.ts';
import type { Field } from '../form/changes.ts';
import type { FieldWords } from '../form/ReviewDialog.tsx';
import { refusedFields, schemaErrors, settingsField } from '../form/schemaErrors.ts';
import type { FieldErrors } from '../form/useSettingsForm.ts';

type Settings<K extends BotSettings['kind']> = Extract<BotSettings, { kind: K }>;

export type BotOf<K extends BotSettings['kind']> = Omit<Bot, 'settings'> & { readonly settings: Settings<K> };
export type MenuBot = BotOf<'menu'>;
export type HttpBot = BotOf<'http'>;

/** A bot as one flat form, in the order in which the screen shows it. */
export type MenuBotForm = Omit<Settings<'menu'>, 'kind'> & { readonly name: string };
export type HttpBotForm = Omit<Settings<'http'>, 'kind'> & { readonly name: string };

export function menuFormOf({ name, settings }: MenuBot): MenuBotForm {
  const { kind: _, ...rest } = settings;
  return { name, ...rest };
}

export function httpFormOf({ name, settings }: HttpBot): HttpBotForm {
  const { kind: _, ...rest } = settings;
  return { name, ...rest };
}

export function menuSettingsOf({ name: _, ...settings }: MenuBotForm): Settings<'menu'> {
  return { kind: 'menu', ...settings };
}

export function httpSettingsOf({ name: _, ...settings }: HttpBotForm): Settings<'http'> {
  return { kind: 'http', ...settings };
}

export const botInput = (
  botId: BotId,
  version: number,
  name: string,
  settings: BotSettings,
): CommandInput<'bot.save'> => ({ botId, version, name, settings });

/** What the contract has against the values; the server judges with the same schema. */
export function botErrors<V extends { readonly name: string }>(
  form: V,
  settingsOf: (form: V) => BotSettings,
): FieldErrors<V> {
  const input = botInput('check' as BotId, 1, form.name, settingsOf(form));
  return schemaErrors(commands['bot.save'].input, input, settingsField) as FieldErrors<V>;
}

/** The fields a refusal to save speaks of. */
export function botFieldsOf<V>(refusal: Refusal): FieldErrors<V> {
  if (refusal.code === 'nameTaken') return { name: 'nameTaken' } as FieldErrors<V>;
  return (refusal.code === 'invalid' ? refusedFields(refusal.fields, settingsField) : {}) as FieldErrors<V>;
}

type AnyForm = MenuBotForm | HttpBotForm;

export function botFieldWords<V extends AnyForm>(t: Translate, seconds: (seconds: number) => string): FieldWords<V> {
  return {
    fieldName: (field) => t(`bot.field.${field}.label`),
    valueText: (field, values) =>
      valueText(t, seconds, field as Field<MenuBotForm & HttpBotForm>, values as MenuBotForm & HttpBotForm),
  };
}

function valueText(
  t: Translate,
  seconds: (seconds: number) => string,
  field: Field<MenuBotForm & HttpBotForm>,
  values: MenuBotForm & HttpBotForm,
): string {
  switch (field) {
    case 'name':
    case 'notUnderstood':
    case 'url':
      return values[field];
    case 'misses':
      return String(values.misses);
    case 'timeoutSeconds':
      return seconds(values.timeoutSeconds);
    case 'idleMinutes':
      return seconds(values.idleMinutes * 60);
    case 'menus':
      return formatList(
        values.menus.map(({ text, choices }) =>
          t('bot.menuValue', { text, choices: formatList(choices.map(({ label }) => label)) }),
        ),
      );
  }
}

/** An id for one more menu. */
export function freshMenuId(menus: readonly BotMenu[]): string {
  const taken = new Set(menus.map(({ id }) => id));
  for (let number = menus.length + 1; ; number += 1) {
    if (!taken.has(`menu-${number}`)) return `menu-${number}`;
  }
}

/** Without a menu: choices that led there lead to a person. */
export function withoutMenu(menus: readonly BotMenu[], id: string): BotMenu[] {
  return menus
    .filter((menu) => menu.id !== id)
    .map((menu) => ({
      ...menu,
      choices: menu.choices.map((choice) =>
        choice.then.kind === 'menu' && choice.then.menuId === id ? { ...choice, then: { kind: 'person' } } : choice,
      ),
    }));
}

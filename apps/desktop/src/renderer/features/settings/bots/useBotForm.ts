import type { BotSettings } from '@ringdesk/shared/model/bot.ts';
import type { BotId } from '@ringdesk/shared/model/ids.ts';

import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { type SettingsForm, useSettingsForm } from '../form/useSettingsForm.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { botErrors, botFieldsOf, botInput } from './botForm.ts';

/** The form of a bot of either kind, and what happens after it is saved. */
export function useBotForm<V extends { readonly name: string }>(
  bot: { readonly id: BotId; readonly version: number },
  saved: V,
  settingsOf: (form: V) => BotSettings,
): { readonly form: SettingsForm<V>; readonly onSaved: (before: V, version: number) => void } {
  const t = useSettingsText();
  const save = (values: V, version: number) =>
    sendSetting('bot.save', botInput(bot.id, version, values.name, settingsOf(values)));
  const form = useSettingsForm<V>({
    key: `bot/${bot.id}`,
    saved,
    version: bot.version,
    check: (values) => botErrors(values, settingsOf),
    save,
    fieldsOf: botFieldsOf,
  });
  const onSaved = (before: V, version: number): void => {
    const undo = async (): Promise<void> => {
      const reply = await save(before, version);
      if (!reply.ok) showToast({ text: wordsOf(reply.error), tone: 'bad' });
    };
    showUndo(t('form.savedVersion', { version }), t('undo'), () => void undo());
  };
  return { form, onSaved };
}

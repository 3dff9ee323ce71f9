import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { useMemo } from 'react';

import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { useQueues } from '../../../workspace/hooks.ts';
import type { FieldWords } from '../form/ReviewDialog.tsx';
import { refusedFields, settingsField } from '../form/schemaErrors.ts';
import { type FieldErrors, type SettingsForm, useSettingsForm } from '../form/useSettingsForm.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import {
  type MessengerChannel,
  messengerFieldWords,
  savedErrors,
  type TelegramForm,
  type WebhookForm,
} from './messengerForm.ts';

/** The form of a messenger channel, its words, and what happens after it is saved. */
export function useMessengerForm<V extends TelegramForm | WebhookForm>(
  channel: MessengerChannel,
  saved: V,
  inputOf: (id: MessengerChannel['id'], version: number, form: V) => CommandInput<'channel.save'>,
): {
  readonly form: SettingsForm<V>;
  readonly words: FieldWords<V>;
  readonly onSaved: (before: V, version: number) => void;
} {
  const t = useSettingsText();
  const queues = useQueues();
  const save = (values: V, version: number) => sendSetting('channel.save', inputOf(channel.id, version, values));
  const form = useSettingsForm<V>({
    key: `channel/${channel.id}`,
    saved,
    version: channel.version,
    check: (values) => savedErrors<V>(inputOf(channel.id, 1, values)),
    save,
    fieldsOf: (refusal) => {
      if (refusal.code === 'nameTaken') return { name: 'nameTaken' } as FieldErrors<V>;
      return (refusal.code === 'invalid' ? refusedFields(refusal.fields, settingsField) : {}) as FieldErrors<V>;
    },
  });
  const words = useMemo(
    () => messengerFieldWords<V>(t, (id) => queues.find((each) => each.id === id)?.name ?? t('gone')),
    [t, queues],
  );
  const onSaved = (before: V, version: number): void => {
    const undo = async (): Promise<void> => {
      const reply = await save(before, version);
      if (!reply.ok) showToast({ text: wordsOf(reply.error), tone: 'bad' });
    };
    showUndo(t('form.savedVersion', { version }), t('undo'), () => void undo());
  };
  return { form, words, onSaved };
}

import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { useMemo } from 'react';

import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { useChannels, useQueues } from '../../../workspace/hooks.ts';
import type { FieldWords } from '../form/ReviewDialog.tsx';
import { refusedFields, settingsField } from '../form/schemaErrors.ts';
import { type FieldErrors, type SettingsForm, useSettingsForm } from '../form/useSettingsForm.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { messengerFieldWords, type PlainChannel, type PlainForm, savedErrors } from './messengerForm.ts';

/**
 * The form of a channel with few settings, its words, and what happens after it is saved. `trunkName`: of phone channels.
 */
export function useMessengerForm<V extends PlainForm>(
  channel: PlainChannel,
  saved: V,
  inputOf: (id: PlainChannel['id'], version: number, form: V) => CommandInput<'channel.save'>,
  trunkName: (id: TrunkId) => string = () => '',
): {
  readonly form: SettingsForm<V>;
  readonly words: FieldWords<V>;
  readonly onSaved: (before: V, version: number) => void;
} {
  const t = useSettingsText();
  const queues = useQueues();
  const channels = useChannels();
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
    () =>
      messengerFieldWords<V>(t, {
        queue: (id) => queues.find((each) => each.id === id)?.name ?? t('gone'),
        channel: (id) => channels.find((each) => each.id === id)?.name ?? t('gone'),
        trunk: trunkName,
      }),
    [t, queues, channels, trunkName],
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

import type { Channel, TelegramSettings, WebhookSettings } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { type CommandInput, commands } from '@ringdesk/shared/protocol/commands.ts';

import type { Translate } from '../../../text/text.ts';
import type { Field } from '../form/changes.ts';
import type { FieldWords } from '../form/ReviewDialog.tsx';
import { schemaErrors, settingsField } from '../form/schemaErrors.ts';
import type { FieldErrors } from '../form/useSettingsForm.ts';

export type TelegramChannel = Extract<Channel, { kind: 'telegram' }>;
export type WebhookChannel = Extract<Channel, { kind: 'webhook' }>;
export type MessengerChannel = TelegramChannel | WebhookChannel;

/** What every channel's form has. */
export interface CommonForm {
  readonly name: string;
  /** null: disconnected. */
  readonly queueId: QueueId | null;
}

export type TelegramForm = CommonForm & TelegramSettings;
export type WebhookForm = CommonForm & WebhookSettings;

/** A messenger channel as one flat form. */
export const messengerFormOf = <C extends MessengerChannel>({
  name,
  queueId,
  settings,
}: C): CommonForm & C['settings'] => ({
  name,
  queueId,
  ...settings,
});

export function telegramInput(
  channelId: ChannelId,
  version: number,
  { name, queueId, ...settings }: TelegramForm,
): CommandInput<'channel.save'> {
  return { channelId, version, name, queueId, kind: 'telegram', settings };
}

export function webhookInput(
  channelId: ChannelId,
  version: number,
  { name, queueId, ...settings }: WebhookForm,
): CommandInput<'channel.save'> {
  return { channelId, version, name, queueId, kind: 'webhook', settings };
}

/** What the contract has against the values; the server judges with the same schema. */
export const savedErrors = <V>(input: CommandInput<'channel.save'>): FieldErrors<V> =>
  schemaErrors(commands['channel.save'].input, input, settingsField) as FieldErrors<V>;

type AnyField = Field<TelegramForm> | Field<WebhookForm>;

export function messengerFieldWords<V extends TelegramForm | WebhookForm>(
  t: Translate,
  queueName: (id: QueueId) => string,
): FieldWords<V> {
  return {
    fieldName: (field) => t(`channel.field.${field}.label`),
    valueText: (field, values) => valueText(t, queueName, field as AnyField, values as TelegramForm & WebhookForm),
  };
}

function valueText(
  t: Translate,
  queueName: (id: QueueId) => string,
  field: AnyField,
  values: TelegramForm & WebhookForm,
): string {
  switch (field) {
    case 'name':
    case 'url':
    case 'label':
      return values[field];
    case 'queueId':
      return values.queueId === null ? t('channel.noQueue') : queueName(values.queueId);
    case 'receive':
      return t(`channel.receive.${values.receive}.title`);
  }
}

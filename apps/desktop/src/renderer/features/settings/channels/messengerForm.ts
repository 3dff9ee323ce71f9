import type { PhoneChannelSettings, WebCallSettings } from '@ringdesk/shared/model/call.ts';
import type { Channel, TelegramSettings, WebhookSettings } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { type CommandInput, commands } from '@ringdesk/shared/protocol/commands.ts';

import type { Translate } from '../../../text/text.ts';
import type { Field } from '../form/changes.ts';
import type { FieldWords } from '../form/ReviewDialog.tsx';
import { schemaErrors, settingsField } from '../form/schemaErrors.ts';
import type { FieldErrors } from '../form/useSettingsForm.ts';

export type TelegramChannel = Extract<Channel, { kind: 'telegram' }>;
export type WebhookChannel = Extract<Channel, { kind: 'webhook' }>;
export type PhoneChannel = Extract<Channel, { kind: 'phone' }>;
export type WebCallChannel = Extract<Channel, { kind: 'webCall' }>;
/** Channels with few settings: all but a website's chat. */
export type PlainChannel = TelegramChannel | WebhookChannel | PhoneChannel | WebCallChannel;

/** What every channel's form has. */
export interface CommonForm {
  readonly name: string;
  /** null: disconnected. */
  readonly queueId: QueueId | null;
}

export type TelegramForm = CommonForm & TelegramSettings;
export type WebhookForm = CommonForm & WebhookSettings;
export type PhoneForm = CommonForm & PhoneChannelSettings;
export type WebCallForm = CommonForm & WebCallSettings;
export type PlainForm = TelegramForm | WebhookForm | PhoneForm | WebCallForm;

/** What the ids in a form are called. */
export interface ChannelNames {
  readonly queue: (id: QueueId) => string;
  readonly trunk: (id: TrunkId) => string;
  readonly channel: (id: ChannelId) => string;
}

/** Such a channel as one flat form. */
export const messengerFormOf = <C extends PlainChannel>({
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

export function phoneInput(
  channelId: ChannelId,
  version: number,
  { name, queueId, ...settings }: PhoneForm,
): CommandInput<'channel.save'> {
  return { channelId, version, name, queueId, kind: 'phone', settings };
}

export function webCallInput(
  channelId: ChannelId,
  version: number,
  { name, queueId, ...settings }: WebCallForm,
): CommandInput<'channel.save'> {
  return { channelId, version, name, queueId, kind: 'webCall', settings };
}

/** What the contract has against the values; the server judges with the same schema. */
export const savedErrors = <V>(input: CommandInput<'channel.save'>): FieldErrors<V> =>
  schemaErrors(commands['channel.save'].input, input, settingsField) as FieldErrors<V>;

type AnyField = Field<TelegramForm> | Field<WebhookForm> | Field<PhoneForm> | Field<WebCallForm>;
type AnyValues = TelegramForm & WebhookForm & PhoneForm & WebCallForm;

export function messengerFieldWords<V extends PlainForm>(t: Translate, names: ChannelNames): FieldWords<V> {
  return {
    fieldName: (field) => t(`channel.field.${field}.label`),
    valueText: (field, values) => valueText(t, names, field as AnyField, values as AnyValues),
  };
}

function valueText(t: Translate, names: ChannelNames, field: AnyField, values: AnyValues): string {
  switch (field) {
    case 'name':
    case 'url':
    case 'label':
      return values[field];
    case 'queueId':
      return values.queueId === null ? t('channel.noQueue') : names.queue(values.queueId);
    case 'trunkId':
      return names.trunk(values.trunkId);
    case 'number':
      return values.number === '' ? t('phone.everyNumber') : values.number;
    case 'siteChannelId':
      return names.channel(values.siteChannelId);
    case 'receive':
      return t(`channel.receive.${values.receive}.title`);
  }
}

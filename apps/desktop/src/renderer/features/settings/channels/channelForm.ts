import { type Channel, type LiveChatSettings, WebOrigin } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { type CommandInput, commands } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { formatList } from '../../../text/format.ts';
import { languageNames, type Translate } from '../../../text/text.ts';
import type { Field } from '../form/changes.ts';
import type { FieldWords } from '../form/ReviewDialog.tsx';
import { refusedFields, schemaErrors, settingsField } from '../form/schemaErrors.ts';
import type { FieldErrors } from '../form/useSettingsForm.ts';
import { hoursText } from '../hours/hoursWords.ts';

export type LiveChatChannel = Extract<Channel, { kind: 'liveChat' }>;

/** A website channel as one flat form, in the order in which the screen shows it. */
export interface ChannelForm extends LiveChatSettings {
  readonly name: string;
  /** null: disconnected. */
  readonly queueId: QueueId | null;
}

export function channelFormOf({
  name,
  queueId,
  settings,
}: Pick<LiveChatChannel, 'name' | 'queueId' | 'settings'>): ChannelForm {
  return { ...settings, name, queueId };
}

export function channelInput(channelId: ChannelId, version: number, form: ChannelForm): CommandInput<'channel.save'> {
  const { name, queueId, ...settings } = form;
  return { channelId, version, name, queueId, kind: 'liveChat', settings };
}

export function channelErrors(form: ChannelForm): FieldErrors<ChannelForm> {
  return schemaErrors(commands['channel.save'].input, channelInput('check' as ChannelId, 1, form), settingsField);
}

export function channelFieldsOf(refusal: Refusal): FieldErrors<ChannelForm> {
  if (refusal.code === 'nameTaken') return { name: 'nameTaken' };
  return refusal.code === 'invalid' ? refusedFields(refusal.fields, settingsField) : {};
}

/**
 * The origin in what a person types or pastes: `halden.bike`, `https://halden.bike/shop?x=1` → `https://halden.bike`.
 * Undefined when there is none in it.
 */
export function originOf(typed: string): string | undefined {
  const text = typed.trim();
  const address = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (address === null || (address.protocol !== 'https:' && address.protocol !== 'http:')) return undefined;
  const origin = WebOrigin.safeParse(address.origin);
  return origin.success ? origin.data : undefined;
}

export function channelFieldWords(t: Translate, queueName: (id: QueueId) => string): FieldWords<ChannelForm> {
  return {
    fieldName: (field) => t(`channel.field.${field}.label`),
    valueText: (field, values) => valueText(t, queueName, field, values),
  };
}

function valueText(
  t: Translate,
  queueName: (id: QueueId) => string,
  field: Field<ChannelForm>,
  values: ChannelForm,
): string {
  switch (field) {
    case 'name':
    case 'accent':
      return values[field];
    case 'title':
    case 'greeting':
      return values[field] === '' ? t('none') : values[field];
    case 'queueId':
      return values.queueId === null ? t('channel.noQueue') : queueName(values.queueId);
    case 'allowedOrigins':
      return values.allowedOrigins.length === 0 ? t('channel.anyOrigin') : formatList(values.allowedOrigins);
    case 'language':
      return values.language === 'auto' ? t('channel.autoLanguage') : languageNames[values.language];
    case 'askName':
    case 'position':
      return t(`channel.${field}.${values[field]}`);
    case 'liveTyping':
    case 'attachments':
      return values[field] ? t('on') : t('off');
    case 'workingHours':
      return values.workingHours === null ? t('off') : hoursText(t, values.workingHours);
  }
}

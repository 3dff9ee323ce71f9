import { WebhookSettings } from '@ringdesk/shared/model/channel.ts';

import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useErrorText, useSettingsText } from '../frame/useWords.ts';

/** What a webhook channel cannot be made without. */
export function WebhookRows({
  settings,
  onChange,
}: {
  readonly settings: WebhookSettings;
  readonly onChange: (settings: WebhookSettings) => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const wrong = {
    label: settings.label.trim() === '' ? errorText('too-short') : undefined,
    url: WebhookSettings.shape.url.safeParse(settings.url).success ? undefined : errorText('not-an-address'),
  };
  return (['label', 'url'] as const).map((field) => (
    <SettingRow
      key={field}
      label={t(`channel.field.${field}.label`)}
      hint={t(`channel.field.${field}.hint`)}
      error={settings[field] === '' ? undefined : wrong[field]}
      control={
        <TextInput
          className="w-64"
          type={field === 'url' ? 'url' : 'text'}
          value={settings[field]}
          maxLength={field === 'url' ? 500 : 40}
          onChange={(event) => onChange({ ...settings, [field]: event.target.value })}
        />
      }
    />
  ));
}

import { Select } from '../../../ui/fields/Select.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useErrorText, useSettingsText } from '../frame/useWords.ts';
import { type MailForm, withSecurity } from './mailForm.ts';

/** The longest the contract takes. */
const LENGTHS = { host: 253, user: 254, password: 256, name: 80, email: 254 } as const;

/** The server that takes e-mail, and who it comes from. */
export function MailCards({
  form,
  errors,
  passwordSet,
  onChange,
}: {
  readonly form: MailForm;
  readonly errors: Partial<Record<keyof MailForm, string>>;
  readonly passwordSet: boolean;
  readonly onChange: (change: Partial<MailForm>) => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const words = (field: keyof MailForm) => ({
    label: t(`mail.field.${field}.label`),
    hint: t(field === 'password' && passwordSet ? 'mail.passwordKept' : `mail.field.${field}.hint`),
    error: errorText(errors[field]),
  });
  const textRow = (field: keyof typeof LENGTHS) => (
    <SettingRow
      {...words(field)}
      control={
        <TextInput
          className="w-64"
          type={field === 'password' ? 'password' : field === 'email' ? 'email' : 'text'}
          autoComplete={field === 'password' ? 'new-password' : 'off'}
          spellCheck={false}
          maxLength={LENGTHS[field]}
          value={form[field]}
          invalid={errors[field] !== undefined}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      }
    />
  );
  return (
    <>
      <SettingCard title={t('mail.card.server')}>
        {textRow('host')}
        <SettingRow
          {...words('security')}
          control={
            <Select
              className="w-64"
              value={form.security}
              onChange={(security) => onChange(withSecurity(form, security))}
              options={(['tls', 'startTls', 'none'] as const).map((value) => ({
                value,
                text: t(`mail.security.${value}`),
              }))}
            />
          }
        />
        <SettingRow
          {...words('port')}
          control={
            <TextInput
              className="w-28 num"
              inputMode="numeric"
              autoComplete="off"
              maxLength={5}
              value={form.port === 0 ? '' : String(form.port)}
              invalid={errors.port !== undefined}
              onChange={(event) => onChange({ port: Number(event.target.value.replaceAll(/\D/g, '')) })}
            />
          }
        />
        {textRow('user')}
        {textRow('password')}
      </SettingCard>
      <SettingCard title={t('mail.card.from')}>
        {textRow('name')}
        {textRow('email')}
      </SettingCard>
    </>
  );
}

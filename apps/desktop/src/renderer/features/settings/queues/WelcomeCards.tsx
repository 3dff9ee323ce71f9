import { Consent } from '@ringdesk/shared/model/queue.ts';

import { Select } from '../../../ui/fields/Select.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { FieldWarnings } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { CustomerTextBlock } from './CustomerTextBlock.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';
import type { QueueForm } from './queueForm.ts';
import { contactFields } from './queueValues.ts';
import { suggestedTexts } from './suggestedTexts.ts';
import { TextBox } from './TextBox.tsx';

/** [33, 34] how a conversation begins. */
export function WelcomeCard(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, editable, warningsOf } = props;
  const words = useFieldProps(form)('contactForm');
  const { contactForm } = form.values;
  return (
    <SettingCard title={t('queue.card.welcome')}>
      <CustomerTextBlock {...props} field="greeting" />
      <SettingBlock {...words}>
        <div className="contact-fields">
          {contactFields.map((field) => (
            <div key={field} className="flex items-center justify-between gap-3">
              <span>{t(`contact.${field}`)}</span>
              <Select
                className="w-44"
                label={t(`contact.${field}`)}
                value={contactForm[field]}
                onChange={(want) => form.set({ contactForm: { ...contactForm, [field]: want } })}
                options={(['no', 'optional', 'required'] as const).map((value) => ({
                  value,
                  text: t(`contact.want.${value}`),
                }))}
                disabled={!editable}
              />
            </div>
          ))}
        </div>
        <FieldWarnings warnings={warningsOf('contactForm')} />
      </SettingBlock>
    </SettingCard>
  );
}

/** [32] the statement a customer accepts before the first message. */
export function ConsentCard({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const words = useFieldProps(form)('consent');
  const { consent, language } = form.values;
  const suggestion = suggestedTexts[language].consent;
  const put = (change: Partial<NonNullable<QueueForm['consent']>>): void =>
    form.set({ consent: { text: consent?.text ?? '', url: consent?.url ?? '', ...change } });
  const wrong = words.error !== undefined;
  return (
    <SettingCard title={t('queue.card.consent')}>
      <SettingRow
        {...words}
        control={
          <Switch
            checked={consent !== null}
            onChange={(on) => form.set({ consent: on ? (form.base.consent ?? { text: suggestion, url: '' }) : null })}
            disabled={!editable}
          />
        }
      />
      {consent !== null && (
        <SettingBlock label={t('consent.text')}>
          <TextBox
            label={t('consent.text')}
            value={consent.text}
            onChange={(text) => put({ text })}
            suggestion={suggestion}
            maxLength={1_000}
            invalid={wrong && !Consent.shape.text.safeParse(consent.text).success}
            disabled={!editable}
          />
          <div className="mt-3">
            <TextField
              label={t('consent.url')}
              hint={t('consent.urlHint')}
              type="url"
              maxLength={500}
              value={consent.url}
              invalid={wrong && !Consent.shape.url.safeParse(consent.url).success}
              disabled={!editable}
              onChange={(event) => put({ url: event.target.value })}
            />
          </div>
          <FieldWarnings warnings={warningsOf('consent')} />
        </SettingBlock>
      )}
    </SettingCard>
  );
}

import { TelephonySettings, type Trunk } from '@ringdesk/shared/model/call.ts';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { currentLocale } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { MultiCombobox } from '../../../ui/fields/MultiCombobox.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { Stepper } from '../../../ui/fields/Stepper.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { sameValue } from '../form/changes.ts';
import { refusedFields, schemaErrors, settingsField } from '../form/schemaErrors.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { LinesField } from '../queues/LinesField.tsx';
import { countryOptions } from './countries.ts';

const NO_TRUNK = 'none';

/** What may be called, how much, and the servers that help calls through networks. */
export function DialRulesForm({
  settings,
  turnSecretSet,
  trunks,
  onSaved,
}: {
  readonly settings: TelephonySettings;
  readonly turnSecretSet: boolean;
  readonly trunks: readonly Trunk[];
  readonly onSaved: () => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const [form, setForm] = useState(settings);
  const [turnSecret, setTurnSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  /** What the server marked, until the values change. */
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const errors = schemaErrors(TelephonySettings, form, settingsField);
  const changed = !sameValue(form, settings) || turnSecret !== '';
  const change = (next: Partial<TelephonySettings>): void => {
    setForm({ ...form, ...next });
    setRefused({});
  };
  const words = (field: keyof TelephonySettings) => ({
    label: t(`telephony.rule.${field}.label`),
    hint: t(`telephony.rule.${field}.hint`),
    error: errorText(errors[field] ?? refused[field]),
  });
  const save = async (): Promise<void> => {
    if (busy || Object.keys(errors).length > 0) return;
    setBusy(true);
    setProblem(undefined);
    const reply = await ask('telephony.save', { ...form, turnSecret: turnSecret === '' ? null : turnSecret });
    setBusy(false);
    if (!reply.ok) {
      if (reply.error.code === 'invalid') setRefused(refusedFields(reply.error.fields, settingsField));
      return setProblem(wordsOf(reply.error));
    }
    showToast({ text: t('telephony.rulesSaved'), tone: 'ok' });
    onSaved();
  };
  const needsSecret = form.iceServers.some((address) => address.startsWith('turn'));
  return (
    <SettingCard title={t('telephony.rules')} text={t('telephony.rulesText')}>
      {problem !== undefined && (
        <Banner tone="danger" announce="alert">
          {problem}
        </Banner>
      )}
      <SettingRow
        {...words('outboundTrunkId')}
        control={
          <Select
            className="w-64"
            value={(form.outboundTrunkId as string | null) ?? NO_TRUNK}
            onChange={(next) => change({ outboundTrunkId: trunks.find(({ id }) => id === next)?.id ?? null })}
            options={[
              { value: NO_TRUNK, text: t('telephony.noOutbound') },
              ...trunks.map(({ id, name }) => ({ value: id as string, text: name })),
            ]}
          />
        }
      />
      <SettingBlock {...words('countries')}>
        <MultiCombobox
          label={t('telephony.rule.countries.label')}
          values={form.countries}
          options={countryOptions(currentLocale())}
          onChange={(countries) => change({ countries })}
          placeholder={t('telephony.chooseCountry')}
          empty={t('members.noMatch')}
          removeLabel={(text) => t('calls.removeSound', { name: text })}
        />
      </SettingBlock>
      <SettingRow
        {...words('premiumAllowed')}
        control={<Switch checked={form.premiumAllowed} onChange={(premiumAllowed) => change({ premiumAllowed })} />}
      />
      <SettingRow
        {...words('maxCallsPerHour')}
        control={
          <Stepper
            label={t('telephony.rule.maxCallsPerHour.label')}
            value={form.maxCallsPerHour}
            onChange={(maxCallsPerHour) => change({ maxCallsPerHour })}
            min={1}
            max={1_000}
            locale={currentLocale()}
            lessLabel={t('less')}
            moreLabel={t('more')}
          />
        }
      />
      <SettingRow
        {...words('maxMinutesPerDay')}
        control={
          <Stepper
            label={t('telephony.rule.maxMinutesPerDay.label')}
            value={form.maxMinutesPerDay}
            onChange={(maxMinutesPerDay) => change({ maxMinutesPerDay })}
            min={1}
            max={1_440}
            step={10}
            locale={currentLocale()}
            lessLabel={t('less')}
            moreLabel={t('more')}
          />
        }
      />
      <SettingBlock {...words('iceServers')}>
        <LinesField
          label={t('telephony.rule.iceServers.label')}
          values={form.iceServers}
          onChange={(iceServers) => change({ iceServers: [...iceServers] })}
          invalid={errors['iceServers'] !== undefined}
          disabled={false}
        />
      </SettingBlock>
      {needsSecret && (
        <SettingRow
          label={t('telephony.turnSecret')}
          hint={t(turnSecretSet ? 'mail.passwordKept' : 'telephony.turnSecretHint')}
          control={
            <TextInput
              className="w-64"
              type="password"
              autoComplete="new-password"
              maxLength={256}
              value={turnSecret}
              onChange={(event) => setTurnSecret(event.target.value)}
            />
          }
        />
      )}
      <div className="px-4 py-3">
        <Button variant="primary" disabled={!changed} loading={busy} onClick={() => void save()}>
          {t('telephony.saveRules')}
        </Button>
      </div>
    </SettingCard>
  );
}

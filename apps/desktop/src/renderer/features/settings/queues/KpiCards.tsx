import { Combobox } from '../../../ui/fields/Combobox.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { currentLanguage } from '../../../text/text.ts';
import { useAgents } from '../../../workspace/hooks.ts';
import { FieldWarnings, warningsBelow } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { DurationRow } from './DurationRow.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';
import { suggestedTexts } from './suggestedTexts.ts';
import { noticeMacros, TextBox } from './TextBox.tsx';

const SUGGESTED = { firstReplySeconds: 120, nextReplySeconds: 300 };
const PRESETS = [30, 60, 120, 300, 600, 900, 1_800, 3_600];

/** [46–48] how soon replies are expected, and who is told when they are late. */
export function KpiCards(props: QueueCardProps) {
  return (
    <>
      <LimitsCard {...props} />
      <NoticeCard {...props} />
    </>
  );
}

function LimitsCard({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  return (
    <SettingCard title={t('queue.card.kpi')}>
      {(['firstReplySeconds', 'nextReplySeconds'] as const).map((field) => (
        <DurationRow
          key={field}
          words={fieldProps(field)}
          value={form.values[field] ?? SUGGESTED[field]}
          onChange={(seconds) => form.set({ [field]: seconds })}
          min={10}
          max={86_400}
          presets={PRESETS}
          toggle={{
            on: form.values[field] !== null,
            onChange: (on) => form.set({ [field]: on ? (form.base[field] ?? SUGGESTED[field]) : null }),
          }}
          disabled={!editable}
        >
          {warningsBelow(warningsOf(field))}
        </DurationRow>
      ))}
      <SettingRow
        {...fieldProps('kpiInWorkingHours')}
        control={
          <Switch
            checked={form.values.kpiInWorkingHours}
            onChange={(on) => form.set({ kpiInWorkingHours: on })}
            disabled={!editable}
          />
        }
      >
        {warningsBelow(warningsOf('kpiInWorkingHours'))}
      </SettingRow>
    </SettingCard>
  );
}

/** [48] */
function NoticeCard({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const words = useFieldProps(form)('overdueNotice');
  const agents = useAgents().filter((agent) => !agent.dismissed);
  const { overdueNotice: notice } = form.values;
  const suggestion = suggestedTexts[currentLanguage()].overdueNotice;
  const [first] = agents;
  return (
    <SettingCard title={t('queue.card.notice')}>
      <SettingRow
        {...words}
        control={
          <Switch
            checked={notice !== null}
            onChange={(on) => {
              const begun = form.base.overdueNotice ?? (first && { agentId: first.id, text: suggestion });
              form.set({ overdueNotice: on ? (begun ?? null) : null });
            }}
            disabled={!editable}
          />
        }
      />
      {notice !== null && (
        <>
          <SettingRow
            label={t('notice.to')}
            control={
              <Combobox
                className="w-64"
                value={notice.agentId}
                options={agents.map(({ id, name }) => ({ value: id, text: name }))}
                onChange={(agentId) => form.set({ overdueNotice: { ...notice, agentId } })}
                placeholder={t('notice.choose')}
                empty={t('members.noMatch')}
                disabled={!editable}
              />
            }
          />
          <SettingBlock label={t('notice.text')} hint={t('notice.textHint')}>
            <TextBox
              label={t('notice.text')}
              value={notice.text}
              onChange={(text) => form.set({ overdueNotice: { ...notice, text } })}
              suggestion={suggestion}
              macros={noticeMacros}
              maxLength={500}
              invalid={words.error !== undefined}
              disabled={!editable}
            />
            <FieldWarnings warnings={warningsOf('overdueNotice')} />
          </SettingBlock>
        </>
      )}
    </SettingCard>
  );
}

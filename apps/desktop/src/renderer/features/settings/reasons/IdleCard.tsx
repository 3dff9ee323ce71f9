import type { ReasonId } from '@ringdesk/shared/model/ids.ts';

import type { Translate } from '../../../text/text.ts';
import { Select } from '../../../ui/fields/Select.tsx';
import { PresenceDot } from '../../../ui/marks/PresenceDot.tsx';
import { presenceShape } from '../../../ui/marks/presenceShape.ts';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import type { SettingsForm } from '../form/useSettingsForm.ts';
import { secondsText, useErrorText, useSettingsText } from '../frame/useWords.ts';
import { DurationRow } from '../queues/DurationRow.tsx';
import type { ReasonsForm } from './ReasonsPage.tsx';

/** Suggested when it is switched on. */
const SUGGESTED_MINUTES = 15;
/** The choice without a reason: `away`. */
const AWAY = 'away';

/** What the rule says, for the list of changes. */
export function idleText({ idle, reasons }: ReasonsForm, t: Translate): string {
  if (idle === null) return t('reasons.idle.off');
  const state = reasons.find(({ id }) => id === idle.reasonId)?.name ?? t('presence:state.away');
  return t('reasons.idle.value', { time: secondsText(idle.minutes * 60), state });
}

/** What becomes of somebody who is available and does not touch the desk (desk 2.5). */
export function IdleCard({ form, disabled }: { readonly form: SettingsForm<ReasonsForm>; readonly disabled: boolean }) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const { idle, reasons } = form.values;
  return (
    <SettingCard>
      <DurationRow
        words={{
          id: 'idle',
          label: t('reasons.idle.label'),
          hint: t('reasons.idle.hint'),
          changedLabel: form.isChanged('idle') ? t('form.changed') : undefined,
          error: errorText(form.errors.idle),
        }}
        value={(idle?.minutes ?? SUGGESTED_MINUTES) * 60}
        onChange={(seconds) => {
          if (idle !== null) form.set({ idle: { ...idle, minutes: Math.round(seconds / 60) } });
        }}
        min={5 * 60}
        max={1_440 * 60}
        presets={[300, 600, 900, 1_800, 3_600]}
        toggle={{
          on: idle !== null,
          onChange: (on) => form.set({ idle: on ? { minutes: SUGGESTED_MINUTES, reasonId: null } : null }),
        }}
        disabled={disabled}
      />
      {idle !== null && (
        <SettingRow
          label={t('reasons.idle.state')}
          hint={t('reasons.idle.stateHint')}
          control={
            <Select
              value={idle.reasonId ?? AWAY}
              disabled={disabled}
              onChange={(value) =>
                form.set({ idle: { ...idle, reasonId: value === AWAY ? null : (value as ReasonId) } })
              }
              options={[
                {
                  value: AWAY,
                  text: t('presence:state.away'),
                  mark: <PresenceDot shape={presenceShape('away', true)} />,
                },
                ...reasons.map(({ id, name, state }) => ({
                  value: id as string,
                  text: name,
                  mark: <PresenceDot shape={presenceShape(state, true)} />,
                })),
              ]}
            />
          }
        />
      )}
    </SettingCard>
  );
}

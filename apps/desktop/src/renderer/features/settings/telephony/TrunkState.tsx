import type { TrunkHealth } from '@ringdesk/shared/model/call.ts';

import { formatDateTime, formatNumber, formatTime } from '../../../text/format.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { KeyValues } from '../../../ui/page/Panel.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { useSettingsText } from '../frame/useWords.ts';

const tones = { ok: 'ok', connecting: 'neutral', failing: 'bad', off: 'neutral' } as const;

/** Whether a line can be used, in one word. */
export function TrunkTag({ health }: { readonly health: TrunkHealth | undefined }) {
  const t = useSettingsText();
  const state = health?.state ?? 'off';
  return (
    <Tag size="sm" tone={tones[state]}>
      {t(`telephony.state.${state}`)}
    </Tag>
  );
}

/** How a line does, since when, and why not where it fails. */
export function TrunkStateCard({ health }: { readonly health: TrunkHealth | undefined }) {
  const t = useSettingsText();
  return (
    <SettingCard title={t('telephony.line')}>
      <div className="p-4" aria-live="polite">
        {health === undefined ? <Skeleton height={48} /> : <Facts health={health} />}
      </div>
    </SettingCard>
  );
}

function Facts({ health }: { readonly health: TrunkHealth }) {
  const t = useSettingsText();
  const { since, problem, retryAt, calls } = health;
  return (
    <KeyValues
      rows={[
        { name: t('health.is'), value: <TrunkTag health={health} /> },
        { name: t('health.since'), value: formatDateTime(since) },
        ...(problem === undefined
          ? []
          : [{ name: t('health.problem'), value: t(`refusals:providerFailed.${problem}`) }]),
        ...(retryAt === undefined ? [] : [{ name: t('health.retryAt'), value: formatTime(retryAt) }]),
        { name: t('telephony.callsNow'), value: formatNumber(calls) },
      ]}
    />
  );
}

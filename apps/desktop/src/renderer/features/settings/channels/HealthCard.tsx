import type { ChannelHealth } from '@ringdesk/shared/model/channel.ts';

import { formatDateTime, formatNumber, formatTime } from '../../../text/format.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { KeyValues } from '../../../ui/page/Panel.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { toneOf } from './useChannelHealth.ts';

/** The connection of a messenger channel, in words. */
export function HealthTag({ health }: { readonly health: ChannelHealth }) {
  const t = useSettingsText();
  return (
    <Tag size="sm" tone={toneOf(health)}>
      {t(`health.state.${health.state}`)}
    </Tag>
  );
}

/** How the connection to the messenger does, since when, and what to do where it fails. */
export function HealthCard({ health }: { readonly health: ChannelHealth | undefined }) {
  const t = useSettingsText();
  return (
    <SettingCard title={t('health.title')}>
      <div className="p-4" aria-live="polite">
        {health === undefined ? <Skeleton height={48} /> : <Facts health={health} />}
      </div>
    </SettingCard>
  );
}

function Facts({ health }: { readonly health: ChannelHealth }) {
  const t = useSettingsText();
  const { account, since, problem, retryAt, waitingOut, held = 0, ignored = 0 } = health;
  const rows = [
    { name: t('health.is'), value: <HealthTag health={health} /> },
    ...(account === undefined ? [] : [{ name: t('health.account'), value: account }]),
    { name: t('health.since'), value: formatDateTime(since) },
    ...(problem === undefined ? [] : [{ name: t('health.problem'), value: t(`refusals:providerFailed.${problem}`) }]),
    ...(retryAt === undefined ? [] : [{ name: t('health.retryAt'), value: formatTime(retryAt) }]),
    ...(waitingOut === 0 ? [] : [{ name: t('health.waitingOut'), value: formatNumber(waitingOut) }]),
    ...(held === 0 ? [] : [{ name: t('health.held'), value: formatNumber(held) }]),
    ...(ignored === 0 ? [] : [{ name: t('health.ignored'), value: formatNumber(ignored) }]),
  ];
  return <KeyValues rows={rows} />;
}

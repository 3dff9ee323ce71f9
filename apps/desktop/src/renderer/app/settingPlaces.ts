import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { useMemo } from 'react';

import type { SettingPlace } from '../features/palette/sources.ts';
import { type Area, mayView, seesChannel, seesQueue } from '../features/settings/frame/rights.ts';
import { pathOf } from '../features/settings/frame/section.ts';
import { queueFormFields, settingElement, tabOf, tabsOf } from '../features/settings/queues/queueFields.ts';
import { useText } from '../text/text.ts';
import { useChannels, useMe, useQueues } from '../workspace/hooks.ts';

const pages = [
  'people',
  'departments',
  'reasons',
  'canned',
  'bots',
  'mail',
  'telephony',
  'rights',
  'blocked',
  'log',
] as const satisfies readonly Area[];

/** The pages of the settings this person may open and every field of their queues, for the palette. */
export function useSettingPlaces(): readonly SettingPlace[] {
  const t = useText('palette');
  const me = useMe();
  const queues = useQueues();
  const channels = useChannels();
  return useMemo(() => {
    if (me === undefined || !mayView('queues', me.role)) return [];
    const seen = queues.filter(({ id }) => seesQueue(me, id));
    return [
      ...pages
        .filter((page) => mayView(page, me.role))
        .map((page) => ({ id: page, text: t(`setting.${page}`), path: `/settings/${page}` })),
      ...seen.map(({ id, name }) => ({
        id,
        text: name,
        detail: t('kind.queue'),
        path: pathOf({ name: 'queue', id, tab: 'queue' }),
      })),
      ...channels
        .filter((channel) => seesChannel(me, channel))
        .map(({ id, name }) => ({ id, text: name, detail: t('kind.channel'), path: pathOf({ name: 'channel', id }) })),
      ...seen.flatMap((queue) => fieldsOf(queue, t)),
    ];
  }, [me, queues, channels, t]);
}

const fieldsOf = ({ id, name, medium }: Queue, t: ReturnType<typeof useText>): readonly SettingPlace[] => {
  const tabs = tabsOf(medium);
  return queueFormFields
    .filter((field) => tabs.includes(tabOf(field)))
    .map((field) => ({
      id: `${id}-${field}`,
      text: t(`settings:queue.field.${field}.label`),
      detail: name,
      path: pathOf({ name: 'queue', id, tab: tabOf(field) }),
      reveal: settingElement(field),
    }));
};

import { useMemo } from 'react';

import type { SettingPlace } from '../features/palette/sources.ts';
import { type Area, mayView } from '../features/settings/frame/rights.ts';
import { useText } from '../text/text.ts';
import { useMe } from '../workspace/hooks.ts';

const pages = ['people', 'departments', 'reasons', 'canned'] as const satisfies readonly Area[];

/** The pages of the settings this person may open, for the palette. Queues and channels are found by their names. */
export function useSettingPlaces(): readonly SettingPlace[] {
  const t = useText('palette');
  const role = useMe()?.role;
  return useMemo(
    () =>
      role === undefined
        ? []
        : pages
            .filter((page) => mayView(page, role))
            .map((page) => ({ id: page, text: t(`setting.${page}`), path: `/settings/${page}` })),
    [role, t],
  );
}

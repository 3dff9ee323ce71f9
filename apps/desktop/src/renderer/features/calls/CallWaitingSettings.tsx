import { type CallWaiting, defaultCallWaiting } from '@ringdesk/shared/model/agent.ts';
import { useState } from 'react';

import { useText } from '../../text/text.ts';
import { Switch } from '../../ui/fields/Switch.tsx';
import { SettingCard } from '../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { useIsLive, useMe } from '../../workspace/hooks.ts';
import { act } from './callActions.ts';

/** What may ring beside a call of one's own [81]. The server keeps it: colleagues see it before they call. */
export function CallWaitingSettings() {
  const t = useText('calls');
  const live = useIsLive();
  const said = useMe()?.callWaiting ?? defaultCallWaiting;
  // Shown at once; the server's word counts again when it has answered.
  const [wanted, setWanted] = useState<CallWaiting>();
  const shown = wanted ?? said;
  const change = async (next: CallWaiting): Promise<void> => {
    setWanted(next);
    await act('phone.setCallWaiting', next);
    setWanted(undefined);
  };
  return (
    <SettingCard title={t('callWaiting.title')} text={t('callWaiting.text')}>
      {(['colleagues', 'transfers'] as const).map((what) => (
        <SettingRow
          key={what}
          label={t(`callWaiting.${what}`)}
          hint={t(`callWaiting.${what}Hint`)}
          control={
            <Switch checked={shown[what]} disabled={!live} onChange={(on) => void change({ ...shown, [what]: on })} />
          }
        />
      ))}
    </SettingCard>
  );
}

import type { Language } from '@ringdesk/shared/model/language.ts';
import { useEffect, useState } from 'react';

import { sendCommand } from '../../connection/connection.ts';
import { appInfo, desktop } from '../../connection/desktop.ts';
import { rememberLook } from '../../connection/deviceLook.ts';
import { changePreferences } from '../../connection/preferences.ts';
import { changeLanguage, languageNames, useLanguage, useText } from '../../text/text.ts';
import { thisPlatform } from '../../ui/actions/chord.ts';
import { SegmentedControl } from '../../ui/fields/SegmentedControl.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import { Switch } from '../../ui/fields/Switch.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { useMe, usePreferences } from '../../workspace/hooks.ts';

/** Theme, density, language and the key that sends. Everything at once, without a restart. */
export function LookSettings() {
  const t = useText('preferences');
  const preferences = usePreferences();
  return (
    <>
      <SettingRow
        label={t('theme')}
        control={
          <SegmentedControl
            inline
            label={t('theme')}
            value={preferences.theme}
            segments={(['system', 'light', 'dark'] as const).map((value) => ({ value, text: t(`themes.${value}`) }))}
            onChange={(theme) => changePreferences({ theme })}
          />
        }
      />
      <SettingRow
        label={t('density')}
        control={
          <SegmentedControl
            inline
            label={t('density')}
            value={preferences.density}
            segments={(['comfortable', 'compact'] as const).map((value) => ({ value, text: t(`densities.${value}`) }))}
            onChange={(density) => changePreferences({ density })}
          />
        }
      />
      <LanguageSetting />
      {appInfo().can.fetchDictionaries && <SpellingSetting />}
      <SettingRow
        label={t('sendWith')}
        control={
          <SegmentedControl
            inline
            label={t('sendWith')}
            value={preferences.sendWith}
            segments={[
              { value: 'enter', text: t('send.enter') },
              { value: 'modEnter', text: t('send.modEnter', { mod: thisPlatform() === 'mac' ? '⌘' : 'Ctrl' }) },
            ]}
            onChange={(sendWith) => changePreferences({ sendWith })}
          />
        }
      />
    </>
  );
}

function LanguageSetting() {
  const t = useText('preferences');
  const language = useLanguage();
  const me = useMe();
  const choose = (next: Language): void => {
    rememberLook({ language: next });
    void changeLanguage(next);
    if (me !== undefined)
      void sendCommand('profile.save', { name: me.name, language: next, pictureId: me.pictureId ?? null });
  };
  return (
    <SettingRow
      label={t('app:language')}
      hint={t('languageHint')}
      control={
        <Select
          value={language}
          options={(['en', 'es', 'pt', 'ru'] as const).map((value) => ({ value, text: languageNames[value] }))}
          onChange={choose}
        />
      }
    />
  );
}

/** Of this device: its dictionaries are fetched from elsewhere, which nobody should learn from a firewall. */
function SpellingSetting() {
  const t = useText('preferences');
  const [on, setOn] = useState(false);
  useEffect(() => {
    void desktop()
      .call('spelling.get', {})
      .then((reply) => setOn(reply.on));
  }, []);
  const change = (next: boolean): void => {
    setOn(next);
    void desktop().call('spelling.set', { on: next });
  };
  return (
    <SettingRow label={t('spelling')} hint={t('spellingHint')} control={<Switch checked={on} onChange={change} />} />
  );
}

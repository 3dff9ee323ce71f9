import { useEffect, useState } from 'react';

import type { DesktopReply } from '../../../bridge/desktopApi.ts';
import { appInfo, desktop } from '../../connection/desktop.ts';
import { changePreferences } from '../../connection/preferences.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Switch } from '../../ui/fields/Switch.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { usePreferences } from '../../workspace/hooks.ts';
import { QuietTimes } from './QuietTimes.tsx';

type Permission = DesktopReply<'notification.permission'>['state'];

/** May the system show notices? Asked only when the person presses the button. */
export function NoticePermission() {
  const t = useText('preferences');
  const [state, setState] = useState<Permission>('none');
  useEffect(() => {
    void desktop()
      .call('notification.permission', { ask: false })
      .then((reply) => setState(reply.state));
  }, []);
  const ask = (): void =>
    void desktop()
      .call('notification.permission', { ask: true })
      .then((reply) => setState(reply.state));
  return (
    <SettingRow
      label={t('notices')}
      hint={t(`noticesState.${state}`)}
      control={
        state === 'notAsked' && (
          <Button size="sm" onClick={ask}>
            {t('allow')}
          </Button>
        )
      }
    />
  );
}

/** What is silenced and what is hidden. */
export function NoticeSettings() {
  const t = useText('preferences');
  const { doNotDisturb, hideContent } = usePreferences();
  return (
    <>
      <SettingRow
        label={t('doNotDisturb')}
        hint={t('doNotDisturbHint')}
        control={<Switch checked={doNotDisturb} onChange={(next) => changePreferences({ doNotDisturb: next })} />}
      />
      <QuietTimes />
      <NoticePermission />
      <SettingRow
        label={t('hideContent')}
        hint={t('hideContentHint')}
        control={<Switch checked={hideContent} onChange={(next) => changePreferences({ hideContent: next })} />}
      />
      {appInfo().can.startAtLogin && <StartAtLogin />}
      {appInfo().can.tray && <CloseToTray />}
      {appInfo().can.telephoneLinks && <TelephoneLinks />}
    </>
  );
}

function CloseToTray() {
  const t = useText('preferences');
  const [on, setOn] = useState(true);
  useEffect(() => {
    void desktop()
      .call('closeToTray.get', {})
      .then((reply) => setOn(reply.on));
  }, []);
  const change = (next: boolean): void => {
    setOn(next);
    void desktop().call('closeToTray.set', { on: next });
  };
  return (
    <SettingRow
      label={t('closeToTray')}
      hint={t('closeToTrayHint')}
      control={<Switch checked={on} onChange={change} />}
    />
  );
}

function TelephoneLinks() {
  const t = useText('preferences');
  const [on, setOn] = useState(false);
  useEffect(() => {
    void desktop()
      .call('telephoneLinks.get', {})
      .then((reply) => setOn(reply.on));
  }, []);
  const change = (next: boolean): void =>
    void desktop()
      .call('telephoneLinks.set', { on: next })
      .then((reply) => setOn(reply.on));
  return (
    <SettingRow
      label={t('telephoneLinks')}
      hint={t('telephoneLinksHint')}
      control={<Switch checked={on} onChange={change} />}
    />
  );
}

function StartAtLogin() {
  const t = useText('preferences');
  const [on, setOn] = useState(false);
  useEffect(() => {
    void desktop()
      .call('startAtLogin.get', {})
      .then((reply) => setOn(reply.on));
  }, []);
  const change = (next: boolean): void =>
    void desktop()
      .call('startAtLogin.set', { on: next })
      .then((reply) => setOn(reply.on));
  return (
    <SettingRow
      label={t('startAtLogin')}
      hint={t('startAtLoginHint')}
      control={<Switch checked={on} onChange={change} />}
    />
  );
}

import type { ReactNode } from 'react';

import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { Tabs } from '../../ui/page/Tabs.tsx';
import { SettingCard } from '../../ui/settings/SettingCard.tsx';
import { AccountSettings } from './AccountSettings.tsx';
import { KeySettings } from './KeySettings.tsx';
import { LookSettings } from './LookSettings.tsx';
import { NoticeSettings } from './NoticeSettings.tsx';
import { SoundSettings, type TestedSound } from './SoundSettings.tsx';

export const preferenceParts = ['look', 'sound', 'calls', 'keys', 'account'] as const;
export type PreferencePart = (typeof preferenceParts)[number];

export interface PreferencesDialogProps {
  /** Which part is open; undefined: the dialog is closed. */
  readonly part: PreferencePart | undefined;
  readonly onPart: (part: PreferencePart | undefined) => void;
  readonly onTestSound: (sound: TestedSound) => void;
  /** Microphone, speaker and ringer; absent where nobody calls. */
  readonly calls?: ReactNode;
}

/** What belongs to the person alone. Every change holds at once and on every device. */
export function PreferencesDialog({ part, onPart, onTestSound, calls }: PreferencesDialogProps) {
  const t = useText('preferences');
  return (
    <Dialog
      open={part !== undefined}
      onClose={() => onPart(undefined)}
      size="lg"
      title={t('title')}
      closeLabel={t('app:close')}
    >
      <Tabs
        label={t('tabs.label')}
        value={part ?? 'look'}
        onChange={onPart}
        tabs={preferenceParts
          .filter((value) => value !== 'calls' || calls !== undefined)
          .map((value) => ({ value, text: t(`tabs.${value}`) }))}
      >
        <div className="-mx-1 flex h-[min(600px,68vh)] flex-col gap-4 overflow-y-auto px-1 pt-4 pb-1">
          {part === 'look' && (
            <SettingCard title={t('tabs.look')}>
              <LookSettings />
            </SettingCard>
          )}
          {part === 'sound' && (
            <>
              <SettingCard title={t('sounds.title')}>
                <SoundSettings onTest={onTestSound} />
              </SettingCard>
              <SettingCard title={t('noticesTitle')}>
                <NoticeSettings />
              </SettingCard>
            </>
          )}
          {part === 'calls' && calls}
          {part === 'keys' && (
            <SettingCard title={t('keys.title')}>
              <KeySettings />
            </SettingCard>
          )}
          {part === 'account' && <AccountSettings />}
        </div>
      </Tabs>
    </Dialog>
  );
}

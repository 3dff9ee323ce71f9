import { lazy, Suspense } from 'react';

import { desktop } from '../connection/desktop.ts';
import { testSound } from '../features/notifications/notifier.ts';
import type { PreferencePart } from '../features/preferences/PreferencesDialog.tsx';
import { QuitDialog, SignOutDialog } from '../features/shell/LeaveDialogs.tsx';
import { ShortcutSheet } from '../features/shell/ShortcutSheet.tsx';
import { useSettingPlaces } from './settingPlaces.ts';

const Palette = lazy(() => import('../features/palette/Palette.tsx').then(({ Palette: it }) => ({ default: it })));
const PreferencesDialog = lazy(() =>
  import('../features/preferences/PreferencesDialog.tsx').then(({ PreferencesDialog: it }) => ({ default: it })),
);

/** The one dialog that is open over the desk. */
export type OpenDialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'preferences'; readonly part: PreferencePart }
  | { readonly kind: 'signOut' }
  | { readonly kind: 'quit' };

export interface DeskDialogsProps {
  readonly dialog: OpenDialog | undefined;
  readonly onDialog: (dialog: OpenDialog | undefined) => void;
}

export function DeskDialogs({ dialog, onDialog }: DeskDialogsProps) {
  const settings = useSettingPlaces();
  const close = (): void => onDialog(undefined);
  const answerQuit = (quit: boolean): void => {
    close();
    void desktop().call('quit.answer', { quit });
  };
  return (
    <Suspense fallback={null}>
      {dialog?.kind === 'palette' && <Palette open onClose={close} settings={settings} />}
      {dialog?.kind === 'preferences' && (
        <PreferencesDialog
          part={dialog.part}
          onTestSound={testSound}
          onPart={(part) => onDialog(part === undefined ? undefined : { kind: 'preferences', part })}
        />
      )}
      <ShortcutSheet
        open={dialog?.kind === 'shortcuts'}
        onClose={close}
        onChangeKeys={() => onDialog({ kind: 'preferences', part: 'keys' })}
      />
      <SignOutDialog open={dialog?.kind === 'signOut'} onClose={close} />
      <QuitDialog open={dialog?.kind === 'quit'} onAnswer={answerQuit} />
    </Suspense>
  );
}

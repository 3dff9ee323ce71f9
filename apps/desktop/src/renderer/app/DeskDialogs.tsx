import { lazy, Suspense } from 'react';

import { desktop } from '../connection/desktop.ts';
import { testSound } from '../features/notifications/notifier.ts';
import type { PreferencePart } from '../features/preferences/PreferencesDialog.tsx';
import { loadTexts } from '../text/text.ts';
import { useUsesCalls } from './DeskFoot.tsx';
import { useOpenedLink } from './openedLinks.ts';

// It also finds settings, by their words.
const DeskPalette = lazy(async () => {
  const [{ DeskPalette: it }] = await Promise.all([import('./DeskPalette.tsx'), loadTexts('settings')]);
  return { default: it };
});
const PreferencesDialog = lazy(() =>
  import('../features/preferences/PreferencesDialog.tsx').then(({ PreferencesDialog: it }) => ({ default: it })),
);
const DeviceSettings = lazy(async () => {
  const [{ DeviceSettings: it }] = await Promise.all([
    import('../features/calls/DeviceSettings.tsx'),
    loadTexts('calls'),
  ]);
  return { default: it };
});
const ShortcutSheet = lazy(() =>
  import('../features/shell/ShortcutSheet.tsx').then(({ ShortcutSheet: it }) => ({ default: it })),
);
const LinkCard = lazy(() => import('./LinkCard.tsx').then(({ LinkCard: it }) => ({ default: it })));
const SignOutDialog = lazy(() =>
  import('../features/shell/LeaveDialogs.tsx').then(({ SignOutDialog: it }) => ({ default: it })),
);
const QuitDialog = lazy(() =>
  import('../features/shell/LeaveDialogs.tsx').then(({ QuitDialog: it }) => ({ default: it })),
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
  const link = useOpenedLink();
  const calls = useUsesCalls();
  const close = (): void => onDialog(undefined);
  const answerQuit = (quit: boolean): void => {
    close();
    void desktop().call('quit.answer', { quit });
  };
  return (
    <Suspense fallback={null}>
      {dialog?.kind === 'palette' && <DeskPalette onClose={close} />}
      {dialog?.kind === 'preferences' && (
        <PreferencesDialog
          part={dialog.part}
          onTestSound={testSound}
          {...(calls && { calls: <DeviceSettings /> })}
          onPart={(part) => onDialog(part === undefined ? undefined : { kind: 'preferences', part })}
        />
      )}
      {dialog?.kind === 'shortcuts' && (
        <ShortcutSheet open onClose={close} onChangeKeys={() => onDialog({ kind: 'preferences', part: 'keys' })} />
      )}
      {dialog?.kind === 'signOut' && <SignOutDialog open onClose={close} />}
      {dialog?.kind === 'quit' && <QuitDialog open onAnswer={answerQuit} />}
      {link !== undefined && <LinkCard />}
    </Suspense>
  );
}

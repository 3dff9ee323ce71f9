import { useEffect } from 'react';

import { desktop } from '../connection/desktop.ts';
import { phone } from '../features/calls/phone.ts';
import { testSound } from '../features/notifications/notifier.ts';
import type { PreferencePart } from '../features/preferences/PreferencesDialog.tsx';
import { loadTexts, useText } from '../text/text.ts';
import { showToast } from '../ui/feedback/toasts.ts';
import { postponed } from '../ui/postponed.tsx';
import { DialogComing } from './Coming.tsx';
import { useUsesCalls } from './DeskFoot.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useOpenedLink } from './openedLinks.ts';

// It also finds settings, by their words.
const { Component: DeskPalette } = postponed(async () => {
  const [{ DeskPalette: it }] = await Promise.all([import('./DeskPalette.tsx'), loadTexts('settings')]);
  return it;
});
const { Component: PreferencesDialog } = postponed(() =>
  import('../features/preferences/PreferencesDialog.tsx').then(({ PreferencesDialog: it }) => it),
);
const { Component: DeviceSettings } = postponed(async () => {
  const [{ DeviceSettings: it }] = await Promise.all([
    import('../features/calls/DeviceSettings.tsx'),
    loadTexts('calls'),
  ]);
  return it;
});
const { Component: ShortcutSheet } = postponed(() =>
  import('../features/shell/ShortcutSheet.tsx').then(({ ShortcutSheet: it }) => it),
);
const { Component: LinkCard } = postponed(() => import('./LinkCard.tsx').then(({ LinkCard: it }) => it));
const { Component: SignOutDialog } = postponed(() =>
  import('../features/shell/LeaveDialogs.tsx').then(({ SignOutDialog: it }) => it),
);
const { Component: QuitDialog } = postponed(() =>
  import('../features/shell/LeaveDialogs.tsx').then(({ QuitDialog: it }) => it),
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
  const fallback = <DialogComing onClose={close} />;
  const answerQuit = (quit: boolean): void => {
    close();
    // Nobody comes back to these: whoever is talked with learns at once that it is over.
    if (quit) for (const { id } of phone()?.state().calls ?? []) phone()?.hangUp(id);
    void desktop().call('quit.answer', { quit });
  };
  return (
    <>
      <ErrorBoundary resetKey={dialog?.kind ?? 'none'} fallback={() => <Gone onGone={close} />}>
        {dialog?.kind === 'palette' && <DeskPalette onClose={close} fallback={fallback} />}
        {dialog?.kind === 'preferences' && (
          <PreferencesDialog
            fallback={fallback}
            part={dialog.part}
            onTestSound={testSound}
            {...(calls && { calls: <DeviceSettings /> })}
            onPart={(part) => onDialog(part === undefined ? undefined : { kind: 'preferences', part })}
          />
        )}
        {dialog?.kind === 'shortcuts' && (
          <ShortcutSheet
            open
            fallback={fallback}
            onClose={close}
            onChangeKeys={() => onDialog({ kind: 'preferences', part: 'keys' })}
          />
        )}
        {dialog?.kind === 'signOut' && <SignOutDialog open fallback={fallback} onClose={close} />}
        {dialog?.kind === 'quit' && <QuitDialog open fallback={fallback} onAnswer={answerQuit} />}
      </ErrorBoundary>
      <ErrorBoundary resetKey={link ?? 'none'} fallback={() => <Gone />}>
        {link !== undefined && <LinkCard />}
      </ErrorBoundary>
    </>
  );
}

/** In the place of a dialog that did not come: it says so and leaves the desk as it was. */
function Gone({ onGone }: { readonly onGone?: () => void }) {
  const t = useText('app');
  const words = t('notFetched.dialog');
  useEffect(() => {
    showToast({ tone: 'bad', text: words });
    onGone?.();
    // oxlint-disable-next-line react/exhaustive-deps -- said once for each dialog that did not come
  }, []);
  return null;
}

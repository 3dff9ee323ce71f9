import { Bell, BellOff } from 'lucide-react';

import { changePreferences } from '../../connection/preferences.ts';
import { formatTime } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { quietToggled, useQuiet } from '../../workspace/quiet.ts';
import { workspace } from '../../workspace/workspace.ts';

/** Switches do-not-disturb; one's own quiet times for as long as the present one lasts. */
export const toggleQuiet = (): void => changePreferences(quietToggled(workspace.getState().preferences, serverNow()));

/** Do not disturb, on or off, with why. `onlyOn`: not there while it is off. */
export function QuietBell({ onlyOn = false }: { readonly onlyOn?: boolean }) {
  const t = useText('shell');
  const quiet = useQuiet();
  if (onlyOn && quiet === undefined) return null;
  const label =
    quiet?.until === undefined
      ? t(quiet === undefined ? 'dock.doNotDisturbOff' : 'dock.doNotDisturbOn')
      : t('dock.doNotDisturbUntil', { time: formatTime(quiet.until) });
  return (
    <IconButton
      onCanvas
      size="sm"
      icon={quiet === undefined ? Bell : BellOff}
      pressed={quiet !== undefined}
      label={label}
      onClick={toggleQuiet}
    />
  );
}

import type { TrayPresence } from '../../../bridge/desktopApi.ts';
import { appInfo, desktop } from '../../connection/desktop.ts';
import { text } from '../../text/text.ts';
import { badgeCount } from '../../workspace/selectors.ts';
import type { WorkspaceState } from '../../workspace/workspace.ts';

/** What the app's badge and its tray say of the desk: told to the system only when it has changed. */
export class DeskSummary {
  #badge = '';
  #tray = '';

  show({ mirror, link }: Pick<WorkspaceState, 'mirror' | 'link'>): void {
    const count = mirror === undefined ? 0 : Math.min(9_999, badgeCount(mirror));
    const attention = link.phase === 'signedOut';
    const badge = `${count} ${attention}`;
    if (badge !== this.#badge) {
      this.#badge = badge;
      const description = attention ? text('notifications:badgeSignedOut') : text('notifications:badge', { count });
      void desktop().call('badge.set', { count, attention, description });
    }
    const presence: TrayPresence = attention
      ? 'signedOut'
      : link.phase === 'live'
        ? (mirror?.agents.get(mirror.me)?.presence.state ?? 'offline')
        : 'offline';
    // Also where nobody shows the icon: the app learns from it whether the desk is on the screen.
    if (appInfo().kind !== 'electron' || presence === this.#tray) return;
    this.#tray = presence;
    void desktop().call('tray.set', {
      presence,
      tooltip: text('notifications:tray.tooltip', { state: stateWord(presence) }),
      menu: trayMenu(presence),
    });
  }
}

const stateWord = (presence: TrayPresence): string =>
  presence === 'signedOut' ? text('notifications:badgeSignedOut') : text(`presence:state.${presence}`);

function trayMenu(presence: TrayPresence): { id: string; label: string; checked: boolean; enabled: boolean }[] {
  const line = (
    id: string,
    label: string,
    checked = false,
  ): { id: string; label: string; checked: boolean; enabled: boolean } => ({ id, label, checked, enabled: true });
  const states =
    presence === 'signedOut'
      ? []
      : (['available', 'busy', 'away'] as const).map((state) =>
          line(`presence.${state}`, text(`presence:state.${state}`), presence === state),
        );
  return [
    line('open', text('notifications:tray.open')),
    ...states,
    line('muteRing', text('notifications:tray.muteRing')),
    line('quit', text('notifications:tray.quit')),
  ];
}

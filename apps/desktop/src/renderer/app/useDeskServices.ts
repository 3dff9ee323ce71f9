import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import { DeclaredPresence } from '@ringdesk/shared/model/agent.ts';
import { useEffect } from 'react';

import { sendCommand } from '../connection/connection.ts';
import { desktop } from '../connection/desktop.ts';
import { acceptOffer, declineOffer } from '../features/offers/offerActions.ts';
import { muteRing, startNotifier } from '../features/notifications/notifier.ts';
import { text, useLanguage } from '../text/text.ts';
import { showToast } from '../ui/feedback/toasts.ts';
import { saveDraftsNow } from '../workspace/drafts.ts';
import { askToDial } from '../workspace/dialling.ts';
import { ownedLive } from '../workspace/selectors.ts';
import { workspace } from '../workspace/workspace.ts';
import type { OpenDialog } from './DeskDialogs.tsx';
import { globalCommands, startGlobalKeys } from './globalKeys.ts';
import { startIdleWatch } from './idleWatch.ts';
import { addLink } from './openedLinks.ts';
import { offerWords } from './offerWords.ts';
import { runCommand } from './registry.ts';
import { navigate } from './router.ts';

/** What runs beside the screens while somebody is signed in: notices, and everything the operating system says. */
export function useDeskServices(onDialog: (dialog: OpenDialog) => void): void {
  const language = useLanguage();
  // Notices, tray and offer window are in the person's language: a new one starts them anew.
  useEffect(() => startNotifier({ wordsOf: offerWords }), [language]);
  useEffect(() => listen(onDialog), [onDialog]);
  useEffect(startGlobalKeys, []);
  useEffect(startIdleWatch, []);
}

/** One line per thing the system can say; the returned function ends all of them. */
function listen(onDialog: (dialog: OpenDialog) => void): () => void {
  const api = desktop();
  const ends = [
    api.on('link.dial', ({ number }) => askToDial({ how: 'link', number })),
    api.on('link.opened', ({ interactionId }) => addLink(interactionId)),
    api.on('notification.opened', ({ interactionId }) => {
      void api.call('window.show', {});
      if (interactionId !== undefined) navigate(`/inbox/${interactionId}`);
    }),
    api.on('offer.pressed', ({ offerId, action }) => {
      const offer = workspace.getState().mirror?.offers.get(offerId);
      if (action === 'accept') void acceptOffer(offerId);
      if (action === 'decline') void declineOffer(offerId);
      if (action === 'decline' || offer === undefined) return;
      void api.call('window.show', {});
      navigate(`/inbox/${offer.interactionId}`);
    }),
    api.on('shortcut.pressed', ({ action }) => {
      if (action === 'show') void api.call('window.show', {});
      else runCommand(globalCommands[action]);
    }),
    api.on('clipboard.dial', ({ number }) => {
      void api.call('window.show', {});
      if (number === null) runCommand('call.pad');
      else askToDial({ how: 'pad', number });
    }),
    api.on('tray.chosen', ({ id }) => chooseInTray(id)),
    api.on('quit.asked', () => {
      if (ownsNothing()) return void api.call('quit.answer', { quit: true });
      void api.call('quit.heard', {});
      onDialog({ kind: 'quit' });
    }),
    api.on('update.ready', ({ version }) =>
      showToast({
        text: text('shell:update.ready', { version }),
        duration: 60_000,
        action: { label: text('shell:update.install'), onPress: () => installUpdate() },
      }),
    ),
  ];
  window.addEventListener('pagehide', saveDraftsNow);
  return () => {
    for (const end of ends) end();
    window.removeEventListener('pagehide', saveDraftsNow);
  };
}

function ownsNothing(): boolean {
  const { mirror } = workspace.getState();
  return mirror === undefined || ownedLive(mirror) === 0;
}

/** Never over an open conversation, and never while offers may come (desk 2.9). */
function installUpdate(): void {
  const { mirror } = workspace.getState();
  const available = mirror?.agents.get(mirror.me)?.presence.state === 'available';
  const idle = ownsNothing() && !available;
  if (!idle) showToast({ text: text('shell:update.busy') });
  void desktop().call('update.install', { idle });
}

function chooseInTray(id: string): void {
  const state = DeclaredPresence.safeParse(id.replace(/^presence\./, ''));
  if (id === 'open') void desktop().call('window.show', {});
  else if (id === 'muteRing') muteRing();
  else if (id.startsWith('presence.') && state.success)
    void sendCommand('presence.set', { state: state.data, ...reasonFor(state.data) });
}

/** A break needs a reason; from the tray it is the first one. */
function reasonFor(state: DeclaredPresence): { reasonId?: ReasonId } {
  const reason =
    state === 'break' ? workspace.getState().mirror?.reasons.find((each) => each.state === 'break') : undefined;
  return reason === undefined ? {} : { reasonId: reason.id };
}

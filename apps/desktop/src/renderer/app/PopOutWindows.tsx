import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { PictureInPicture2, Pin } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

import { appInfo, desktop } from '../connection/desktop.ts';
import { ConversationPane } from '../features/conversation/ConversationPane.tsx';
import type { ConversationHandle } from '../features/conversation/OpenConversation.tsx';
import { useShownInteraction } from '../features/conversation/useShownInteraction.ts';
import { DiskFullBanner } from '../features/shell/DiskFullBanner.tsx';
import { LinkBanner } from '../features/shell/LinkBanner.tsx';
import { customerName } from '../text/customerName.ts';
import { useText } from '../text/text.ts';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { LiveRegions } from '../ui/feedback/LiveRegions.tsx';
import { Toasts } from '../ui/feedback/Toasts.tsx';
import { UiProvider } from '../ui/UiProvider.tsx';
import type { CommandId } from './commandTable.ts';
import { useConversationKeys } from './conversationKeys.ts';
import { CustomerPlace } from './CustomerPlace.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { openNext } from './openNext.ts';
import { dressAs } from './popOutDress.ts';
import { takeBack, usePopOuts } from './popOuts.ts';
import { useCommandKey } from './registry.ts';
import { navigate } from './router.ts';
import { useWindowKeyboard } from './useKeyboard.ts';

/** Every conversation that has a window of its own. */
export function PopOutWindows() {
  return [...usePopOuts()].map(([id, child]) => <PopOutWindow key={id} id={id} child={child} />);
}

interface PopOutWindowProps {
  readonly id: InteractionId;
  readonly child: Window;
}

function PopOutWindow({ id, child }: PopOutWindowProps) {
  const t = useText('app');
  const { body } = child.document;
  useEffect(() => dressAs(child.document, document), [child]);
  return createPortal(
    <UiProvider container={body}>
      <ErrorBoundary resetKey={id}>
        <PoppedOut id={id} child={child} />
      </ErrorBoundary>
      <Toasts label={t('toasts')} closeLabel={t('close')} />
      <LiveRegions />
    </UiProvider>,
    body,
  );
}

function PoppedOut({ id, child }: PopOutWindowProps) {
  const t = useText('shell');
  const shown = useShownInteraction(id);
  const conversation = useRef<ConversationHandle>(null);
  const [panel, setPanel] = useState(false);
  const togglePanel = (): void => setPanel((was) => !was);
  const chord = useCommandKey('conversation.popOut');
  useTitle(child.document, shown.state === 'here' ? customerName(shown.interaction.customer, t) : t('app:name'));
  useWindowKeyboard(child, (command) => commandsOf(conversation.current, togglePanel, () => takeBack(id))[command]);
  /** What is not of this conversation is looked at in the desk. */
  const inDesk = (go: () => void): void => {
    window.focus();
    go();
  };
  return (
    <div className="pop-out">
      <div className="pop-out-bar">
        {appInfo().can.pinWindows && <PinButton id={id} />}
        <IconButton
          icon={PictureInPicture2}
          size="sm"
          onCanvas
          label={t('popOut.back')}
          {...(chord === undefined ? {} : { chord })}
          onClick={() => takeBack(id)}
        />
      </div>
      <LinkBanner />
      <DiskFullBanner />
      <main className="stage" aria-label={t('popOut.label')}>
        <ConversationPane
          ref={conversation}
          shown={shown}
          keys={useConversationKeys()}
          onOpenCustomer={togglePanel}
          onNext={(from) => inDesk(() => openNext(from))}
        />
        {shown.state === 'here' && (
          <CustomerPlace
            interaction={shown.interaction}
            open={panel}
            onClose={togglePanel}
            onOpenConversation={(other) => inDesk(() => navigate(`/inbox/${other}`))}
          />
        )}
      </main>
    </div>
  );
}

/** Keeps the window above all others. */
function PinButton({ id }: { readonly id: InteractionId }) {
  const t = useText('shell');
  const [pinned, setPinned] = useState(false);
  const press = (): void =>
    void desktop()
      .call('popOut.pin', { interactionId: id, on: !pinned })
      .then(({ on }) => setPinned(on));
  return <IconButton icon={Pin} size="sm" onCanvas label={t('popOut.pin')} pressed={pinned} onClick={press} />;
}

function useTitle(page: Document, title: string): void {
  useEffect(() => {
    page.querySelector('title')?.replaceChildren(title);
  }, [page, title]);
}

/** What the keys of a conversation do here, whatever the desk shows at the same time. */
function commandsOf(
  conversation: ConversationHandle | null,
  togglePanel: () => void,
  back: () => void,
): { readonly [Id in CommandId]?: () => void } {
  return {
    'conversation.reply': () => conversation?.reply(),
    'conversation.note': () => conversation?.note(),
    'conversation.transfer': () => conversation?.transfer(),
    'conversation.park': () => conversation?.park(),
    'conversation.close': () => conversation?.close(),
    'conversation.closeAndNext': () => conversation?.closeAndNext(),
    'conversation.sendAndNext': () => conversation?.sendAndNext(),
    'conversation.attach': () => conversation?.attach(),
    'conversation.find': () => conversation?.find(),
    'conversation.panel': togglePanel,
    'conversation.popOut': back,
  };
}

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';

import { ConversationPane, preloadConversation } from '../features/conversation/ConversationPane.tsx';
import type { ConversationHandle } from '../features/conversation/OpenConversation.tsx';
import { useShownInteraction } from '../features/conversation/useShownInteraction.ts';
import { type InboxHandle, InboxPane } from '../features/inbox/InboxPane.tsx';
import type { SearchResultsProps } from '../features/search/SearchResults.tsx';
import { loadTexts, text, useText } from '../text/text.ts';
import { showToast } from '../ui/feedback/toasts.ts';
import { Splitter } from '../ui/frame/Splitter.tsx';
import { postponed } from '../ui/postponed.tsx';
import { steadyNow } from '../workspace/clock.ts';
import { workspace } from '../workspace/workspace.ts';
import { LEAST_WIDTH, MOST_WIDTH, setColumnWidth, setPanelAway, useColumnWidth, usePanelAway } from './columnWidths.ts';
import type { CallPlaceProps } from './CallPlace.tsx';
import { useConversationKeys } from './conversationKeys.ts';
import { CustomerPlace, preloadCustomer } from './CustomerPlace.tsx';
import { useInboxCommands } from './inboxCommands.ts';
import { openNext } from './openNext.ts';
import { PoppedOutPlace } from './PoppedOutPlace.tsx';
import { popOut, usePopOuts } from './popOuts.ts';
import type { CommandId } from './commandTable.ts';
import { awaitNothing, runOnceAttached, useCommandKey } from './registry.ts';
import { goUp, navigate } from './router.ts';
import { useTransferStarter } from './startTransfer.ts';

const { Component: SearchResults, preload: preloadSearch } = postponed<SearchResultsProps>(() =>
  import('../features/search/SearchResults.tsx').then(({ SearchResults: it }) => it),
);

const { Component: CallPlace } = postponed<CallPlaceProps>(async () => {
  const [{ CallPlace: it }] = await Promise.all([import('./CallPlace.tsx'), loadTexts('calls')]);
  return it;
});

/** The design's widths, where the person has chosen none. */
const LIST_WIDTH = 320;
const PANEL_WIDTH = 304;

/** Below this width list and conversation are two steps with a way back (styles/adapt.css). */
const narrow = window.matchMedia('(max-width: 899px)');
/** Up to this width the customer panel is a drawer (styles/adapt.css). */
const drawered = window.matchMedia('(max-width: 1160px)');
const useMedia = (media: MediaQueryList): boolean =>
  useSyncExternalStore(
    (listener) => {
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => media.matches,
  );

const open = (id: InteractionId): void => navigate(`/inbox/${id}`);
const openAt = (id: InteractionId, seq: number | undefined): void =>
  navigate(seq === undefined ? `/inbox/${id}` : `/inbox/${id}#${seq}`);

function popOutOrSay(id: InteractionId): void {
  // A call has its bar in the desk's own window.
  if (workspace.getState().mirror?.interactions.get(id)?.medium === 'call') return;
  if (!popOut(id)) showToast({ tone: 'bad', text: text('shell:popOut.blocked') });
}

/** The first moment belongs to the list: what opens from it is fetched after, or when it is asked for. */
const PRELOAD_AFTER_MS = 1_000;

function preloadTheRest(): () => void {
  const timer = setTimeout(() => {
    void Promise.allSettled([preloadConversation(), preloadCustomer(), preloadSearch()]);
  }, PRELOAD_AFTER_MS);
  return () => clearTimeout(timer);
}

export interface InboxScreenProps {
  readonly interactionId: InteractionId | undefined;
  /** The line that was found in the conversation: shown first. */
  readonly line: { readonly seq: number } | undefined;
}

/** The inbox: list, conversation, customer. */
export function InboxScreen({ interactionId, line }: InboxScreenProps) {
  const t = useText('inbox');
  const shown = useShownInteraction(interactionId);
  const list = useRef<InboxHandle>(null);
  const conversation = useRef<ConversationHandle>(null);
  /** The conversation for which the customer is opened as a drawer; another conversation starts with it closed. */
  const [drawerOf, setDrawerOf] = useState<InteractionId>();
  const listWidth = useColumnWidth('list') ?? LIST_WIDTH;
  const panelWidth = useColumnWidth('panel') ?? PANEL_WIDTH;
  const keys = useConversationKeys();
  const twoSteps = useMedia(narrow);
  const asDrawer = useMedia(drawered);
  const panelAway = usePanelAway();
  const togglePanel = (): void => {
    if (asDrawer) setDrawerOf((was) => (was === interactionId ? undefined : interactionId));
    else setPanelAway(!panelAway);
  };
  const poppedOut = usePopOuts();
  const elsewhere = interactionId !== undefined && poppedOut.has(interactionId);
  const pop = (): void => {
    if (interactionId !== undefined) popOutOrSay(interactionId);
  };
  useTransferStarter((to) => conversation.current?.transfer(to));
  useInboxCommands({ shown, interactionId, list, conversation, onPanel: togglePanel, onPopOut: pop });

  useEffect(preloadTheRest, []);
  /** A key of supervisors was pressed on a row that is not open: it opens, and is meant by the key. */
  const asked = useRef<{ readonly id: InteractionId; readonly command: CommandId }>(undefined);
  useEffect(() => {
    if (asked.current === undefined || asked.current.id !== interactionId) awaitNothing();
    else runOnceAttached(asked.current.command, steadyNow());
    asked.current = undefined;
  }, [interactionId]);
  const left = interactionId === undefined;
  useEffect(() => {
    // Whoever leaves a conversation with nothing to follow goes on in the list, not at the top of the page.
    if (left && document.activeElement === document.body) list.current?.focus();
  }, [left]);

  return (
    <>
      <InboxPane
        ref={list}
        selected={interactionId}
        onSelect={open}
        onDragOut={popOutOrSay}
        onRowKey={(id, command) => {
          asked.current = { id, command };
          open(id);
        }}
        searchChord={useCommandKey('list.search')}
        results={(query) =>
          query === '' ? null : <SearchResults query={query} selected={interactionId} onOpen={openAt} />
        }
      />
      <Splitter
        label={t('width.list')}
        controls="inbox-list"
        value={listWidth}
        min={LEAST_WIDTH}
        max={MOST_WIDTH}
        initial={LIST_WIDTH}
        column="left"
        onChange={(width) => setColumnWidth('list', width === LIST_WIDTH ? undefined : width)}
      />
      {elsewhere ? (
        <PoppedOutPlace id={interactionId} />
      ) : shown.state === 'here' && shown.interaction.medium === 'call' ? (
        <section className="convo" id="conversation" aria-label={t('app:screens.calls')} tabIndex={-1}>
          <CallPlace
            key={shown.interaction.id}
            interaction={shown.interaction}
            found={line}
            onBack={twoSteps ? () => goUp('/inbox') : undefined}
            onOpenCustomer={togglePanel}
            onOpen={open}
          />
        </section>
      ) : (
        <ConversationPane
          ref={conversation}
          shown={shown}
          found={line}
          keys={keys}
          onBack={twoSteps ? () => goUp('/inbox') : undefined}
          onOpenCustomer={togglePanel}
          onPopOut={pop}
          onNext={openNext}
        />
      )}
      {shown.state === 'here' && !elsewhere && (asDrawer || !panelAway) && (
        <>
          <Splitter
            label={t('width.panel')}
            controls="customer-panel"
            value={panelWidth}
            min={LEAST_WIDTH}
            max={MOST_WIDTH}
            initial={PANEL_WIDTH}
            column="right"
            onChange={(width) => setColumnWidth('panel', width === PANEL_WIDTH ? undefined : width)}
          />
          <CustomerPlace
            interaction={shown.interaction}
            open={drawerOf === interactionId}
            onClose={togglePanel}
            closeChord={keys.panel}
            onOpenConversation={open}
          />
        </>
      )}
    </>
  );
}

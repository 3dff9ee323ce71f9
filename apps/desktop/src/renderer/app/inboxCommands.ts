import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { RefObject } from 'react';

import type { ConversationHandle } from '../features/conversation/OpenConversation.tsx';
import type { ShownInteraction } from '../features/conversation/useShownInteraction.ts';
import type { InboxHandle } from '../features/inbox/InboxPane.tsx';
import { standingOf } from '../features/conversation/standing.ts';
import { nextByNeed, nthOfMine, othersWait } from '../features/inbox/steps.ts';
import { useMe, useWorkspace } from '../workspace/hooks.ts';
import { workspace } from '../workspace/workspace.ts';
import { useCommand } from './registry.ts';
import { navigate } from './router.ts';

export interface InboxCommandTargets {
  readonly shown: ShownInteraction;
  readonly interactionId: InteractionId | undefined;
  readonly list: RefObject<InboxHandle | null>;
  readonly conversation: RefObject<ConversationHandle | null>;
  /** Shows or hides the customer. */
  readonly onPanel: () => void;
  /** Moves the conversation into a window of its own. */
  readonly onPopOut: () => void;
}

const openIfAny = (id: InteractionId | undefined): void => {
  if (id !== undefined) navigate(`/inbox/${id}`);
};

/** What may be done with the open chat; nothing where none is open, or a call. */
function openStanding(shown: ShownInteraction): Partial<ReturnType<typeof standingOf>> {
  const { mirror } = workspace.getState();
  return shown.state === 'here' && shown.interaction.medium === 'chat' && mirror !== undefined
    ? standingOf(shown.interaction, mirror)
    : {};
}

/** Attaches what the shortcuts of list and conversation do while the inbox is on the stage. */
export function useInboxCommands({
  shown,
  interactionId,
  list,
  conversation,
  onPanel,
  onPopOut,
}: InboxCommandTargets): void {
  const lists = () => workspace.getState().mirror?.lists;
  const nobodyElseWaits = useWorkspace(
    ({ mirror }) => mirror === undefined || !othersWait(mirror.lists, interactionId),
  );
  useCommand('list.next', () => list.current?.step(1));
  useCommand('list.previous', () => list.current?.step(-1));
  useCommand('list.search', () => list.current?.focusSearch());
  const toNext = (): void => {
    const now = lists();
    if (now !== undefined) openIfAny(nextByNeed(now, interactionId));
  };
  useCommand('list.nextByNeed', toNext, { idle: nobodyElseWaits });
  const nth = (n: number) => (): void => {
    const now = lists();
    if (now !== undefined) openIfAny(nthOfMine(now, n));
  };
  useCommand('list.mine1', nth(1));
  useCommand('list.mine2', nth(2));
  useCommand('list.mine3', nth(3));
  useCommand('list.mine4', nth(4));
  useCommand('list.mine5', nth(5));
  useCommand('list.mine6', nth(6));
  useCommand('list.mine7', nth(7));
  useCommand('list.mine8', nth(8));
  useCommand('list.mine9', nth(9));

  const enabled = interactionId !== undefined;
  const { mayReply, mayTransfer, mayPark, mayClose, owner, reading, get } = openStanding(shown);
  const where = (possible: boolean | undefined) => ({ enabled, idle: possible !== true });
  const chat = shown.state === 'here' && shown.interaction.medium === 'chat';
  useCommand('conversation.reply', () => conversation.current?.reply(), where(mayReply));
  useCommand('conversation.note', () => conversation.current?.note(), where(chat));
  useCommand('conversation.transfer', () => conversation.current?.transfer(), where(mayTransfer));
  // For who owns it this would be the transfer by another name.
  const me = useMe();
  const assigns = me !== undefined && me.role !== 'agent' && owner !== undefined && owner !== me.id;
  useCommand('conversation.assign', () => conversation.current?.transfer(), { enabled: assigns });
  // A colleague's: as with calls, 1 reads along, 2 speaks to the colleague, 4 takes it.
  useCommand('conversation.join', () => conversation.current?.readAlong(false), { enabled: reading === 'may' });
  useCommand('conversation.whisper', () => conversation.current?.readAlong(true), { enabled: reading !== undefined });
  useCommand('conversation.takeOver', () => conversation.current?.takeOver(), { enabled: get === 'takeOver' });
  useCommand('conversation.park', () => conversation.current?.park(), where(mayPark));
  useCommand('conversation.close', () => conversation.current?.close(), where(mayClose));
  useCommand('conversation.closeAndNext', () => conversation.current?.closeAndNext(), where(mayClose));
  useCommand('conversation.sendAndNext', () => conversation.current?.sendAndNext(), where(mayReply));
  useCommand('conversation.attach', () => conversation.current?.attach(), where(chat));
  useCommand('conversation.find', () => conversation.current?.find(), where(chat));
  useCommand('conversation.panel', onPanel, where(shown.state === 'here'));
  useCommand('conversation.popOut', onPopOut, where(chat));
}

import { MessageCircleOff, MessagesSquare } from 'lucide-react';

import { useText } from '../../text/text.ts';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { TranscriptSkeleton } from '../../ui/feedback/Skeleton.tsx';
import { postponed } from '../../ui/postponed.tsx';
import type { OpenConversationProps } from './OpenConversation.tsx';
import type { ShownInteraction } from './useShownInteraction.ts';

// The list shows before anything is opened: it does not wait for the code of a conversation.
const { Component: OpenConversation, preload: preloadConversation } = postponed<OpenConversationProps>(() =>
  import('./OpenConversation.tsx').then(({ OpenConversation: it }) => it),
);
export { preloadConversation };

export type ConversationPaneProps = Omit<OpenConversationProps, 'interaction'> & { readonly shown: ShownInteraction };

/** The column of one conversation: head, messages, composer. */
export function ConversationPane({ shown, ...rest }: ConversationPaneProps) {
  const t = useText('conversation');
  return (
    <section className="convo" id="conversation" aria-label={t('label')} tabIndex={-1}>
      {shown.state === 'none' && (
        <EmptyState
          icon={MessagesSquare}
          fill
          title={t('inbox:thread.empty.title')}
          text={t('inbox:thread.empty.text')}
        />
      )}
      {shown.state === 'loading' && <TranscriptSkeleton label={t('loading')} />}
      {shown.state === 'gone' && (
        <EmptyState icon={MessageCircleOff} fill title={t('gone.title')} text={t('gone.text')} />
      )}
      {shown.state === 'here' && (
        <OpenConversation
          key={shown.interaction.id}
          interaction={shown.interaction}
          fallback={<TranscriptSkeleton label={t('loading')} />}
          {...rest}
        />
      )}
    </section>
  );
}

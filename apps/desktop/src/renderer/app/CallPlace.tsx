import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useState } from 'react';

import { CallPane } from '../features/calls/CallPane.tsx';
import { Composer } from '../features/conversation/composer/Composer.tsx';
import { CallMoreMenu } from '../features/conversation/header/CallMoreMenu.tsx';
import { HappeningRow } from '../features/conversation/transcript/LineRow.tsx';
import { TranscriptView } from '../features/conversation/transcript/TranscriptView.tsx';
import type { FoundLine } from '../features/conversation/transcript/useScroller.ts';
import { useText } from '../text/text.ts';
import { useMe } from '../workspace/hooks.ts';
import { useConversationKeys } from './conversationKeys.ts';

export interface CallPlaceProps {
  readonly interaction: Interaction;
  readonly found: FoundLine | undefined;
  readonly onBack?: (() => void) | undefined;
  readonly onOpenCustomer: () => void;
  readonly onOpen: (id: InteractionId) => void;
}

const nothing = (): void => undefined;

/** A call in the place of a conversation, with the lines and the notes that every conversation has. */
export function CallPlace({ interaction, found, onBack, onOpenCustomer, onOpen }: CallPlaceProps) {
  const t = useText('conversation');
  const me = useMe()?.id;
  const keys = useConversationKeys();
  const [sentTurn, setSentTurn] = useState(0);
  return (
    <CallPane
      interaction={interaction}
      onBack={onBack}
      onOpenCustomer={onOpenCustomer}
      onOpen={onOpen}
      more={(customer) => (
        <CallMoreMenu interaction={interaction} customer={customer.name} keys={keys} onOpenCustomer={onOpenCustomer} />
      )}
      line={(line) => <HappeningRow line={line} me={me} />}
      record={(customer) => (
        <>
          <TranscriptView
            interaction={interaction}
            customer={customer}
            finding={false}
            found={found}
            sentTurn={sentTurn}
            onFindClosed={nothing}
          />
          <Composer
            interaction={interaction}
            customerName={customer.name}
            mayReply={false}
            noteHint={t('composer.noteHint')}
            attachChord={keys.attach}
            onSent={() => setSentTurn((turn) => turn + 1)}
            onSendAndNext={nothing}
            onSendAndClose={nothing}
          />
        </>
      )}
    />
  );
}

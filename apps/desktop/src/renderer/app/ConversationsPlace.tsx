import { ConversationsScreen } from '../features/conversations/ConversationsScreen.tsx';
import { TranscriptView } from '../features/conversation/transcript/TranscriptView.tsx';
import { navigate } from './router.ts';

const nothing = (): void => undefined;

/** The list of conversations, with a transcript to read beside it. */
export function ConversationsPlace() {
  return (
    <ConversationsScreen
      onOpen={(id) => navigate(`/inbox/${id}`)}
      transcript={(interaction, customer) => (
        <TranscriptView
          key={interaction.id}
          interaction={interaction}
          customer={customer}
          finding={false}
          found={undefined}
          sentTurn={0}
          onFindClosed={nothing}
        />
      )}
    />
  );
}

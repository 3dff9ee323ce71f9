import { CallsScreen } from '../features/calls/CallsScreen.tsx';
import { TranscriptView } from '../features/conversation/transcript/TranscriptView.tsx';
import { navigate } from './router.ts';

const nothing = (): void => undefined;

/** The history of calls, with one of them to read and to listen to beside it. */
export function CallsPlace() {
  return (
    <CallsScreen
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

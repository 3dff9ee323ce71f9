import { ConversationsScreen } from '../features/conversations/ConversationsScreen.tsx';
import { readTranscript } from './readTranscript.tsx';
import { navigate } from './router.ts';

/** The list of conversations, with a transcript to read beside it. */
export function ConversationsPlace() {
  return <ConversationsScreen onOpen={(id) => navigate(`/inbox/${id}`)} transcript={readTranscript} />;
}

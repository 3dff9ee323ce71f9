import { CallsScreen } from '../features/calls/CallsScreen.tsx';
import { readTranscript } from './readTranscript.tsx';
import { navigate } from './router.ts';

/** The history of calls, with one of them to read and to listen to beside it. */
export function CallsPlace() {
  return <CallsScreen onOpen={(id) => navigate(`/inbox/${id}`)} transcript={readTranscript} />;
}

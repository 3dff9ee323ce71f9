import { loadTexts } from '../../../text/text.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { postponed } from '../../../ui/postponed.tsx';
import type { RecordingPlayerProps } from './RecordingPlayer.tsx';

// Most conversations have no sound: its player comes with the first.
const { Component: RecordingPlayer } = postponed<RecordingPlayerProps>(async () => {
  const [{ RecordingPlayer: it }] = await Promise.all([import('./RecordingPlayer.tsx'), loadTexts('calls')]);
  return it;
});

/** What was recorded, to be listened to; of its own height from the start, so that nothing below moves. */
export const RecordedSound = ({ kind, attachmentId, seconds, peaks }: RecordingPlayerProps) => (
  <div className="mx-auto my-1 flex min-h-12 w-full max-w-[520px] items-center">
    <RecordingPlayer
      kind={kind}
      attachmentId={attachmentId}
      seconds={seconds}
      peaks={peaks}
      fallback={<Skeleton width="100%" />}
    />
  </div>
);

import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';

export interface WaitLineProps {
  /** The message goes out by itself once its files are there. */
  readonly sends: boolean;
  /** The conversation closes by itself once the message is sent. */
  readonly closes: boolean;
  readonly onCancel: () => void;
}

/** What happens by itself in a moment, and the way to prevent it. */
export function WaitLine({ sends, closes, onCancel }: WaitLineProps) {
  const t = useText('conversation');
  return (
    <span className="flex min-w-0 items-center gap-1 px-2 text-12 text-muted">
      <span role="status">
        {t(sends ? (closes ? 'composer.uploadingThenClose' : 'composer.uploading') : 'composer.closesOnceSent')}
      </span>
      <Button variant="text" size="sm" onClick={onCancel}>
        {t(sends ? 'composer.cancelSending' : 'composer.keepOpen')}
      </Button>
    </span>
  );
}

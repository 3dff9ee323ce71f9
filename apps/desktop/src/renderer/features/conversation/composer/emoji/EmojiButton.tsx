import { Smile } from 'lucide-react';
import { type RefObject, useState } from 'react';

import { useText } from '../../../../text/text.ts';
import { IconButton } from '../../../../ui/actions/IconButton.tsx';
import { ErrorState } from '../../../../ui/feedback/ErrorState.tsx';
import { SectionSkeleton } from '../../../../ui/feedback/Skeleton.tsx';
import { Popover } from '../../../../ui/overlays/Popover.tsx';
import { postponed } from '../../../../ui/postponed.tsx';

const { Component: EmojiPicker } = postponed(() =>
  import('./EmojiPicker.tsx').then(({ EmojiPicker: picker }) => picker),
);

export interface EmojiButtonProps {
  /** Where the caret goes when the picker closes. */
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onPick: (sign: string) => void;
}

/** Opens the emoji; its names and pictures are loaded then, not before. */
export function EmojiButton({ area, onPick }: EmojiButtonProps) {
  const t = useText('conversation');
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      side="top"
      flush
      className="emoji-pop"
      label={t('emoji.title')}
      focusAfter={area}
      trigger={<IconButton icon={Smile} size="sm" label={t('emoji.title')} />}
    >
      <EmojiPicker
        fallback={<SectionSkeleton label={t('loading')} />}
        missing={(retry) => (
          <ErrorState title={t('app:notFetched.title')} retryLabel={t('app:retry')} onRetry={retry} />
        )}
        onPick={(sign) => {
          setOpen(false);
          onPick(sign);
        }}
      />
    </Popover>
  );
}

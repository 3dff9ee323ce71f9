import { Smile } from 'lucide-react';
import { lazy, type RefObject, Suspense, useState } from 'react';

import { useText } from '../../../../text/text.ts';
import { IconButton } from '../../../../ui/actions/IconButton.tsx';
import { SectionSkeleton } from '../../../../ui/feedback/Skeleton.tsx';
import { Popover } from '../../../../ui/overlays/Popover.tsx';

const EmojiPicker = lazy(() => import('./EmojiPicker.tsx').then(({ EmojiPicker: picker }) => ({ default: picker })));

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
      <Suspense fallback={<SectionSkeleton label={t('loading')} />}>
        <EmojiPicker
          onPick={(sign) => {
            setOpen(false);
            onPick(sign);
          }}
        />
      </Suspense>
    </Popover>
  );
}

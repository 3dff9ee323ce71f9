import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { PictureInPicture2 } from 'lucide-react';

import { useText } from '../text/text.ts';
import { Button } from '../ui/actions/Button.tsx';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { popOut, takeBack } from './popOuts.ts';

/** Where a conversation would be that is in a window of its own. */
export function PoppedOutPlace({ id }: { readonly id: InteractionId }) {
  const t = useText('shell');
  return (
    <section className="convo" id="conversation" aria-label={t('popOut.label')} tabIndex={-1}>
      <EmptyState
        icon={PictureInPicture2}
        fill
        title={t('popOut.elsewhere')}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            <Button onClick={() => takeBack(id)}>{t('popOut.back')}</Button>
            <Button variant="primary" onClick={() => popOut(id)}>
              {t('popOut.show')}
            </Button>
          </span>
        }
      />
    </section>
  );
}

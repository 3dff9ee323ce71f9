import { waitingLevel, waitsSince } from '@ringdesk/shared/rules/waiting.ts';

import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { SegmentedControl } from '../../ui/fields/SegmentedControl.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useInteraction, useList, useWorkspace } from '../../workspace/hooks.ts';
import { type InboxView, setInboxView } from './inboxView.ts';

/** The three views of the inbox, each with how many it holds; in red while somebody waits for too long. */
export function ViewChoice({ view }: { readonly view: InboxView }) {
  const t = useText('inbox');
  const sizes = useWorkspace((state) => state.mirror?.lists);
  const oldest = useInteraction(useList('waiting').at(0));
  const now = useNow();
  const since = oldest === undefined ? undefined : waitsSince(oldest);
  const mine =
    sizes === undefined
      ? 0
      : sizes.calls.size +
        sizes.needsReply.size +
        sizes.waitingForCustomer.size +
        sizes.wrapUp.size +
        sizes.parked.size +
        sizes.ended.size;
  return (
    <SegmentedControl
      label={t('view.label')}
      value={view.view}
      onChange={(next) => setInboxView({ view: next })}
      segments={[
        { value: 'mine', text: t('view.mine'), count: formatNumber(mine) },
        {
          value: 'waiting',
          text: t('view.waiting'),
          count: formatNumber(sizes === undefined ? 0 : sizes.waiting.size + sizes.voicemail.size),
          alarming: since !== undefined && waitingLevel(since, now) === 'breach',
        },
        { value: 'all', text: t('view.all'), count: formatNumber(sizes?.all.size ?? 0) },
      ]}
    />
  );
}

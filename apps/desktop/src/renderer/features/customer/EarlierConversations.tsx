import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { MessageCircle, Phone } from 'lucide-react';

import { callKey } from '../../text/callWords.ts';
import { listWhen } from '../../text/dayWords.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { PanelSection, Timeline } from '../../ui/page/Panel.tsx';
import { serverNow } from '../../workspace/clock.ts';
import type { usePastConversations } from './usePastConversations.ts';

function historyWord(interaction: Interaction): string {
  const call = callKey(interaction);
  if (call !== undefined) return `inbox:call.${call}`;
  return interaction.state === 'closed' ? 'history.noText' : 'history.open';
}

/** What was said with this customer before, latest first; pressed, it opens. */
export function EarlierConversations({
  past,
  onOpen,
}: {
  readonly past: ReturnType<typeof usePastConversations>;
  readonly onOpen: (id: InteractionId) => void;
}) {
  const t = useText('customer');
  const { interactions, refusal, retry } = past;
  // The rights end with the conversation for some: then there is nothing to show, and nothing is wrong.
  if (refusal?.code === 'notFound' || refusal?.code === 'notAllowed') return null;
  return (
    <PanelSection
      title={t('history.title')}
      loadingLabel={interactions === undefined && refusal === undefined ? t('loading') : undefined}
      problem={refusal === undefined ? undefined : { text: t('history.failed'), action: <Again onPress={retry} /> }}
    >
      {interactions?.length === 0 && <p className="text-12 text-muted">{t('history.none')}</p>}
      {interactions !== undefined && interactions.length > 0 && (
        <Timeline
          entries={interactions.map((each) => ({
            id: each.id,
            icon: each.call === undefined ? MessageCircle : Phone,
            text: (
              <button
                type="button"
                className="trunc max-w-full text-left hover:underline"
                onClick={() => onOpen(each.id)}
              >
                {each.preview?.text ?? t(historyWord(each))}
              </button>
            ),
            when: listWhen(each.lastAt, serverNow(), currentLocale()),
          }))}
        />
      )}
    </PanelSection>
  );
}

function Again({ onPress }: { readonly onPress: () => void }) {
  return (
    <Button size="sm" variant="text" onClick={onPress}>
      {useText('customer')('tryAgain')}
    </Button>
  );
}

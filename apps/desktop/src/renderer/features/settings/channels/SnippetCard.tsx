import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { Copy, ExternalLink } from 'lucide-react';

import { serverUrl } from '../../../connection/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { copyText } from '../frame/copyText.ts';
import { LocalOnly } from '../frame/LocalOnly.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';

/** The line for the site, and a page of the server to try the widget on. */
export function SnippetCard({ id }: { readonly id: ChannelId }) {
  const t = useSettingsText();
  const answer = useAnswer('channel.snippet', { channelId: id });
  const html = answer.value?.html;
  return (
    <SettingCard title={t('channel.card.snippet')}>
      <SettingBlock
        label={t('channel.snippet')}
        hint={t('channel.snippetHint')}
        error={html === undefined && answer.refusal !== undefined ? wordsOf(answer.refusal) : undefined}
      >
        {html === undefined ? <Skeleton height={36} /> : <code className="snippet">{html}</code>}
        <LocalOnly text={html ?? ''} />
        <div className="mt-2.5 flex flex-wrap items-center gap-3">
          <Button icon={Copy} disabled={html === undefined} onClick={() => void copyText(html ?? '')}>
            {t('channel.copySnippet')}
          </Button>
          <a
            className="inline-flex items-center gap-1.5 font-medium text-accent-text"
            href={serverUrl(`/try/${id}`)}
            target="_blank"
            rel="noreferrer"
          >
            <Icon glyph={ExternalLink} size={14} />
            {t('channel.tryPage')}
          </a>
        </div>
      </SettingBlock>
    </SettingCard>
  );
}

import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { History } from 'lucide-react';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { dayTitle } from '../../../text/dayWords.ts';
import { formatTime } from '../../../text/format.ts';
import { currentLanguage } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card, Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { serverNow } from '../../../workspace/clock.ts';
import { useMirror } from '../../../workspace/hooks.ts';
import { Unanswered } from '../frame/Unanswered.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { byDay, type LogEntry, logSentence } from './logLines.ts';

const PAGE = 50;

interface Later {
  /** The first page they follow; when that is renewed, they are asked for again. */
  readonly after: QueryReply<'audit.list'>;
  readonly entries: readonly LogEntry[];
  readonly next: string | undefined;
}

/** Who did what, newest first, a page at a time. */
export function LogPage() {
  const t = useSettingsText();
  const first = useAnswer('audit.list', { limit: PAGE });
  const [kept, setKept] = useState<Later>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const later = kept?.after === first.value ? kept : undefined;
  const next = later === undefined ? first.value?.next : later.next;

  const loadMore = async (): Promise<void> => {
    if (first.value === undefined || next === undefined) return;
    setBusy(true);
    const reply = await ask('audit.list', { limit: PAGE, cursor: next });
    setBusy(false);
    setRefusal(reply.ok ? undefined : reply.error);
    if (!reply.ok) return;
    setKept({
      after: first.value,
      entries: [...(later?.entries ?? []), ...reply.value.entries],
      next: reply.value.next,
    });
  };

  return (
    <Page label={t('title')}>
      <PageHead title={t('nav.log')} sub={t('log.text')} />
      <PageBody>
        <Card>
          {first.value === undefined ? (
            <Unanswered answer={first} lines={8} inCard />
          ) : first.value.entries.length === 0 ? (
            <EmptyState icon={History} title={t('log.empty')} />
          ) : (
            // The page scrolls and holds nothing to press: it takes the focus itself, so that arrow keys scroll it.
            <div tabIndex={0} role="region" aria-label={t('nav.log')}>
              <Lines entries={[...first.value.entries, ...(later?.entries ?? [])]} />
            </div>
          )}
        </Card>
        {next !== undefined && (
          <div className="flex items-center gap-3">
            <Button loading={busy} onClick={() => void loadMore()}>
              {t('log.more')}
            </Button>
            {refusal !== undefined && <span className="text-danger-text">{wordsOf(refusal)}</span>}
          </div>
        )}
      </PageBody>
    </Page>
  );
}

function Lines({ entries }: { readonly entries: readonly LogEntry[] }) {
  const t = useSettingsText();
  const nameOf = useNameOf();
  const language = currentLanguage();
  return (
    <>
      {byDay(entries, (at) => dayTitle(at, serverNow(), language)).map(({ day, entries: ofDay }) => (
        <section key={day} aria-label={day}>
          <h3 className="log-day">{day}</h3>
          <ul>
            {ofDay.map((entry) => (
              <li key={entry.id} className="log-line">
                <time>{formatTime(entry.at)}</time>
                <span className="trunc font-medium">
                  {entry.by === null ? t('history.server') : (nameOf(entry.by) ?? t('gone'))}
                </span>
                <span className="text-secondary">{logSentence(t, entry, nameOf)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** The present name of whatever an id of the log stands for. */
function useNameOf(): (id: string) => string | undefined {
  const mirror = useMirror();
  return (id) => {
    if (mirror === undefined) return undefined;
    const tables = [mirror.agents, mirror.departments, mirror.queues, mirror.channels, mirror.bots];
    for (const table of tables) {
      const noun = (table as { get(key: string): { readonly name: string } | undefined }).get(id);
      if (noun !== undefined) return noun.name;
    }
    return undefined;
  };
}

import './conversations.css';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { MessagesSquare } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { Page, PageHead } from '../../ui/page/Page.tsx';
import { useIsLive } from '../../workspace/hooks.ts';
import { ConversationDrawer } from './ConversationDrawer.tsx';
import { ExportButton } from './ExportButton.tsx';
import { FilterBar } from './FilterBar.tsx';
import { ReportSkeleton, ReportTable } from './ReportTable.tsx';
import { setReportView, useReportView } from './reportView.ts';
import { sayRefusal } from './say.ts';
import { TotalsStrip } from './TotalsStrip.tsx';
import { useReport } from './useReport.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

/** All conversations the person may see, with their response times [10, 49]. */
export function ConversationsScreen({
  transcript,
  onOpen,
}: {
  /** The messages of a conversation, to be read beside the list. */
  readonly transcript: (
    interaction: Interaction,
    customer: { readonly id: string; readonly name: string },
  ) => ReactNode;
  /** To act on it. */
  readonly onOpen: (id: InteractionId) => void;
}) {
  const t = useText('conversations');
  const { filter, sort } = useReportView();
  const live = useIsLive();
  const report = useReport(filter, sort);
  const [open, setOpen] = useState<Interaction>();
  const narrowed = Object.keys(filter).length > 0;
  return (
    <Page label={t('title')}>
      <PageHead
        title={t('title')}
        actions={
          <>
            <ViewsMenu />
            <ExportButton />
          </>
        }
      />
      <FilterBar />
      <div className="report-body">
        {!live && (
          <Banner tone="offline" announce="none">
            {t('offline')}
          </Banner>
        )}
        <TotalsStrip totals={report.totals} />
        <section className="card report-card">
          {report.state === 'failed' && report.refusal !== undefined ? (
            <ErrorState title={sayRefusal(report.refusal)} retryLabel={t('app:retry')} onRetry={report.again} />
          ) : report.state === 'loading' ? (
            <ReportSkeleton label={t('app:loading')} />
          ) : report.rows.length === 0 ? (
            <EmptyState
              icon={MessagesSquare}
              fill
              title={t(narrowed ? 'empty.narrowed' : 'empty.title')}
              text={narrowed ? undefined : t('empty.text')}
              action={
                narrowed ? (
                  <Button onClick={() => setReportView({ filter: {}, viewId: undefined })}>{t('filter.clear')}</Button>
                ) : undefined
              }
            />
          ) : (
            <>
              <ReportTable report={report} selected={open?.id} onOpen={setOpen} />
              <div className="tbl-foot" aria-live="polite">
                {t('foot', {
                  shown: formatNumber(report.rows.length),
                  all: formatNumber(report.totals?.count ?? report.rows.length),
                })}
              </div>
            </>
          )}
        </section>
      </div>
      {open !== undefined && (
        <ConversationDrawer
          known={report.rows.find(({ id }) => id === open.id) ?? open}
          {...{ transcript, onOpen }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}

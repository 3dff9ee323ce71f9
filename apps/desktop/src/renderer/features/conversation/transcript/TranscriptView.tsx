import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { ArrowDown, MessageCircle } from 'lucide-react';
import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';

import { useLoadedTranscript } from '../../../connection/transcripts.ts';
import { dayOf, dayTitle } from '../../../text/dayWords.ts';
import { currentLocale, useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { GhostBubble } from '../../../ui/conversation/GhostBubble.tsx';
import { DayDivider, Transcript } from '../../../ui/conversation/Transcript.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { ErrorState } from '../../../ui/feedback/ErrorState.tsx';
import { announce } from '../../../ui/feedback/liveRegionStore.ts';
import { TranscriptSkeleton } from '../../../ui/feedback/Skeleton.tsx';
import { serverNow } from '../../../workspace/clock.ts';
import { usePendingMessages, useTyping, useWorkspace } from '../../../workspace/hooks.ts';
import { sayRefusal } from '../names.ts';
import { FindBar } from './FindBar.tsx';
import { findLines } from './find.ts';
import { HappeningRow, MessageRow, type Person } from './LineRow.tsx';
import { PendingRow } from './PendingRow.tsx';
import { type Row, transcriptRows } from './rows.ts';
import { type FoundLine, type Scroller, useScroller } from './useScroller.ts';

export interface TranscriptViewProps {
  readonly interaction: Interaction;
  readonly customer: Person;
  readonly finding: boolean;
  readonly found: FoundLine | undefined;
  /** Grows with each message that is sent here. */
  readonly sentTurn: number;
  readonly onFindClosed: () => void;
}

/** The messages of one conversation. Mount it anew (`key`) for another one: it keeps its own place. */
export const TranscriptView = memo(function TranscriptView({
  interaction,
  customer,
  finding,
  found: foundLine,
  sentTurn,
  onFindClosed,
}: TranscriptViewProps) {
  const t = useText('conversation');
  const { id } = interaction;
  const { transcript, refusal, retry } = useLoadedTranscript(id);
  const pending = usePendingMessages(id);
  const typing = useTyping(id);
  const me = useWorkspace((state) => state.mirror?.me);
  const unreadAfterSeq = useUnreadMark(interaction, me);
  const box = useRef<HTMLDivElement>(null);
  const scroller = useScroller(id, transcript, box, sentTurn, foundLine);
  const [query, setQuery] = useState('');
  const looked = finding ? query : '';
  const rows = useMemo(
    () => transcriptRows(scroller.lines, { dayOf: (at) => dayOf(at), unreadAfterSeq }),
    [scroller.lines, unreadAfterSeq],
  );
  const found = useMemo(() => findLines(transcript?.lines ?? [], looked), [transcript?.lines, looked]);
  useTypingAnnounced(typing !== undefined, customer.name);

  if (transcript === undefined) {
    return refusal === undefined ? (
      <TranscriptSkeleton label={t('loading')} />
    ) : (
      <ErrorState fill title={t('loadFailed')} text={sayRefusal(refusal)} retryLabel={t('tryAgain')} onRetry={retry} />
    );
  }
  const empty = transcript.lines.length === 0 && pending.length === 0 && typing === undefined;
  return (
    <>
      {finding && (
        <FindBar
          query={query}
          onQuery={setQuery}
          found={found}
          onGo={scroller.goTo}
          moreEarlier={transcript.more}
          onEarlier={scroller.showEarlier}
          onClose={onFindClosed}
        />
      )}
      <div className="relative flex min-h-0 flex-1 flex-col">
        <Transcript
          label={t('transcript', { customer: customer.name })}
          ref={box}
          onScroll={scroller.onScroll}
          aria-busy={scroller.earlier === 'loading'}
        >
          {empty ? (
            <EmptyState icon={MessageCircle} title={t('empty.title')} text={t('empty.text')} fill />
          ) : (
            <Earlier scroller={scroller} />
          )}
          {rows.map((row) => (
            <Placed key={row.key} row={row}>
              {row.kind === 'day' && <DayDivider>{dayTitle(row.at, serverNow(), currentLocale())}</DayDivider>}
              {row.kind === 'unread' && <DayDivider fresh>{t('message.new')}</DayDivider>}
              {row.kind === 'happening' && <HappeningRow line={row.line} me={me} />}
              {row.kind === 'message' && (
                <MessageRow
                  line={row.line}
                  continues={row.continues}
                  ends={row.ends}
                  customer={customer}
                  customerReadSeq={interaction.customerReadSeq}
                  query={looked}
                />
              )}
            </Placed>
          ))}
          {pending.map((message) => (
            <PendingRow key={message.messageId} message={message} />
          ))}
          {typing !== undefined && (
            <GhostBubble
              writer={customer}
              text={typing.text}
              label={t(typing.text === '' ? 'typing.only' : 'typing.notSent', { name: customer.name })}
            />
          )}
        </Transcript>
        {!scroller.pinned && (
          <Button size="sm" icon={ArrowDown} className="to-latest" onClick={scroller.jumpToEnd}>
            {scroller.missed > 0 ? t('jumpNew', { count: scroller.missed }) : t('jump')}
          </Button>
        )}
      </div>
    </>
  );
});

/** Rows out of sight cost no layout; their last measured height stands for them. */
const Placed = ({ row, children }: { readonly row: Row; readonly children: ReactNode }) => (
  <div
    className="flex flex-none flex-col [contain-intrinsic-size:auto_44px] [content-visibility:auto]"
    data-seq={row.kind === 'message' || row.kind === 'happening' ? row.line.seq : undefined}
  >
    {children}
  </div>
);

function Earlier({ scroller }: { readonly scroller: Scroller }) {
  const t = useText('conversation');
  switch (scroller.earlier) {
    case 'none':
      return null;
    case 'loading':
      return <p className="py-2 text-center text-12 text-muted">{t('older.loading')}</p>;
    case 'failed':
      return (
        <p className="py-2 text-center text-12 text-muted">
          {t('older.failed')}{' '}
          <Button variant="text" size="sm" onClick={scroller.showEarlier}>
            {t('tryAgain')}
          </Button>
        </p>
      );
    case 'there':
      return (
        <p className="py-2 text-center">
          <Button variant="text" size="sm" onClick={scroller.showEarlier}>
            {t('older.show')}
          </Button>
        </p>
      );
  }
}

/** Where "new" stands: what I, the owner, had seen when the thread was opened. It stays there while it is open. */
function useUnreadMark(interaction: Interaction, me: AgentId | undefined): number | undefined {
  const [mark] = useState(() =>
    interaction.state === 'active' && interaction.ownerId === me && interaction.unread > 0
      ? interaction.ownerReadSeq
      : undefined,
  );
  return mark;
}

/** Says once per burst that the customer types; what they type is not read out [42]. */
function useTypingAnnounced(typing: boolean, name: string): void {
  const t = useText('conversation');
  const said = useRef(false);
  useEffect(() => {
    if (typing && !said.current) announce(t('typing.only', { name }));
    said.current = typing;
  }, [typing, name, t]);
}

import type { InteractionId, NoticeId } from '@ringdesk/shared/model/ids.ts';
import type { Notice } from '@ringdesk/shared/model/notice.ts';
import { Bell } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';

import { sendCommand } from '../../connection/connection.ts';
import { formatTime } from '../../text/format.ts';
import { text, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { showToast } from '../../ui/feedback/toasts.ts';
import { Popover } from '../../ui/overlays/Popover.tsx';
import { useWorkspace } from '../../workspace/hooks.ts';
import { noticeText } from './noticeText.ts';

const seen = (noticeId: NoticeId): void => void sendCommand('notice.seen', { noticeId });

/** [48] What the server has to tell me: each shows once as it comes, and stays in the list until I have seen it. */
export function NoticeBell({ onOpen }: { readonly onOpen: (id: InteractionId) => void }) {
  const t = useText('notifications');
  const table = useWorkspace((state) => state.mirror?.notices);
  const notices = useMemo(
    () => (table === undefined ? [] : [...table.values()].toSorted((a, b) => b.at - a.at)),
    [table],
  );
  const open = ({ id, interactionId }: Notice): void => {
    seen(id);
    if (interactionId !== undefined) onOpen(interactionId);
  };
  useArrivals(table === undefined ? undefined : notices, open, t('notice.open'));
  if (notices.length === 0) return null;
  return (
    <Popover
      flush
      align="end"
      title={t('notice.title')}
      className="w-88"
      trigger={
        <IconButton size="sm" onCanvas marked icon={Bell} label={t('notice.label', { count: notices.length })} />
      }
    >
      <ul className="flex flex-col">
        {notices.map((notice) => (
          <li key={notice.id} className="flex flex-col gap-2 border-b border-line px-3 py-2 last:border-b-0">
            <span className="text-13 wrap-anywhere whitespace-pre-line">{noticeText(notice, t)}</span>
            <span className="flex items-center gap-2">
              <time className="fill text-12 text-muted">{formatTime(notice.at)}</time>
              <Button size="sm" onClick={() => seen(notice.id)}>
                {t('notice.seen')}
              </Button>
              {notice.interactionId !== undefined && (
                <Button size="sm" variant="text" onClick={() => open(notice)}>
                  {t('notice.open')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

/** What is over is good news; what soon is trouble is less than what is. */
function toneOf({ cap, outage }: Notice): 'ok' | 'warn' | 'bad' {
  if (outage?.until !== undefined) return 'ok';
  return cap === undefined ? 'bad' : 'warn';
}

/** Tells of what comes while I look; what waited when the desk opened stands in the list. */
function useArrivals(notices: readonly Notice[] | undefined, open: (notice: Notice) => void, label: string): void {
  const known = useRef<ReadonlySet<NoticeId>>(undefined);
  useEffect(() => {
    if (notices === undefined) return;
    const before = known.current;
    known.current = new Set(notices.map(({ id }) => id));
    for (const notice of notices) {
      if (before === undefined || before.has(notice.id)) continue;
      showToast({
        tone: toneOf(notice),
        text: noticeText(notice, text),
        duration: 10_000,
        ...(notice.interactionId !== undefined && { action: { label, onPress: () => open(notice) } }),
      });
    }
  });
}

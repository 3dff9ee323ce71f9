import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { showToast } from '../../ui/feedback/toasts.ts';
import { serverNow } from '../../workspace/clock.ts';
import { useIsLive } from '../../workspace/hooks.ts';
import { fetchConversations, type Progress, saveBlob } from './exportFile.ts';
import { dayText } from './periods.ts';
import { useReportView } from './reportView.ts';
import { showRefusal } from './say.ts';

/** Saves what the filter finds as a file for spreadsheets [49]; while it comes, it says how far, and can be stopped. */
export function ExportButton() {
  const t = useText('conversations');
  const live = useIsLive();
  const { filter, sort } = useReportView();
  const [progress, setProgress] = useState<Progress>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (): Promise<void> => {
    const cancel = new AbortController();
    running.current = cancel;
    setProgress({ done: 0, of: 0 });
    const file = await fetchConversations({ filter, sort }, cancel.signal, setProgress);
    running.current = undefined;
    setProgress(undefined);
    if (file.ok) {
      saveBlob(`${t('export.file')}-${dayText(serverNow())}.csv`, file.value);
      showToast({ tone: 'ok', text: t('export.done') });
    } else if (file.error !== undefined) showRefusal(file.error);
  };

  if (progress === undefined)
    return (
      <Button icon={Download} disabledReason={live ? undefined : t('export.offline')} onClick={() => void start()}>
        {t('export.start')}
      </Button>
    );
  const values = { done: formatNumber(progress.done), of: formatNumber(progress.of) };
  return (
    <div className="flex items-center gap-2">
      <span className="whitespace-nowrap text-12 text-muted tabular-nums">{t('export.progress', values)}</span>
      <progress
        className="report-progress"
        aria-label={t('export.label')}
        max={Math.max(1, progress.of)}
        value={progress.done}
      />
      <Button size="sm" onClick={() => running.current?.abort()}>
        {t('app:cancel')}
      </Button>
    </div>
  );
}

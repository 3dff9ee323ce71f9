import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';

import { attachmentLink } from '../../../connection/attachmentLink.ts';
import { serverUrl } from '../../../connection/session.ts';
import { formatDuration, formatNumber } from '../../../text/format.ts';
import { useText } from '../../../text/text.ts';
import { Player } from '../../../ui/calls/Player.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';

export interface RecordingPlayerProps {
  readonly kind: 'recording' | 'voicemail';
  readonly attachmentId: AttachmentId;
  readonly seconds: number;
  readonly peaks: readonly number[];
}

/** A recording or a voicemail, where it is listened to. Nothing is fetched before it is played. */
export function RecordingPlayer({ kind, attachmentId, seconds, peaks }: RecordingPlayerProps) {
  const t = useText('calls');
  const length = formatDuration(seconds * 1_000);
  const load = async (): Promise<Blob | undefined> => {
    const link = await attachmentLink(attachmentId);
    if (link === undefined) return undefined;
    const answer = await fetch(serverUrl(link.path)).catch(() => undefined);
    return answer?.ok === true ? answer.blob() : undefined;
  };
  const download = (): void =>
    void attachmentLink(attachmentId).then((link) => {
      if (link === undefined) return void showToast({ text: t('player.failed'), tone: 'bad' });
      const anchor = document.createElement('a');
      anchor.href = serverUrl(link.path);
      anchor.download = '';
      anchor.click();
      return undefined;
    });
  return (
    <Player
      label={t(`player.of.${kind}`, { length })}
      seconds={seconds}
      peaks={peaks}
      load={load}
      onDownload={download}
      words={{
        play: t('player.play'),
        pause: t('player.pause'),
        position: t('player.position'),
        at: (at) => t('player.at', { at: formatDuration(at * 1_000), length }),
        speed: (speed) => t('player.speed', { speed: formatNumber(speed) }),
        download: t('player.download'),
        failed: t('player.failed'),
      }}
    />
  );
}

import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useEffect, useState } from 'react';

import { recordingLink } from '../../../connection/attachmentLink.ts';
import { ask } from '../../../connection/connection.ts';
import { serverUrl } from '../../../connection/session.ts';
import { untilAnswered } from '../../../connection/untilAnswered.ts';
import { formatDateTime, formatDuration, formatNumber } from '../../../text/format.ts';
import { refusalText } from '../../../text/refusalText.ts';
import { type Translate, useText } from '../../../text/text.ts';
import { Player } from '../../../ui/calls/Player.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { serverNow } from '../../../workspace/clock.ts';
import { useIsLive } from '../../../workspace/hooks.ts';
import { agentNameOf } from '../names.ts';

export interface RecordingPlayerProps {
  readonly kind: 'recording' | 'voicemail';
  readonly attachmentId: AttachmentId;
  readonly seconds: number;
  readonly peaks: readonly number[];
}

type Standing = QueryReply<'recording.get'>;

/**
 * A recording or a voicemail, where it is listened to: as much of it as the person may [74–77]. Nothing is fetched before it
 * is played, and each use is asked for, because the server writes it down.
 */
export function RecordingPlayer({ kind, attachmentId, seconds, peaks }: RecordingPlayerProps) {
  const t = useText('calls');
  const [erasing, setErasing] = useState(false);
  const { standing, again } = useStanding(attachmentId);
  const length = formatDuration(seconds * 1_000);
  const label = t(`player.of.${kind}`, { length });
  if (standing === undefined) return <Skeleton width="100%" />;
  if (standing === 'unknown') return <Quiet label={label} text={t('player.failed')} />;
  if (standing.erased !== undefined) return <Quiet label={label} text={erasedText(t, standing.erased)} />;
  if (!standing.may.listen) return <Quiet label={label} text={t('player.notAllowed')} />;
  const load = async (): Promise<Blob | undefined> => {
    const link = await recordingLink(attachmentId, 'listen');
    if (!link.ok) {
      say(link.error);
      again();
      return undefined;
    }
    const answer = await fetch(serverUrl(link.value.path)).catch(() => undefined);
    return answer?.ok === true ? answer.blob() : undefined;
  };
  const download = (): void =>
    void recordingLink(attachmentId, 'download').then((link) => {
      if (!link.ok) return say(link.error);
      const anchor = document.createElement('a');
      anchor.href = serverUrl(link.value.path);
      anchor.download = '';
      anchor.click();
    });
  return (
    <>
      <Player
        label={label}
        seconds={seconds}
        peaks={peaks}
        load={load}
        onDownload={standing.may.download ? download : undefined}
        onErase={standing.may.erase ? () => setErasing(true) : undefined}
        words={{
          play: t('player.play'),
          pause: t('player.pause'),
          position: t('player.position'),
          at: (at) => t('player.at', { at: formatDuration(at * 1_000), length }),
          speed: (speed) => t('player.speed', { speed: formatNumber(speed) }),
          download: t('player.download'),
          erase: t('player.erase'),
          failed: t('player.failed'),
        }}
      />
      <EraseDialog
        open={erasing}
        kind={kind}
        attachmentId={attachmentId}
        onClose={() => {
          setErasing(false);
          again();
        }}
      />
    </>
  );
}

function say(refusal: Refusal): void {
  showToast({ text: refusalText(refusal, agentNameOf, serverNow()), tone: 'bad' });
}

function erasedText(t: Translate, { at, by }: NonNullable<Standing['erased']>): string {
  const when = formatDateTime(at);
  return by === null ? t('player.timeOver', { when }) : t('player.erasedBy', { when, name: agentNameOf(by) });
}

/** What is not there to be played, said in its place. */
const Quiet = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <p className="player" aria-label={label}>
    <span className="font-medium">{label}</span>
    <span className="text-12 text-muted">{text}</span>
  </p>
);

/** What the person may do with it now; asked again when the connection is back and after something was done to it. */
function useStanding(attachmentId: AttachmentId) {
  const live = useIsLive();
  const [round, setRound] = useState(0);
  const [standing, setStanding] = useState<Standing | 'unknown'>();
  useEffect(
    () =>
      live
        ? untilAnswered(
            () => ask('recording.get', { attachmentId }),
            (reply) => setStanding(reply.ok ? reply.value : 'unknown'),
          )
        : undefined,
    [attachmentId, live, round],
  );
  return { standing, again: () => setRound((before) => before + 1) };
}

function EraseDialog({
  open,
  kind,
  attachmentId,
  onClose,
}: {
  readonly open: boolean;
  readonly kind: RecordingPlayerProps['kind'];
  readonly attachmentId: AttachmentId;
  readonly onClose: () => void;
}) {
  const t = useText('calls');
  const [busy, setBusy] = useState(false);
  const erase = (): void => {
    setBusy(true);
    void ask('recording.erase', { attachmentId }).then((reply) => {
      setBusy(false);
      if (!reply.ok) say(reply.error);
      onClose();
    });
  };
  return (
    <ConfirmDialog
      open={open}
      danger
      busy={busy}
      title={t(`player.eraseTitle.${kind}`)}
      text={t('player.eraseText')}
      confirmLabel={t('player.erase')}
      cancelLabel={t('player.keep')}
      onConfirm={erase}
      onCancel={onClose}
    />
  );
}

import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';
import { MAX_SOUND_BYTES } from '@ringdesk/shared/protocol/files.ts';
import { Play, Upload, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { ask } from '../../../../connection/connection.ts';
import { serverUrl } from '../../../../connection/session.ts';
import { uploadSound } from '../../../../connection/upload.ts';
import { Button } from '../../../../ui/actions/Button.tsx';
import { IconButton } from '../../../../ui/actions/IconButton.tsx';
import { showToast } from '../../../../ui/feedback/toasts.ts';
import { useSettingsText, wordsOf } from '../../frame/useWords.ts';

/** The sound itself: in the app the server is elsewhere, and its policy plays what the page holds, nothing from an address. */
async function soundAt(url: string): Promise<Blob | undefined> {
  const answer = await fetch(url).catch(() => undefined);
  return answer?.ok === true ? answer.blob() : undefined;
}

/** A sound callers hear: one of one's own, which can be heard here, or what comes with the product. */
export function SoundField({
  label,
  none,
  value,
  onChange,
  disabled,
}: {
  readonly label: string;
  /** What is heard without a sound of one's own. */
  readonly none: string;
  readonly value: AttachmentId | null;
  readonly onChange: (id: AttachmentId | null) => void;
  readonly disabled: boolean;
}) {
  const t = useSettingsText();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [heard, setHeard] = useState<{ readonly id: AttachmentId; readonly url: string }>();

  const upload = async (file: File): Promise<void> => {
    if (file.size > MAX_SOUND_BYTES) {
      return void showToast({ text: wordsOf({ code: 'tooLarge', maxBytes: MAX_SOUND_BYTES }), tone: 'bad' });
    }
    setBusy(true);
    const reply = await uploadSound(file, () => undefined).done;
    setBusy(false);
    if (reply.ok) onChange(reply.value.soundId);
    else showToast({ text: wordsOf(reply.error), tone: 'bad' });
  };
  const hear = async (id: AttachmentId): Promise<void> => {
    const reply = await ask('attachment.link', { attachmentId: id });
    if (!reply.ok) return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
    const sound = await soundAt(serverUrl(reply.value.path));
    if (sound === undefined) return void showToast({ text: t('refusals:unreachable'), tone: 'bad' });
    setHeard({ id, url: URL.createObjectURL(sound) });
  };
  // What was fetched is let go with the player.
  useEffect(() => (heard === undefined ? undefined : () => URL.revokeObjectURL(heard.url)), [heard]);

  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {value === null ? (
        <span className="text-muted">{none}</span>
      ) : heard?.id === value ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- music and greetings of one’s own: there are no captions
        <audio controls autoPlay src={heard.url} aria-label={label} className="h-8 w-56" />
      ) : (
        <Button icon={Play} aria-label={t('calls.hearSound', { name: label })} onClick={() => void hear(value)}>
          {t('calls.hear')}
        </Button>
      )}
      <Button
        icon={Upload}
        aria-label={t(value === null ? 'calls.uploadSound' : 'calls.replaceSound', { name: label })}
        loading={busy}
        disabled={disabled}
        onClick={() => picker.current?.click()}
      >
        {t(value === null ? 'calls.upload' : 'calls.replace')}
      </Button>
      {value !== null && (
        <IconButton
          icon={X}
          label={t('calls.removeSound', { name: label })}
          disabled={disabled}
          onClick={() => onChange(null)}
        />
      )}
      <input
        ref={picker}
        type="file"
        accept="audio/wav,audio/mpeg,.wav,.mp3"
        className="sr-text"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void upload(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}

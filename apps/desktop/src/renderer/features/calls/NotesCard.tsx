import type { InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { type KeyboardEvent, useRef } from 'react';

import { sendCommand } from '../../connection/connection.ts';
import { newId } from '../../connection/session.ts';
import { useLoadedTranscript } from '../../connection/transcripts.ts';
import { formatDuration, formatTime } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { classNames } from '../../ui/classNames.ts';
import { Card } from '../../ui/page/Page.tsx';
import { setDraft, useDraft } from '../../workspace/drafts.ts';
import { usePendingMessages } from '../../workspace/hooks.ts';

/** What is written about a call while it goes on: each line with its place in the call, kept as an internal note. */
export function NotesCard({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('calls');
  const { id } = interaction;
  const begin = interaction.call?.answeredAt ?? interaction.arrivedAt;
  const lines = useLoadedTranscript(id).transcript?.lines ?? [];
  const notes = lines.filter((line) => line.type === 'message' && line.kind === 'note');
  const pending = usePendingMessages(id).filter(({ kind }) => kind === 'note');
  const [draft, write] = useDraft(id);
  const field = useRef<HTMLTextAreaElement>(null);
  const last = notes.at(-1);
  const place = (at: number): string => formatDuration(at - begin);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    saveNote(id, draft.text);
  };
  return (
    <Card
      className="call-notes"
      title={t('pane.notes')}
      aside={
        <span className="text-11 font-normal text-muted">
          {last === undefined ? t('pane.notesHint') : t('pane.notesSaved', { time: formatTime(last.at) })}
        </span>
      }
    >
      {/* A press anywhere on the sheet writes on. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the field below is what one writes in; this only widens where it is hit */}
      <div className="min-h-[104px] cursor-text px-4 pt-2 pb-3" onClick={() => field.current?.focus()}>
        {notes.map((line) => (
          <p key={line.seq} className="call-note" dir="auto">
            <time>{place(line.at)}</time>
            {line.type === 'message' ? line.text : ''}
          </p>
        ))}
        {pending.map((note) => (
          <p key={note.messageId} className={classNames('call-note', note.state !== 'sent' && 'is-pending')} dir="auto">
            <time>{place(note.writtenAt)}</time>
            {note.text} <small>{note.state === 'failed' ? t('pane.failed') : t('pane.sending')}</small>
          </p>
        ))}
        <textarea
          ref={field}
          id={noteFieldId(id)}
          rows={1}
          dir="auto"
          className="call-note-field"
          aria-label={t('pane.noteLabel')}
          placeholder={t('pane.notePlaceholder')}
          maxLength={4_000}
          value={draft.text}
          onChange={(event) => write({ kind: 'note', text: event.target.value })}
          onKeyDown={onKeyDown}
        />
      </div>
    </Card>
  );
}

/** Of the field, for the key that leads to it from anywhere. */
export const noteFieldId = (id: InteractionId): string => `call-note-${id}`;

function saveNote(id: InteractionId, text: string): void {
  const clean = text.trim();
  if (clean === '') return;
  void sendCommand('message.post', {
    interactionId: id,
    messageId: newId<MessageId>(),
    kind: 'note',
    text: clean,
    mentions: [],
    attachmentIds: [],
  });
  setDraft(id, { kind: 'note', text: '' });
}

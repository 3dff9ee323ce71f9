import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Paperclip, Slash } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';

import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { SplitButton } from '../../../ui/actions/SplitButton.tsx';
import { type ComposerMode, ComposerShell, ComposerText } from '../../../ui/conversation/ComposerShell.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { useDraft } from '../../../workspace/drafts.ts';
import { useAgents, useDepartments, useMe, usePreferences } from '../../../workspace/hooks.ts';
import { EmojiButton } from './emoji/EmojiButton.tsx';
import { keepOpen, useClosesOnceSent } from './closeOnceSent.ts';
import { type NotReady, notReady } from './readiness.ts';
import { mentionable } from './mentions.ts';
import { sendMessage } from './sendMessage.ts';
import { sendOnceUploaded, useWaitsForUploads, waitNoLonger, waitsForUploads } from './sendOnceUploaded.ts';
import { sendsOn } from './sendKey.ts';
import { LIST_ID } from './TriggerList.tsx';
import { addFiles, MOST_FILES, resumeUploads, useUploads } from './uploads.ts';
import { UploadList } from './UploadList.tsx';
import { useComposingSignal } from './useComposingSignal.ts';
import { useLeave } from './useLeave.ts';
import { useFileDrop } from './useFileDrop.ts';
import { useTriggerList } from './useTriggerList.tsx';
import { WaitLine } from './WaitLine.tsx';

export interface ComposerHandle {
  /** Puts the caret into the reply or the note; unless told, into the one that stands there. */
  focus(mode?: ComposerMode): void;
  /** Puts the caret into the reply, behind the words that were typed for it already. */
  begin(words: string): void;
  attach(): void;
  /** Sends what is written; false when there is nothing that can be sent. */
  send(): boolean;
}

export interface ComposerProps {
  readonly interaction: Interaction;
  readonly customerName: string;
  /** The conversation is the agent's and open; everybody else writes notes. */
  readonly mayReply: boolean;
  readonly noteHint: string;
  readonly onSent: () => void;
  readonly onSendAndNext: () => void;
  /** The message was sent, or leaves by itself once its files are there. */
  readonly onSendAndClose: () => void;
  readonly sendAndNextChord?: string | undefined;
  readonly attachChord?: string | undefined;
  readonly ref?: Ref<ComposerHandle>;
}

/** Where replies and notes are written. Text and files belong to the interaction and survive leaving it. */
export function Composer(props: ComposerProps) {
  const { interaction, customerName, mayReply, ref } = props;
  const { id } = interaction;
  const t = useText('conversation');
  const [draft, setDraft] = useDraft(id);
  const uploads = useUploads(id);
  const agents = useAgents();
  const departments = useDepartments();
  const me = useMe();
  const account = me?.id;
  useEffect(() => {
    if (account !== undefined) resumeUploads(account);
  }, [account]);
  const { sendWith } = usePreferences();
  const typing = useComposingSignal(id);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [touched, setTouched] = useState(false);
  /** An empty draft is not kept, so what it would have been is remembered here. */
  const [emptyMode, setEmptyMode] = useState<ComposerMode>(draft.kind);
  const mode: ComposerMode = !mayReply ? 'note' : draft.text === '' ? emptyMode : draft.kind;
  const blocked = notReady(draft.text, uploads);
  const waits = useWaitsForUploads(id);
  const closes = useClosesOnceSent(id);
  /** What was to happen by itself does not. */
  const takeBack = (): void => {
    waitNoLonger(id);
    keepOpen(id);
  };

  const write = (text: string, kind: ComposerMode = mode): void => {
    setTouched(false);
    takeBack();
    setEmptyMode(kind);
    setDraft({ kind, text });
    if (text === '') typing.stopped();
    else typing.keyed(kind);
  };
  const list = useTriggerList({
    area,
    text: draft.text,
    mode,
    customerName: interaction.customer.name,
    queueId: interaction.queueId,
    onText: write,
  });
  /** Where the caret goes once the new text is in the field. */
  const caret = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (caret.current !== undefined) area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [draft.text]);
  const insert = (what: string): void => {
    const { selectionStart: from = draft.text.length, selectionEnd: to = from } = area.current ?? {};
    caret.current = from + what.length;
    write(draft.text.slice(0, from) + what + draft.text.slice(to));
  };
  const setMode = (next: ComposerMode): void => {
    typing.stopped();
    takeBack();
    setEmptyMode(next);
    setDraft({ kind: next, text: draft.text });
    area.current?.focus();
  };
  const take = (files: readonly File[]): void => {
    if (files.length > 0 && addFiles(id, files) > 0)
      showToast({ text: t('composer.tooManyFiles', { count: MOST_FILES }), tone: 'bad' });
  };
  const drop = useFileDrop(take);
  const send = (): boolean => {
    const people = me === undefined ? [] : mentionable(agents, departments, me.id);
    if (blocked !== undefined) {
      if (blocked.why === 'uploading') sendOnceUploaded(id, { kind: mode, text: draft.text, people });
      else setTouched(true);
      return false;
    }
    typing.stopped();
    void sendMessage(id, mode, draft.text, people);
    props.onSent();
    return true;
  };
  const leave = useLeave(area, mayReply ? 'conversation.reply' : 'conversation.note');
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (list.onKey(event) || leave.onKey(event)) return;
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent } = event;
    if (!sendsOn({ key, shiftKey, ctrlKey, metaKey, altKey, isComposing: nativeEvent.isComposing }, sendWith)) return;
    event.preventDefault();
    send();
  };
  const focus = (next?: ComposerMode): void => {
    if (next !== undefined && next !== mode && (next === 'note' || mayReply)) setMode(next);
    else area.current?.focus();
  };
  useImperativeHandle(ref, () => ({
    focus,
    begin: (words) => {
      focus('reply');
      if (words === '') return;
      const text = draft.text + words;
      caret.current = text.length;
      write(text, 'reply');
    },
    attach: () => picker.current?.click(),
    send,
  }));

  return (
    <div {...drop.handlers} role="presentation" className="contents">
      <ComposerShell
        mode={mode}
        onMode={setMode}
        labels={{ modes: t('composer.modes'), reply: t('composer.reply'), note: t('composer.note') }}
        noteOnly={!mayReply}
        hint={leave.hint ?? hintOf(t, mode, mayReply, props.noteHint)}
        pop={list.list}
        files={uploads.length === 0 ? undefined : <UploadList id={id} uploads={uploads} />}
        dropLabel={drop.over ? t('composer.drop') : undefined}
        tools={
          <>
            <IconButton
              icon={Paperclip}
              size="sm"
              label={t('composer.attach')}
              chord={props.attachChord}
              onClick={() => picker.current?.click()}
            />
            <EmojiButton area={area} onPick={insert} />
            <IconButton
              icon={Slash}
              size="sm"
              label={t('composer.canned')}
              pressed={list.kind === 'canned'}
              onClick={list.openCanned}
            />
            {waits || closes ? (
              <WaitLine sends={waits} closes={closes} onCancel={takeBack} />
            ) : (
              blocked !== undefined &&
              (touched || blocked.why === 'tooLong') && (
                <span role="status" className="px-2 text-12 text-danger-text">
                  {whyText(t, blocked)}
                </span>
              )
            )}
          </>
        }
        send={<Send {...props} mode={mode} sendWith={sendWith} blocked={blocked !== undefined} onSend={send} />}
      >
        <ComposerText
          ref={area}
          label={mode === 'note' ? t('composer.note') : t('composer.reply')}
          placeholder={
            mode === 'note' ? t('composer.notePlaceholder') : t('composer.replyPlaceholder', { customer: customerName })
          }
          value={draft.text}
          aria-autocomplete="list"
          aria-controls={list.list === undefined ? undefined : LIST_ID}
          aria-activedescendant={list.activeId === undefined ? undefined : `${LIST_ID}-${list.activeId}`}
          onChange={(event) => write(event.target.value)}
          onSelect={list.onCaret}
          onKeyDown={onKeyDown}
          onFocus={leave.onFocus}
          onBlur={typing.stopped}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (files.length === 0) return;
            event.preventDefault();
            take(files);
          }}
        />
      </ComposerShell>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t('composer.attach')}
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

type T = ReturnType<typeof useText>;

const hintOf = (t: T, mode: ComposerMode, mayReply: boolean, noteHint: string): string =>
  mode === 'reply' ? t('composer.replyBy') : mayReply ? t('composer.noteHint') : noteHint;

const whyText = (t: T, blocked: NotReady): string =>
  blocked.why === 'tooLong' ? t('composer.tooLong', { count: blocked.by }) : t(`composer.${blocked.why}`);

interface SendProps extends ComposerProps {
  readonly mode: ComposerMode;
  readonly sendWith: 'enter' | 'modEnter';
  readonly blocked: boolean;
  readonly onSend: () => boolean;
}

function Send({ interaction, mode, sendWith, onSend, onSendAndNext, onSendAndClose, sendAndNextChord }: SendProps) {
  const t = useText('conversation');
  const chord = sendWith === 'enter' ? 'Enter' : 'Mod+Enter';
  if (mode === 'note')
    return (
      <Button variant="primary" chord={chord} onClick={onSend}>
        {t('composer.addNote')}
      </Button>
    );
  const sendAndNext = (): void => {
    if (onSend()) onSendAndNext();
  };
  const sendAndClose = (): void => {
    if (onSend() || waitsForUploads(interaction.id)) onSendAndClose();
  };
  return (
    <SplitButton
      variant="primary"
      chord={chord}
      onPress={onSend}
      menuLabel={t('composer.sendOptions')}
      entries={[
        { id: 'next', text: t('composer.sendAndNext'), chord: sendAndNextChord, onSelect: sendAndNext },
        { id: 'close', text: t('composer.sendAndClose'), onSelect: sendAndClose },
      ]}
    >
      {t('composer.send')}
    </SplitButton>
  );
}

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';

import { customerName } from '../../text/customerName.ts';
import { useText } from '../../text/text.ts';
import { steadyNow } from '../../workspace/clock.ts';
import { useQueue } from '../../workspace/hooks.ts';
import { ColleaguesLine } from './ColleaguesLine.tsx';
import { Composer, type ComposerHandle } from './composer/Composer.tsx';
import { closeOnceSent } from './composer/closeOnceSent.ts';
import { waitsForUploads } from './composer/sendOnceUploaded.ts';
import { act, closeConversation, mayCloseAgain } from './conversationActions.ts';
import { CloseDialog } from './header/CloseDialog.tsx';
import { type ConversationKeys, Header } from './header/Header.tsx';
import { StateLine } from './StateLine.tsx';
import { TranscriptView } from './transcript/TranscriptView.tsx';
import type { FoundLine } from './transcript/useScroller.ts';
import { useStanding } from './useStanding.ts';
import { onWriteIn } from './writing.ts';

/** What shortcuts do to the open conversation; each does nothing where it is not possible. */
export interface ConversationHandle {
  reply(): void;
  note(): void;
  /** `to`: the name that is looked for first. */
  transfer(to?: string): void;
  /** Of a colleague's conversation: reads it along, with a note to begin when `write`. */
  readAlong(write: boolean): void;
  /** A colleague's conversation becomes mine. */
  takeOver(): void;
  park(): void;
  close(): void;
  closeAndNext(): void;
  sendAndNext(): void;
  attach(): void;
  find(): void;
}

export interface OpenConversationProps {
  readonly interaction: Interaction;
  /** A line that was looked for and is shown; another object each time it is asked for. */
  readonly found?: FoundLine | undefined;
  readonly keys: ConversationKeys;
  /** Below 900 px: back to the list. */
  readonly onBack?: (() => void) | undefined;
  readonly onOpenCustomer: () => void;
  /** Moves the conversation into a window of its own; absent where it is in one. */
  readonly onPopOut?: (() => void) | undefined;
  /** Opens the conversation that waits longest for me, other than this one. */
  readonly onNext: (from: InteractionId) => void;
  readonly ref?: Ref<ConversationHandle>;
}

/** What comes after a close; `sent`: it belongs to a message, and comes after that. */
type Closing = 'stay' | 'next' | 'sent';

/** Head, messages and composer of a conversation that is known. */
export function OpenConversation({
  interaction,
  found,
  keys,
  onBack,
  onOpenCustomer,
  onPopOut,
  onNext,
  ref,
}: OpenConversationProps) {
  const t = useText('conversation');
  const composer = useRef<ComposerHandle>(null);
  const [transferOpen, setTransferOpen] = useState(false);
  const [transferTo, setTransferTo] = useState('');
  const [parkOpen, setParkOpen] = useState(false);
  const [finding, setFinding] = useState(false);
  const [sentTurn, setSentTurn] = useState(0);
  const { id } = interaction;
  const name = customerName(interaction.customer, t);
  const standing = useStanding(interaction);

  const [closing, setClosing] = useState<Closing>();
  const settings = useQueue(interaction.queueId)?.settings;
  const topics = settings?.topics ?? [];

  const next = (): void => onNext(id);
  const closeNow = (then: Closing, how: { readonly topic?: string }): void => {
    // What was sent with it may still wait for its files.
    if (then === 'sent' && waitsForUploads(id)) closeOnceSent(id, name, how);
    else closeConversation(id, name, how);
    if (then === 'next') next();
  };
  const close = (then: Closing = 'stay'): void => {
    if (standing?.mayClose !== true) return;
    // With topics to choose from, the choice comes first.
    if (topics.length > 0) setClosing(then);
    else closeNow(then, {});
  };
  useImperativeHandle(ref, () => ({
    reply: () => composer.current?.focus('reply'),
    note: () => composer.current?.focus('note'),
    transfer: (to = '') => {
      setTransferTo(to);
      setTransferOpen(standing?.mayTransfer === true);
    },
    readAlong: (write) => {
      if (standing?.reading === 'may') void act('interaction.join', { interactionId: id });
      if (write && standing?.reading !== undefined) composer.current?.focus('note');
    },
    takeOver: () => {
      if (standing?.get === 'takeOver') void act('interaction.take', { interactionId: id });
    },
    park: () => setParkOpen(standing?.mayPark === true),
    close,
    closeAndNext: () => {
      if (standing?.mayClose === true && mayCloseAgain(steadyNow())) close('next');
    },
    sendAndNext: () => {
      if (composer.current?.send() === true) next();
    },
    attach: () => composer.current?.attach(),
    find: () => setFinding(true),
  }));
  useEffect(() => onWriteIn(id, (words) => composer.current?.begin(words)), [id]);
  const customer = useMemo(() => ({ id: interaction.customer.id, name }), [interaction.customer.id, name]);
  const endFind = useCallback(() => setFinding(false), []);
  if (standing === undefined) return null;
  return (
    <>
      <Header
        {...{
          interaction,
          standing,
          customer,
          keys,
          transferOpen,
          transferTo,
          parkOpen,
          onBack,
          onOpenCustomer,
          onPopOut,
        }}
        onTransferOpen={(open) => {
          setTransferTo('');
          setTransferOpen(open);
        }}
        // Its button goes with it, and letters typed on would be taken for shortcuts.
        onTransferOffered={() => composer.current?.focus()}
        onParkOpen={setParkOpen}
        onNote={() => composer.current?.focus('note')}
        onFind={() => setFinding(true)}
        onNext={next}
        onClose={close}
      />
      {closing !== undefined && (
        <CloseDialog
          topics={topics}
          required={settings?.topicRequired === true}
          onClose={() => setClosing(undefined)}
          onChosen={(topic) => {
            setClosing(undefined);
            closeNow(closing, topic === undefined ? {} : { topic });
          }}
        />
      )}
      <TranscriptView
        interaction={interaction}
        customer={customer}
        finding={finding}
        found={found}
        sentTurn={sentTurn}
        onFindClosed={endFind}
      />
      <StateLine interaction={interaction} standing={standing} />
      <ColleaguesLine id={id} />
      <Composer
        ref={composer}
        interaction={interaction}
        customerName={name}
        mayReply={standing.mayReply}
        noteHint={t('composer.noteHint')}
        sendAndNextChord={keys.sendAndNext}
        attachChord={keys.attach}
        onSent={() => setSentTurn((turn) => turn + 1)}
        onSendAndNext={next}
        onSendAndClose={() => close('sent')}
      />
    </>
  );
}

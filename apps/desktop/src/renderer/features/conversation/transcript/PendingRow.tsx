import { discardMessage, retryMessage } from '../../../connection/connection.ts';
import { formatTime } from '../../../text/format.ts';
import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { InternalNote } from '../../../ui/conversation/InternalNote.tsx';
import { MessageBubble } from '../../../ui/conversation/MessageBubble.tsx';
import type { DeliveryState } from '../../../ui/conversation/MessageMeta.tsx';
import { useMe } from '../../../workspace/hooks.ts';
import type { PendingMessage } from '../../../workspace/pendingMessage.ts';
import { sentFile } from '../composer/uploads.ts';
import { sayRefusal } from '../names.ts';
import { Attachments } from './Attachments.tsx';
import { MessageText, NoteText } from './MessageText.tsx';

/** A message of mine that is not in the transcript yet, with the truth about where it is. */
export function PendingRow({ message }: { readonly message: PendingMessage }) {
  const t = useText('conversation');
  const me = useMe();
  const delivery: DeliveryState = message.state === 'uncertain' ? 'pending' : message.state;
  const files = message.attachmentIds.map(sentFile).filter((file) => file !== undefined);
  const meta = {
    delivery,
    deliveryLabel:
      message.refusal === undefined
        ? t(`message.${message.state}`)
        : t('message.failedBecause', { reason: sayRefusal(message.refusal) }),
    retry:
      message.state === 'failed'
        ? { label: t('message.tryAgain'), onPress: () => retryMessage(message.commandId) }
        : undefined,
    time: message.state === 'sent' ? formatTime(message.writtenAt) : undefined,
    attachments: files.length === 0 ? undefined : <Attachments files={files} />,
  };
  const discard = message.state === 'failed' && (
    <Button variant="text" size="sm" className="self-end" onClick={() => discardMessage(message.commandId)}>
      {t('message.discard')}
    </Button>
  );
  if (message.kind === 'note') {
    return (
      <>
        <InternalNote title={t('note.from', { agent: me?.name ?? '' })} remarks={[t('note.teamOnly')]} {...meta}>
          <NoteText text={message.text} mentions={message.mentions} query="" />
        </InternalNote>
        {discard}
      </>
    );
  }
  return (
    <>
      <MessageBubble side="agent" writer={{ id: me?.id ?? '', name: me?.name ?? '' }} {...meta}>
        {message.text === '' ? undefined : <MessageText text={message.text} query="" />}
      </MessageBubble>
      {discard}
    </>
  );
}

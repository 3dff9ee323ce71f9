import { Check, CheckCheck, CircleAlert, CircleQuestionMark, Clock } from 'lucide-react';

import { Icon } from '../marks/Icon.tsx';

/**
 * How far an own message has come. `pending` is only on this machine, `sent` is in the server's journal,
 * `delivered` is on the customer's device, or with their messenger, `read` was seen there. Of what is `uncertain` nobody knows
 * whether it arrived. Nothing is shown before it is true.
 */
export type DeliveryState = 'pending' | 'sent' | 'delivered' | 'read' | 'uncertain' | 'failed';

export interface MessageMetaProps {
  time?: string | undefined;
  /** Before the time: the author, where several write. */
  author?: string | undefined;
  /** Before the time: that the text was changed since. */
  edited?: string | undefined;
  delivery?: DeliveryState | undefined;
  /** The delivery in words; seen for `pending`, `uncertain` and `failed`, for readers otherwise. */
  deliveryLabel?: string | undefined;
  retry?: { label: string; onPress: () => void } | undefined;
}

const Delivery = ({ state, label }: { state: 'sent' | 'delivered' | 'read'; label: string | undefined }) => (
  <span className={state === 'read' ? 'meta-read' : undefined} title={label}>
    <Icon glyph={state === 'sent' ? Check : CheckCheck} />
    {label !== undefined && <span className="sr-text">{label}</span>}
  </span>
);

/** The small line below a bubble: time, ticks, or why it did not go out. */
export const MessageMeta = ({ time, author, edited, delivery, deliveryLabel, retry }: MessageMetaProps) => {
  if (delivery === 'failed' || delivery === 'uncertain') {
    return (
      <div className="meta meta-bad" role="alert">
        <Icon glyph={delivery === 'failed' ? CircleAlert : CircleQuestionMark} />
        {deliveryLabel}
        {retry !== undefined && (
          <button type="button" className="btn btn-text" onClick={retry.onPress}>
            {retry.label}
          </button>
        )}
      </div>
    );
  }
  if (delivery === 'pending') {
    return (
      <div className="meta">
        <Icon glyph={Clock} />
        {deliveryLabel}
      </div>
    );
  }
  if (time === undefined && delivery === undefined && edited === undefined) return null;
  return (
    <div className="meta">
      {author !== undefined && <span>{author}</span>}
      {edited !== undefined && <span>{edited}</span>}
      {time !== undefined && <time>{time}</time>}
      {delivery !== undefined && <Delivery state={delivery} label={deliveryLabel} />}
    </div>
  );
};

import { Avatar } from '../marks/Avatar.tsx';
import { TypingDots } from '../marks/TypingDots.tsx';

export interface GhostBubbleProps {
  writer: { id: string; name: string; picture?: string };
  /** What is typed so far; empty shows only the line below. */
  text: string;
  /** "Hannah is typing · not sent yet". */
  label: string;
}

/** What the customer is typing [42]. Hidden from readers: `announce()` says once per burst that somebody types. */
export const GhostBubble = ({ writer, text, label }: GhostBubbleProps) => (
  <div className="msg ghost" aria-hidden>
    <Avatar {...writer} size={28} />
    <div className="msg-body">
      {text !== '' && (
        <div className="bub" dir="auto">
          {text}
          <span className="caret" />
        </div>
      )}
      <div className="meta">
        <TypingDots />
        {label}
      </div>
    </div>
  </div>
);

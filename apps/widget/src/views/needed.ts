import { consentMissing } from '../session/mirror.ts';
import type { View } from '../session/session.ts';

/** A conversation is there, or on its way. */
export const hasBegun = ({ conversation, lines, pending }: View): boolean =>
  conversation !== null || lines.length > 0 || pending.some((row) => row.name === 'message.post');

/** More than a name and the message is asked for before the first one [31, 32, 34]. */
export const asksFirst = (view: View): boolean =>
  view.face !== undefined && (!view.face.open || Boolean(view.face.contactForm ?? consentMissing(view)));

/** In the conversation something keeps the messages back, or contact details are wanted or were refused. */
export const asksInside = ({ asked, conversation, pending }: View): boolean =>
  Boolean(asked ?? conversation?.contactWanted) ||
  // When it opens again is told with the forms' words.
  conversation?.heldUntil !== undefined ||
  pending.some((row) => row.name === 'contact.give');

/** The end has its forms: a rating, or an address for the copy. */
export const asksAtEnd = ({ conversation, face, pending }: View): boolean =>
  (conversation?.state === 'closed' && face?.askRating === true) ||
  pending.some((row) => row.name === 'transcript.send');

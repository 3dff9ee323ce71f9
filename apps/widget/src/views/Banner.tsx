import type { Desk } from './desk.ts';

/** What stands between the visitor and the server, in words, with what can be done about it. */
export const Banner = ({ desk: { view, words, session, draft } }: { readonly desk: Desk }) => {
  const { status, because, held, pending } = view;
  const kept = pending.length > 0 || draft.trim();
  const [text, action, late] =
    status === 'stopped'
      ? ([because === 'wrongVersion' ? 'reload' : kept ? 'closedKept' : 'closedChannel', 'retry', ''] as const)
      : status !== 'online'
        ? ([status === 'offline' || view.face ? 'offline' : 'connecting', 'connectNow', ' late'] as const)
        : ([held && 'held', undefined, ''] as const);
  return (
    <div role="status">
      {text && (
        // A blink of the connection is not worth a word: the style shows it late.
        <div class={`banner${late}`}>
          <span class="grow">{words.say(text)}</span>
          {action && (
            <button type="button" onClick={session.wake}>
              {words.say(action)}
            </button>
          )}
        </div>
      )}
    </div>
  );
};

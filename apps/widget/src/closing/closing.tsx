import { Component } from 'preact';

import { isEmail } from '../forms/contact.ts';
import formStyles from '../forms/forms.css?inline';
import type { Inputs, Outgoing } from '../session/outbox.ts';
import type { View } from '../session/session.ts';
import type { Words } from '../text/words.ts';
import type { Desk } from '../views/desk.ts';
import { styles as welcomeStyles } from '../views/Welcome.tsx';
import { CallRating } from './CallRating.tsx';
import closingStyles from './closing.css?inline';
import { ScoreForm, type ScoreFormProps, Thanks } from './ScoreForm.tsx';
import { say } from './texts.ts';

export { CallRating };
export const styles = welcomeStyles + formStyles + closingStyles;

/** The newest of a kind on its way, or refused. */
const rowOf = <N extends keyof Inputs>({ pending }: View, name: N) =>
  pending.findLast((row): row is Extract<Outgoing, { name: N }> => row.name === name);

interface AddressProps {
  readonly words: Words;
  readonly email: string;
  readonly wrong: boolean;
  readonly change: (email: string) => void;
}

const Address = ({ words, email, wrong, change }: AddressProps) => (
  <div class="field">
    <label for="rd-in-copy">{say(words, 'email')}</label>
    <input
      id="rd-in-copy"
      class="input"
      type="email"
      name="email"
      autoComplete="email"
      maxLength={254}
      required
      aria-invalid={wrong}
      aria-describedby="rd-copy"
      value={email}
      onInput={(event) => change(event.currentTarget.value)}
    />
    <div id="rd-copy" class="error" role="alert">
      {wrong && say(words, 'emailWrong')}
    </div>
  </div>
);

interface RatingState {
  readonly copy?: boolean;
  readonly email?: string;
  readonly checked?: boolean;
  readonly again?: boolean;
}

/** [43] One to five with a comment, and a copy of the chat in the same step. What was given can be changed. */
class Rating extends Component<{ readonly desk: Desk; readonly with: string | undefined }, RatingState> {
  private card: HTMLElement | null = null;

  private readonly keepCard = (card: HTMLElement | null): void => {
    this.card = card;
  };

  override componentDidUpdate(): void {
    // What a choice brings with it comes below.
    const { card } = this;
    const focused = (card?.getRootNode() as ShadowRoot | undefined)?.activeElement;
    if (card?.contains(focused ?? null)) card.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const { desk } = this.props;
    const { view } = desk;
    const row = rowOf(view, 'rating.give');
    const given = row ? (row.failed ? null : row.input) : view.conversation?.rating;
    return given && !this.state.again ? (
      <Thanks words={desk.words} score={given.score} change={() => this.setState({ again: true })} />
    ) : (
      this.form(row?.input ?? view.conversation?.rating, row?.failed !== undefined)
    );
  }

  private form(before: ScoreFormProps['before'], failed: boolean) {
    const { desk, with: agent } = this.props;
    const { words, view, session } = desk;
    const { copy = false, email = '', checked = false } = this.state;
    const wrong = copy && checked && !isEmail(email);
    return (
      <ScoreForm
        words={words}
        title={agent ? say(words, 'howWasWith', agent) : say(words, 'howWas')}
        before={before}
        failed={failed}
        keep={this.keepCard}
        send={(score, comment) => {
          if (copy && !isEmail(email)) return this.setState({ checked: true });
          session.act({ name: 'rating.give', input: { score, comment } });
          if (copy) session.act({ name: 'transcript.send', input: { email: email.trim() } });
          this.setState({ again: false, copy: false });
        }}
      >
        {view.face?.transcriptByEmail && (
          <label class="consent">
            <input
              type="checkbox"
              checked={copy}
              onChange={(event) => this.setState({ copy: event.currentTarget.checked })}
            />
            {say(words, 'copy')}
          </label>
        )}
        {copy && <Address words={words} email={email} wrong={wrong} change={(to) => this.setState({ email: to })} />}
      </ScoreForm>
    );
  }
}

/** [10] The conversation so far to an address of the visitor's. */
class Copy extends Component<{ readonly desk: Desk }, { readonly email?: string; readonly checked?: boolean }> {
  override render() {
    const { desk } = this.props;
    const { view, words, session } = desk;
    const row = rowOf(view, 'transcript.send');
    const sending = row !== undefined && !row.failed;
    const { email = row?.input.email ?? '', checked = false } = this.state;
    const submit = (event: Event): void => {
      event.preventDefault();
      if (isEmail(email)) {
        session.act({ name: 'transcript.send', input: { email: email.trim() } });
        desk.askCopy(false);
      } else this.setState({ checked: true });
    };
    return (
      <form class="card inside" noValidate aria-label={say(words, 'copyTitle')} onSubmit={submit}>
        <h2>{say(words, 'copyTitle')}</h2>
        <Address
          words={words}
          email={email}
          wrong={checked && !isEmail(email)}
          change={(to) => this.setState({ email: to })}
        />
        <div class="error" role="alert">
          {row?.failed && say(words, 'copyFailed')}
        </div>
        <div class="actions">
          <button class="main" disabled={sending}>
            {say(words, sending ? 'sending' : 'send')}
          </button>
          <button
            type="button"
            class="text"
            onClick={() => {
              if (row?.failed) session.discard(row.id);
              desk.askCopy(false);
            }}
          >
            {say(words, 'cancel')}
          </button>
        </div>
      </form>
    );
  }
}

/** What is asked at the end of the conversation: how it was, and where a copy goes. */
export const Closing = ({ desk }: { readonly desk: Desk }) => {
  const { conversation, face, lines } = desk.view;
  const own = lines.filter((line) => line.group === conversation?.interactionId);
  // Nobody has answered: there is nothing to rate.
  const answer = own.findLast((line) => line.from === 'agent' && !line.happening);
  const rated = conversation?.state === 'closed' && face?.askRating && (answer || conversation.rating);
  const copying = desk.copyAsked || rowOf(desk.view, 'transcript.send')?.failed;
  return (
    <>
      {rated && <Rating key={conversation.interactionId} desk={desk} with={answer?.agent?.name} />}
      {copying && face?.transcriptByEmail && <Copy desk={desk} />}
    </>
  );
};

import { Component, type ComponentChildren } from 'preact';

import type { Words } from '../text/words.ts';
import { say } from './texts.ts';

const SCORES = [1, 2, 3, 4, 5] as const;
type Score = (typeof SCORES)[number];

const star = 'M12 2.8l2.84 5.76 6.36.92-4.6 4.48 1.09 6.33L12 17.3l-5.69 2.99 1.09-6.33L2.8 9.48l6.36-.92z';

const Star = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={star} />
  </svg>
);

/** What was given, and the way to change it. */
export const Thanks = ({
  words,
  score,
  change,
}: {
  readonly words: Words;
  readonly score: number;
  readonly change: () => void;
}) => (
  <div class="card inside rate" role="status">
    <div class="stars" role="img" aria-label={say(words, 'ofFive', String(score))}>
      {SCORES.map((each) => (
        <span key={each} class={each <= score ? 'on' : ''}>
          <Star />
        </span>
      ))}
    </div>
    <div class="score">{say(words, 'thanks')}</div>
    <button type="button" class="text" onClick={change}>
      {say(words, 'change')}
    </button>
  </div>
);

export interface ScoreFormProps {
  readonly words: Words;
  readonly title: string;
  /** Given before, to be changed. */
  readonly before?: { readonly score: number; readonly comment: string | null } | null | undefined;
  /** It was refused. */
  readonly failed: boolean;
  /** The form itself, for whoever scrolls to it. */
  readonly keep?: (form: HTMLElement | null) => void;
  readonly send: (score: Score, comment: string) => void;
  /** What is asked besides, once there is a score. */
  readonly children?: ComponentChildren;
}

/** [43] One to five, and then a comment. */
export class ScoreForm extends Component<
  ScoreFormProps,
  { readonly score?: Score | undefined; readonly comment?: string }
> {
  override state = {
    score: SCORES.find((each) => each === this.props.before?.score),
    comment: this.props.before?.comment ?? '',
  };

  override render() {
    const { words, title, failed, keep, send, children } = this.props;
    const { score, comment } = this.state;
    const submit = (event: Event): void => {
      event.preventDefault();
      if (score !== undefined) send(score, comment.trim());
    };
    return (
      <form ref={keep ?? null} class="card inside rate" noValidate onSubmit={submit}>
        <h2 id="rd-rate">{title}</h2>
        <fieldset class="stars" aria-labelledby="rd-rate">
          {SCORES.map((each) => (
            <label key={each} class={each <= (score ?? 0) ? 'on' : ''}>
              <input
                type="radio"
                name="rd-score"
                checked={each === score}
                onChange={() => this.setState({ score: each })}
              />
              <Star />
              <span class="sr">
                {say(words, 'ofFive', String(each))}: {say(words, `score${each}`)}
              </span>
            </label>
          ))}
        </fieldset>
        <div class="score" aria-hidden="true">
          {score !== undefined && say(words, `score${score}`)}
        </div>
        {score !== undefined && (
          <>
            <label class="field">
              <div>
                {say(words, 'better')} <span class="muted">{words.say('optional')}</span>
              </div>
              <textarea
                class="input"
                rows={2}
                maxLength={1_000}
                value={comment}
                onInput={(event) => this.setState({ comment: event.currentTarget.value })}
              />
            </label>
            {children}
          </>
        )}
        <div class="error" role="alert">
          {failed && say(words, 'rateFailed')}
        </div>
        <button class="main" disabled={score === undefined}>
          {say(words, 'sendRating')}
        </button>
      </form>
    );
  }
}

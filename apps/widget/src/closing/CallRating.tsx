import { Component } from 'preact';

import type { Desk } from '../views/desk.ts';
import { ScoreForm, Thanks } from './ScoreForm.tsx';

interface CallRatingState {
  /** What the server has. */
  readonly given?: { readonly score: number; readonly comment: string };
  readonly again?: boolean;
  readonly failed?: boolean;
}

/** [43] How the call was, asked when it is over. What was given can be changed. */
export class CallRating extends Component<{ readonly desk: Desk; readonly title: string }, CallRatingState> {
  override render() {
    const { desk, title } = this.props;
    const { given, again, failed = false } = this.state;
    if (given !== undefined && !again)
      return <Thanks words={desk.words} score={given.score} change={() => this.setState({ again: true })} />;
    return (
      <ScoreForm
        words={desk.words}
        title={title}
        before={given}
        failed={failed}
        send={(score, comment) => {
          this.setState({ failed: false });
          desk.session.ask('rating.give', { score, comment, of: 'call' }, (reply) =>
            this.setState(reply?.ok ? { given: { score, comment }, again: false } : { failed: true }),
          );
        }}
      />
    );
  }
}

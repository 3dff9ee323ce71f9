import { Component, createRef } from 'preact';

import type { Words } from '../text/words.ts';
import type { Desk } from '../views/desk.ts';
import { Avatar } from '../views/Avatar.tsx';
import { down, Icon } from '../views/pieces.tsx';
import { styles as threadStyles } from '../views/Thread.tsx';
import callStyles from './call.css?inline';
import type { CallState } from './callMachine.ts';
import { clock } from './clock.ts';
import { hangUp, keypad, microphone, microphoneOff, speaker } from './icons.ts';
import { type CallText, callTexts } from './texts.ts';
import { createWebCall, type WebCall } from './webCall.ts';

export const styles = threadStyles + callStyles;

const say = ({ language }: Words, key: CallText, part = ''): string =>
  callTexts[language][key].replace(/\{\w+\}/, () => part);

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** One call for the page: it goes on while the panel is closed and while the chat is shown. */
let current: WebCall | undefined;

const callOf = (desk: Desk): WebCall =>
  (current ??= createWebCall({
    origin: desk.origin,
    begin: (resumes) => new Promise((answered) => desk.session.ask('call.begin', resumes ? { resumes } : {}, answered)),
    online: () => desk.session.view().status === 'online',
    reconnect: desk.session.wake,
    changed: desk.draw,
  }));

/** What is said of the state: a heading and, where there is more to know, a sentence. */
function told(words: Words, state: CallState): { readonly title: string; readonly more: string } {
  const more = 'broken' in state && state.broken ? say(words, 'broken') : '';
  switch (state.phase) {
    case 'stopped':
      return { title: say(words, state.because), more: say(words, `${state.because}Why`) };
    case 'asking':
      return { title: say(words, 'asking'), more: say(words, 'askingWhy') };
    case 'talking':
      return { title: say(words, state.held ? 'held' : 'talking'), more };
    case 'waiting':
      return {
        title: say(words, 'waiting'),
        more: more || (state.place === undefined ? '' : say(words, 'place', `${state.place}`)),
      };
    case 'voicemail':
      return { title: say(words, 'voicemail'), more: more || say(words, 'voicemailWhy') };
    case 'ended': {
      const { because, seconds } = state;
      const over = because === 'hungUp' || because === 'farEnd';
      if (over) return { title: seconds > 0 ? say(words, 'lasted', clock(seconds)) : say(words, 'farEnd'), more: '' };
      return { title: say(words, because), more: '' };
    }
    default:
      return { title: say(words, state.phase), more };
  }
}

interface SoundsProps {
  readonly words: Words;
  readonly call: WebCall;
}

const Sounds = ({ words, call }: SoundsProps) => {
  const lists = [
    ['audioinput', 'microphone'],
    ['audiooutput', 'speaker'],
  ] as const;
  return (
    <div class="sounds" id="rd-sounds">
      {lists.map(([kind, name]) => {
        const devices = call.devices().filter((each) => each.kind === kind && each.deviceId !== 'default');
        // A browser that cannot choose an output names none.
        return devices.length === 0 ? null : (
          <label key={kind}>
            {say(words, name)}
            <select value={call.inUse()[name]} onChange={(event) => call.choose(kind, event.currentTarget.value)}>
              <option value="">{say(words, 'standard')}</option>
              {devices.map(({ deviceId, label }) => (
                <option key={deviceId} value={deviceId}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        );
      })}
    </div>
  );
};

interface ControlsProps extends SoundsProps {
  readonly muted: boolean;
  readonly shown: 'keys' | 'sounds' | undefined;
  readonly show: (what: 'keys' | 'sounds' | undefined) => void;
}

const Controls = ({ words, call, muted, shown, show }: ControlsProps) => (
  <>
    <div class="controls">
      <button type="button" class="control" aria-pressed={muted} onClick={() => call.mute(!muted)}>
        <span>
          <Icon is={muted ? microphoneOff : microphone} />
        </span>
        {say(words, muted ? 'unmute' : 'mute')}
      </button>
      <button
        type="button"
        class="control"
        aria-expanded={shown === 'keys'}
        aria-controls="rd-keys"
        onClick={() => show(shown === 'keys' ? undefined : 'keys')}
      >
        <span>
          <Icon is={keypad} />
        </span>
        {say(words, 'keypad')}
      </button>
      <button
        type="button"
        class="control"
        aria-expanded={shown === 'sounds'}
        aria-controls="rd-sounds"
        onClick={() => show(shown === 'sounds' ? undefined : 'sounds')}
      >
        <span>
          <Icon is={speaker} />
        </span>
        {say(words, 'sound')}
      </button>
    </div>
    {shown === 'keys' && (
      <div class="keys" id="rd-keys" role="group" aria-label={say(words, 'keypad')}>
        {DIGITS.map((digit) => (
          <button key={digit} type="button" onClick={() => call.dtmf(digit)}>
            {digit}
          </button>
        ))}
      </div>
    )}
    {shown === 'sounds' && <Sounds words={words} call={call} />}
  </>
);

/** The call in the visitor's browser, from the microphone's permission to its end. */
export class Call extends Component<{ readonly desk: Desk }, { readonly shown?: 'keys' | 'sounds' | undefined }> {
  private readonly heading = createRef<HTMLHeadingElement>();

  override componentDidMount(): void {
    // It is shown by the visitor's own press only: what had the focus is gone with the chat.
    this.heading.current?.focus();
    if (this.props.desk.callWanted()) callOf(this.props.desk).begin();
  }

  override render() {
    const { desk } = this.props;
    const { words, view } = desk;
    const call = callOf(desk);
    const state = call.state();
    const { title, more } = told(words, state);
    const name = view.face?.title || words.say('chat');
    const Rating = desk.closing?.CallRating;
    const goesOn = state.phase !== 'ended' && state.phase !== 'stopped';
    const agent = state.phase === 'talking' ? state.agent : undefined;
    return (
      <>
        <div class="bar">
          <div class="grow">
            <div class="name" dir="auto">
              {name}
            </div>
            <div class="small muted">{say(words, 'voice')}</div>
          </div>
          <button type="button" class="round" aria-label={words.say('minimise')} onClick={desk.close}>
            <Icon is={down} />
          </button>
        </div>
        <div class="body callw">
          <span class="halo" aria-hidden="true">
            {agent ? <Avatar agent={agent} origin={desk.origin} /> : [...name][0]?.toUpperCase()}
          </span>
          <div role="status">
            {agent && (
              <p class="who" dir="auto">
                {agent.name}
              </p>
            )}
            <h2 ref={this.heading} tabIndex={-1} class={agent && 'sub'}>
              {title}
            </h2>
            {more && <p>{more}</p>}
          </div>
          {goesOn && call.recorded() && <p class="small">{say(words, 'recorded')}</p>}
          {state.phase === 'talking' && (
            <>
              <time role="timer">{clock(Math.max(0, Math.floor((desk.now - state.since) / 1_000)))}</time>
              <Controls
                words={words}
                call={call}
                muted={state.muted}
                shown={this.state.shown}
                show={(shown) => this.setState({ shown })}
              />
            </>
          )}
          {state.phase === 'ended' && state.seconds > 0 && view.face?.rateCalls && Rating && (
            <Rating desk={desk} title={say(words, 'howWas')} />
          )}
          {goesOn ? (
            <button type="button" class="main over stop" onClick={call.hangUp}>
              <Icon is={hangUp} />
              {say(words, state.phase === 'talking' ? 'end' : 'cancel')}
            </button>
          ) : (
            view.face?.calls &&
            !(state.phase === 'stopped' && /^(insecure|unsupported|closed)$/.test(state.because)) && (
              <button type="button" class="main over" onClick={call.begin}>
                {say(words, state.phase === 'stopped' ? 'retry' : 'again')}
              </button>
            )
          )}
          <button type="button" class="text" onClick={() => desk.showCall(false)}>
            {say(words, 'back')}
          </button>
        </div>
      </>
    );
  }
}

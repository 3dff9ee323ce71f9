import { Component, type ComponentChildren } from 'preact';

import { Banner } from './Banner.tsx';
import type { Desk } from './desk.ts';
import { down, excess, fitting, Icon, phone, up } from './pieces.tsx';
import styles from './welcome.css?inline';

export { styles };

interface HeroProps {
  readonly desk: Desk;
  readonly text: string;
  readonly small?: boolean;
  readonly children?: ComponentChildren;
}

/** The coloured head with the channel's name and what is said first. */
export const Hero = ({ desk, text, small, children }: HeroProps) => {
  const title = desk.view.face?.title || desk.words.say('chat');
  return (
    <div class={`hero${small ? ' sm' : ''}`}>
      <div class="row between">
        <span class="row">
          <span class="logo" aria-hidden="true">
            {[...title][0]?.toUpperCase()}
          </span>
          <b dir="auto">{title}</b>
        </span>
        <button type="button" class="round" aria-label={desk.words.say('minimise')} onClick={desk.close}>
          <Icon is={down} />
        </button>
      </div>
      <h2 dir="auto" class={text.length > 60 ? 'long' : ''}>
        {text}
      </h2>
      {children}
    </div>
  );
};

/** Where a call is taken now. */
export const CallUs = ({ desk }: { readonly desk: Desk }) =>
  desk.view.face?.calls ? (
    <button type="button" class="main call" onClick={() => desk.showCall(true)}>
      <Icon is={phone} />
      {desk.words.say('call')}
    </button>
  ) : null;

/** Before the first message: greeting, the visitor's name as the channel asks for it [33], the question. */
export class Welcome extends Component<
  { readonly desk: Desk },
  { readonly name?: string; readonly missing?: boolean }
> {
  override render() {
    const { desk } = this.props;
    const { name, missing } = this.state;
    const { view, words, draft } = desk;
    const { say } = words;
    const settings = view.face?.settings;
    const over = excess(draft);
    const given = (name ?? view.name).trim();
    const noName = missing && settings?.askName === 'required' && !given;
    const noText = missing && !draft.trim();
    const submit = (event: Event): void => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement;
      if (!draft.trim() || over > 0 || (settings?.askName === 'required' && !given)) {
        this.setState({ missing: true });
        form.querySelector<HTMLElement>(settings?.askName === 'required' && !given ? 'input' : 'textarea')?.focus();
      } else desk.post(given);
    };
    return (
      <>
        <Hero desk={desk} text={settings?.greeting || say('greeting')} />
        <div class="body welcome">
          {view.status !== 'stopped' && (
            <form class="card" noValidate onSubmit={submit}>
              {settings && settings.askName !== 'no' && (
                <div class="field">
                  <label for="rd-in-name">
                    {say('name')} {settings.askName === 'optional' && <span class="muted">{say('optional')}</span>}
                  </label>
                  <input
                    id="rd-in-name"
                    class="input"
                    autoComplete="name"
                    maxLength={80}
                    required={settings.askName === 'required'}
                    aria-invalid={noName}
                    aria-describedby="rd-name"
                    value={name ?? view.name}
                    onInput={(event) => this.setState({ name: event.currentTarget.value })}
                  />
                  <div id="rd-name" class="error" role="alert">
                    {noName && say('nameMissing')}
                  </div>
                </div>
              )}
              <div class="field">
                <label for="rd-in-text">{say('yourMessage')}</label>
                <textarea
                  id="rd-in-text"
                  ref={fitting()}
                  class="input"
                  rows={3}
                  required
                  aria-invalid={noText || over > 0}
                  aria-describedby="rd-text"
                  value={draft}
                  onInput={(event) => desk.write(event.currentTarget.value)}
                />
                <div id="rd-text" class="error" role="alert">
                  {over > 0 ? words.count('tooLong', over) : noText && say('messageMissing')}
                </div>
              </div>
              <button class="main">
                {say('start')}
                <Icon is={up} />
              </button>
            </form>
          )}
          <CallUs desk={desk} />
          <Banner desk={desk} />
        </div>
      </>
    );
  }
}

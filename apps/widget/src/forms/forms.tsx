import { Component } from 'preact';

import { Banner } from '../views/Banner.tsx';
import type { Desk } from '../views/desk.ts';
import { excess, fitting, Icon, up } from '../views/pieces.tsx';
import { CallUs, Hero, styles as welcomeStyles } from '../views/Welcome.tsx';
import { consentMissing } from '../session/mirror.ts';
import { type Contact, type ContactKey, problemOf, refusedFields, wantedFirst } from './contact.ts';
import { Consent, Fields, KEYS, say } from './Fields.tsx';
import formStyles from './forms.css?inline';
import { whenOpen } from './whenOpen.ts';

/** Cards and fields are those of the welcome, which need not have been there. */
export const styles = welcomeStyles + formStyles;

const trimmed = ({ name, email, phone }: Contact): Contact => ({
  name: name.trim(),
  email: email.trim(),
  phone: phone.trim(),
});

/** What must come before the message goes first: the outbox sends in this order. */
function begin(desk: Desk, contact: Contact, version: number | undefined): void {
  const { session, view } = desk;
  const given = trimmed(contact);
  if (version !== undefined) session.act({ name: 'consent.give', input: { version } });
  // Only a name, where no form of the queue asks for it, is the channel's matter.
  if (given.email || given.phone || (given.name && view.face?.contactForm))
    session.act({ name: 'contact.give', input: given });
  desk.post(view.face?.contactForm ? '' : given.name);
}

const HIDDEN = 'noContact';

interface StartState {
  readonly contact?: Partial<Contact>;
  /** [32] The version that was ticked: a statement that is changed meanwhile is ticked anew. */
  readonly agreed?: number | undefined;
  readonly checked?: boolean;
}

/** [31] When people answer again, where it is known. */
export const OpensAgain = ({ desk: { words, now }, at }: { readonly desk: Desk; readonly at: number | undefined }) =>
  at === undefined ? null : <div>{say(words, 'openAgain', whenOpen(at, now, words.language))}</div>;

/**
 * Before the first message where more is asked for than a name: the contact form [34], the statement to be accepted [32],
 * and outside the hours [31] the same as a form for a message that is answered by e-mail. Nothing is sent before.
 */
export class Start extends Component<{ readonly desk: Desk }, StartState> {
  override render() {
    const { desk } = this.props;
    const { checked = false } = this.state;
    const { view, words, draft } = desk;
    const { face } = view;
    if (!face) return null;
    const wanted = wantedFirst(face);
    const contact = { name: view.name, email: '', phone: '', ...this.state.contact };
    const consent = consentMissing(view);
    const agreed = !consent || consent.version === this.state.agreed;
    const over = excess(draft);
    const noText = checked && !draft.trim();
    const submit = (event: Event): void => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement;
      const wrong = KEYS.find((key) => wanted[key] !== 'no' && problemOf(key, contact[key], wanted[key]));
      if (wrong || !draft.trim() || over > 0) {
        this.setState({ checked: true });
        form.querySelector<HTMLElement>(wrong ? `[name=${wrong}]` : 'textarea')?.focus();
      } else if (agreed) begin(desk, contact, consent?.version);
    };
    return (
      <>
        {face.open ? (
          <Hero desk={desk} text={face.settings.greeting || words.say('greeting')} />
        ) : (
          <Hero desk={desk} text={say(words, 'closed')} small>
            <div class="back">
              <OpensAgain desk={desk} at={face.opensAt} />
              <div>{say(words, 'leaveMessage')}</div>
            </div>
          </Hero>
        )}
        <div class={`body welcome${face.open ? '' : ' off'}`}>
          {view.status !== 'stopped' && (
            <form class="card" noValidate onSubmit={submit}>
              <Fields
                words={words}
                wanted={wanted}
                contact={contact}
                checked={checked}
                refused={[]}
                change={(key: ContactKey, text) => this.setState({ contact: { ...this.state.contact, [key]: text } })}
              />
              <div class="field">
                <label for="rd-in-text">{words.say('yourMessage')}</label>
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
                  {over > 0 ? words.count('tooLong', over) : noText && words.say('messageMissing')}
                </div>
              </div>
              {consent && (
                <Consent
                  words={words}
                  {...consent}
                  ticked={agreed}
                  tick={(to) => this.setState({ agreed: to ? consent.version : undefined })}
                />
              )}
              <button class="main" disabled={!agreed}>
                {face.open ? words.say('start') : say(words, 'sendMessage')}
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

/** [32] In a conversation that goes on: the message waits until the statement is accepted. */
export const ConsentCard = ({ desk }: { readonly desk: Desk }) => {
  const { view, words, session } = desk;
  const consent = view.face?.consent;
  if (view.asked?.code !== 'consentRequired' || !consent) return null;
  return (
    <section class="card inside" role="group" aria-label={say(words, 'consentFirst')}>
      <h2>{say(words, 'consentFirst')}</h2>
      <Consent words={words} {...consent} />
      <button
        type="button"
        class="main"
        onClick={() => session.act({ name: 'consent.give', input: { version: consent.version } })}
      >
        {say(words, 'agree')}
      </button>
    </section>
  );
};

/** [34] The contact form inside the conversation: what is required keeps the message back, the rest may be left out. */
export class ContactCard extends Component<{ readonly desk: Desk }, StartState> {
  private send(contact: Contact): void {
    this.setState({ contact: undefined });
    this.props.desk.session.act({ name: 'contact.give', input: trimmed(contact) });
  }

  override render() {
    const { desk } = this.props;
    const { checked = false } = this.state;
    const { view, words } = desk;
    const rows = view.pending.filter((row) => row.name === 'contact.give');
    const failed = rows.find((row) => row.failed);
    const required = view.asked?.code === 'contactRequired' ? refusedFields(view.asked.fields) : [];
    const form = view.face?.contactForm ?? { name: 'no', email: 'no', phone: 'no' };
    const wanted = { ...form };
    for (const key of KEYS) if (required.includes(key)) wanted[key] = 'required';
    const filled = failed?.name === 'contact.give' ? failed.input : undefined;
    for (const key of KEYS) if (filled?.[key] && wanted[key] === 'no') wanted[key] = 'optional';
    const optional = required.length === 0 && KEYS.every((key) => wanted[key] !== 'required');
    const hidden = optional && !failed && desk.keep.get(HIDDEN) === view.conversation?.interactionId;
    const shown = view.conversation?.contactWanted || failed || required.length > 0;
    if (!shown || hidden || KEYS.every((key) => wanted[key] === 'no')) return null;
    const contact = { name: view.name, email: '', phone: '', ...filled, ...this.state.contact };
    const sending = rows.length > 0 && !failed;
    const submit = (event: Event): void => {
      event.preventDefault();
      const wrong = KEYS.find((key) => wanted[key] !== 'no' && problemOf(key, contact[key], wanted[key]));
      this.setState({ checked: wrong !== undefined });
      if (wrong) (event.currentTarget as HTMLFormElement).querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
      else if (KEYS.some((key) => contact[key].trim())) this.send(contact);
    };
    return (
      <form class="card inside" noValidate aria-label={say(words, 'reach')} onSubmit={submit}>
        <div>
          <h2>{say(words, 'reach')}</h2>
          <div class="small muted">{say(words, 'reachWhy')}</div>
        </div>
        <Fields
          words={words}
          wanted={wanted}
          contact={contact}
          checked={checked}
          refused={refusedFields(failed?.fields).filter((key) => this.state.contact?.[key as ContactKey] === undefined)}
          change={(key: ContactKey, text) => this.setState({ contact: { ...this.state.contact, [key]: text } })}
        />
        <div class="actions">
          <button class="main" disabled={sending}>
            {say(words, sending ? 'giving' : 'give')}
          </button>
          {optional && (
            <button
              type="button"
              class="text"
              onClick={() => {
                desk.keep.set(HIDDEN, view.conversation?.interactionId ?? null);
                desk.draw();
              }}
            >
              {say(words, 'notNow')}
            </button>
          )}
        </div>
      </form>
    );
  }
}

import type { Words } from '../text/words.ts';
import { type Contact, type ContactKey, type Problem, problemOf, type Wanted } from './contact.ts';
import { formTexts, type FormText } from './texts.ts';

export const say = ({ language }: Words, key: FormText, name = ''): string =>
  formTexts[language][key].replace('{name}', () => name);

const attributes = {
  name: { autoComplete: 'name', maxLength: 80, type: 'text' },
  email: { autoComplete: 'email', maxLength: 254, type: 'email' },
  phone: { autoComplete: 'tel', maxLength: 40, type: 'tel' },
} as const;

export const KEYS: readonly ContactKey[] = ['name', 'email', 'phone'];

interface FieldsProps {
  readonly words: Words;
  readonly wanted: Wanted;
  readonly contact: Contact;
  /** Errors are shown. */
  readonly checked: boolean;
  /** Refused by the server as it stands. */
  readonly refused: readonly string[];
  readonly change: (key: ContactKey, text: string) => void;
}

const wrong = { name: 'nameMissing', email: 'emailWrong', phone: 'phoneWrong' } as const;

/** Name, e-mail and phone as they are asked for [34]. */
export const Fields = ({ words, wanted, contact, checked, refused, change }: FieldsProps) => {
  const labels = { name: words.say('name'), email: say(words, 'email'), phone: say(words, 'phone') };
  const told = (problem: Problem): string => (problem === 'nameMissing' ? words.say(problem) : say(words, problem));
  return (
    <div class="pair">
      {KEYS.filter((key) => wanted[key] !== 'no').map((key) => {
        const problem =
          (checked && problemOf(key, contact[key], wanted[key])) || (refused.includes(key) ? wrong[key] : undefined);
        return (
          <div key={key} class="field">
            <label for={`rd-in-${key}`}>
              {labels[key]} {wanted[key] === 'optional' && <span class="muted">{words.say('optional')}</span>}
            </label>
            <input
              id={`rd-in-${key}`}
              class="input"
              {...attributes[key]}
              name={key}
              required={wanted[key] === 'required'}
              aria-invalid={problem !== undefined}
              aria-describedby={`rd-${key}`}
              value={contact[key]}
              onInput={(event) => change(key, event.currentTarget.value)}
            />
            <div id={`rd-${key}`} class="error" role="alert">
              {problem && told(problem)}
            </div>
          </div>
        );
      })}
    </div>
  );
};

interface ConsentProps {
  readonly words: Words;
  readonly text: string;
  readonly url: string;
  /** With a box to tick. */
  readonly ticked?: boolean;
  readonly tick?: (ticked: boolean) => void;
}

/** [32] The statement with the link to the whole of it. */
export const Consent = ({ words, text, url, ticked, tick }: ConsentProps) => {
  const link = (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {say(words, 'privacy')}
      <span class="sr"> ({say(words, 'newTab')})</span>
    </a>
  );
  return (
    <div class="consent">
      {tick && (
        <input
          id="rd-consent"
          type="checkbox"
          checked={ticked}
          onChange={({ currentTarget }) => tick(currentTarget.checked)}
        />
      )}
      <span>
        {tick ? (
          <label for="rd-consent" dir="auto">
            {text}
          </label>
        ) : (
          <span dir="auto">{text}</span>
        )}{' '}
        {link}
      </span>
    </div>
  );
};

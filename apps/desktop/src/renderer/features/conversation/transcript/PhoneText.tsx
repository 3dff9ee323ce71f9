import { useText } from '../../../text/text.ts';
import { useHomeCountry, usePhoneFormat } from '../../../text/phoneNumber.ts';
import { askToDial } from '../../../workspace/dialling.ts';
import { useWorkspace } from '../../../workspace/hooks.ts';
import { usesCalls } from '../../../workspace/selectors.ts';

/** As short as a number can be: shorter texts are not looked through. */
const LEAST = 7;

/** A text whose telephone numbers can be called, where calls are made from this desk: a press puts one into the dial pad. */
export function PhoneText({ text }: { readonly text: string }) {
  const t = useText('conversation');
  const calls = useWorkspace(({ mirror }) => mirror !== undefined && usesCalls(mirror));
  const wanted = calls && text.replaceAll(/\D/g, '').length >= LEAST;
  const format = usePhoneFormat(wanted);
  const home = useHomeCountry();
  if (!wanted || format === undefined) return text;
  const numbers = format.numbersIn(text, home);
  return (
    <>
      {numbers.map(({ from, to, number }, index) => (
        <span key={from}>
          {text.slice(numbers[index - 1]?.to ?? 0, from)}
          <button
            type="button"
            className="num cursor-pointer font-medium text-accent-text underline underline-offset-2"
            aria-label={t('message.callNumber', { number: format.formatPhone(number, home) })}
            onClick={() => askToDial({ how: 'pad', number })}
          >
            {text.slice(from, to)}
          </button>
        </span>
      ))}
      {text.slice(numbers.at(-1)?.to ?? 0)}
    </>
  );
}

/**
 * Telephone numbers as people write and read them. The tables of all countries are big: this file is loaded by
 * `phoneNumber.ts` when a number is shown for the first time, never with the inbox.
 */
import {
  AsYouType,
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

/** The country a number in international form belongs to. */
export function countryOf(number: string | undefined): CountryCode | undefined {
  return number === undefined ? undefined : parsePhoneNumberFromString(number)?.country;
}

/** A country's code as the number tables know it; undefined for one they do not know. */
export function knownCountry(code: string | undefined): CountryCode | undefined {
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
}

/** Nationally where it is of the reader's country, else internationally; what is no number (a star code) as it is. */
export function formatPhone(number: string, home: CountryCode | undefined): string {
  const parsed = /[*#]/.test(number) ? undefined : parsePhoneNumberFromString(number, home);
  if (parsed === undefined) return number;
  return parsed.country !== undefined && parsed.country === home
    ? parsed.formatNational()
    : parsed.formatInternational();
}

export interface TypedNumber {
  /** As it is written in its country, as far as it is typed. */
  readonly shown: string;
  readonly country: CountryCode | undefined;
  /** What is dialled: with `+` where its country is clear, else the digits; undefined while there is nothing to dial. */
  readonly number: string | undefined;
  /** A whole number of its country. A star code is never one, and may be dialled all the same. */
  readonly whole: boolean;
}

/** More a number cannot have (`PhoneNumber` of the contract). */
const MOST_DIGITS = 32;

const KEYS: Readonly<Record<string, string>> = Object.fromEntries(
  ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, String(index + 2)]),
  ),
);

/**
 * What was typed or pasted, as a number. Takes `tel:` and `sip:` links, letters of the keys (0800 FLOWERS), and any
 * spaces and signs between the digits.
 *
 * @param home the country of numbers without a code
 */
export function readNumber(typed: string, home: CountryCode | undefined): TypedNumber {
  const plain = typed
    .trim()
    .replace(/^(tel|callto|sips?):/i, '')
    .replace(/[;?@].*$/, '')
    .toLowerCase()
    .replaceAll(/[a-z]/g, (letter) => KEYS[letter] ?? '');
  const digits = (/^[^0-9*#]*\+/.test(plain) ? '+' : '') + plain.replaceAll(/[^0-9*#]/g, '').slice(0, MOST_DIGITS);
  if (/[*#]/.test(digits) || !/[0-9]/.test(digits)) {
    const none = digits.replaceAll('+', '') === '';
    return { shown: digits, country: undefined, number: none ? undefined : digits, whole: false };
  }
  const writer = new AsYouType(home);
  const shown = writer.input(digits);
  const parsed = writer.getNumber();
  const whole = parsed?.isValid() === true;
  return {
    shown,
    country: writer.getCountry(),
    number: whole ? parsed.number : digits,
    whole,
  };
}

export interface FoundNumber {
  readonly from: number;
  readonly to: number;
  readonly number: string;
}

/** Numbers inside a text; only those which are whole numbers of a country, so that an order's number is not one. */
export function numbersIn(text: string, home: CountryCode | undefined): readonly FoundNumber[] {
  const found = home === undefined ? findPhoneNumbersInText(text) : findPhoneNumbersInText(text, home);
  return found.map(({ startsAt, endsAt, number }) => ({ from: startsAt, to: endsAt, number: number.number }));
}

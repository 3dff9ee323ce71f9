/**
 * Telephone numbers on the screen. Their tables come when the first number is shown; until then, and where they cannot be
 * had, a number stands as it came.
 *
 *   setOwnNumbers(numbers)      the center's own: numbers of their country are written without its code
 *   usePhoneText(number)        as people of that country write it
 *   phoneText(number)           the same outside of a component
 *   usePhoneFormat()            reading and finding numbers, once the tables are there
 *   useHomeCountry()            the country of numbers without a code
 */
import { useEffect, useSyncExternalStore } from 'react';

type Format = typeof import('./phoneNumberFormat.ts');
type Country = ReturnType<Format['countryOf']>;

interface Known {
  readonly format: Format | undefined;
  readonly home: Country;
}

let known: Known = { format: undefined, home: undefined };
let ownNumbers: readonly string[] = [];
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

function renew(format: Format | undefined): void {
  known = { format, home: format === undefined ? undefined : homeCountry(format) };
  for (const listener of listeners) listener();
}

/** Fetches the tables; whoever could not get them tries again with the next number. */
export function loadPhoneFormat(): Promise<void> {
  loading ??= import('./phoneNumberFormat.ts').then(renew, () => {
    loading = undefined;
  });
  return loading;
}

export function setOwnNumbers(numbers: readonly string[]): void {
  if (numbers.length === ownNumbers.length && numbers.every((number, index) => number === ownNumbers[index])) return;
  ownNumbers = numbers;
  renew(known.format);
}

/** The country of the center's own numbers; without one, the region of the person's system. */
function homeCountry(format: Format): Country {
  for (const number of ownNumbers) {
    const country = format.countryOf(number);
    if (country !== undefined) return country;
  }
  return format.knownCountry(new Intl.Locale(navigator.language).maximize().region);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Undefined until the tables are there; asking fetches them. */
export function usePhoneFormat(wanted = true): Format | undefined {
  useEffect(() => {
    if (wanted) void loadPhoneFormat();
  }, [wanted]);
  return useSyncExternalStore(subscribe, () => known).format;
}

export function useHomeCountry(): Country {
  return useSyncExternalStore(subscribe, () => known).home;
}

export function usePhoneText(number: string | undefined): string | undefined {
  usePhoneFormat(number !== undefined);
  return number === undefined ? undefined : phoneText(number);
}

/** As it came until the tables are there. */
export const phoneText = (number: string): string => known.format?.formatPhone(number, known.home) ?? number;

import { getCountries, isSupportedCountry } from 'libphonenumber-js/min';

/** Every country numbers can be of (ISO 3166-1 alpha-2), by its name in this language. */
export function countryOptions(locale: string): { value: string; text: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const sorted = new Intl.Collator(locale);
  return getCountries()
    .map((value) => ({ value: value as string, text: names.of(value) ?? value }))
    .toSorted((a, b) => sorted.compare(a.text, b.text));
}

/** The country this machine says it is in, for a new line; Spain where it says nothing. */
export function homeCountry(): string {
  const region = new Intl.Locale(navigator.language).maximize().region;
  return region !== undefined && isSupportedCountry(region) ? region : 'ES';
}

/** Making a format costs far more than using one, and a long list uses the same few. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The one place where the desk's dates and times get their form, so that a date is never written in two orders on one
 * screen. The desk's English is international, day before month, 24 hours: `en` alone would write the American way.
 */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options);
  formats.set(key, made);
  return made;
}

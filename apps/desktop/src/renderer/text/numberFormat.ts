const kept = new Map<string, Intl.NumberFormat>();

/** Plain numbers as the locale writes them: `15,999`. Kept: making one costs more than a row. */
export function numberFormat(locale: string): Intl.NumberFormat {
  const format = kept.get(locale) ?? new Intl.NumberFormat(locale);
  kept.set(locale, format);
  return format;
}

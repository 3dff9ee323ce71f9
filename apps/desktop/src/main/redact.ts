/**
 * A line for the log file without what does not belong there: secrets, and what names a person (reliability, section 2, "crash/log").
 * Codes and numbers of ours pass; this is the net below them, not a licence to log text.
 */
export function redact(line: string): string {
  return line
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/[^\s?#"']*)[?#][^\s"']*/gi, '$1')
    .replaceAll(/\/(files|join|try)\/[^\s"']*/g, '/$1/[removed]')
    .replaceAll(
      /\b(bearer|authorization|token|password|secret|cookie)\b["']?\s*[:= ]\s*["']?[^\s"',;]+/gi,
      '$1 [removed]',
    )
    .replaceAll(/[^\s@"'<>(]+@[^\s@"'<>)]+\.[^\s@"'<>),;]+/g, '[address]')
    .replaceAll(/\+?\d[\d ().-]{7,}\d/g, '[number]')
    .replaceAll(/[A-Za-z0-9_-]{40,}/g, '[removed]');
}

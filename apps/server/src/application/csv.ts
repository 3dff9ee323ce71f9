/** A mark by which spreadsheets read the file as UTF-8. */
export const CSV_BEGIN = '\uFEFF';

/**
 * A spreadsheet would take a cell that begins so for a formula, in East Asian width as well; line ends and TAB are skipped by
 * some before they look.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** The semicolon too: spreadsheets of many languages part cells by it. */
const NEEDS_QUOTES = /[",;\r\n]|^\s|\s$/;

/**
 * One record (RFC 4180), with its line end. A text that a spreadsheet would run as a formula is made one that it shows, by an
 * apostrophe in front; numbers stay numbers.
 */
export function csvRecord(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(cell: string | number | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { expect, test } from 'vitest';

import { csvRecord } from './csv.ts';

test('[49] a record is quoted where it must be (RFC 4180)', () => {
  expect(csvRecord(['a;b', 'c'])).toBe('"a;b",c\r\n');
  expect(csvRecord(['plain', 'a,b', 'she said "no"', 'two\nlines', ' padded ', '', undefined, 7])).toBe(
    'plain,"a,b","she said ""no""","two\nlines"," padded ",,,7\r\n',
  );
});

test.each(['=1+1', '+49 30 1', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠A1'])(
  '[49] %j is shown by a spreadsheet, not run',
  (text) => {
    expect(csvRecord([text]).replace(/^"/, '').startsWith(`'${text[0]}`)).toBe(true);
  },
);

test('[49] a negative number is no formula', () => {
  expect(csvRecord([-2])).toBe('-2\r\n');
});

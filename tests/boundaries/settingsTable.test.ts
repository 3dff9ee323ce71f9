import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');

const span = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);
/** The settings of chat and call queues that are there; [4] stands for nothing, [21–28] and [63–72] come with the customer cards. */
const NUMBERS = [...span(1, 3), ...span(5, 20), ...span(29, 49), ...span(57, 62), 73, ...span(78, 82)];

/** The numbers in a mark such as `[16, 46–48]` or `[13, Waiting order]`. */
const numbersOf = (mark: string): number[] =>
  [...mark.matchAll(/(\d+)(?:–(\d+))?/g)].flatMap(([, first, last]) => span(Number(first), Number(last ?? first)));

/** The numbers in the titles of a test file's tests, groups and steps: the texts which something is called with first. */
function titledIn(source: string): ReadonlySet<number> {
  const titles = [...source.matchAll(/\(\s*(['"`])((?:(?!\1).)*)\1\s*,/g)].map(([, , title = '']) => title);
  return new Set(
    titles.flatMap((title) => [...title.matchAll(/\[(\d[^\]]*)\]/g)].flatMap(([mark]) => numbersOf(mark))),
  );
}

interface Row {
  /** Undefined: a setting beside the numbered ones. */
  readonly number: number | undefined;
  readonly setting: string;
  readonly place: string;
  readonly tests: readonly string[];
}

const rows: readonly Row[] = read('SETTINGS.md')
  .split('\n')
  .filter((line) => /^\|\s*[\d–]/.test(line))
  .map((line) => {
    const [number = '', setting = '', place = '', tests = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return {
      number: number === '–' ? undefined : Number(number),
      setting,
      place,
      tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    };
  });

test('every setting has a row in the table, in the order of the numbers', () => {
  const numbers = rows.flatMap(({ number }) => number ?? []);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect([...new Set(numbers)]).toEqual(NUMBERS);
});

describe.each(rows)('[$number] $setting', ({ number, setting, place, tests }) => {
  test('says what it is, where it is, and which tests prove it', () => {
    expect([setting, place]).not.toContain('');
    expect(tests).not.toEqual([]);
    expect(tests.filter((file) => !/\.(test|spec)\.tsx?$/.test(file))).toEqual([]);
  });

  test.each(tests)('%s is there and names it', (file) => {
    expect(existsSync(join(repository, file))).toBe(true);
    expect([...titledIn(read(file))]).toEqual(expect.arrayContaining(number === undefined ? [] : [number]));
  });
});

test('numbers count in titles only, alone, in lists and in ranges', () => {
  const source = `
    test('[16] a time', () => expect([17, 18]).toEqual([17, 18]));
    test.each([[19, 'x']])('[29, 31–33] %s', run);
    await test.step("[42] the visitor's words", play);
    expect(list, 'why').toEqual([40]);`;
  expect([...titledIn(source)]).toEqual([16, 29, 31, 32, 33, 42]);
});

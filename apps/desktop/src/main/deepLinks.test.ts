import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { type Link, linkIn, LinkQueue, parseLink } from './deepLinks.ts';

const on = { telephony: true };
const off = { telephony: false };

describe('links', () => {
  test('an interaction, by its id', () => {
    expect(parseLink('ringdesk://interaction/0198f2aa-b_c', off)).toEqual({
      kind: 'interaction',
      interactionId: '0198f2aa-b_c',
    });
  });

  test.for([
    'ringdesk://interaction/../../x',
    'ringdesk://interaction/..%2f..%2fx',
    'ringdesk://interaction/A',
    'ringdesk://interaction/',
    'ringdesk://interaction',
    'ringdesk://interaction/a/b',
    'ringdesk://interaction/a?x=1',
    'ringdesk://interaction/a#x',
    'ringdesk://u:p@interaction/a',
    'ringdesk://interaction:1/a',
    `ringdesk://interaction/${'a'.repeat(41)}`,
    'ringdesk://settings/people',
    'ringdesk:interaction/a',
    'ringdesk://dial',
    'ringdesk://dial?number=',
    'ringdesk://dial?number=1&number=2',
    'ringdesk://dial?number=112&auto=1',
    'ringdesk://dial/112?number=112',
    'ringdesk://dial?number=javascript:alert(1)',
    'tel:',
    'tel:+34600;ext=1',
    'tel:+34600?x=1',
    'callto:?subject=',
    'sip:a@b?Replaces=x',
    'sip:a@b',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://desk.example/inbox/1',
  ])('%s is refused', (text) => expect(parseLink(text, on)).toMatchObject({ kind: 'refused' }));

  test.for([
    '',
    'tel:%0d%0a',
    'tel:+34\r\n600',
    'ringdesk://interaction/a\u0000',
    ' ringdesk://interaction/a',
    'ringdesk://interaction/a b',
    'tel:%ff%fe',
  ])('what is no link at all opens nothing: %j', (text) =>
    expect(parseLink(text, on)).toMatchObject({ kind: 'refused' }),
  );

  test('more than 256 characters are not even read', () => {
    expect(parseLink(`ringdesk://interaction/${'a'.repeat(10_000)}`, on)).toEqual({ kind: 'refused', code: 'tooLong' });
  });

  test('numbers, where telephone links are on; they are asked about, not dialled', () => {
    for (const text of [
      'tel:+34600111222',
      'tel:+34%20600%20111-222',
      'callto:+34600111222',
      'sip:+34600111222',
      'ringdesk://dial?number=%2B34600111222',
    ])
      expect(parseLink(text, on)).toEqual({ kind: 'dial', number: '+34600111222' });
  });

  test('numbers, where they are off', () => {
    for (const text of ['tel:+34600111222', 'callto:112', 'sip:112', 'ringdesk://dial?number=112'])
      expect(parseLink(text, off)).toEqual({ kind: 'refused', code: 'noTelephony' });
  });

  /** Beside the repository, where it lies on machines that have it. */
  const corpus = join(import.meta.dirname, '../../../../../shared/corpora/naughty-strings.json');
  const strings = existsSync(corpus) ? z.array(z.string()).parse(JSON.parse(readFileSync(corpus, 'utf8'))) : [];
  /** What the parser let through, as one text; a shape that may leave it, or a refusal. */
  const shapeOf = (text: string): string => {
    const link = parseLink(text, on);
    if (link.kind === 'refused') return 'refused';
    return link.kind === 'dial' ? `dial ${link.number}` : `interaction ${link.interactionId}`;
  };
  test.skipIf(strings.length === 0)(`none of ${strings.length} strings that break text handling opens anything`, () => {
    const shapes = strings.flatMap((text) =>
      [
        text,
        `ringdesk://interaction/${text}`,
        `ringdesk://${text}`,
        `tel:${text}`,
        `ringdesk://dial?number=${text}`,
      ].map(shapeOf),
    );
    const strange = shapes.filter(
      (shape) => !/^(refused|dial \+?[0-9*#]{2,32}|interaction [0-9a-z_-]{1,40})$/.test(shape),
    );
    expect(strange).toEqual([]);
  });
});

test('the link of a second start is found among switches', () => {
  expect(linkIn(['--allow-file-access', '/app', 'ringdesk://interaction/a'])).toBe('ringdesk://interaction/a');
  expect(linkIn(['--hidden', 'https://example.com'])).toBeUndefined();
});

describe('links wait for somebody to be signed in', () => {
  const link = (id: string): Exclude<Link, { kind: 'refused' }> => ({ kind: 'dial', number: id });

  test('in order, the last three, and once', () => {
    const opened: unknown[] = [];
    const queue = new LinkQueue((each) => opened.push(each));
    for (const id of ['1', '2', '3', '4']) queue.add(link(id));
    expect(opened).toEqual([]);
    queue.setReady(true);
    expect(opened).toEqual(['2', '3', '4'].map(link));
    queue.setReady(true);
    queue.add(link('5'));
    expect(opened).toHaveLength(4);
    queue.setReady(false);
    queue.add(link('6'));
    expect(opened).toHaveLength(4);
  });
});

import { cleanText } from '@ringdesk/shared/model/text.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { naughtyStrings } from '../transport/testing/corpora.ts';
import type { InboundFile } from './inbound.ts';
import { splitText } from './telegramSend.ts';
import { readTelegramUpdate } from './telegramUpdate.ts';

const files = {
  file: (_id: string, name: string): InboundFile => ({ name, fetch: () => Promise.reject(new Error('not asked for')) }),
};
const read = (update: unknown) => readTelegramUpdate(JSON.stringify(update), files);
const message = (over: object) => ({ message_id: 1, chat: { id: 7, type: 'private' }, from: { id: 7 }, ...over });

test.skipIf(naughtyStrings === undefined)('the corpus of naughty strings, as text and as a name', () => {
  const told = (naughtyStrings ?? []).map((text) => {
    const said = read({ update_id: 1, message: message({ text, from: { id: 7, first_name: text, last_name: text } }) });
    const name = 'sender' in said ? [...said.sender.name].length : Infinity;
    return { kind: said.kind, text: said.kind === 'message' ? said.text : '', shortName: name <= 80 };
  });
  const expected = (naughtyStrings ?? []).map((text) => {
    const clean = cleanText(text, true);
    return { kind: clean === '' ? 'unreadable' : 'message', text: clean, shortName: true };
  });
  expect(told).toEqual(expected);
});

test('whatever an update is, it is read, said to be unreadable, or ignored; nothing throws', () => {
  const anything = fc.jsonValue({ maxDepth: 4 });
  const near = fc.record(
    {
      message_id: fc.oneof(fc.integer(), anything),
      chat: fc.oneof(fc.constant({ id: 7, type: 'private' }), anything),
      from: anything,
      text: anything,
      photo: anything,
      location: anything,
      entities: fc.array(fc.record({ offset: fc.integer(), length: fc.integer(), type: fc.string() })),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(near, anything), fc.constantFrom('message', 'edited_message', 'other'), (content, name) => {
      const { kind } = read({ update_id: 1, [name]: content });
      expect(['message', 'edit', 'unreadable', 'ignored']).toContain(kind);
    }),
    { numRuns: 2_000 },
  );
});

test('a person is the same with every bot, and never a visitor of a website', () => {
  expect(read({ update_id: 1, message: message({ text: 'Hi' }) })).toMatchObject({
    sender: { customerId: 'tg-7', externalId: '7' },
    externalId: '7:1',
  });
});

test.each([
  [{ sticker: { file_id: 's', emoji: '👍' } }, '👍'],
  [{ dice: { emoji: '🎲', value: 4 } }, '🎲 4'],
  [{ contact: { phone_number: '+34600', first_name: 'Eva' } }, '👤 Eva +34600'],
  [{ poll: { question: 'When?', options: [{ text: 'Now' }, { text: 'Later' }] } }, '📊 When?\n– Now\n– Later'],
  [
    { venue: { title: 'Café', address: 'Rúa 1' }, location: { latitude: 42, longitude: -8 } },
    'Café\nRúa 1\n📍 https://www.openstreetmap.org/?mlat=42&mlon=-8',
  ],
])('%o is told in words', (content, text) => {
  expect(read({ update_id: 1, message: message(content) })).toMatchObject({ kind: 'message', text });
});

test('a text in pieces is the text, each piece fits, and no character is broken', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 }).map((value) => value.replaceAll(/\s+/g, ' ').trim());
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 40 }), (whole, limit) => {
      const pieces = splitText(whole, limit);
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(limit);
      for (const piece of pieces) expect(piece.isWellFormed()).toBe(whole.isWellFormed());
      expect(pieces.join('').replaceAll(/\s/g, '')).toBe(whole.replaceAll(/\s/g, ''));
    }),
  );
});

test('a long text is cut between lines or words where that is near', () => {
  expect(splitText('one two three', 8)).toEqual(['one two', 'three']);
  expect(splitText('first line\nsecond line', 15)).toEqual(['first line', 'second line']);
  expect(splitText('x'.repeat(10), 4)).toEqual(['xxxx', 'xxxx', 'xx']);
});

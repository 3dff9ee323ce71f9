import { describe, expect, test } from 'vitest';

import { openOutbox } from './outbox.ts';
import { memoryKeep } from './scriptedWire.ts';

const open = (keep = memoryKeep(), state = { now: 1_000, ids: 0 }) => ({
  keep,
  state,
  outbox: openOutbox(
    keep,
    () => state.now,
    () => `id-${(state.ids += 1)}`,
  ),
});
const message = (text: string) => ({ name: 'message.post', messageId: `m-${text}`, text, files: [] }) as const;

describe('outbox', () => {
  test('lists in the order of doing and survives being opened again', () => {
    const { keep, outbox } = open();
    outbox.add({ name: 'name.set', input: { name: 'Ana' } });
    outbox.add(message('one'));
    outbox.add({ name: 'conversation.end', input: {} });
    const names = openOutbox(keep, () => 1_000, String)
      .list()
      .map((row) => row.name);
    expect(names).toEqual(['name.set', 'message.post', 'conversation.end']);
  });

  test.each([
    '',
    'x',
    'null',
    '[]',
    '{}',
    '{"id":"id-1"}',
    '{"id":"id-9","at":1,"name":"conversation.end","input":{}}',
    '{"id":"id-1","at":1,"name":"rating.give"}',
    '{"id":"id-1","at":1,"name":"rating.give","input":5}',
    '{"id":"id-1","at":1,"name":"__proto__","input":{}}',
    '{"id":"id-1","at":1,"name":"other"}',
    '{"id":"id-1","at":1,"name":"message.post","messageId":"m","text":7,"files":[]}',
    '{"id":"id-1","at":1,"name":"message.post","messageId":"m","text":"t","files":[{"id":"A B"}]}',
  ])('a row that is not one of ours is dropped: %s', (json) => {
    const { keep, outbox } = open();
    keep.set('out.id-1', json);
    keep.set('draft', 'kept');
    expect(outbox.list()).toEqual([]);
    expect([keep.get('out.id-1'), keep.get('draft')]).toEqual([null, 'kept']);
  });

  test('after a day a row waits for the visitor; trying again makes it young', () => {
    const { state, outbox } = open();
    const { id } = outbox.add(message('one'));
    state.now += 24 * 3_600_000;
    expect(outbox.list()[0]?.failed).toBeUndefined();
    state.now += 1;
    expect(outbox.list()[0]?.failed).toBe('late');
    outbox.retry(id);
    expect(outbox.list()).toEqual([{ ...message('one'), id: 'id-2', at: state.now }]);
  });

  test('what was refused is forgotten when it is done anew; a refused message stays', () => {
    const { outbox } = open();
    const contact = (email: string) => ({ name: 'contact.give', input: { name: '', email, phone: '' } }) as const;
    const [post, first] = [outbox.add(message('one')), outbox.add(contact('x@'))];
    outbox.fail(post.id, 'invalid');
    outbox.fail(first.id, 'invalid', { email: 'not-an-email' });
    expect(outbox.list()[1]).toMatchObject({ failed: 'invalid', fields: { email: 'not-an-email' } });
    outbox.add(contact('x@example.com'));
    outbox.add(message('two'));
    expect(outbox.list().map((row) => [row.name, row.failed])).toEqual([
      ['message.post', 'invalid'],
      ['contact.give', undefined],
      ['message.post', undefined],
    ]);
  });

  test('failing, retrying or removing what is gone does nothing', () => {
    const { outbox } = open();
    outbox.fail('none', 'invalid');
    outbox.retry('none');
    outbox.remove('none');
    expect(outbox.list()).toEqual([]);
  });
});

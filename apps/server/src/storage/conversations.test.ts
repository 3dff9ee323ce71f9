import { describe, expect, test } from 'vitest';

import type { AgentId, CustomerId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Message } from '@ringdesk/shared/model/message.ts';

import type { Sight } from '../application/ports/lists.ts';
import { prefixQuery, snippetOf } from './searchWords.ts';
import { openTestStore, project } from './testing/testStore.ts';

const ann = 'ann' as AgentId;
const bob = 'bob' as AgentId;
const sales = 'sales' as QueueId;
const support = 'support' as QueueId;

interface Talk {
  readonly id: string;
  readonly lastAt: number;
  readonly queueId?: QueueId;
  readonly ownerId?: AgentId;
  readonly closed?: boolean;
  readonly name?: string;
  readonly customer?: string;
}

function talk({ id, lastAt, queueId = sales, ownerId, closed, name = '', customer = `c-${id}` }: Talk): Interaction {
  const base = {
    id: id as InteractionId,
    medium: 'chat',
    channelId: 'site',
    queueId,
    customer: { id: customer as CustomerId, name },
    arrivedAt: 1,
    priority: 5,
    lastSeq: 1,
    lastAt,
    lastCustomerSeq: 0,
    ownerReadSeq: 0,
    customerReadSeq: 0,
    unread: 0,
    customerOnline: false,
    mentioned: [],
    since: 1,
    ...(ownerId === undefined ? {} : { lastOwnerId: ownerId }),
  };
  const state =
    closed === true
      ? { state: 'closed', reopenUntil: 9 }
      : ownerId === undefined
        ? { state: 'queued', nextWakeAt: 9 }
        : { state: 'active', ownerId };
  return Interaction.parse({ ...base, ...state });
}

const said = (interactionId: string, seq: number, text: string | null, kind: Message['kind'] = 'reply'): Message => ({
  type: 'message',
  id: `${interactionId}-${seq}` as MessageId,
  interactionId: interactionId as InteractionId,
  seq,
  at: seq,
  author: { kind: 'customer' },
  kind,
  text,
  mentions: [],
  attachments: [],
});

const ids = (interactions: readonly Interaction[]) => interactions.map(({ id }) => id);

describe('lists', () => {
  const talks = [
    talk({ id: 'a', lastAt: 10 }),
    talk({ id: 'b', lastAt: 20, ownerId: ann }),
    talk({ id: 'c', lastAt: 20, queueId: support, ownerId: bob }),
    talk({ id: 'd', lastAt: 30, queueId: support, closed: true, ownerId: ann }),
    talk({ id: 'e', lastAt: 40, closed: true, ownerId: bob }),
  ];
  async function filled() {
    const store = await openTestStore();
    await project(store, { interactions: talks });
    return store;
  }
  const list = async (over: object = {}) => {
    const { conversations } = await filled();
    return ids((await conversations.list({ state: 'any', sight: 'everything', limit: 10, ...over })).items);
  };

  test('newest activity first, ties by id, in the state asked', async () => {
    expect(await list()).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(await list({ state: 'open' })).toEqual(['c', 'b', 'a']);
    expect(await list({ state: 'closed' })).toEqual(['e', 'd']);
    expect(await list({ queueIds: [support] })).toEqual(['d', 'c']);
    expect(await list({ queueIds: [] })).toEqual([]);
    expect(await list({ ownerId: ann })).toEqual(['d', 'b']);
  });

  test.each<[string, Sight, string[]]>([
    ['own ones without a queue', { queueIds: [], agentId: ann }, ['d', 'b']],
    ['those of a queue and own ones', { queueIds: [sales], agentId: ann }, ['e', 'd', 'b', 'a']],
    ['nothing of strangers', { queueIds: [], agentId: 'new' as AgentId }, []],
  ])('[74] a person sees %s', async (_, sight, expected) => {
    expect(await list({ sight })).toEqual(expected);
  });

  test('pages join without gap or repetition, also when activity goes on', async () => {
    const { conversations, journal, ...store } = await filled();
    const query = { state: 'any', sight: 'everything', limit: 2 } as const;
    const first = await conversations.list(query);
    await project({ ...store, conversations, journal }, { interactions: [talk({ id: 'a', lastAt: 99 })] });
    const second = await conversations.list({ ...query, cursor: first.next! });
    const third = await conversations.list({ ...query, cursor: second.next ?? 'none' }).catch(() => undefined);
    expect([...ids(first.items), ...ids(second.items)]).toEqual(['e', 'd', 'c', 'b']);
    expect(second.next).toBeUndefined();
    expect(third).toBeUndefined();
  });

  test.each([
    '',
    'x',
    'bnVsbA',
    Buffer.from('["audit",1]').toString('base64url'),
    Buffer.from('["conversations","x","y"]').toString('base64url'),
  ])('a cursor of somebody else is refused: %j', async (cursor) => {
    const { conversations } = await filled();
    const asked = conversations.list({ state: 'any', sight: 'everything', limit: 2, cursor });
    await expect(asked).rejects.toMatchObject({ name: 'BadCursor' });
  });

  test('of one customer, within sight', async () => {
    const store = await openTestStore();
    await project(store, {
      interactions: [
        talk({ id: 'x', lastAt: 1, customer: 'cc' }),
        talk({ id: 'y', lastAt: 2, customer: 'cc', queueId: support }),
        talk({ id: 'z', lastAt: 3 }),
      ],
    });
    const customerId = 'cc' as CustomerId;
    const all = await store.conversations.ofCustomer({ customerId, sight: 'everything', limit: 10 });
    const some = await store.conversations.ofCustomer({
      customerId,
      sight: { queueIds: [sales], agentId: ann },
      limit: 10,
    });
    expect([ids(all), ids(some)]).toEqual([['y', 'x'], ['x']]);
  });

  test('an archived interaction stays in the lists and can be read', async () => {
    const store = await filled();
    await project(store, { archivedIds: ['e' as InteractionId] });
    expect(await store.transcripts.interaction('e' as InteractionId)).toMatchObject({ id: 'e', state: 'closed' });
    expect(await store.transcripts.interaction('nope' as InteractionId)).toBeUndefined();
  });
});

describe('transcript', () => {
  const id = 'a' as InteractionId;
  async function filled() {
    const store = await openTestStore();
    const happened = { type: 'happening', interactionId: id, seq: 3, at: 3, what: { name: 'customerLeft' } } as const;
    const lines = [said('a', 1, 'one'), said('a', 2, 'between us', 'note'), happened, said('a', 4, null)];
    await project(store, { lines });
    return { store, lines };
  }

  test('[I9] every line once, oldest first, in pages', async () => {
    const { store, lines } = await filled();
    expect(await store.transcripts.page(id, { limit: 10 })).toEqual({ lines, more: false });
    expect(await store.transcripts.page(id, { limit: 2 })).toEqual({ lines: lines.slice(2), more: true });
    expect(await store.transcripts.page(id, { limit: 2, beforeSeq: 3 })).toEqual({
      lines: lines.slice(0, 2),
      more: false,
    });
  });

  test('what is public has no notes', async () => {
    const { store, lines } = await filled();
    const page = await store.transcripts.page(id, { limit: 10, only: 'public' });
    expect(page.lines).toEqual([lines[0], lines[2], lines[3]]);
  });

  test('[I9] a line that is already there fails the whole transaction', async () => {
    const { store } = await filled();
    await expect(project(store, { lines: [said('a', 5, 'new'), said('a', 1, 'again')] })).rejects.toMatchObject({
      name: 'UnwritableBatch',
      cause: { message: expect.stringContaining('there already') },
    });
    expect((await store.transcripts.page(id, { limit: 10 })).lines).toHaveLength(4);
  });
});

describe('search', () => {
  async function filled() {
    const store = await openTestStore();
    await project(store, {
      interactions: [
        talk({ id: 'en', lastAt: 1, name: 'José Ángel' }),
        talk({ id: 'es', lastAt: 2, queueId: support }),
        talk({ id: 'pt', lastAt: 3 }),
        talk({ id: 'ru', lastAt: 4, name: 'Фёдор Иванович' }),
      ],
      lines: [
        said('en', 1, 'My invoice number is 4711, please resend it'),
        said('es', 1, 'El envío todavía no llegó; ¿dónde está mi pedido?'),
        said('pt', 1, 'Não recebi a confirmação da devolução'),
        said('ru', 1, 'Где мой заказ? Ещё не пришёл'),
        said('ru', 2, 'проверьте склад', 'note'),
      ],
    });
    return store;
  }
  const find = async (text: string, sight: Sight = 'everything') => {
    const { search } = await filled();
    return (await search.find({ text, sight, limit: 10 })).map(({ interaction }) => interaction.id);
  };

  test.each([
    ['invoice', ['en']],
    ['INVO 47', ['en']],
    ['envio', ['es']],
    ['ENVÍO llego', ['es']],
    ['confirmacao devol', ['pt']],
    ['заказ', ['ru']],
    ['ЗАКАЗ прише', ['ru']],
    ['склад', ['ru']],
    ['jose angel', ['en']],
    ['фёдор', ['ru']],
    ['федор', ['ru']],
    ['еще', ['ru']],
    ['absent', []],
  ])('finds %j by the beginnings of words, whatever case and diacritics', async (text, expected) => {
    expect(await find(text)).toEqual(expected);
  });

  test.each([
    '"',
    "'",
    '*',
    'a"b*',
    'NEAR(invoice)',
    'text:invoice',
    'invoice OR envio',
    '-invoice',
    '^invoice',
    '(',
    '{a b}',
    '\u0000',
    '☃',
    '   ',
    '%',
    'AND',
    '"invoice" AND (',
    'x'.repeat(200),
  ])('takes %j as words, never as syntax', async (text) => {
    await expect(find(text)).resolves.toBeInstanceOf(Array);
  });

  test('a query is made of quoted prefixes only, ten at most', () => {
    expect(prefixQuery('a"b* OR c:d')).toBe('"a"* "b"* "OR"* "c"* "d"*');
    expect(prefixQuery('?!"')).toBeUndefined();
    expect(prefixQuery('w '.repeat(50))?.split(' ')).toHaveLength(10);
  });

  test('shows the place, with its line', async () => {
    const { search } = await filled();
    const [hit] = await search.find({ text: 'invoice', sight: 'everything', limit: 10 });
    expect(hit).toMatchObject({ seq: 1, snippet: 'My ⟦invoice⟧ number is 4711, please resend it' });
    const [name] = await search.find({ text: 'ange', sight: 'everything', limit: 10 });
    expect(name).toMatchObject({ snippet: 'José ⟦Ángel⟧' });
    expect(name).not.toHaveProperty('seq');
  });

  test('a snippet of a long text begins near the match and is cut at whole characters', () => {
    const text = `${'word '.repeat(60)}needle ${'\u{1F600}'.repeat(200)}`;
    const snippet = snippetOf(text, 'need');
    expect(snippet).toMatch(/^…word .*⟦needle⟧.*…$/u);
    expect(snippet.isWellFormed()).toBe(true);
    expect(snippet.length).toBeLessThan(200);
    // Nothing to cut at but the middle of a picture.
    expect(snippetOf(`${'😀'.repeat(50)}★${'😀'.repeat(20)}needle`, 'needle').isWellFormed()).toBe(true);
    expect(snippetOf('⟦forged⟧ real', 'real')).toBe('forged ⟦real⟧');
    expect(snippetOf('Ещё ёж', 'еще ЕЖ')).toBe('⟦Ещё⟧ ⟦ёж⟧');
  });

  test('[74] finds only what the person may see', async () => {
    expect(await find('envio', { queueIds: [sales], agentId: ann })).toEqual([]);
    expect(await find('envio', { queueIds: [support], agentId: ann })).toEqual(['es']);
    expect(await find('jose', { queueIds: [support], agentId: ann })).toEqual([]);
  });

  test('follows a name that changes', async () => {
    const store = await filled();
    await store.search.find({ text: 'x', sight: 'everything', limit: 1 });
    await project(store, { interactions: [talk({ id: 'en', lastAt: 5, name: 'Maria' })] });
    const named = async (text: string) => (await store.search.find({ text, sight: 'everything', limit: 5 })).length;
    expect([await named('jose'), await named('maria')]).toEqual([0, 1]);
  });

  test('one conversation is one hit', async () => {
    const store = await openTestStore();
    await project(store, {
      interactions: [talk({ id: 'a', lastAt: 1 }), talk({ id: 'b', lastAt: 2 })],
      lines: [1, 2, 3].map((seq) => said('a', seq, `same word ${seq}`)).concat(said('b', 1, 'same')),
    });
    const hits = await store.search.find({ text: 'same', sight: 'everything', limit: 10 });
    expect(hits.map(({ interaction, seq }) => [interaction.id, seq])).toEqual([
      ['b', 1],
      ['a', 3],
    ]);
  });
});

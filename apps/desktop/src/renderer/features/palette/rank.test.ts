import { describe, expect, it } from 'vitest';

import { mirrorOf } from '../../workspace/mirror.ts';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { rank } from './rank.ts';
import { conversationEntries, modeOf, MOST_CONVERSATIONS } from './sources.ts';

const names = (query: string, texts: readonly string[]): readonly string[] =>
  rank(
    texts.map((text) => ({ id: text, text })),
    query,
    9,
  ).map(({ text }) => text);

describe('the palette', () => {
  it('puts the start of the text first, then starts of words, then places inside', () => {
    expect(names('st', ['Search the list', 'Change my state', 'Start my shift'])).toEqual([
      'Start my shift',
      'Change my state',
      'Search the list',
    ]);
  });

  it('knows neither case nor accents, in any alphabet', () => {
    expect(names('lucia', ['Lucía Fernández'])).toEqual(['Lucía Fernández']);
    expect(names('соколов', ['Дмитрий Соколов'])).toEqual(['Дмитрий Соколов']);
  });

  it('guesses by letters in order only while nothing fits', () => {
    expect(names('hbr', ['Hannah Brooks'])).toEqual(['Hannah Brooks']);
    expect(names('han', ['Hannah Brooks', 'How are names'])).toEqual(['Hannah Brooks']);
    expect(names('xyz', ['Hannah Brooks'])).toEqual([]);
  });

  it('shows everything in its order while nothing is typed', () => {
    expect(names('', ['b', 'a'])).toEqual(['b', 'a']);
  });

  it('finds details too, below names', () => {
    const entries = [
      { id: '1', text: 'Ana', detail: 'Sales · where is my bike' },
      { id: '2', text: 'Bike shop' },
    ];
    expect(rank(entries, 'bike', 9).map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('reads the sign in front', () => {
    expect(modeOf('@ana')).toEqual({ mode: 'people', query: 'ana' });
    expect(modeOf('#')).toEqual({ mode: 'queues', query: '' });
    expect(modeOf('> people')).toEqual({ mode: 'settings', query: ' people' });
    expect(modeOf('a@b')).toEqual({ mode: 'all', query: 'a@b' });
    expect(modeOf(' +34 612')).toEqual({ mode: 'dial', query: '+34 612' });
  });
});

describe('thousands of conversations', () => {
  const closed = { state: 'closed', since: T0, reopenUntil: T0, lastOwnerId: 'me' };
  const mirror = mirrorOf(
    snapshotOf({
      interactions: [
        ...Array.from({ length: 300 }, (_, index) => interactionNoun(`open-${index}`)),
        ...Array.from({ length: 30 }, (_, index) => interactionNoun(`closed-${index}`, closed)),
      ],
    }),
  );
  const kinds = (atMost: number): readonly string[] =>
    conversationEntries(mirror, atMost, (key) => key).map(({ kind }) => kind);

  it('are not made into entries before there is something to look for: the palette opens within a frame', () => {
    expect(kinds(12)).toEqual([...Array<string>(12).fill('conversation'), 'closed', 'closed']);
    expect(kinds(MOST_CONVERSATIONS)).toHaveLength(330);
  });
});

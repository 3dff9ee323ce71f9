import { type Agent, Department } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { CannedResponse } from '@ringdesk/shared/model/cannedResponse.ts';
import { describe, expect, test } from 'vitest';

import { matchCanned } from './cannedMatch.ts';
import { matchMentionable, mentionable, mentionParts, mentionsIn } from './mentions.ts';
import { applyTrigger, triggerAt } from './trigger.ts';
import { typingSignal } from './typingSignal.ts';

const collator = new Intl.Collator('en');

describe('what the word before the caret asks for', () => {
  test.each([
    ['/', 1, { kind: 'canned', from: 0, to: 1, query: '' }],
    ['rain is fine. /war', 18, { kind: 'canned', from: 14, to: 18, query: 'war' }],
    ['/гарантия', 9, { kind: 'canned', from: 0, to: 9, query: 'гарантия' }],
    ['line\n/x', 7, { kind: 'canned', from: 5, to: 7, query: 'x' }],
  ])('[41] %j at %i', (text, caret, expected) => {
    expect(triggerAt(text, caret, 'reply')).toEqual(expected);
  });
  test.each(['1/2', 'https://x', 'and/or', '/two words', 'a@b'])('nothing in %j', (text) => {
    expect(triggerAt(text, text.length, 'note')).toBeUndefined();
  });
  test('colleagues are called in notes only', () => {
    expect(triggerAt('ask @an', 7, 'note')).toEqual({ kind: 'mention', from: 4, to: 7, query: 'an' });
    expect(triggerAt('ask @an', 7, 'reply')).toBeUndefined();
  });
  test('what was chosen takes the place of the word, the rest stays', () => {
    const trigger = triggerAt('a /war b', 6, 'reply')!;
    expect(applyTrigger('a /war b', trigger, 'Covered.')).toEqual({ text: 'a Covered. b', caret: 10 });
  });
});

test('[41] canned responses: shortcut begins, shortcut holds, text holds', () => {
  const responses = [
    ['hours', 'Warehouse: 9 to 18'],
    ['software', 'x'],
    ['warranty', 'x'],
    ['other', 'x'],
    ['warm', 'x'],
  ].map(([shortcut, text], i) => CannedResponse.parse({ id: `c${i}`, shortcut, text }));
  expect(matchCanned(responses, 'WAR', collator).map(({ shortcut }) => shortcut)).toEqual([
    'warm',
    'warranty',
    'software',
    'hours',
  ]);
  expect(matchCanned(responses, '', collator)).toHaveLength(5);
});

describe('mentions', () => {
  const person = (id: string, name: string, dismissed = false): Pick<Agent, 'id' | 'name' | 'dismissed'> => ({
    id: id as AgentId,
    name,
    dismissed,
  });
  const agents = [
    person('ana', 'Ana'),
    person('ruiz', 'Ana Ruiz'),
    person('eva', 'Éva Kiss'),
    person('old', 'Anatol', true),
    person('me', 'Andrea'),
  ];
  const team = (id: string, name: string, agentIds: readonly string[]) =>
    Department.parse({ id, name, agentIds: [...agentIds] });
  const departments = [
    team('d1', 'Night team', ['ana', 'eva', 'old', 'me']),
    team('d2', 'Anybody left', ['old', 'me']),
    team('d3', 'Annex', ['ruiz']),
  ];
  const people = mentionable(agents, departments, 'me' as AgentId);
  const idsFor = (query: string) => matchMentionable(people, query, collator).map(({ id }) => id);

  test('people by any part of the name, not oneself, not who left; then departments with anybody in them', () => {
    expect(idsFor('an')).toEqual(['ana', 'ruiz', 'd3']);
    expect(idsFor('kiss')).toEqual(['eva']);
    expect(idsFor('eva')).toEqual(['eva']);
    expect(idsFor('team')).toEqual(['d1']);
  });
  test('a department calls everybody in it who is here, once', () => {
    expect(mentionsIn('@Night team look', people)).toEqual(['ana', 'eva']);
    expect(mentionsIn('@Ana and @Night team', people)).toEqual(['ana', 'eva']);
    expect(mentionsIn('@Anybody left', people)).toEqual([]);
  });
  test('a department of more people than a message may call is not offered: some would not be told', () => {
    const many = Array.from({ length: 21 }, (_, index) => person(`p${index}`, `Pat ${index}`));
    const big = mentionable(
      many,
      [
        team(
          'd',
          'Big',
          many.map(({ id }) => id),
        ),
      ],
      'me' as AgentId,
    );
    expect(mentionsIn('@Big', big)).toEqual([]);
  });
  test('the longest name wins and longer words mention nobody', () => {
    expect(mentionsIn('@Ana Ruiz please', people)).toEqual(['ruiz']);
    expect(mentionsIn('@Anabel and ana', people)).toEqual([]);
    expect(mentionsIn('@Ana, @Ana Ruiz, @Ana', people)).toEqual(['ana', 'ruiz']);
  });
  test('parts put together are the note', () => {
    const note = 'hi @Éva Kiss! mail a@b.c';
    expect(
      mentionParts(note, people)
        .map(({ text }) => text)
        .join(''),
    ).toBe(note);
    expect(mentionParts(note, people)[1]).toMatchObject({ text: '@Éva Kiss', whom: { id: 'eva' } });
  });
});

describe('typing signal', () => {
  const setUp = () => {
    let now = 0;
    let timers: { at: number; run: () => void }[] = [];
    const sent: [number, boolean][] = [];
    const signal = typingSignal({
      now: () => now,
      send: (typing) => sent.push([now, typing]),
      later: (ms, run) => {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
    });
    const pass = (ms: number): void => {
      const until = now + ms;
      for (const timer of timers.filter(({ at }) => at <= until)) {
        now = timer.at;
        timers = timers.filter((each) => each !== timer);
        timer.run();
      }
      now = until;
    };
    return { signal, sent, pass };
  };

  test('[42] a fast writer is announced at most every three seconds', () => {
    const { signal, sent, pass } = setUp();
    for (let key = 0; key < 40; key += 1) {
      signal.keyed();
      pass(100);
    }
    expect(sent).toEqual([
      [0, true],
      [3_000, true],
    ]);
  });
  test('[42] a pause ends it once, sending ends it at once', () => {
    const { signal, sent, pass } = setUp();
    signal.keyed();
    pass(20_000);
    signal.stopped();
    signal.keyed();
    signal.stopped();
    signal.stopped();
    expect(sent).toEqual([
      [0, true],
      [5_000, false],
      [20_000, true],
      [20_000, false],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { z } from 'zod';

import type { BotChoice, BotMenu, BotSettings } from '../model/bot.ts';
import type { AgentId, BotId } from '../model/ids.ts';
import { type QueueSettings, defaultQueueSettings } from '../model/queue.ts';
import { MINUTE } from '../model/time.ts';
import { usualWorkingHours } from '../model/workingHours.ts';
import { leadsToPeople, reachableMenus } from './botReach.ts';
import { queueBehaviour } from './queueBehaviour.ts';
import type { QueueSurroundings } from './queueMembers.ts';
import { queueWarnings } from './queueWarnings.ts';

const [ana, luis, eva] = ['ana', 'luis', 'eva'] as AgentId[] as [AgentId, AgentId, AgentId];

const person = (
  id: AgentId,
  facts: Partial<QueueSurroundings['people'][number]> = {},
): QueueSurroundings['people'][number] => ({
  id,
  name: id,
  presence: { state: 'available', since: 0 },
  online: true,
  shiftOpen: true,
  absent: false,
  dismissed: false,
  chatLoad: 0,
  ...facts,
});

const around = (facts: Partial<QueueSurroundings> = {}): QueueSurroundings => ({
  active: true,
  channels: [{ name: 'Site' }],
  people: [person(ana), person(luis)],
  emptyDepartments: [],
  bot: undefined,
  noticed: undefined,
  ...facts,
});

const withTwo: QueueSettings = {
  ...defaultQueueSettings,
  nobodyText: 'Everybody is busy.',
  members: [
    { kind: 'agent', agentId: ana },
    { kind: 'agent', agentId: luis },
  ],
};

const hours = usualWorkingHours('Europe/Madrid');

const personChoice: z.infer<typeof BotChoice> = { label: 'Talk to a person', answer: '', then: { kind: 'person' } };
const menu = (id: string, menuId: string): z.infer<typeof BotMenu> => ({
  id,
  text: 'What is it about?',
  choices: [{ label: 'Next', answer: '', then: { kind: 'menu', menuId } }],
});
const menuBot = (then: 'person' | 'end'): BotSettings => ({
  kind: 'menu',
  menus: [{ ...menu('first', 'first'), choices: [{ ...personChoice, then: { kind: then } }] }],
  notUnderstood: 'Choose one, please.',
  misses: 2,
  idleMinutes: 30,
});

const codes = (settings: QueueSettings, facts: Partial<QueueSurroundings> = {}): string[] =>
  queueWarnings(settings, around(facts)).map(({ code, level }) => `${code}:${level}`);

describe('how a queue behaves by itself', () => {
  const sentencesOf = (settings: Partial<QueueSettings>, facts: Partial<QueueSurroundings> = {}) =>
    queueBehaviour({ ...withTwo, nobodyText: '', ...settings }, around(facts));
  const added = (settings: Partial<QueueSettings>, facts: Partial<QueueSurroundings> = {}) => {
    const usual = new Set<string>(sentencesOf({}).map((sentence) => sentence.about));
    return sentencesOf(settings, facts).filter((sentence) => !usual.has(sentence.about));
  };

  it('[29] begins with the hours', () => {
    expect(sentencesOf({ workingHours: hours })[0]).toEqual({ about: 'hours', hours });
  });

  it('[32–34, 45] tells what a conversation begins with, in its order', () => {
    const contactForm = { name: 'optional', email: 'required', phone: 'no' } as const;
    const consent = { text: 'I agree', url: 'https://example.com/data' };
    const bot = { name: 'Guide', settings: menuBot('person') };
    expect(added({ consent, contactForm, greeting: 'Hello', botId: 'guide' as BotId }, { bot })).toEqual([
      { about: 'consent' },
      { about: 'contact', form: contactForm },
      { about: 'greeting' },
      { about: 'bot', name: 'Guide' },
    ]);
    expect(added({ botId: 'guide' as BotId })).toEqual([]);
  });

  it.each([
    [{ offHoursText: 'Closed' }, ['offHoursOrNobodyText']],
    [{ offHoursText: 'Closed', nobodyText: 'Busy' }, ['offHoursOrNobodyText']],
    [{ offHoursText: 'Closed', nobodyText: 'Busy', availabilityCheck: 'off' }, ['nobodyText']],
    [
      { offHoursText: 'Closed', nobodyText: 'Busy', availabilityCheck: 'off', workingHours: usualWorkingHours('UTC') },
      ['hours', 'offHoursText', 'nobodyText'],
    ],
    [{ nobodyText: '  ' }, []],
  ] as const)('[30, 36, 37] %j is said as %j', (settings, abouts) => {
    expect(added(settings).map((sentence) => sentence.about)).toEqual(abouts);
  });

  it('[35, 46–48] tells how soon replies are expected, and who hears of it', () => {
    const limits = { firstReplySeconds: 60, nextReplySeconds: 300, markUnansweredAfterMinutes: 10 };
    const overdueNotice = { agentId: eva, text: '#DIALOG#' };
    const noticed = { name: 'Eva', dismissed: false };
    expect(added({ ...limits, workingHours: hours, overdueNotice }, { noticed }).slice(1)).toEqual([
      { about: 'firstReply', after: MINUTE },
      { about: 'nextReply', after: 5 * MINUTE },
      { about: 'kpiInHours' },
      { about: 'notice', name: 'Eva' },
      { about: 'marked', after: 10 * MINUTE },
    ]);
    expect(added({ overdueNotice }, { noticed })).toEqual([]);
    expect(added({ firstReplySeconds: 60, overdueNotice }, { noticed: { ...noticed, dismissed: true } })).toEqual([
      { about: 'firstReply', after: MINUTE },
    ]);
  });

  it('[38–40, 43, 44] tells how it ends', () => {
    const ends = { closeText: 'Bye', silence: { minutes: 30, text: '' }, askRating: true, ratingMinutes: 5 };
    expect(added({ ...ends, topicRequired: true, transcriptByEmail: true })).toEqual([
      { about: 'silence', after: 30 * MINUTE },
      { about: 'topicRequired' },
      { about: 'closeText' },
      { about: 'rating', closes: true },
      { about: 'ratingWait', after: 5 * MINUTE },
      { about: 'transcript' },
    ]);
    expect(added({ ratingMinutes: 5 })).toEqual([]);
    expect(added({ silence: { minutes: 1, text: 'Bye' } })).toEqual([{ about: 'silenceText', after: MINUTE }]);
  });
});

describe('[45] where a menu bot leads', () => {
  it('reaches menus over choices only, whatever circles there are', () => {
    const menus = [menu('first', 'second'), menu('second', 'first'), menu('lost', 'first')];
    expect([...reachableMenus(menus)].toSorted()).toEqual(['first', 'second']);
    expect(leadsToPeople(menus)).toBe(false);
    expect(leadsToPeople([...menus, { ...menu('x', 'first'), choices: [personChoice] }])).toBe(false);
    expect(leadsToPeople([{ ...menu('first', 'first'), choices: [personChoice] }])).toBe(true);
  });
});

describe('warnings about what a queue does by itself', () => {
  it('[29, 30, 36, 37] hours that never open, texts that are missing or never sent', () => {
    const closed = { ...hours, week: hours.week.map(() => []) };
    expect(codes({ ...withTwo, workingHours: closed, offHoursText: 'Closed', nobodyText: '' })).toEqual([
      'hoursNeverOpen:problem',
    ]);
    const holiday = { name: 'Fair', date: '2026-12-24', yearly: false, hours: [{ from: 540, to: 720 }] };
    const once = { ...closed, holidays: [holiday] };
    expect(codes({ ...withTwo, workingHours: once })).toEqual(['offHoursSilent:hint']);
    expect(codes({ ...withTwo, nobodyText: '' })).toEqual(['nobodySilent:hint']);
    expect(codes({ ...withTwo, offHoursText: 'Closed' })).toEqual(['nobodyTextUnused:hint']);
    expect(codes({ ...withTwo, offHoursText: 'Closed', availabilityCheck: 'off' })).toEqual([
      'checkOff:hint',
      'offHoursUnused:hint',
    ]);
  });

  it('[45] a bot that is gone, and one that never leads to people', () => {
    const withBot = { ...withTwo, botId: 'guide' as BotId };
    expect(codes(withBot)).toEqual(['botGone:problem']);
    expect(codes(withBot, { bot: { name: 'Guide', settings: menuBot('person') } })).toEqual([]);
    expect(codes(withBot, { bot: { name: 'Guide', settings: menuBot('end') } })).toEqual(['botWithoutPeople:hint']);
  });

  it('[16, 46–48] an offer longer than the first reply may take, a clock without hours, a notice nobody gets', () => {
    expect(queueWarnings({ ...withTwo, firstReplySeconds: 45, kpiInWorkingHours: false }, around())).toEqual([
      { code: 'offerOverFirstReply', field: 'offerSeconds', level: 'hint', offer: MINUTE, reply: MINUTE * 0.75 },
    ]);
    expect(codes({ ...withTwo, nextReplySeconds: 60 })).toEqual(['kpiWithoutHours:hint']);
    const told = { ...withTwo, overdueNotice: { agentId: eva, text: '#DIALOG#' } };
    expect(codes(told)).toEqual(['noticeWithoutLimit:hint', 'noticeGone:hint']);
    const limited = { ...told, firstReplySeconds: 60, kpiInWorkingHours: false };
    expect(codes(limited, { noticed: { name: 'Eva', dismissed: true } })).toEqual(['noticeDismissed:hint']);
    expect(codes(limited, { noticed: { name: 'Eva', dismissed: false } })).toEqual([]);
  });

  it('[10] a transcript by e-mail that cannot be sent', () => {
    const sends = { ...withTwo, transcriptByEmail: true };
    expect(codes(sends, { mailReady: false })).toEqual(['mailMissing:problem']);
    expect(codes(sends, { mailReady: true })).toEqual([]);
    expect(codes(sends)).toEqual([]);
    expect(codes(withTwo, { mailReady: false })).toEqual([]);
  });

  it('[39, 43] time for a rating nobody asks for, a topic that cannot be chosen', () => {
    expect(codes({ ...withTwo, ratingMinutes: 5 })).toEqual(['ratingNotAsked:hint']);
    expect(codes({ ...withTwo, ratingMinutes: 5, askRating: true })).toEqual([]);
    expect(codes({ ...withTwo, topicRequired: true })).toEqual(['topicsMissing:problem']);
  });
});

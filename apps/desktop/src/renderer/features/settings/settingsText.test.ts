import type { MissedCallAction } from '@ringdesk/shared/model/call.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { usualWorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { IneligibleReason } from '@ringdesk/shared/model/trace.ts';
import type { BehaviourSentence } from '@ringdesk/shared/rules/queueBehaviour.ts';
import type { QueueWarning } from '@ringdesk/shared/rules/queueWarnings.ts';
import { createInstance } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';

import { localeOf, type Translate } from '../../text/text.ts';
import { formatDuration } from '../../ui/fields/duration.ts';
import { changedFields } from './form/changes.ts';
import { knownActs, logSentence } from './log/logLines.ts';
import { queueFormOf } from './queues/queueForm.ts';
import { behaviourText, queueFieldWords, warningText } from './queues/queueWords.ts';

type Tree = Record<string, unknown>;
const files = import.meta.glob<Tree>('../../text/{en,es,pt,ru}/{settings,presence,app,refusals}.json', {
  eager: true,
  import: 'default',
});
const sources = import.meta.glob<string>('./**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' });
const languages = ['en', 'es', 'pt', 'ru'] as const;

const i18n = createInstance();
beforeAll(async () => {
  const resources = Object.fromEntries(
    languages.map((language) => [
      language,
      Object.fromEntries(
        ['settings', 'presence', 'app', 'refusals'].map((name) => [
          name,
          files[`../../text/${language}/${name}.json`] ?? {},
        ]),
      ),
    ]),
  );
  await i18n.init({
    lng: 'en',
    fallbackLng: false,
    resources,
    interpolation: { escapeValue: false },
    // A text that is not there must not look like one.
    parseMissingKeyHandler: (key) => {
      throw new Error(`no text for ${key}`);
    },
  });
});

const translateTo = (language: (typeof languages)[number]): Translate => {
  const fixed = i18n.getFixedT(language, 'settings');
  return (key, values) => fixed(key, { ...values });
};

const counts = [0, 1, 2, 5, 11, 21];
const settings = (change: Partial<QueueSettings>): QueueSettings => ({
  ...defaultQueueSettings,
  ...change,
});

const everySentence: BehaviourSentence[] = [
  ...counts.flatMap((people) =>
    (['evenly', 'strict', 'toAll'] as const).map((distribution) => ({ about: 'share' as const, distribution, people })),
  ),
  ...(['off', 'online', 'shift', 'onlineAndShift'] as const).map((check) => ({ about: 'check' as const, check })),
  ...counts.flatMap((limit) =>
    (['answered', 'waitingForCustomer', 'closed'] as const).map((notCounted) => ({
      about: 'limit' as const,
      limit,
      notCounted,
    })),
  ),
  ...(
    [
      ...(['unstaffed', 'noLimit', 'nobody', 'disconnectedStays', 'intercept', 'noReopen', 'alwaysOpen'] as const),
      ...(['consent', 'greeting', 'offHoursText', 'offHoursOrNobodyText', 'nobodyText', 'kpiInHours'] as const),
      ...(['closeText', 'topicRequired', 'transcript'] as const),
    ] as const
  ).map((about) => ({ about })),
  ...(
    [
      ...(['next', 'alone', 'round', 'unanswered', 'disconnectedReturns', 'marked', 'firstReply'] as const),
      ...(['nextReply', 'silence', 'silenceText', 'ratingWait'] as const),
    ] as const
  ).map((about) => ({ about, after: 300_000 })),
  ...(['hours', 'callHours'] as const).map((about) => ({ about, hours: usualWorkingHours('Europe/Madrid') })),
  { about: 'bot', name: 'Guide' },
  { about: 'notice', name: 'Eva' },
  { about: 'contact', form: { name: 'optional', email: 'required', phone: 'no' } },
  ...[true, false].map((closes) => ({ about: 'rating' as const, closes })),
  ...counts.map((offers) => ({ about: 'missed' as const, offers })),
  { about: 'wrapUp', lasts: 30_000 },
  ...(['profile', 'queueEntry', 'nothing'] as const).map((shown) => ({ about: 'shown' as const, shown })),
  { about: 'reopen', hours: 24 },
  ...counts.flatMap((people) =>
    (['evenly', 'strict', 'toAll'] as const).map((distribution) => ({
      about: 'callShare' as const,
      distribution,
      people,
    })),
  ),
  { about: 'callWrapUp', lasts: 45_000 },
  { about: 'callRating' },
  ...(['callPhone', 'callNotRecorded', 'callUnstaffed'] as const).map((about) => ({ about })),
  ...counts
    .slice(1)
    .flatMap((rings) =>
      (['callNext', 'callAlone', 'callRound'] as const).map((about) => ({ about, rings, after: rings * 5_000 })),
    ),
  ...(['wait', 'voicemail', 'forwardToAgent', 'forwardToNumber', 'overflow', 'hangUp'] as const).flatMap((kind) =>
    [undefined, 60_000].map((after) => ({
      about: 'callMissed' as const,
      kind,
      names: { agent: 'Eva', queue: 'Service', number: '+34910123456' },
      after,
    })),
  ),
  ...(['always', 'onDemand'] as const).flatMap((when) =>
    [true, false].map((announced) => ({ about: 'callRecorded' as const, when, announced })),
  ),
  ...counts.slice(1).map((days) => ({ about: 'callErased' as const, days })),
];

const everyWarning: QueueWarning[] = [
  ...(
    [
      'noMembers',
      'allDismissed',
      'allAbsent',
      'nobodyNow',
      'noShift',
      'noChannels',
      'checkOff',
      'shiftOnly',
      'limitToAll',
      'limitAnswered',
      'loneMember',
      'hoursNeverOpen',
      'offHoursSilent',
      'nobodySilent',
      'nobodyTextUnused',
      'offHoursUnused',
      'ratingNotAsked',
      'topicsMissing',
      'kpiWithoutHours',
      'noticeWithoutLimit',
      'noticeGone',
      'botGone',
      'mailMissing',
    ] as const
  ).map((code) => ({ code, field: 'members' as const, level: 'hint' as const })),
  ...counts.slice(1).flatMap((count) =>
    (['emptyDepartments', 'inactiveWithChannels', 'entriesMissing'] as const).map((code) => ({
      code,
      field: 'members' as const,
      level: 'hint' as const,
      names: Array.from({ length: count }, (_, index) => `Name ${index}`),
    })),
  ),
  ...(['noticeDismissed', 'botWithoutPeople'] as const).map((code) => ({
    code,
    field: 'members' as const,
    level: 'hint' as const,
    name: 'Eva',
  })),
  ...(
    [
      ...(['forwardNoLine', 'forwardNoCountry'] as const),
      ...(['forwardGone', 'overflowGone', 'overflowSelf', 'overflowCircle', 'missedAfterUnused'] as const),
      ...(['phonesOff', 'recordingUnannounced', 'voicemailNeedsMedia', 'recordingNeedsMedia'] as const),
      'soundNeedsMedia' as const,
    ] as const
  ).map((code) => ({ code, field: 'missed' as const, level: 'hint' as const })),
  ...(['forwardNoPhone', 'overflowInactive'] as const).map((code) => ({
    code,
    field: 'missed' as const,
    level: 'hint' as const,
    name: 'Eva',
  })),
  { code: 'missedBeforeRing', field: 'missedAfterSeconds', level: 'hint', ring: 20_000, missed: 10_000 },
  { code: 'offerOverFirstReply', field: 'offerSeconds', level: 'hint', offer: 300_000, reply: 60_000 },
  ...counts.slice(2).map((people) => ({
    code: 'longPass' as const,
    field: 'offerSeconds' as const,
    level: 'hint' as const,
    pass: 3_600_000,
    people,
  })),
];

describe.each(languages)('sentences in %s', (language) => {
  const seconds = (value: number): string => formatDuration(value, localeOf[language]);

  /** Texts that are empty or show a value that was not given. */
  const broken = (texts: readonly string[]): readonly string[] =>
    texts.filter((text) => text.trim() === '' || /\{\{|undefined|NaN/.test(text));

  it('[11–20, 78–80] describe every setting of a queue', () => {
    const t = translateTo(language);
    const texts = everySentence.map((sentence) => behaviourText(t, sentence, seconds));
    expect(broken(texts)).toEqual([]);
    expect(texts.filter((text) => !text.endsWith('.'))).toEqual([]);
    expect(new Set(texts).size).toBeGreaterThan(40);
  });

  it('warn of every code', () => {
    const t = translateTo(language);
    expect(broken(everyWarning.map((warning) => warningText(t, warning, seconds)))).toEqual([]);
  });

  it('tell every act of the change log, and one nobody knows', () => {
    const t = translateTo(language);
    const texts = [...knownActs, 'planet.moved'].flatMap((act) => {
      const entry = {
        id: 1,
        at: 0,
        by: null,
        act,
        subject: 'sales',
        details: '{"active":true,"ended":5,"role":"agent"}',
      };
      return [
        logSentence(t, entry, () => 'Sales'),
        logSentence(t, { ...entry, details: 'broken {', subject: null }, () => undefined),
      ];
    });
    expect(broken(texts)).toEqual([]);
  });

  it('name every reason, field and value', () => {
    const t = translateTo(language);
    const words = queueFieldWords(t, {
      member: () => 'Ana',
      agent: () => 'Ana',
      bot: () => 'Guide',
      queue: () => 'Service',
      seconds,
    });
    const before = queueFormOf({ name: 'Sales', language: 'en', settings: defaultQueueSettings });
    const everyMissed: MissedCallAction[] = [
      { kind: 'wait' },
      { kind: 'voicemail', greetingId: null, maxSeconds: 60 },
      { kind: 'forwardToAgent', agentId: 'eva' as never },
      { kind: 'forwardToNumber', number: '+34910123456' },
      { kind: 'overflow', queueId: 'service' as never },
      { kind: 'hangUp', announcementId: null },
    ];
    const texts = [
      ...everyMissed.map((missed) => words.valueText('missed', { ...before, missed })),
      ...[...IneligibleReason.options, 'other'].map((reason) => t(`try.reason.${reason}`)),
      ...(Object.keys(before) as (keyof typeof before)[]).flatMap((field) => [
        words.fieldName(field),
        words.valueText(field, before),
        t(`queue.field.${field}.hint`),
      ]),
    ];
    expect(broken(texts)).toEqual([]);
  });

  it('has every literal key the screens ask for', () => {
    const t = translateTo(language);
    const keys = Object.values(sources)
      .flatMap((source) => [...source.matchAll(/(?<![\w.])t\('([\w:.-]+)'/g)].map(([, key = '']) => key))
      // `useText('presence')` is the one other namespace in use.
      .filter((key) => !key.startsWith('state.'));
    expect(keys.length).toBeGreaterThan(200);
    expect(broken(keys.map((key) => t(key, { count: 2 })).filter((text) => !text.includes('{{')))).toEqual([]);
    expect(() => t('no.such.text')).toThrow('no text for');
  });
});

describe('numbers in sentences', () => {
  it('follow the plural of each language', () => {
    const sentence = (language: (typeof languages)[number], limit: number): string =>
      behaviourText(translateTo(language), { about: 'limit', limit, notCounted: 'closed' }, String);
    expect(sentence('en', 1)).toBe('Nobody gets a new one while 1 is open.');
    expect(sentence('en', 5)).toBe('Nobody gets a new one while 5 are open.');
    expect(sentence('ru', 21)).toContain('открыт 21 разговор.');
    expect(sentence('ru', 22)).toContain('открыты 22 разговора.');
    expect(sentence('ru', 25)).toContain('открыто 25 разговоров.');
    expect(sentence('es', 1)).toContain('1 abierta.');
    expect(sentence('pt', 3)).toContain('3 abertas.');
  });
});

describe('[11] names of what changed', () => {
  it('are the labels of the form, in its order', () => {
    const words = queueFieldWords(translateTo('en'), {
      member: () => 'Ana',
      agent: () => 'Ana',
      bot: () => 'Guide',
      queue: () => 'Service',
      seconds: String,
    });
    const before = queueFormOf({ name: 'Sales', language: 'en', settings: settings({}) });
    const after = queueFormOf({
      name: 'Service',
      language: 'en',
      settings: settings({ limit: 5, distribution: 'strict' }),
    });
    expect(changedFields(before, after).map(words.fieldName)).toEqual([
      'How conversations are shared',
      'Limit open conversations per agent',
      'Queue name',
    ]);
    expect(words.valueText('limit', before)).toBe('Off');
    expect(words.valueText('distribution', after)).toBe('Strictly in order');
  });
});

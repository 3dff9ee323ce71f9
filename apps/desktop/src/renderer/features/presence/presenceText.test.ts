import type { CountedChats } from '@ringdesk/shared/model/agent.ts';
import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { describe, expect, it } from 'vitest';

import { isReceiving } from '../../workspace/reception.ts';
import { agentNoun, queueNoun, T0 } from '../../workspace/testNouns.ts';
import { pillText, receivingText } from './presenceText.ts';
import { whyEntries } from './whyEntries.ts';

const line = { ...queueNoun('line'), medium: 'call' as const };
const phone = { state: 'ready', since: T0, devices: ['softphone'] };
const words = (key: string, values?: object): string =>
  values === undefined ? key : `${key} ${JSON.stringify(values)}`;
const said = (onCall: string | undefined, settings: object = {}): string =>
  receivingText(agentNoun('me', { onCall }), [queueNoun('sales', settings)], undefined, true, T0, (key) => key);

describe('[81] what the dock says is received', () => {
  it('is everything while there is no call', () => {
    expect(said(undefined)).toBe('presence:receiving');
  });

  it.each(['talking', 'wrapUp'])('is nothing new: %s', (onCall) => {
    expect(said(onCall)).toBe(`presence:notOnCall.${onCall}`);
  });

  it('is chats where the queue lets them go on', () => {
    expect(said('wrapUp', { chatsDuringCalls: 'goOn' })).toBe('presence:receiving');
  });
});

describe('[17] what is received of chats and calls', () => {
  const both = [queueNoun('sales'), line];
  const of = (change: object, queues = both): string =>
    receivingText(agentNoun('me', change), queues, undefined, true, T0, words);

  it.each([
    ['both', { phone }, both, 'presence:receivingCalls.chats'],
    ['chats only', { phone, receives: 'chats' }, both, 'presence:receivingOnly.chats'],
    ['chats only, whatever the phone does', { receives: 'chats' }, both, 'presence:receivingOnly.chats'],
    ['calls only', { phone, receives: 'calls' }, both, 'presence:receivingOnly.calls'],
    ['calls only', { phone, receives: 'calls' }, [line], 'presence:receivingCalls.none'],
    ['chats only', { receives: 'chats' }, [queueNoun('sales')], 'presence:receiving'],
    [
      'calls only, and serves none',
      { receives: 'calls' },
      [queueNoun('sales')],
      'presence:not {"reason":"presence:term.callsOnly"}',
    ],
    [
      'chats only, and serves none',
      { phone, receives: 'chats' },
      [line],
      'presence:not {"reason":"presence:term.chatsOnly"}',
    ],
  ])('[17] %s', (_what, change, queues, expected) => {
    expect(of(change, queues)).toBe(expected);
  });

  it('[17] calls only, and the phone is not there: neither comes', () => {
    expect(of({ receives: 'calls' })).toContain('presence:callsOff.off');
  });

  it('[17] a queue that looks at nobody’s availability goes on sending what was switched off', () => {
    const blind = queueNoun('sales', { availabilityCheck: 'off' });
    expect(of({ phone, receives: 'calls' }, [blind, line])).toBe('presence:receivingCalls.chats');
  });

  it('[17] the pill says it in two words, and a break over it', () => {
    const pill = (change: object): string => pillText(agentNoun('me', change), [], both, true, words);
    expect(pill({ phone })).toBe('presence:state.available');
    expect(pill({ phone, receives: 'calls' })).toBe('presence:only.calls');
    expect(pill({ phone, receives: 'calls', presence: { state: 'away', since: T0 } })).toBe('presence:state.away');
  });
});

describe('[17] [18] [29] the dock never says that what cannot come is received', () => {
  const chats = queueNoun('sales', { limit: 2 });
  const calls = queueNoun('line', { call: defaultCallSettings });
  const line = { ...calls, medium: 'call' as const };
  const full = { answered: 2, waitingForCustomer: 2, closed: 2 };
  const of = (queues: readonly Queue[], change: object = {}, counted?: CountedChats): string =>
    receivingText(agentNoun('me', { phone, ...change }), queues, counted, true, T0, words);
  const not = (reason: string): string => `presence:not {"reason":"presence:term.${reason}"}`;

  it.each<readonly [string, readonly Queue[], object, CountedChats | undefined, string]>([
    ['[18] as many chats as may be', [chats], {}, full, not('full')],
    ['[18] one fewer', [chats], {}, { ...full, closed: 1 }, 'presence:receiving'],
    ['[19] counted by the rule of the queue', [chats], {}, { ...full, closed: 1, answered: 2 }, 'presence:receiving'],
    ['[29] outside the hours', [{ ...chats, open: false }], {}, undefined, not('outsideHours')],
    ['[7] switched off', [{ ...chats, active: false }], {}, undefined, not('queueOff')],
    [
      '[29] calls outside the hours, chats come',
      [chats, { ...line, open: false }],
      {},
      undefined,
      'presence:receiving · presence:held.queue {"queue":"Queue line","reason":"presence:term.outsideHours"}',
    ],
    [
      '[18] chats full, calls come',
      [chats, line],
      {},
      full,
      'presence:receivingCalls.none · presence:held.queue {"queue":"Queue sales","reason":"presence:term.full"}',
    ],
    [
      '[17] a shift that only some queues ask for',
      [chats, queueNoun('a', { availabilityCheck: 'shift' }), queueNoun('b', { availabilityCheck: 'shift' })],
      { shiftOpen: false },
      undefined,
      'presence:receiving · presence:held.queues {"count":2,"reason":"presence:term.shiftClosed"}',
    ],
    [
      '[17] a break, and a queue that looks at nobody’s availability',
      [queueNoun('blind', { availabilityCheck: 'off' }), chats],
      { presence: { state: 'break', since: T0 } },
      undefined,
      'presence:receiving · presence:held.queue {"queue":"Queue sales","reason":"presence:term.break"}',
    ],
    [
      '[17] a shift that all ask for',
      [queueNoun('a', { availabilityCheck: 'shift' })],
      { shiftOpen: false },
      undefined,
      not('shiftClosed'),
    ],
  ])('%s', (_what, queues, change, counted, expected) => {
    expect(of(queues, change, counted)).toBe(expected);
  });

  it('[17] the menu tells every term, the phone, and which queues send nothing', () => {
    const texts = (queues: readonly Queue[], change: object, counted?: CountedChats): readonly string[] =>
      whyEntries(agentNoun('me', change), queues, counted, words).map((entry) => ('text' in entry ? entry.text : ''));
    const shift = queueNoun('shift', { availabilityCheck: 'shift' });
    expect(texts([chats, shift, line], { shiftOpen: false }, full)).toEqual([
      'presence:holds.dismissed',
      'presence:holds.absent',
      'presence:holds.offline',
      'presence:holds.callsOnly',
      'presence:holds.chatsOnly',
      'presence:holds.presence',
      'presence:callsOff.none {"reason":"presence:term.phoneOff"}',
      'presence:held.queue {"queue":"Queue sales","reason":"presence:term.full"}',
      'presence:held.queue {"queue":"Queue shift","reason":"presence:term.shiftClosed"}',
    ]);
    expect(texts([line], { phone })).toContain('presence:holds.phone');
    expect(texts([shift], { shiftOpen: false })).toEqual([
      'presence:holds.dismissed',
      'presence:holds.absent',
      not('shiftClosed'),
      'presence:holds.callsOnly',
      'presence:holds.presence',
    ]);
  });

  it('[17] whether anything comes is what the router would decide', () => {
    const comes = (queues: readonly Queue[], change: object = {}, counted?: CountedChats): boolean =>
      isReceiving(agentNoun('me', change), queues, counted);
    expect(comes([chats])).toBe(true);
    expect(comes([chats], {}, full)).toBe(false);
    expect(comes([line])).toBe(false);
    expect(comes([line], { phone })).toBe(true);
    expect(comes([chats, line], { phone, onCall: 'talking' })).toBe(false);
    expect(comes([])).toBe(false);
  });
});

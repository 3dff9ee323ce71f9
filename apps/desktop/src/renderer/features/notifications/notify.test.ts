import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Quiet } from '@ringdesk/shared/model/preferences.ts';
import { describe, expect, it } from 'vitest';

import { type Fact, notify, type Notice, QUEUE_ALERT_PAUSE_MS, TICK_PAUSE_MS, type View } from './notify.ts';

const a = 'a' as InteractionId;
const b = 'b' as InteractionId;
const sales = 'sales' as QueueId;
const now = 1_000_000;
/** By the clock of this device, a Monday. */
const night = new Date(2026, 10, 23, 23).getTime();
const nights: Quiet = { on: true, times: [{ days: [0], from: 22 * 60, to: 7 * 60 }] };
const view = (change: Partial<View> = {}): View => ({
  now,
  at: night,
  focused: true,
  visible: true,
  offerWindow: true,
  open: b,
  elsewhere: new Set(),
  lastTickAt: 0,
  lastQueueAlertAt: new Map(),
  ...change,
});
const message: Fact = { kind: 'message', interactionId: a, byMe: false };
const mention: Fact = { kind: 'mention', interactionId: a, byMe: false };
const offer: Fact = { kind: 'offer', interactionId: a };
const quiet: Notice = { offerWindow: false, native: false, sound: 'none', inline: 'none' };
const ring = (native: boolean): Notice => ({ offerWindow: true, native, sound: 'ring', inline: 'row' });

/** The table of desk 2.7, one line per case. */
const table: readonly (readonly [string, Fact, { readonly dnd?: boolean; readonly quiet?: Quiet }, View, Notice])[] = [
  ['1 mine', { kind: 'message', interactionId: a, byMe: true }, {}, view({ focused: false }), quiet],
  ['1 my own mention', { kind: 'mention', interactionId: a, byMe: true }, {}, view(), quiet],
  [
    '2 another window of mine is on it',
    message,
    {},
    view({ focused: false, elsewhere: new Set([a]) }),
    { ...quiet, inline: 'row' },
  ],
  ['3 offer', offer, {}, view(), ring(false)],
  ['3 offer, do not disturb', offer, { dnd: true }, view(), ring(false)],
  ['3 offer, window hidden', offer, {}, view({ visible: false, focused: false }), ring(true)],
  [
    '3 offer behind other windows, where none stays above them',
    offer,
    {},
    view({ offerWindow: false, focused: false }),
    { ...ring(true), offerWindow: false },
  ],
  [
    '3 offer while the desk is in front, where no window stays above others',
    offer,
    {},
    view({ offerWindow: false }),
    { ...ring(false), offerWindow: false },
  ],
  ['3 offer while another window is on that conversation', offer, {}, view({ elsewhere: new Set([a]) }), ring(false)],
  ['4 do not disturb, message', message, { dnd: true }, view({ focused: false }), { ...quiet, inline: 'row' }],
  ['4 do not disturb, mention', mention, { dnd: true }, view(), { ...quiet, inline: 'row' }],
  [
    '4 do not disturb, queue',
    { kind: 'queueAlert', queueId: sales },
    { dnd: true },
    view(),
    { ...quiet, inline: 'row' },
  ],
  ['3 offer, in a quiet time', offer, { quiet: nights }, view(), ring(false)],
  ['4 quiet time, message', message, { quiet: nights }, view({ focused: false }), { ...quiet, inline: 'row' }],
  ['4 quiet time, mention', mention, { quiet: nights }, view(), { ...quiet, inline: 'row' }],
  [
    '7 after the quiet time',
    message,
    { quiet: nights },
    view({ focused: false, at: night + 8 * 3_600_000 }),
    { ...quiet, inline: 'row', native: true, sound: 'tick' },
  ],
  ['5 the thread I look at', message, {}, view({ open: a }), { ...quiet, inline: 'live' }],
  ['6 another of mine', message, {}, view(), { ...quiet, inline: 'row', sound: 'tick' }],
  ['6 a second one at once', message, {}, view({ lastTickAt: now - TICK_PAUSE_MS + 1 }), { ...quiet, inline: 'row' }],
  ['7 not focused', message, {}, view({ focused: false }), { ...quiet, inline: 'row', native: true, sound: 'tick' }],
  [
    '7 not focused, the open thread',
    message,
    {},
    view({ focused: false, open: a }),
    { ...quiet, inline: 'row', native: true, sound: 'tick' },
  ],
  ['8 mention', mention, {}, view(), { ...quiet, inline: 'row', native: true, sound: 'tick' }],
  ['8 mention in the thread I look at', mention, {}, view({ open: a }), { ...quiet, inline: 'row', sound: 'tick' }],
  ['9 target near', { kind: 'targetNear', interactionId: a }, {}, view(), { ...quiet, inline: 'pulse', sound: 'tick' }],
  ['10 queue over its threshold', { kind: 'queueAlert', queueId: sales }, {}, view(), { ...quiet, native: true }],
  [
    '10 again within ten minutes',
    { kind: 'queueAlert', queueId: sales },
    {},
    view({ lastQueueAlertAt: new Map([[sales, now - QUEUE_ALERT_PAUSE_MS + 1]]) }),
    quiet,
  ],
];

describe('notify', () => {
  it.each(table)('%s', (_name, fact, { dnd = false, quiet: times }, seen, expected) => {
    expect(notify(fact, { doNotDisturb: dnd, ...(times && { quiet: times }) }, seen)).toEqual(expected);
  });
});

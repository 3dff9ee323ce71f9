import { describe, expect, it } from 'vitest';

import { agentNoun, queueNoun, T0 } from '../../workspace/testNouns.ts';
import { pillText, receivingText } from './presenceText.ts';

const line = { ...queueNoun('line'), medium: 'call' as const };
const phone = { state: 'ready', since: T0, devices: ['softphone'] };
const words = (key: string, values?: object): string =>
  values === undefined ? key : `${key} ${JSON.stringify(values)}`;
const said = (onCall: string | undefined, settings: object = {}): string =>
  receivingText(agentNoun('me', { onCall }), [queueNoun('sales', settings)], true, T0, (key) => key);

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
  const of = (change: object, queues = both): string => receivingText(agentNoun('me', change), queues, true, T0, words);

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

import { describe, expect, it } from 'vitest';

import { agentNoun, queueNoun, T0 } from '../../workspace/testNouns.ts';
import { receivingText } from './presenceText.ts';

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

import { describe, expect, test } from 'vitest';

import { CallCenter } from '../../domain/calls.testkit.ts';
import { channelId, commandOf, customerId, queueId } from '../../domain/center.testkit.ts';
import { createCustomerNews, newsOf } from './customerNews.ts';

const given = () => {
  const center = new CallCenter().withPhones('ana').callQueue('sales', ['ana']);
  const told: string[] = [];
  const look = createCustomerNews(
    (reader) => reader(center.state),
    ({ callId, stage, place }) => void told.push([callId, stage, place].filter((each) => each !== undefined).join(' ')),
  );
  return { center, told, look };
};

describe('what callers are told while nobody has them', () => {
  test('it rings for the first; the others wait, in the order of the queue, and move up', () => {
    const { center, told, look } = given();
    for (const caller of ['mia', 'noa', 'oli']) center.rings(caller);
    look();
    expect(told.splice(0)).toEqual(['mia ringing', 'noa waiting 1', 'oli waiting 2']);
    look();
    expect(told).toEqual([]);
    center.hangsUp('noa');
    look();
    expect(told.splice(0)).toEqual(['oli waiting 1']);
    center.talks('ana', 'mia');
    look();
    expect(told).toEqual([]);
    center.hangsUp('mia');
    look();
    expect(told.splice(0)).toEqual(['oli ringing']);
  });

  test('[20] who talks from a page of ours sees with whom, as the queue shows them', () => {
    const shownAs = (agentShown: 'profile' | 'queueEntry' | 'nothing') => {
      const center = new CallCenter()
        .withPhones('ana')
        .callQueue('sales', ['ana'], {}, { agentShown, agentEntries: [] });
      const button = { channelId: channelId('button'), name: 'button', queueId: queueId('sales') };
      const settings = { siteChannelId: channelId('site') };
      center.server(commandOf('channel.create', { ...button, kind: 'webCall', settings }));
      center.server({
        type: 'call.arrived',
        interactionId: 'mia' as never,
        channelId: channelId('button'),
        customerId: customerId('mia'),
        customerName: '',
      });
      center.talks('ana', 'mia');
      return newsOf(center.state);
    };
    expect(shownAs('profile')).toMatchObject([
      { type: 'news', callId: 'mia', stage: 'talking', agent: { name: 'ANA' } },
    ]);
    expect(shownAs('queueEntry')).toEqual([]);
    expect(shownAs('nothing')).toEqual([]);
  });

  test('who comes back to the queue is told anew; of whom something is played to, nothing', () => {
    const { center, told, look } = given();
    center.rings('mia');
    look();
    center.picksUp('ana', 'mia');
    look();
    center.tells('call.connectFailed', 'mia', { agentId: center.callOffer('ana', 'mia').agentId });
    look();
    expect(told).toEqual(['mia ringing', 'mia waiting 1']);
    const closed = new CallCenter()
      .withPhones('ana')
      .callQueue('sales', ['ana'], { missed: { kind: 'voicemail', greetingId: null, maxSeconds: 60 } });
    closed.rings('mia');
    closed.refuses('ana', 'mia');
    expect(closed.callOf('mia').call?.action).toBe('voicemail');
    expect(newsOf(closed.state)).toEqual([]);
  });
});

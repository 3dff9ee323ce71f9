import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, test } from 'vitest';

import { CallCenter } from '../../domain/calls.testkit.ts';
import { agentId, channelId, commandOf, customerId, queueId } from '../../domain/center.testkit.ts';
import type { Event } from '../../domain/events.ts';
import { changesOf } from '../../domain/updates.ts';
import { createCustomerNews, newsOf } from './customerNews.ts';

const given = () => {
  const center = new CallCenter().withPhones('ana').callQueue('sales', ['ana']);
  const told: string[] = [];
  let looks = 0;
  const news = createCustomerNews(
    (reader) => {
      const seen = reader(center.state);
      if (Array.isArray(seen)) looks += 1;
      return seen;
    },
    ({ callId, stage, place }) => void told.push([callId, stage, place].filter((each) => each !== undefined).join(' ')),
  );
  /** After everything was touched. */
  const look = (): void => {
    const { agents, queues, interactions } = center.state;
    news({
      agents: new Set(agents.keys()),
      queues: new Set(queues.keys()),
      interactions: new Set([...interactions.keys(), ...told.map((line) => line.split(' ')[0] as InteractionId)]),
    });
  };
  /** Whether the callers are looked at after a commit of these events. */
  const looksAfter = (events: readonly Event[]): boolean => {
    const before = looks;
    news(changesOf(events, center.state));
    return looks > before;
  };
  return { center, told, look, looksAfter };
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

  test('a commit that concerns no caller looks at none: many chats beside a few calls cost nothing', () => {
    const { center, told, looksAfter } = given();
    center.agent('bo').queue('site', ['bo']);
    expect(looksAfter(center.rings('mia'))).toBe(true);
    expect(told.splice(0)).toEqual(['mia ringing']);
    expect(looksAfter(center.writes('vera', 'hello', { channel: 'site' }))).toBe(false);
    expect(looksAfter(center.accepts('bo', 'vera', 'site'))).toBe(false);
    expect(looksAfter(center.saveQueue('site', [], {}))).toBe(false);
    expect(looksAfter(center.talks('ana', 'mia'))).toBe(true);
    // She talks, and nobody else is there to be told of it.
    expect(looksAfter(center.hangsUp('mia'))).toBe(false);
    expect(looksAfter(center.writes('zoe', 'hello', { channel: 'site' }))).toBe(false);
  });

  test('[20] another name of who talks is told, and that of nobody else', () => {
    const { center, told, look, looksAfter } = given();
    const button = { channelId: channelId('button'), name: 'button', queueId: queueId('sales') };
    const settings = { siteChannelId: channelId('site') };
    center.server(commandOf('channel.create', { ...button, kind: 'webCall', settings }));
    center.server({
      type: 'call.arrived',
      interactionId: 'mia' as InteractionId,
      channelId: channelId('button'),
      customerId: customerId('mia'),
      customerName: '',
    });
    center.talks('ana', 'mia');
    look();
    expect(told.splice(0)).toEqual(['mia talking']);
    const renamed = (name: string): readonly Event[] =>
      center.server(
        commandOf('agent.save', {
          agentId: agentId(name),
          name: 'Another',
          role: 'agent',
          supervises: [],
          absent: false,
        }),
      );
    expect(looksAfter(renamed('ana'))).toBe(true);
    expect(told).toEqual(['mia talking']);
    center.agent('bo');
    expect(looksAfter(renamed('bo'))).toBe(false);
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

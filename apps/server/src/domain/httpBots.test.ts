import type { BotSettings } from '@ringdesk/shared/model/bot.ts';
import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { botId, Center, httpBot, queueId, START } from './center.testkit.ts';
import { effectsOf } from './effects.ts';
import type { Event } from './events.ts';
import type { BotAnswer } from './inputs.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';

/** Ana serves sales, which begins with the bot `helper`; nobody serves care. */
function given(settings: BotSettings): Center {
  const center = new Center().agent('root', { role: 'admin' }).agent('ana').queue('care', []);
  center.command('root', 'bot.save', { botId: botId('helper'), version: 0, name: 'Helper', settings });
  return center.queue('sales', ['ana'], { botId: botId('helper') });
}

describe('[45] an HTTP bot', () => {
  const answer = (center: Center, messageId: string, says: BotAnswer): readonly Event[] =>
    center.server({
      type: 'bot.answered',
      interactionId: center.idOf('mia'),
      botId: botId('helper'),
      messageId: messageId as never,
      answer: says,
    });
  const stays: BotAnswer = { messages: [{ text: 'Which one?', choices: ['A', 'B'] }], then: { kind: 'stays' } };

  it('[45] is asked by an effect in the same transaction, with ids only', () => {
    const center = given(httpBot());
    const events = center.writes('mia', 'Secret', { id: 'm1' });
    expect(told(events)).toEqual([
      'arrived in sales',
      '1. reply of customer',
      '2. with helper, idle at 300s',
      'asked about 1. until 10s',
    ]);
    const effects = effectsOf(events, center.state);
    expect(effects).toMatchObject([
      { type: 'bot.ask', notAfter: START + 10 * SECOND, payload: { messageId: 'm1', seq: 1 } },
    ]);
    expect(JSON.stringify(effects)).not.toContain('Secret');
  });

  it('[45] its answer is a message of the bot, once', () => {
    const center = given(httpBot());
    center.writes('mia', 'Hello', { id: 'm1' });
    expect(told(answer(center, 'm1', stays))).toEqual(['bot.answered', '3. helper: Which one? [A, B]']);
    expect(told(answer(center, 'm1', stays))).toEqual([]);
    expect(told(center.pass(4 * MINUTE))).toEqual([]);
    expect(told(center.writes('mia', 'A', { id: 'm2' }))).toEqual([
      '4. reply of customer',
      'asked about 4. until 250s',
    ]);
  });

  it('[45] no answer in time: the queue', () => {
    const center = given(httpBot());
    center.writes('mia', 'Hello', { id: 'm1' });
    expect(told(center.pass(10 * SECOND - 1))).toEqual([]);
    expect(told(center.pass(1))).toEqual([
      '3. helper hands over to sales: timeout',
      'offered (queue, pass 1) to ana until 70s',
    ]);
    expect(told(answer(center, 'm1', stays))).toEqual([]);
  });

  it('[45] of several messages the oldest without an answer decides', () => {
    const center = given(httpBot());
    center.writes('mia', 'Hello', { id: 'm1' });
    center.pass(4 * SECOND);
    center.writes('mia', 'Hello?', { id: 'm2' });
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ until: START + 10 * SECOND });
    answer(center, 'm2', { messages: [], then: { kind: 'stays' } });
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ until: START + 10 * SECOND });
    answer(center, 'm1', stays);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ until: START + 304 * SECOND });
  });

  it('[45] a failure: the queue at once', () => {
    const center = given(httpBot());
    center.writes('mia', 'Hello', { id: 'm1' });
    const failed = { type: 'bot.failed', interactionId: center.idOf('mia'), botId: botId('helper') } as const;
    expect(told(center.server({ ...failed, messageId: 'other' as never }))).toEqual([]);
    expect(told(center.server({ ...failed, messageId: 'm1' as never }))).toEqual([
      '3. helper hands over to sales: failed',
      'offered (queue, pass 1) to ana until 60s',
    ]);
    expect(told(center.server({ ...failed, messageId: 'm1' as never }))).toEqual([]);
  });

  it('[45] a person, another queue, the end', () => {
    const then = (what: BotAnswer['then']): readonly string[] => {
      const center = given(httpBot());
      center.writes('mia', 'Hello', { id: 'm1' });
      return told(answer(center, 'm1', { messages: [{ text: 'Well.' }], then: what }));
    };
    expect(then({ kind: 'person' })).toContain('4. helper hands over to sales: asked');
    expect(then({ kind: 'queue', queueId: queueId('care') })).toContain('4. helper hands over to care: asked');
    expect(then({ kind: 'queue', queueId: queueId('ghost') })).toContain('4. helper hands over to sales: asked');
    expect(then({ kind: 'end' })).toEqual(['bot.answered', '3. helper: Well.', '4. closed by server']);
  });

  it('[45] an answer that comes when the customer has left, or to a conversation forgotten, changes nothing', () => {
    const center = given(httpBot());
    center.writes('mia', 'Hello', { id: 'm1' });
    const interactionId = center.idOf('mia');
    center.do(center.customer('mia'), { type: 'customer.ended' });
    expect(told(answer(center, 'm1', stays))).toEqual([]);
    center.pass(HOUR);
    const late = {
      type: 'bot.answered',
      interactionId,
      botId: botId('helper'),
      messageId: 'm1',
      answer: stays,
    } as never;
    expect(told(center.server(late))).toEqual([]);
  });

  it('[45] no customer and no agent answers for it', () => {
    const center = given(httpBot());
    center.writes('mia', 'Hello', { id: 'm1' });
    const input = {
      type: 'bot.answered',
      interactionId: center.idOf('mia'),
      botId: 'helper',
      messageId: 'm1',
      answer: stays,
    } as never;
    for (const actor of [center.customer('mia'), { kind: 'agent', agentId: 'root' } as never])
      expect(center.try(actor, input)).toEqual({ ok: false, error: { code: 'notAllowed' } });
  });
});

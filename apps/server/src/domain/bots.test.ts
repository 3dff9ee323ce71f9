import type { BotSettings } from '@ringdesk/shared/model/bot.ts';
import type { BotId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { botId, Center, menuBot, queueId, START } from './center.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import { violations } from './invariants.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';
import { snapshotFor } from './snapshot.ts';
import { visitorView } from './visitorViews.ts';

/** Ana serves sales, which begins with the bot `helper`; nobody serves care. */
function given(settings: BotSettings = menuBot(), queue: Partial<QueueSettings> = {}): Center {
  const center = new Center().agent('root', { role: 'admin' }).agent('ana').queue('care', []);
  center.command('root', 'bot.save', { botId: botId('helper'), version: 0, name: 'Helper', settings });
  return center.queue('sales', ['ana'], { botId: botId('helper'), ...queue });
}

const about = (center: Center) => ({ interactionId: center.idOf('mia') });

describe('[45] a menu bot', () => {
  it('[45] answers a new conversation first; nothing rings', () => {
    const center = given();
    expect(told(center.writes('mia', 'Hello'))).toEqual([
      'arrived in sales',
      '1. reply of customer',
      '2. with helper at start, idle at 300s',
      '3. helper: How can we help? [Prices, Return, Person, Care]',
    ]);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({
      state: 'bot',
      botId: 'helper',
      until: START + 5 * MINUTE,
      preview: { by: 'customer', text: 'Hello' },
    });
    expect(interactionView(center.state, center.idOf('mia'))).not.toHaveProperty('unansweredSince');
    const { customer, channelId } = center.interactionOf('mia');
    expect(visitorView(center.state, customer.id, channelId)?.state).toBe('bot');
    expect(center.ringsAt('mia')).toEqual([]);
  });

  it('[45] a choice answers and leads on to its menu', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.now += MINUTE;
    expect(told(center.writes('mia', 'prices'))).toEqual([
      '4. reply of customer',
      'at prices, 0 missed, idle at 360s',
      '5. helper: Gladly.',
      '6. helper: Which? [Small, Large]',
    ]);
    expect(told(center.writes('mia', '2'))).toEqual([
      '7. reply of customer',
      'at prices, 0 missed, all told, idle at 360s',
      '8. helper: 20 euros. [Small, Large]',
    ]);
  });

  it('[45] a person: into the queue with its age, and it rings', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.now += 30 * SECOND;
    expect(told(center.writes('mia', 'person'))).toEqual([
      '4. reply of customer',
      '5. helper hands over to sales: asked',
      'offered (queue, pass 1) to ana until 90s',
    ]);
    expect(center.interactionOf('mia')).toMatchObject({ arrivedAt: START, unansweredSince: START + 30 * SECOND });
    expect(center.interactionOf('mia').bot).toBeUndefined();
    // Whom it rings at reads what the customer said, not what the bot did.
    expect(center.interactionOf('mia').preview).toEqual({ by: 'customer', text: 'person' });
    center.accepts('ana', 'mia');
    expect(told(center.writes('mia', 'prices'))).toEqual(['7. reply of customer']);
  });

  it('[45] another queue, and its own one where that is gone or off', () => {
    const center = given();
    center.writes('mia', 'Hello');
    expect(told(center.writes('mia', 'care'))).toEqual([
      '4. reply of customer',
      '5. helper: One moment.',
      '6. helper hands over to care: asked',
    ]);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ state: 'queued', reason: 'noMembers' });
    const off = given();
    off.writes('mia', 'Hello');
    off.server({
      type: 'command',
      command: {
        name: 'queue.setActive',
        input: { queueId: queueId('care'), active: false, disconnectChannels: true },
      },
    });
    expect(told(off.writes('mia', 'care'))).toContain('6. helper hands over to sales: asked');
  });

  it('[45] what is no choice is asked again, until a person takes it', () => {
    const center = given();
    center.writes('mia', 'Hello');
    expect(told(center.writes('mia', 'purple'))).toEqual([
      '4. reply of customer',
      'at start, 1 missed, idle at 300s',
      '5. helper: Please choose. [Prices, Return, Person, Care]',
    ]);
    expect(told(center.writes('mia', 'green'))).toEqual([
      '6. reply of customer',
      '7. helper hands over to sales: notUnderstood',
      'offered (queue, pass 1) to ana until 60s',
    ]);
  });

  it('[45] misses are counted in a row', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.writes('mia', 'purple');
    center.writes('mia', 'prices');
    expect(told(center.writes('mia', 'green'))).toContain('at prices, 1 missed, idle at 300s');
  });

  it('[45] a file alone is no choice', () => {
    const center = given();
    center.writes('mia', 'Hello');
    const events = center.do(center.customer('mia'), {
      type: 'customer.wrote',
      messageId: center.newId() as never,
      text: '',
      attachments: [{ id: 'f' as never, name: 'f.png', mimeType: 'image/png', bytes: 1 }],
      customerName: '',
    });
    expect(told(events)).toContain('at start, 1 missed, idle at 300s');
  });

  it('[45] silence leads to a person; each word begins it anew', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.pass(4 * MINUTE);
    center.writes('mia', 'prices');
    expect(told(center.pass(5 * MINUTE - 1))).toEqual([]);
    expect(told(center.pass(1))).toEqual([
      '7. helper hands over to sales: silent',
      'offered (queue, pass 1) to ana until 600s',
    ]);
  });

  it('[45] silence after an answer that was all closes it: nobody is kept busy with it', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.writes('mia', 'return');
    expect(told(center.pass(5 * MINUTE))).toEqual(['6. closed by server for silence']);
    expect(told(center.writes('mia', 'Hello again'))).toEqual([
      '7. reopened by customer',
      '8. reply of customer',
      '9. with helper at start, idle at 600s',
      '10. helper: How can we help? [Prices, Return, Person, Care]',
    ]);
  });

  it('[45] what a person had goes back to people when the customer writes again', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.writes('mia', 'person');
    center.accepts('ana', 'mia');
    center.command('ana', 'interaction.close', about(center));
    expect(told(center.writes('mia', 'prices'))).toEqual([
      '8. reopened by customer',
      '9. reply of customer',
      'offered (reopen, pass 1) to ana until 60s',
    ]);
  });

  it('[45] who serves the queue sees it and takes it away from the bot', () => {
    const center = given().agent('ben').agent('lead', { role: 'supervisor' });
    center.writes('mia', 'Hello');
    const sees = (name: string): boolean =>
      snapshotFor(center.state, name as never).interactions.some(({ id }) => id === center.idOf('mia'));
    expect(['ana', 'ben', 'root', 'lead'].map(sees)).toEqual([true, false, true, false]);
    expect(center.refusal('ben', 'interaction.endBot', about(center))).toEqual({ code: 'notFound' });
    expect(told(center.command('ana', 'interaction.endBot', about(center)))).toEqual([
      '4. helper hands over to sales: agent',
      'offered (queue, pass 1) to ana until 60s',
    ]);
    expect(center.refusal('ana', 'interaction.endBot', about(center))).toMatchObject({ code: 'wrongState' });
  });

  it('[45] the customer leaves, a supervisor closes', () => {
    const center = given();
    center.writes('mia', 'Hello');
    expect(told(center.do(center.customer('mia'), { type: 'customer.ended' }))).toEqual(['4. closed by customer']);
    center.writes('leo', 'Hello');
    expect(told(center.command('root', 'interaction.close', { interactionId: center.idOf('leo') }))).toEqual([
      '4. closed by root',
    ]);
    expect(center.state.queues.get(queueId('sales'))?.withBot.size).toBe(0);
  });

  it('[45] a saved change counts for the next message, also where its menu is gone', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.writes('mia', 'prices');
    const menus = [{ id: 'new', text: 'New?', choices: [{ label: 'Yes', answer: 'Fine', then: { kind: 'end' } }] }];
    const settings = { ...menuBot(), menus } as BotSettings;
    center.command('root', 'bot.save', { botId: botId('helper'), version: 1, name: 'Helper', settings });
    expect(told(center.writes('mia', 'yes'))).toEqual([
      '7. reply of customer',
      'at new, 0 missed, all told, idle at 300s',
      '8. helper: Fine [Yes]',
    ]);
  });

  it('[45] [30] outside the hours the bot answers alone; what it hands over waits for the opening', () => {
    const never = { timeZone: 'Europe/Madrid', week: [[], [], [], [], [], [], []], holidays: [] };
    const texts = { offHoursText: 'We are closed.', nobodyText: 'Nobody is here.' };
    const center = given(menuBot(), { workingHours: never, ...texts });
    for (const text of ['Hello', 'prices', 'purple'])
      expect(told(center.writes('mia', text)).join()).not.toMatch(/queue/);
    center.writes('mia', 'purple');
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({
      state: 'queued',
      reason: 'outsideHours',
    });
    expect(center.ringsAt('mia')).toEqual([]);
  });

  it('[45] [35] [46] limits of people run from the hand-over on', () => {
    const center = given(menuBot(), { firstReplySeconds: 60, markUnansweredAfterMinutes: 1 });
    center.writes('mia', 'Hello');
    center.pass(2 * MINUTE);
    const waiting = interactionView(center.state, center.idOf('mia'));
    expect(waiting).not.toHaveProperty('replyDue');
    expect(waiting).not.toHaveProperty('unansweredMarkAt');
    center.writes('mia', 'person');
    expect(interactionView(center.state, center.idOf('mia'))?.replyDue).toEqual({
      which: 'first',
      dueAt: START + 3 * MINUTE,
      overdue: false,
    });
    expect(told(center.pass(MINUTE)).join()).toMatch(/unanswered|overdue/i);
  });

  it('[45] a queue without a bot has people from the start', () => {
    const center = given(menuBot(), { botId: null });
    expect(told(center.writes('mia', 'Hello'))).toEqual([
      'arrived in sales',
      '1. reply of customer',
      'offered (queue, pass 1) to ana until 60s',
    ]);
  });

  it('[45] stands in the log and in a checkpoint as it is', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.writes('mia', 'purple');
    const restored = new Center(stateFrom(JSON.parse(JSON.stringify(checkpointOf(center.state)))));
    restored.now = center.now;
    expect(violations(restored.state, restored.now)).toEqual([]);
    expect(told(restored.writes('mia', 'green', { id: 'again' }))).toContain(
      '7. helper hands over to sales: notUnderstood',
    );
  });
});

describe('[45] keeping bots', () => {
  const save = (center: Center, version: number, name = 'Helper', id = 'helper') =>
    center.refusal('root', 'bot.save', { botId: botId(id), version, name, settings: menuBot() });

  it('[45] is refused with a newer version, a name that is taken, a queue that is not there', () => {
    const center = given();
    expect(save(center, 0)).toEqual({ code: 'versionConflict', currentVersion: 1 });
    expect(save(center, 1)).toBeUndefined();
    expect(save(center, 1)).toEqual({ code: 'versionConflict', currentVersion: 2 });
    expect(save(center, 0, 'HELPER', 'other')).toEqual({ code: 'nameTaken' });
    expect(save(center, 3, 'Other', 'other')).toEqual({ code: 'notFound' });
    const settings = menuBot();
    const menu = settings.kind === 'menu' ? settings.menus[0] : undefined;
    const [choice] = menu?.choices ?? [];
    if (!choice) throw new Error('no choice');
    choice.then = { kind: 'queue', queueId: queueId('ghost') };
    expect(center.refusal('root', 'bot.save', { botId: botId('x'), version: 0, name: 'X', settings })).toEqual({
      code: 'invalid',
      fields: { 'settings.menus.0.choices.0.then.queueId': 'unknown' },
    });
  });

  it('[45] a queue names a bot that is there, and keeps it from being deleted', () => {
    const center = given();
    expect(() => center.saveQueue('sales', ['ana'], { botId: 'ghost' as BotId })).toThrow(/"settings.botId":"unknown"/);
    expect(center.refusal('root', 'bot.delete', { botId: botId('helper') })).toEqual({
      code: 'botInUse',
      queueIds: ['sales'],
    });
    center.writes('mia', 'Hello');
    center.saveQueue('sales', ['ana'], { botId: null });
    expect(told(center.command('root', 'bot.delete', { botId: botId('helper') }))).toEqual([
      '4. helper hands over to sales: failed',
      'bot.deleted',
      'offered (queue, pass 1) to ana until 60s',
    ]);
    expect(snapshotFor(center.state, 'ana' as never).bots).toEqual([]);
    expect(center.refusal('root', 'bot.delete', { botId: botId('helper') })).toEqual({ code: 'notFound' });
  });

  it('[8] what is with the bot of a deleted queue moves to the other one', () => {
    const center = given();
    center.writes('mia', 'Hello');
    center.command('root', 'queue.delete', { queueId: queueId('sales'), openTo: queueId('care') });
    expect(center.interactionOf('mia')).toMatchObject({ state: 'bot', queueId: 'care' });
    expect(told(center.writes('mia', 'person'))).toContain('5. helper hands over to care: asked');
  });
});

import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { DAY, HOUR, MINUTE } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, channelId, commandOf, customerId, messageId, queueId, typesOf } from './center.testkit.ts';
import { checkpointOf } from './checkpoint.ts';
import { CLOSED_STAYS } from './deadlines.ts';
import { evolve } from './evolve.ts';
import { handle } from './handle.ts';
import { canonical } from './mirror.testkit.ts';
import { emptyState } from './state.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';
import { visitorView } from './visitorViews.ts';

/** Ana had a conversation with Mia and closed it; then it left the memory. */
function given(settings: Parameters<Center['queue']>[2] = {}): Center {
  const center = new Center()
    .agents('ana', 'boris')
    .agent('root', { role: 'admin' })
    .queue('sales', ['ana', 'boris'], { distribution: 'strict', ...settings });
  center.writes('mia', 'hello', { id: 'm1' });
  center.accepts('ana', 'mia');
  center.replies('ana', 'mia');
  center.writes('mia', 'thanks', { id: 'm2' });
  return center;
}

function archived(settings: Parameters<Center['queue']>[2] = {}) {
  const center = given(settings);
  const interactionId = center.idOf('mia');
  center.command('ana', 'interaction.close', { interactionId });
  center.pass(CLOSED_STAYS);
  return { center, interactionId };
}

const note = (id: string, mentions: readonly string[] = []) => ({
  messageId: messageId(id),
  kind: 'note' as const,
  text: 'note',
  mentions: mentions.map(agentId),
  attachmentIds: [],
});

describe('what is closed leaves the memory', () => {
  it.each([0, 24, 720])('ten minutes after the close, with a reopen time of %i hours', (reopenHours) => {
    const center = given({ reopenHours });
    const interactionId = center.idOf('mia');
    center.command('ana', 'interaction.close', { interactionId });
    expect(told(center.pass(10 * MINUTE - 1))).toEqual([]);
    expect(told(center.pass(1))).toEqual(['interaction.archived']);
    expect(center.state.interactions.size).toBe(0);
    expect(center.state.conversations.size).toBe(0);
    expect(center.state.deadlines.size).toBe(0);
    expect(visitorView(center.state, customerId('mia'), channelId('sales'))).toBeNull();
  });

  it('[79] after the wrap-up, and later when something still happens to it', () => {
    const center = given({ wrapUpSeconds: 60 });
    const interactionId = center.idOf('mia');
    center.command('ana', 'interaction.close', { interactionId });
    expect(told(center.pass(MINUTE))).toEqual(['wrap-up of ana ended']);
    center.pass(9 * MINUTE);
    center.command('ana', 'message.post', { interactionId, ...note('n1') });
    expect(told(center.pass(10 * MINUTE - 1))).toEqual([]);
    expect(told(center.pass(1))).toEqual(['interaction.archived']);
  });

  it('not while a mentioned colleague has not looked and it can be reopened', () => {
    const center = given({ reopenHours: 1 });
    const interactionId = center.idOf('mia');
    center.command('ana', 'interaction.close', { interactionId });
    center.command('ana', 'message.post', { interactionId, ...note('n1', ['boris']) });
    expect(told(center.pass(30 * MINUTE))).toEqual([]);
    center.command('boris', 'interaction.read', { interactionId, seq: 9 });
    expect(told(center.pass(10 * MINUTE))).toEqual(['interaction.archived']);
  });

  it('the memory after thousands of closes is what it was before', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { reopenHours: 720 });
    const sizes = [1_000, 2_000].map((conversations) => {
      for (let index = 0; index < conversations; index += 1) {
        center.writes(`c${conversations}-${index}`);
        center.accepts('ana', `c${conversations}-${index}`);
        center.command('ana', 'interaction.close', { interactionId: center.idOf(`c${conversations}-${index}`) });
      }
      // Ended offers are remembered a little longer, for those who answer late; one more offer lets them go.
      center.pass(HOUR);
      center.writes(`last-${conversations}`);
      center.accepts('ana', `last-${conversations}`);
      center.command('ana', 'interaction.close', { interactionId: center.idOf(`last-${conversations}`) });
      center.pass(CLOSED_STAYS);
      const { interactions, conversations: newest, deadlines, endedOffers, offers, agents } = center.state;
      const ana = agents.get(agentId('ana'))!;
      return {
        sets: [interactions, newest, deadlines, endedOffers, offers, ana.concerns, ana.owned].map(({ size }) => size),
        bytes: canonical(checkpointOf(center.state)).length,
      };
    });
    expect(sizes[0]).toMatchObject({ sets: [0, 0, 0, 1, 0, 0, 0] });
    expect(sizes[1]!.sets).toEqual(sizes[0]!.sets);
    expect(Math.abs(sizes[1]!.bytes - sizes[0]!.bytes)).toBeLessThan(100);
  });
});

describe('the customer writes again', () => {
  it('[13] within the reopen time: the last owner first, then the queue, as if it had never left', () => {
    const { center, interactionId } = archived();
    expect(told(center.writes('mia', 'again'))).toEqual([
      'recalled to sales',
      '6. reopened by customer',
      '7. reply of customer',
      'offered (reopen, pass 1) to ana until 660s',
    ]);
    expect(center.idOf('mia')).toBe(interactionId);
    expect(told(center.declines('ana', 'mia'))).toEqual([
      'ended at ana: declined',
      'offered (queue, pass 1) to boris until 660s',
    ]);
  });

  it('what comes back is what left', () => {
    const center = given();
    const interactionId = center.idOf('mia');
    center.command('ana', 'interaction.read', { interactionId, seq: 3 });
    center.command('ana', 'interaction.close', { interactionId });
    center.pass(CLOSED_STAYS);
    const left = center.tables.rows.get(interactionId);
    center.command('root', 'message.post', { interactionId, ...note('n1') });
    expect(interactionView(center.state, interactionId)).toEqual({
      ...left,
      customerOnline: false,
      lastSeq: 6,
      lastAt: center.now,
      preview: { by: 'note', text: 'note' },
    });
    expect(center.state.interactions.get(interactionId)).toMatchObject({ unreadSeqs: [4], lastWord: 'customer' });
  });

  it('[13] at the end of the reopen time it is the same one, and later a new one under the same name', () => {
    const { center, interactionId } = archived({ reopenHours: 1 });
    center.now += 50 * MINUTE;
    expect(told(center.writes('mia'))[0]).toBe('recalled to sales');
    const other = archived({ reopenHours: 1 });
    other.center.now += 50 * MINUTE + 1;
    const events = other.center.do(other.center.customer('mia'), {
      type: 'customer.wrote',
      messageId: messageId('m9'),
      text: 'hi',
      attachments: [],
      customerName: '',
    });
    expect(told(events)[0]).toBe('arrived in sales');
    expect(other.center.idOf('mia')).not.toBe(interactionId);
    expect(other.center.interactionOf('mia').customer.name).toBe('mia');
  });

  it('the same message again gets the same answer and changes nothing, also after the reopen time (I9)', () => {
    const { center, interactionId } = archived({ reopenHours: 1 });
    for (const wait of [0, 2 * HOUR]) {
      center.now += wait;
      const again = center.try(center.customer('mia'), {
        type: 'customer.wrote',
        messageId: messageId('m2'),
        text: 'thanks',
        attachments: [],
        customerName: '',
      });
      expect(again).toMatchObject({ ok: true, events: [], reply: { interactionId, seq: 4 } });
      expect(center.state.interactions.size).toBe(0);
    }
  });

  it('the same message again after the recall is known too (I9)', () => {
    const { center } = archived();
    center.writes('mia', 'again', { id: 'm3' });
    for (const id of ['m1', 'm2', 'm3']) expect(told(center.writes('mia', 'x', { id }))).toEqual([]);
  });

  it('what was looked up is left aside when it is remembered, is not theirs, or its queue is gone', () => {
    const { center, interactionId } = archived();
    const actor = center.customer('mia');
    const wrote = (id: string) =>
      center.tables.lookUp(center.state, actor, {
        type: 'customer.wrote',
        messageId: messageId(id),
        text: 'x',
        attachments: [],
        customerName: '',
      });
    const [first, second, third] = [wrote('k1'), wrote('k2'), wrote('k3')];
    expect(typesOf(center.do(actor, first))).toContain('interaction.recalled');
    expect(told(center.do(actor, second))).toEqual(['8. reply of customer']);
    expect(center.state.interactions.size).toBe(1);
    const stranger = center.customer('leo');
    const asLeo = handle(center.state, third, { now: center.now, actor: stranger, newId: center.newId });
    expect(asLeo).toMatchObject({ ok: true, value: { reply: { seq: 1 } } });
    expect(center.idOf('leo')).not.toBe(interactionId);
  });

  it('[8] of a deleted queue it is a new conversation', () => {
    const { center } = archived();
    center.queue('service', ['ana']);
    center.server(commandOf('queue.delete', { queueId: queueId('sales'), openTo: queueId('service') }));
    center.server(
      commandOf('channel.save', {
        channelId: channelId('sales'),
        version: 2,
        name: 'sales',
        queueId: queueId('service'),
        kind: 'liveChat',
        settings: defaultLiveChatSettings,
      }),
    );
    expect(told(center.writes('mia'))[0]).toBe('arrived in service');
  });

  it('a look-up made before it leaves holds when it leaves before the message is decided', () => {
    const center = given();
    center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });
    center.now += CLOSED_STAYS;
    const actor = center.customer('mia');
    const wrote = center.tables.lookUp(center.state, actor, {
      type: 'customer.wrote',
      messageId: messageId('m3'),
      text: 'x',
      attachments: [],
      customerName: '',
    });
    expect(told(center.server({ type: 'clock.ticked' }))).toEqual(['interaction.archived']);
    expect(told(center.do(actor, wrote)).slice(0, 2)).toEqual(['recalled to sales', '6. reopened by customer']);
  });
});

describe('agents and what has left the memory', () => {
  it('[13] the last owner takes it up again, at once and at any time; others may not', () => {
    const { center, interactionId } = archived({ reopenHours: 1 });
    expect(center.refusal('boris', 'interaction.reopen', { interactionId })).toEqual({ code: 'notAllowed' });
    center.now += 3 * DAY;
    expect(told(center.command('ana', 'interaction.reopen', { interactionId }))).toEqual([
      'recalled to sales',
      '6. reopened by ana',
    ]);
    expect(center.interactionOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
    expect(told(center.writes('mia', 'oh'))).toEqual(['7. reply of customer']);
  });

  it('a later conversation of the customer stands in the way, remembered or not', () => {
    const { center, interactionId } = archived({ reopenHours: 0 });
    center.writes('mia', 'new');
    const refused = { code: 'wrongState', state: 'closed' };
    expect(center.refusal('ana', 'interaction.reopen', { interactionId })).toEqual(refused);
    center.accepts('ana', 'mia');
    center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });
    center.pass(CLOSED_STAYS);
    expect(center.refusal('ana', 'interaction.reopen', { interactionId })).toEqual(refused);
  });

  it('a conversation begun since the look-up stands in the way as well', () => {
    const { center, interactionId } = archived({ reopenHours: 0 });
    const actor = { kind: 'agent', agentId: agentId('ana') } as const;
    const reopen = center.tables.lookUp(center.state, actor, commandOf('interaction.reopen', { interactionId }));
    center.writes('mia', 'new');
    expect(center.try(actor, reopen)).toEqual({ ok: false, error: { code: 'wrongState', state: 'closed' } });
  });

  it('a note on an earlier conversation does not make it the one the customer goes on with', () => {
    const { center, interactionId } = archived({ reopenHours: 0 });
    center.writes('mia', 'new');
    center.accepts('ana', 'mia');
    const second = center.idOf('mia');
    expect(told(center.command('ana', 'message.post', { interactionId, ...note('n1') }))).toEqual([
      'recalled to sales, not the newest',
      '6. note of ana',
    ]);
    expect(center.idOf('mia')).toBe(second);
    expect(told(center.pass(CLOSED_STAYS))).toEqual(['interaction.archived']);
    expect(center.idOf('mia')).toBe(second);
  });

  it('the same note again gets the same answer; a refused command recalls nothing', () => {
    const { center, interactionId } = archived();
    center.command('ana', 'message.post', { interactionId, ...note('n1') });
    center.pass(CLOSED_STAYS);
    expect(center.state.interactions.size).toBe(0);
    const again = center.try(
      { kind: 'agent', agentId: agentId('ana') },
      commandOf('message.post', { interactionId, ...note('n1') }),
    );
    expect(again).toMatchObject({ ok: true, events: [], reply: { seq: 6 } });
    expect(center.refusal('root', 'interaction.close', { interactionId })).toEqual({
      code: 'wrongState',
      state: 'closed',
    });
    expect(center.refusal('boris', 'message.post', { interactionId, ...note('n2') })).toEqual({ code: 'notFound' });
    expect(center.state.interactions.size).toBe(0);
  });
});

describe('the laws', () => {
  it('the log folds to the same state, also when the content of the recall was erased', () => {
    const { center, interactionId } = archived();
    center.writes('mia', 'again');
    const log = JSON.parse(JSON.stringify(center.log)) as typeof center.log;
    const live = canonical(checkpointOf(center.state));
    expect(canonical(checkpointOf(log.reduce(evolve, emptyState())))).toBe(live);
    const erased = log.map((event) => {
      const { content: _, ...rest } = event as typeof event & { content?: unknown };
      return rest as typeof event;
    });
    const state = erased.reduce(evolve, emptyState());
    expect(state.interactions.get(interactionId)).toMatchObject({
      customer: { id: 'mia', name: '' },
      state: 'offered',
    });
  });
});

import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, channelId, commandOf, customerId, messageId, queueId } from './center.testkit.ts';
import { lineOf } from './lines.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';
import { visitorView } from './visitorViews.ts';

function given(settings: Parameters<Center['queue']>[2] = {}): Center {
  const center = new Center()
    .agents('ana', 'boris')
    .queue('sales', ['ana', 'boris'], { distribution: 'strict', ...settings });
  center.writes('mia');
  center.accepts('ana', 'mia');
  return center;
}
const visitor = (center: Center) => visitorView(center.state, customerId('mia'), channelId('sales'));
const close = (center: Center) => center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });

describe('messages (I9)', () => {
  it('[10] the same message again gets the same answer and is stored once', () => {
    const center = given();
    const wrote = {
      type: 'customer.wrote',
      messageId: messageId('m1'),
      text: 'hi',
      attachments: [],
      customerName: '',
    } as const;
    const first = center.try(center.customer('mia'), wrote);
    expect(first).toMatchObject({ ok: true, reply: { seq: 3 } });
    center.now += HOUR;
    const again = center.try(center.customer('mia'), wrote);
    expect(again).toMatchObject({ ok: true, events: [], reply: first.ok ? first.reply : undefined });
    const post = {
      interactionId: center.idOf('mia'),
      messageId: messageId('m2'),
      kind: 'reply',
      text: 'yes',
      mentions: [],
      attachmentIds: [],
    } as const;
    expect(told(center.command('ana', 'message.post', { ...post, mentions: [], attachmentIds: [] }))).toEqual([
      '4. reply of ana',
    ]);
    expect(told(center.command('ana', 'message.post', { ...post, mentions: [], attachmentIds: [] }))).toEqual([]);
  });

  it('[10] a message twice after the conversation was closed starts nothing new', () => {
    const center = given();
    center.writes('mia', 'hi', { id: 'm1' });
    close(center);
    expect(told(center.writes('mia', 'hi', { id: 'm1' }))).toEqual([]);
    expect(center.interactionOf('mia').state).toBe('closed');
  });

  it('[46] who waits for an answer, what is unread and how far was read', () => {
    const center = given();
    center.now += SECOND;
    center.writes('mia', 'more');
    const { interactionId } = { interactionId: center.idOf('mia') };
    expect(interactionView(center.state, interactionId)).toMatchObject({
      unread: 2,
      lastCustomerSeq: 3,
      unansweredSince: center.now - SECOND,
    });
    center.command('ana', 'interaction.read', { interactionId, seq: 99 });
    expect(interactionView(center.state, interactionId)).toMatchObject({ unread: 0, ownerReadSeq: 3 });
    expect(center.command('ana', 'interaction.read', { interactionId, seq: 1 })).toEqual([]);
    expect(visitor(center)).toMatchObject({ readSeq: 3 });
    center.replies('ana', 'mia');
    expect(interactionView(center.state, interactionId)).toMatchObject({
      firstReplyAt: center.now,
      preview: { by: 'agent', text: 'hi' },
    });
    expect(center.interactionOf('mia').unansweredSince).toBeUndefined();
    expect(center.do(center.customer('mia'), { type: 'customer.read', seq: 4 })).toMatchObject([
      { type: 'customer.read', seqRead: 4 },
    ]);
  });

  it('[9] the language of a conversation is the one the customer’s page began it in', () => {
    const center = given();
    const wrote = { type: 'customer.wrote', text: 'oi', attachments: [], customerName: '' } as const;
    center.do(center.customer('ivo'), { ...wrote, messageId: messageId('i1'), language: 'pt' });
    center.do(center.customer('ivo'), { ...wrote, messageId: messageId('i2'), language: 'ru' });
    expect(interactionView(center.state, center.idOf('ivo'))?.language).toBe('pt');
    expect(interactionView(center.state, center.idOf('mia'))).not.toHaveProperty('language');
  });

  it('[46] whoever answers has seen what was said before; a note says nothing of that', () => {
    const center = given();
    const interactionId = center.idOf('mia');
    center.writes('mia', 'more');
    center.command('ana', 'message.post', {
      interactionId,
      messageId: messageId('n1'),
      kind: 'note',
      text: 'hm',
      mentions: [],
      attachmentIds: [],
    });
    expect(interactionView(center.state, interactionId)).toMatchObject({ unread: 2, ownerReadSeq: 0 });
    center.replies('ana', 'mia');
    expect(interactionView(center.state, interactionId)).toMatchObject({ unread: 0, ownerReadSeq: 5 });
    expect(visitor(center)).toMatchObject({ readSeq: 5 });
    center.writes('mia', 'and one more');
    expect(interactionView(center.state, interactionId)).toMatchObject({ unread: 1, ownerReadSeq: 5 });
  });

  it('a note is the team’s: it answers nobody, and a mention stays until opened', () => {
    const center = given();
    const interactionId = center.idOf('mia');
    const note = {
      interactionId,
      messageId: messageId('n1'),
      kind: 'note',
      text: 'look',
      mentions: [agentId('boris'), agentId('ghost'), agentId('ana')],
      attachmentIds: [],
    } as const;
    center.command('ana', 'message.post', { ...note, mentions: [...note.mentions], attachmentIds: [] });
    expect(interactionView(center.state, interactionId)).toMatchObject({
      mentioned: ['boris'],
      preview: { by: 'note', text: 'look' },
    });
    expect(center.interactionOf('mia').unansweredSince).toBeDefined();
    center.command('boris', 'interaction.read', { interactionId, seq: 1 });
    expect(interactionView(center.state, interactionId)).toMatchObject({ mentioned: [] });
    expect(center.refusal('boris', 'interaction.read', { interactionId, seq: 1 })).toEqual({ code: 'notFound' });
  });

  it('only the owner replies, only while it is active, and never with nothing', () => {
    const center = given().agent('root', { role: 'admin' });
    const reply = {
      interactionId: center.idOf('mia'),
      messageId: messageId('r'),
      kind: 'reply' as const,
      text: 'x',
      mentions: [],
      attachmentIds: [],
    };
    expect(center.refusal('root', 'message.post', reply)).toEqual({ code: 'notOwner', ownerId: 'ana' });
    expect(center.refusal('ana', 'message.post', { ...reply, text: '' })).toEqual({
      code: 'invalid',
      fields: { text: 'too-short' },
    });
    center.command('ana', 'interaction.park', { interactionId: reply.interactionId, until: center.now + HOUR });
    expect(center.refusal('ana', 'message.post', reply)).toEqual({
      code: 'wrongState',
      state: 'parked',
      ownerId: 'ana',
    });
  });

  it('an erased body leaves the line in its place', () => {
    const posted = given().log.find((event) => event.type === 'message.posted')!;
    const { content: _, ...erased } = posted;
    expect(lineOf(erased)).toMatchObject({ type: 'message', seq: 1, text: null, attachments: [] });
  });
});

describe('close and reopen', () => {
  it('[13] a message within the reopen time goes to the last owner as one offer, then the queue', () => {
    const center = given();
    close(center);
    expect(visitor(center)).toMatchObject({ state: 'closed' });
    center.now += 24 * HOUR;
    expect(told(center.writes('mia', 'again'))).toEqual([
      '4. reopened by customer',
      '5. reply of customer',
      'offered (reopen, pass 1) to ana until 86460s',
    ]);
    expect(center.offerTo('ana', 'mia').why).toEqual({ rule: 'lastOwner' });
    expect(told(center.declines('ana', 'mia'))).toEqual([
      'ended at ana: declined',
      'offered (queue, pass 1) to boris until 86460s',
    ]);
  });

  it('[13] an unavailable last owner is passed over', () => {
    const center = given();
    close(center);
    center.command('ana', 'presence.set', { state: 'away' });
    expect(told(center.writes('mia', 'again')).slice(2)).toEqual([
      'not first to ana',
      'offered (queue, pass 1) to boris until 60s',
    ]);
  });

  it('[13] later it is a new interaction', () => {
    const center = given();
    const first = center.idOf('mia');
    close(center);
    center.now += 24 * HOUR + 1;
    expect(told(center.writes('mia', 'again'))[0]).toBe('arrived in sales');
    expect(center.idOf('mia')).not.toBe(first);
    expect(center.refusal('ana', 'interaction.reopen', { interactionId: first })).toEqual({
      code: 'wrongState',
      state: 'closed',
    });
  });

  it('the agent undoes a close at once, also during wrap-up', () => {
    const center = given({ reopenHours: 0, wrapUpSeconds: 30 });
    close(center);
    expect(told(center.command('ana', 'interaction.reopen', { interactionId: center.idOf('mia') }))).toEqual([
      '4. reopened by ana',
    ]);
    expect(center.interactionOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
    expect(told(center.pass(HOUR))).toEqual([]);
  });

  it('what is closed cannot be closed, parked or handed on', () => {
    const center = given();
    close(center);
    const interactionId = center.idOf('mia');
    expect(center.refusal('ana', 'interaction.close', { interactionId })).toEqual({ code: 'notOwner' });
    center.agent('root', { role: 'admin' });
    expect(center.refusal('root', 'interaction.close', { interactionId })).toEqual({
      code: 'wrongState',
      state: 'closed',
    });
    expect(center.refusal('root', 'interaction.setPriority', { interactionId, priority: 3 })).toEqual({
      code: 'wrongState',
      state: 'closed',
    });
  });
});

describe('the customer leaves', () => {
  it('[13] an explicit end withdraws the offers and closes', () => {
    const center = new Center().agents('ana').queue('sales', ['ana']);
    center.writes('mia');
    expect(told(center.do(center.customer('mia'), { type: 'customer.ended' }))).toEqual([
      'ended at ana: withdrawn: customerLeft',
      '2. closed by customer',
    ]);
  });

  it('[13] a lost socket does not', () => {
    const center = new Center().agents('ana').queue('sales', ['ana']);
    center.writes('mia');
    expect(told(center.do(center.customer('mia'), { type: 'customer.disconnected' }))).toEqual([
      'customer.presenceSet',
    ]);
    expect(center.ringsAt('mia')).toEqual(['ana']);
  });

  it('an owned one is closed to the customer, stays the owner’s, and goes on with a new message', () => {
    const center = given();
    expect(told(center.do(center.customer('mia'), { type: 'customer.ended' }))).toEqual(['3. customer left']);
    expect(told(center.do(center.customer('mia'), { type: 'customer.ended' }))).toEqual([]);
    expect(visitor(center)).toMatchObject({ state: 'closed' });
    expect(center.interactionOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ state: 'active', customerLeft: true });
    expect(told(center.writes('mia', 'one more'))).toEqual(['4. reply of customer']);
    expect(visitor(center)).toMatchObject({ state: 'active', agent: { name: 'ANA' } });
    expect(interactionView(center.state, center.idOf('mia'))).not.toHaveProperty('customerLeft');
  });
});

describe('park', () => {
  it('[13] wakes by time: one offer to the owner, then the queue', () => {
    const center = given();
    center.command('ana', 'interaction.park', { interactionId: center.idOf('mia'), until: center.now + HOUR });
    expect(told(center.pass(HOUR))).toEqual(['4. woke: time', 'offered (wake, pass 1) to ana until 3660s']);
    expect(told(center.pass(MINUTE))).toEqual([
      'ended at ana: expired',
      'offered (queue, pass 1) to boris until 3720s',
    ]);
  });

  it('[13] wakes when the customer writes; the owner unparks it at once', () => {
    const center = given();
    const interactionId = center.idOf('mia');
    center.command('ana', 'interaction.park', { interactionId, until: center.now + HOUR });
    expect(told(center.writes('mia', 'hello?'))).toEqual([
      '4. woke: customerWrote',
      '5. reply of customer',
      'offered (wake, pass 1) to ana until 60s',
    ]);
    center.accepts('ana', 'mia');
    center.command('ana', 'interaction.park', { interactionId, until: center.now + HOUR });
    expect(told(center.command('ana', 'interaction.unpark', { interactionId }))).toEqual(['8. woke: agent']);
    expect(center.interactionOf('mia').state).toBe('active');
    expect(center.refusal('ana', 'interaction.park', { interactionId, until: center.now })).toEqual({
      code: 'inThePast',
    });
  });

  it('[13] an owner who is gone is passed over', () => {
    const center = given();
    center.command('ana', 'interaction.park', { interactionId: center.idOf('mia'), until: center.now + HOUR });
    center.server(commandOf('agent.dismiss', { agentId: agentId('ana') }));
    expect(told(center.pass(HOUR)).slice(1)).toEqual([
      'not first to ana',
      'offered (queue, pass 1) to boris until 3660s',
    ]);
  });
});

describe('askName', () => {
  it('required: a first message without a name is refused, one with a name begins a conversation', () => {
    const center = new Center().agents('ana').queue('sales', ['ana']);
    center.server(
      commandOf('channel.save', {
        channelId: channelId('sales'),
        version: 1,
        name: 'sales',
        queueId: queueId('sales'),
        kind: 'liveChat',
        settings: { ...defaultLiveChatSettings, askName: 'required' },
      }),
    );
    const wrote = (customerName: string, id: string) =>
      center.try(center.customer('mia'), {
        type: 'customer.wrote',
        messageId: messageId(id),
        text: 'hi',
        attachments: [],
        customerName,
      });
    expect(wrote(' ', 'm1')).toEqual({ ok: false, error: { code: 'invalid', fields: { name: 'required' } } });
    expect(center.state.interactions.size).toBe(0);
    expect(wrote('Mia', 'm1')).toMatchObject({ ok: true });
    expect(wrote('', 'm2')).toMatchObject({ ok: true, reply: { seq: 2 } });
  });
});

it.each([
  ['short', 'short'],
  ['x'.repeat(300), 'x'.repeat(140)],
  ['🙂'.repeat(150), '🙂'.repeat(140)],
  [`${'x'.repeat(139)}🙂🙂`, `${'x'.repeat(139)}🙂`],
  [`${'🙂'.repeat(139)}xyz`, `${'🙂'.repeat(139)}x`],
])('a preview has the first 140 whole characters of %j', (text, preview) => {
  const center = new Center().agents('ana').queue('sales', ['ana']);
  center.writes('maria', text);
  expect(center.interactionOf('maria').preview).toEqual({ by: 'customer', text: preview });
});

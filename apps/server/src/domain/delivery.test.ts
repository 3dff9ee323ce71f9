import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Message } from '@ringdesk/shared/model/message.ts';
import { DAY, HOUR } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, channelId, commandOf, customerId, messageId, queueId } from './center.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import { changedLineOf, type DeliveryOutcome } from './delivery.ts';
import { effectsOf } from './effects.ts';
import type { Event } from './events.ts';
import { lineOf } from './lines.ts';
import { violations } from './invariants.ts';

const mia = { kind: 'customer', customerId: customerId('mia'), channelId: channelId('bot') } as const;

/** Ana has Mia's conversation, which came by a Telegram bot. */
function given(): { readonly center: Center; readonly interactionId: InteractionId } {
  const center = new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris']);
  center.server(
    commandOf('channel.create', {
      channelId: channelId('bot'),
      name: 'Bot',
      queueId: queueId('sales'),
      kind: 'telegram',
      settings: { receive: 'polling' },
    }),
  );
  center.do(mia, {
    type: 'customer.wrote',
    messageId: messageId('m1'),
    text: 'Hi',
    attachments: [],
    customerName: 'Mia',
  });
  const [interactionId] = center.state.interactions.keys();
  if (interactionId === undefined) throw new Error('nothing arrived');
  const [offer] = center.state.offers.values();
  center.command(offer?.agentId ?? '', 'offer.accept', { offerId: offer?.id as never });
  const owner = center.state.interactions.get(interactionId)?.ownerId;
  if (owner !== 'ana')
    center.command(String(owner), 'interaction.transfer', {
      interactionId,
      to: { kind: 'agent', agentId: agentId('ana') },
    });
  return { center, interactionId };
}

const say = (center: Center, interactionId: InteractionId, text = 'Hello', kind: 'reply' | 'note' = 'reply') =>
  center.command('ana', 'message.post', {
    interactionId,
    messageId: messageId('r1'),
    kind,
    text,
    mentions: [],
    attachmentIds: [],
  });

/** The line as it stands after some events. */
function lineAfter(events: readonly Event[]): Message {
  const event = events.find((each) => each.type === 'message.posted' || each.type === 'message.changed');
  const line = event?.type === 'message.changed' ? changedLineOf(event) : event && lineOf(event);
  if (line?.type !== 'message') throw new Error('no message among them');
  return line;
}

const end = (center: Center, line: Message, outcome: DeliveryOutcome, effectKey = 'message r1') =>
  center.server({ type: 'message.delivered', line, outcome, effectKey });

const resend = (center: Center, line: Message, by = 'ana') => {
  const { interactionId, id } = line;
  const command = { name: 'message.resend', input: { interactionId, messageId: id } } as const;
  return center.try({ kind: 'agent', agentId: agentId(by) }, { type: 'command', command, line });
};

describe('what leaves by a messenger', () => {
  it('waits from the moment it is posted, and one effect carries it in the order of its conversation', () => {
    const { center, interactionId } = given();
    const events = say(center, interactionId);
    expect(lineAfter(events)).toMatchObject({ delivery: 'waiting', text: 'Hello' });
    expect(effectsOf(events, center.state)).toEqual([
      {
        type: 'message.telegram',
        key: 'message r1',
        order: 'messenger bot mia',
        payload: { channelId: 'bot', customerId: 'mia', interactionId, messageId: 'r1', seq: 3 },
      },
    ]);
  });

  it('a note, what the customer wrote, and what is said on a website leave by none', () => {
    const { center, interactionId } = given();
    const note = say(center, interactionId, 'Of the team', 'note');
    expect(lineAfter(note).delivery).toBeUndefined();
    const wrote = center.do(mia, {
      type: 'customer.wrote',
      messageId: messageId('m2'),
      text: 'Still there?',
      attachments: [],
      customerName: '',
    });
    expect(effectsOf([...note, ...wrote], center.state)).toEqual([]);
    center.writes('leo');
    center.accepts('boris', 'leo');
  });

  it.each([
    { delivery: 'sent' },
    { delivery: 'failed', deliveryProblem: 'blocked' },
    { delivery: 'uncertain', deliveryProblem: 'interrupted' },
  ] as const)('%o: once, in its place, and the effect ends with it', (outcome) => {
    const { center, interactionId } = given();
    const line = lineAfter(say(center, interactionId));
    const events = end(center, line, outcome);
    expect(events).toMatchObject([{ type: 'message.changed', effectKey: 'message r1', line: { seq: 3, ...outcome } }]);
    expect(lineAfter(events)).toEqual({ ...line, ...outcome });
    expect(end(center, line, { delivery: 'sent' })).toEqual([]);
    expect(center.state.interactions.get(interactionId)?.lastSeq).toBe(3);
    expect(violations(center.state, center.now)).toEqual([]);
  });

  it('where the channel was deleted there is no way any more, and nothing is tried', () => {
    const { center, interactionId } = given();
    center.server(commandOf('channel.delete', { channelId: channelId('bot') }));
    const events = say(center, interactionId);
    expect(lineAfter(events)).toMatchObject({ delivery: 'failed', deliveryProblem: 'channelGone' });
    expect(effectsOf(events, center.state)).toEqual([]);
    expect(resend(center, lineAfter(events))).toMatchObject({ ok: false, error: { code: 'notFound' } });
  });

  it('survives a checkpoint', () => {
    const { center, interactionId } = given();
    const line = lineAfter(say(center, interactionId));
    const next = new Center(stateFrom(JSON.parse(JSON.stringify(checkpointOf(center.state)))));
    next.now = center.now;
    expect(end(next, line, { delivery: 'sent' })).toHaveLength(1);
  });
});

describe('sending again', () => {
  it('what failed or is uncertain waits anew, under an effect of its own; what waits or was sent does not', () => {
    const { center, interactionId } = given();
    const line = lineAfter(say(center, interactionId));
    expect(resend(center, line)).toMatchObject({ ok: false, error: { code: 'wrongState', state: 'waiting' } });
    const failed = lineAfter(end(center, line, { delivery: 'failed', deliveryProblem: 'refused' }));
    center.now += 1_000;
    const again = resend(center, failed);
    if (!again.ok) throw new Error(again.error.code);
    const waiting = lineAfter(again.events);
    expect(waiting).toEqual(line);
    const [effect] = effectsOf(again.events, center.state);
    expect(effect?.key).toMatch(`message r1 ${center.now}.`);
    end(center, waiting, { delivery: 'sent' }, effect?.key);
    expect(resend(center, line)).toMatchObject({ ok: false, error: { code: 'wrongState', state: 'sent' } });
  });

  it('after the close as well, by who had it', () => {
    const { center, interactionId } = given();
    const line = lineAfter(say(center, interactionId));
    center.command('ana', 'interaction.close', { interactionId });
    const failed = lineAfter(end(center, line, { delivery: 'uncertain', deliveryProblem: 'interrupted' }));
    expect(resend(center, failed).ok).toBe(true);
  });

  it('what was erased meanwhile is sent to nobody', () => {
    const { center, interactionId } = given();
    const line = lineAfter(say(center, interactionId));
    const failed = lineAfter(end(center, line, { delivery: 'failed', deliveryProblem: 'refused' }));
    expect(resend(center, { ...failed, text: null })).toMatchObject({ ok: false, error: { code: 'notFound' } });
  });
});

describe('an edit by the customer', () => {
  const first = (center: Center): Message => {
    const event = center.log.find((each) => each.type === 'message.posted');
    return lineOf(event as Event) as Message;
  };
  const edit = (center: Center, text: string, line = first(center), actor: typeof mia = mia) =>
    center.try(actor, { type: 'customer.edited', line, text });

  it('replaces the text in its place and neither waits, rings nor wakes', () => {
    const { center, interactionId } = given();
    center.now += 1_000;
    const before = { ...center.state.interactions.get(interactionId) };
    const edited = edit(center, 'Hello!');
    expect(edited).toMatchObject({
      ok: true,
      events: [{ type: 'message.changed', line: { seq: 1, editedAt: center.now } }],
    });
    const { lastSeq, lastAt, unreadSeqs, state } = center.state.interactions.get(interactionId) ?? {};
    expect({ lastSeq, lastAt, unreadSeqs, state }).toEqual({
      lastSeq: before.lastSeq,
      lastAt: before.lastAt,
      unreadSeqs: before.unreadSeqs,
      state: before.state,
    });
  });

  it('the same text changes nothing, and what was erased stays so', () => {
    const { center } = given();
    expect(edit(center, 'Hi')).toMatchObject({ ok: true, events: [] });
    expect(edit(center, 'Back again', { ...first(center), text: null })).toMatchObject({ ok: true, events: [] });
  });

  it('of another customer, or of what an agent said, is refused', () => {
    const { center, interactionId } = given();
    expect(edit(center, 'Mine', first(center), { ...mia, customerId: customerId('eva') })).toMatchObject({ ok: false });
    const said = lineAfter(say(center, interactionId));
    expect(edit(center, 'Mine', said)).toMatchObject({ ok: false, error: { code: 'notFound' } });
  });

  it('reaches a conversation that the core has forgotten', () => {
    const { center, interactionId } = given();
    const line = first(center);
    center.command('ana', 'interaction.close', { interactionId });
    center.pass(2 * DAY);
    expect(center.state.interactions.has(interactionId)).toBe(false);
    const edited = edit(center, 'What I meant', line);
    expect(edited.ok && edited.events.map(({ type }) => type)).toEqual(['interaction.recalled', 'message.changed']);
    expect(center.state.interactions.get(interactionId)?.state).toBe('closed');
  });
});

it('what a queue says by itself is not sent late', () => {
  const { center, interactionId } = given();
  const posted: Event = {
    type: 'message.posted',
    at: center.now,
    interactionId,
    messageId: messageId('q1'),
    seq: 3,
    author: { kind: 'queue', text: 'offHours' },
    kind: 'reply',
    mentions: [],
    delivery: 'waiting',
    content: { text: 'We are closed', attachments: [] },
  };
  expect(effectsOf([posted], center.state)).toMatchObject([{ payload: { until: center.now + HOUR } }]);
});

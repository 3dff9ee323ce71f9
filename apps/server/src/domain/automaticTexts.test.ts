import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import type { WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { describe, expect, it } from 'vitest';
import { Center, messageId } from './center.testkit.ts';
import type { Event } from './events.ts';
import { interactionView } from './interactionView.ts';

const day = [{ from: 0, to: 9 * 60 }];
/** Closed from the beginning of the test's day on. */
const closedNow: WorkingHours = { timeZone: 'UTC', week: [day, day, day, day, day, day, day], holidays: [] };
const texts = {
  greeting: 'Hello!',
  offHoursText: 'We are closed.',
  nobodyText: 'Everybody is busy.',
  closeText: 'Bye.',
};

/** What the queue said by itself, by setting and line. */
const said = (events: readonly Event[]): string[] =>
  events.flatMap((event) =>
    event.type === 'message.posted' && event.author.kind === 'queue'
      ? [`${event.seq}. ${event.author.text}: ${event.content?.text}`]
      : [],
  );

const closes = (center: Center, by: string, customer = 'mia'): readonly Event[] =>
  center.command(by, 'interaction.close', { interactionId: center.idOf(customer) });

describe('[33] the greeting', () => {
  it('comes right after the first message of a conversation, once', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { greeting: 'Hello!' });
    expect(said(center.writes('mia', 'hi', { id: 'm1' }))).toEqual(['2. greeting: Hello!']);
    expect(said(center.writes('mia', 'hi', { id: 'm1' }))).toEqual([]);
    expect(said(center.writes('mia', 'are you there?'))).toEqual([]);
    center.accepts('ana', 'mia');
    closes(center, 'ana');
    expect(said(center.writes('mia', 'one more thing'))).toEqual([]);
  });

  it('is nobody’s reply: the customer waits as before, and what they said stays in sight', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { greeting: 'Hello!' });
    center.writes('mia', 'Does it fit?');
    const view = interactionView(center.state, center.idOf('mia'));
    expect(view).toMatchObject({
      preview: { by: 'customer', text: 'Does it fit?' },
      unansweredSince: center.now,
      unread: 1,
    });
    expect(view?.firstReplyAt).toBeUndefined();
  });
});

describe('[30] the off-hours text', () => {
  it('once per conversation and closed period, when the customer writes', () => {
    const center = new Center()
      .agents('ana')
      .queue('sales', ['ana'], { ...texts, greeting: '', workingHours: closedNow });
    expect(said(center.writes('mia'))).toEqual(['2. offHours: We are closed.']);
    expect(said(center.writes('mia'))).toEqual([]);
    expect(said(center.writes('leo'))).toEqual(['2. offHours: We are closed.']);
    // At midnight it opens and rings; at nine it is closed once more.
    center.pass(15 * HOUR);
    expect(said(center.writes('mia'))).toEqual([]);
    center.offline('ana');
    center.pass(9 * HOUR);
    expect(said(center.writes('mia'))).toEqual([expect.stringContaining('offHours')]);
  });

  it('survives that the conversation is forgotten and comes back within the same closed period', () => {
    const center = new Center()
      .agent('root', { role: 'admin' })
      .queue('sales', [], { offHoursText: 'We are closed.', workingHours: closedNow });
    center.writes('mia');
    closes(center, 'root');
    center.pass(HOUR);
    expect(center.state.interactions.size).toBe(0);
    expect(said(center.writes('mia'))).toEqual([]);
  });

  it('[37] also without hours, where the check is on and nobody is available; once more after somebody answered', () => {
    const center = new Center().agent('ana', { online: false }).queue('sales', ['ana'], { ...texts, greeting: '' });
    expect(said(center.writes('mia'))).toEqual(['2. offHours: We are closed.']);
    expect(said(center.writes('mia'))).toEqual([]);
    center.online('ana');
    center.accepts('ana', 'mia');
    center.replies('ana', 'mia');
    expect(said(center.writes('mia'))).toEqual([]);
    center.pass(SECOND);
    center.offline('ana');
    expect(said(center.pass(10 * SECOND))).toEqual([expect.stringContaining('offHours')]);
    expect(said(center.writes('mia'))).toEqual([]);
  });

  it('[78] is not said while the line of who has it is broken for a moment; but when they do not come back', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { ...texts, greeting: '' });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.replies('ana', 'mia');
    center.pass(SECOND);
    center.offline('ana');
    expect(said(center.writes('mia'))).toEqual([]);
    center.pass(9 * SECOND);
    center.online('ana');
    expect(said(center.pass(60 * SECOND))).toEqual([]);

    center.offline('ana');
    expect(said(center.pass(10 * SECOND - 1))).toEqual([]);
    expect(said(center.pass(1))).toEqual([expect.stringContaining('offHours')]);
    expect(said(center.pass(60 * SECOND))).toEqual([]);
  });

  it('is not said while an agent who is there has it, nor while it rings', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { ...texts, greeting: '' });
    expect(said(center.writes('mia'))).toEqual([]);
    center.accepts('ana', 'mia');
    center.saveQueue('sales', ['ana'], { ...texts, workingHours: closedNow });
    expect(said(center.writes('mia'))).toEqual([]);
  });

  it('who is busy with as many as they may have is there', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { ...texts, greeting: '', limit: 1 });
    center.writes('mia');
    expect(said(center.writes('leo'))).toEqual(['2. nobody: Everybody is busy.']);
  });
});

describe('[36] the text when nobody can answer', () => {
  it('[37] with the check off, once for a new conversation', () => {
    const center = new Center()
      .agents('ana')
      .queue('sales', ['ana'], { ...texts, greeting: '', availabilityCheck: 'off', limit: 1 });
    expect(said(center.writes('mia'))).toEqual([]);
    expect(said(center.writes('leo'))).toEqual(['2. nobody: Everybody is busy.']);
    expect(said(center.writes('leo'))).toEqual([]);
  });

  it('not when everybody who could take it let it pass later', () => {
    const center = new Center()
      .agents('ana')
      .queue('sales', ['ana'], { ...texts, greeting: '', availabilityCheck: 'off' });
    center.writes('mia');
    center.declines('ana', 'mia');
    expect(said(center.writes('mia', 'hello?'))).toEqual([]);
  });

  it('or with the check on where there is no off-hours text; nothing where there is no text at all', () => {
    const center = new Center().agent('ana', { online: false });
    center.queue('sales', ['ana'], { nobodyText: 'Everybody is busy.' }).queue('quiet', ['ana']);
    expect(said(center.writes('mia'))).toEqual(['2. nobody: Everybody is busy.']);
    expect(said(center.writes('leo', 'hi', { channel: 'quiet' }))).toEqual([]);
  });
});

describe('[38] the text when the agent closes', () => {
  const given = (): Center => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { closeText: 'Bye.' });
    center.writes('mia');
    center.accepts('ana', 'mia');
    return center;
  };

  it('stands before the end in the transcript', () => {
    const center = given();
    center.replies('ana', 'mia');
    const events = closes(center, 'ana');
    expect(events.map((event) => event.type)).toEqual(['message.posted', 'interaction.closed']);
    expect(said(events)).toEqual(['4. closed: Bye.']);
  });

  it('is not repeated when a close is undone, but after another word', () => {
    const center = given();
    center.replies('ana', 'mia');
    center.pass(SECOND);
    closes(center, 'ana');
    center.command('ana', 'interaction.reopen', { interactionId: center.idOf('mia') });
    expect(said(closes(center, 'ana'))).toEqual([]);
    center.command('ana', 'interaction.reopen', { interactionId: center.idOf('mia') });
    center.pass(SECOND);
    center.replies('ana', 'mia', 'one thing more');
    expect(said(closes(center, 'ana'))).toHaveLength(1);
  });

  it('not for spam, and not to who has ended it', () => {
    const spam = given();
    expect(said(spam.command('ana', 'interaction.close', { interactionId: spam.idOf('mia'), spam: true }))).toEqual([]);
    const left = given();
    left.do(left.customer('mia'), { type: 'customer.ended' });
    expect(said(closes(left, 'ana'))).toEqual([]);
  });
});

describe('[40] the silence of the customer', () => {
  const given = (text: string): Center => {
    const silence = { minutes: 5, text };
    const center = new Center().agents('ana', 'boris').queue('sales', ['ana'], { silence, closeText: 'Bye.' });
    center.writes('mia');
    center.accepts('ana', 'mia');
    return center;
  };
  const is = (center: Center) => interactionView(center.state, center.idOf('mia'))?.state;

  it('counts from the agent’s last word and closes with the text', () => {
    const center = given('You went away.');
    center.pass(HOUR);
    center.replies('ana', 'mia');
    center.pass(4 * MINUTE);
    center.replies('ana', 'mia');
    expect(center.pass(5 * MINUTE - 1)).toEqual([]);
    const events = center.pass(1);
    expect(said(events)).toEqual([expect.stringContaining('silence: You went away.')]);
    expect(events.at(-1)).toMatchObject({ type: 'interaction.closed', by: 'server', because: 'silence' });
  });

  it('or silently; the customer’s word stops it, a note does not', () => {
    const center = given('');
    center.replies('ana', 'mia');
    center.writes('mia');
    center.pass(HOUR);
    expect(is(center)).toBe('active');
    center.replies('ana', 'mia');
    center.command('ana', 'message.post', {
      interactionId: center.idOf('mia'),
      messageId: messageId('note'),
      kind: 'note',
      text: 'away?',
      mentions: [],
      attachmentIds: [],
    });
    expect(said(center.pass(5 * MINUTE))).toEqual([]);
    expect(is(center)).toBe('closed');
  });

  it('stands still while it is parked or handed over, and begins anew with another owner', () => {
    const center = given('');
    center.replies('ana', 'mia');
    const interactionId = center.idOf('mia');
    center.command('ana', 'interaction.park', { interactionId, until: center.now + HOUR });
    center.pass(30 * MINUTE);
    expect(is(center)).toBe('parked');
    center.command('ana', 'interaction.unpark', { interactionId });
    center.pass(4 * MINUTE);
    center.command('ana', 'interaction.transfer', { interactionId, to: { kind: 'agent', agentId: 'boris' as never } });
    center.pass(MINUTE - 1);
    center.accepts('boris', 'mia');
    center.pass(5 * MINUTE - 1);
    expect(is(center)).toBe('active');
    center.pass(1);
    expect(is(center)).toBe('closed');
  });
});

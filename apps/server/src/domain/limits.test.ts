import type { NoticeId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import type { WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, commandOf, typesOf } from './center.testkit.ts';
import type { Event } from './events.ts';
import { lineOf } from './lines.ts';
import { changesOf } from './updates.ts';
import { interactionView } from './interactionView.ts';
import { snapshotFor } from './snapshot.ts';

const day = [{ from: 0, to: 10 * 60 }];
/** An hour is left of the first day. */
const untilTen: WorkingHours = { timeZone: 'UTC', week: [day, day, day, day, day, day, day], holidays: [] };

const happenings = (events: readonly Event[]) =>
  events.flatMap((event) => {
    const line = lineOf(event);
    return line?.type === 'happening' ? [line.what] : [];
  });
const viewOf = (center: Center, customer = 'mia') => interactionView(center.state, center.idOf(customer));

describe('[35] mark as unanswered', () => {
  it('after its minutes without a reply, whoever has it, once; a reply clears it', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { markUnansweredAfterMinutes: 3 });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.writes('mia', 'hello?');
    expect(center.pass(3 * MINUTE - 1)).toEqual([]);
    expect(happenings(center.pass(1))).toEqual([{ name: 'unanswered' }]);
    expect(viewOf(center)?.unansweredMarkAt).toBe(center.now);
    expect(center.pass(HOUR)).toEqual([]);
    center.replies('ana', 'mia');
    expect(viewOf(center)?.unansweredMarkAt).toBeUndefined();
    center.writes('mia', 'thanks, and?');
    expect(happenings(center.pass(3 * MINUTE))).toEqual([{ name: 'unanswered' }]);
  });

  it('not what is closed, nor what a queue says nothing of', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { markUnansweredAfterMinutes: 3 });
    center.writes('mia');
    center.do(center.customer('mia'), { type: 'customer.ended' });
    expect(happenings(center.pass(4 * MINUTE))).toEqual([]);
    center.writes('leo');
    center.saveQueue('sales', ['ana'], {});
    expect(happenings(center.pass(4 * MINUTE))).toEqual([]);
  });
});

describe('[46] [47] limits of replies', () => {
  const settings = { firstReplySeconds: 120, nextReplySeconds: 60, offerSeconds: 3_600 };

  it('the first and each next reply has its limit, from the oldest message without an answer', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], settings);
    center.writes('mia');
    const start = center.now;
    expect(viewOf(center)?.replyDue).toEqual({ which: 'first', dueAt: start + 120 * SECOND, overdue: false });
    center.accepts('ana', 'mia');
    center.pass(30 * SECOND);
    center.writes('mia', 'hello?');
    expect(viewOf(center)?.replyDue?.dueAt).toBe(start + 120 * SECOND);
    center.replies('ana', 'mia');
    expect(viewOf(center)?.replyDue).toBeUndefined();
    center.writes('mia', 'and?');
    expect(viewOf(center)?.replyDue).toEqual({ which: 'next', dueAt: center.now + 60 * SECOND, overdue: false });
  });

  it('over it is a line of the transcript, once for each wait', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], settings);
    center.writes('mia');
    center.accepts('ana', 'mia');
    expect(center.pass(120 * SECOND - 1)).toEqual([]);
    expect(happenings(center.pass(1))).toEqual([{ name: 'overdue', which: 'first', agentId: 'ana' }]);
    expect(viewOf(center)).toMatchObject({ replyDue: { overdue: true }, overdue: { count: 1 } });
    expect(center.pass(HOUR)).toEqual([]);
    center.replies('ana', 'mia');
    center.writes('mia', 'and?');
    expect(happenings(center.pass(60 * SECOND))).toEqual([{ name: 'overdue', which: 'next', agentId: 'ana' }]);
    expect(viewOf(center)?.overdue?.count).toBe(2);
  });

  it('working hours stop the clock, or do not', () => {
    const hours = { ...settings, firstReplySeconds: 7_200, workingHours: untilTen, availabilityCheck: 'off' as const };
    const center = new Center().agents('ana').queue('sales', ['ana'], hours);
    center.pass(30 * MINUTE);
    center.writes('mia');
    // Half an hour is left today; the rest is done by half past one in the night.
    expect(viewOf(center)?.replyDue?.dueAt).toBe(center.now + 16 * HOUR);
    const saved = center.saveQueue('sales', ['ana'], { ...hours, kpiInWorkingHours: false });
    expect(viewOf(center)?.replyDue?.dueAt).toBe(center.now + 2 * HOUR);
    expect([...changesOf(saved, center.state).interactions]).toContain(center.idOf('mia'));
  });

  it('[49] replies are counted with what the customer waited for them', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { ...settings, workingHours: untilTen });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.pass(20 * SECOND);
    center.replies('ana', 'mia');
    center.replies('ana', 'mia', 'and a word more');
    center.pass(MINUTE);
    center.writes('mia');
    center.pass(50 * SECOND);
    center.replies('ana', 'mia');
    const responses = { count: 2, firstMs: 20_000, totalMs: 70_000, maxMs: 50_000 };
    expect(viewOf(center)?.responses).toEqual(responses);
    // In the night nobody is kept waiting by this clock.
    center.writes('mia');
    center.pass(15 * HOUR);
    center.replies('ana', 'mia');
    expect(viewOf(center)?.responses).toMatchObject({ count: 3, maxMs: HOUR });
  });
});

describe('[48] notices', () => {
  const given = (text: string): Center =>
    new Center()
      .agent('lena')
      .agents('ana')
      .queue('sales', ['ana'], {
        firstReplySeconds: 60,
        offerSeconds: 600,
        overdueNotice: { agentId: agentId('lena'), text },
      });

  it('tell the chosen employee with the agent’s name and the conversation’s number, until they are seen', () => {
    const center = given('#OPERATOR# is late in #DIALOG# (#DIALOG#)');
    center.writes('mia');
    center.accepts('ana', 'mia');
    const events = center.pass(MINUTE);
    const number = center.idOf('mia').slice(-6);
    const [notice] = snapshotFor(center.state, agentId('lena')).notices;
    expect(notice).toMatchObject({ interactionId: center.idOf('mia'), text: `ANA is late in ${number} (${number})` });
    expect(changesOf(events, center.state).noticesPut).toEqual([notice]);
    expect(snapshotFor(center.state, agentId('ana')).notices).toEqual([]);
    const noticeId = notice?.id as NoticeId;
    expect(center.refusal('ana', 'notice.seen', { noticeId })).toEqual({ code: 'notFound' });
    const seen = center.command('lena', 'notice.seen', { noticeId });
    expect(changesOf(seen, center.state).noticesGone).toEqual([{ noticeId, agentId: 'lena' }]);
    expect(snapshotFor(center.state, agentId('lena')).notices).toEqual([]);
    expect(center.command('lena', 'notice.seen', { noticeId })).toEqual([]);
  });

  it('name those at whom it rings, or nobody; a name is taken as it is', () => {
    const center = given('#OPERATOR#');
    const name = '$& #DIALOG#';
    const settings = { name, role: 'agent' as const, supervises: [], absent: false };
    center.server(commandOf('agent.save', { agentId: agentId('ana'), ...settings }));
    center.writes('mia');
    center.pass(MINUTE);
    center.offline('ana');
    center.pass(MINUTE);
    center.writes('leo');
    center.pass(MINUTE);
    expect(snapshotFor(center.state, agentId('lena')).notices.map(({ text }) => text)).toEqual([name, '—']);
  });

  it('go to one of the team: settings that name anybody else are refused', () => {
    const center = new Center().agents('ana').queue('sales', ['ana']);
    expect(() =>
      center.saveQueue('sales', ['ana'], { overdueNotice: { agentId: agentId('nobody'), text: 'late' } }),
    ).toThrow('settings.overdueNotice.agentId');
  });

  it('give way to newer ones beyond a hundred, and are not made for who is dismissed', () => {
    const center = given('late');
    for (let count = 0; count < 101; count += 1) center.writes(`c${count}`);
    center.pass(MINUTE);
    expect(snapshotFor(center.state, agentId('lena')).notices).toHaveLength(100);
    center.agent('root', { role: 'admin' });
    center.command('root', 'agent.dismiss', { agentId: agentId('lena') });
    center.writes('late');
    expect(typesOf(center.pass(MINUTE))).not.toContain('notice.given');
  });
});

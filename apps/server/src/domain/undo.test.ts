import { HOUR, MINUTE } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, queueId } from './center.testkit.ts';
import { checkpointOf } from './checkpoint.ts';
import { CLOSED_STAYS } from './deadlines.ts';
import { evolve } from './evolve.ts';
import { canonical, Mirror } from './mirror.testkit.ts';
import { emptyState } from './state.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';

/** Ana has a conversation with Mia, who has had no answer yet. */
function given(settings: Parameters<Center['queue']>[2] = {}): Center {
  const center = new Center()
    .agents('ana', 'boris')
    .queue('sales', ['ana', 'boris'], { distribution: 'strict', ...settings });
  center.writes('mia');
  center.accepts('ana', 'mia');
  return center;
}
const close = (center: Center) => center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });

it('a transfer called back: both queues say who still waits there', () => {
  const center = given().queue('care', []);
  const mirror = new Mirror(agentId('ana'), center.state);
  const about = { interactionId: center.idOf('mia') };
  const sent = { ...about, to: { kind: 'queue' as const, queueId: queueId('care') } };
  mirror.follow(center.command('ana', 'interaction.transfer', sent), center.state);
  mirror.follow(center.command('ana', 'interaction.cancelTransfer', about), center.state);
  expect(mirror.difference(center.state)).toBeUndefined();
});

describe('[46] since when the customer waits, after the undo of a close', () => {
  it.each([0, 30])('since the message that nobody answered, with a wrap-up of %i s', (wrapUpSeconds) => {
    const center = given({ wrapUpSeconds, returnUnansweredAfterSeconds: 300 });
    const since = center.now;
    const interactionId = center.idOf('mia');
    center.now += MINUTE;
    close(center);
    center.pass(MINUTE);
    center.command('ana', 'interaction.reopen', { interactionId });
    expect(interactionView(center.state, interactionId)).toMatchObject({ state: 'active', unansweredSince: since });
    // [16] The owner's time to answer is whole again.
    expect(told(center.pass(5 * MINUTE - 1))).toEqual([]);
    expect(told(center.pass(1))[0]).toBe('5. back to sales from ana: notAnswered');
  });

  it('not at all when they were answered, or had said that it is over', () => {
    for (const before of [
      (center: Center) => center.replies('ana', 'mia'),
      (center: Center) => center.do(center.customer('mia'), { type: 'customer.ended' }),
    ]) {
      const center = given();
      before(center);
      close(center);
      center.command('ana', 'interaction.reopen', { interactionId: center.idOf('mia') });
      expect(center.interactionOf('mia')).toMatchObject({ state: 'active', unansweredSince: undefined });
    }
    const unowned = new Center().agent('root', { role: 'admin' }).queue('sales', []);
    unowned.writes('mia');
    unowned.do(unowned.customer('mia'), { type: 'customer.ended' });
    unowned.command('root', 'interaction.reopen', { interactionId: unowned.idOf('mia') });
    expect(unowned.interactionOf('mia')).toMatchObject({ state: 'active', unansweredSince: undefined });
  });

  it('since their new message when they reopen it themselves', () => {
    const center = given();
    close(center);
    center.now += HOUR;
    center.writes('mia', 'again');
    expect(center.interactionOf('mia').unansweredSince).toBe(center.now);
  });

  it('as before also when it had left the memory, and the log folds to the same state', () => {
    const center = given();
    const since = center.now;
    const interactionId = center.idOf('mia');
    center.now += MINUTE;
    close(center);
    center.pass(CLOSED_STAYS);
    expect(center.state.interactions.size).toBe(0);
    center.command('ana', 'interaction.reopen', { interactionId });
    expect(center.interactionOf('mia').unansweredSince).toBe(since);
    const log = JSON.parse(JSON.stringify(center.log)) as typeof center.log;
    expect(canonical(checkpointOf(log.reduce(evolve, emptyState())))).toBe(canonical(checkpointOf(center.state)));
  });

  it('since their new message also when it had left the memory', () => {
    const center = given();
    close(center);
    center.pass(CLOSED_STAYS);
    center.writes('mia', 'again');
    expect(center.interactionOf('mia').unansweredSince).toBe(center.now);
  });
});

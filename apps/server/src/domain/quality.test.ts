import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, START } from './center.testkit.ts';
import { checkpointOf } from './checkpoint.ts';
import type { Event } from './events.ts';
import { evolve } from './evolve.ts';
import { emptyState } from './state.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';
import { visitorView } from './visitorViews.ts';

const asked: Partial<QueueSettings> = { askRating: true, ratingMinutes: 10, ratingCloses: true };

/** Mia's conversation in sales, answered by ana. */
function given(settings: Partial<QueueSettings> = asked): Center {
  const center = new Center().agent('lead', { role: 'admin' }).agent('ana');
  center.queue('sales', ['ana'], settings);
  center.writes('mia');
  center.accepts('ana', 'mia');
  center.replies('ana', 'mia');
  return center;
}

const rates = (center: Center, score: number, comment = ''): readonly Event[] =>
  center.do(center.customer('mia'), { type: 'customer.rated', score, comment });

function refusedRating(center: Center): Refusal | undefined {
  const result = center.try(center.customer('mia'), { type: 'customer.rated', score: 3, comment: '' });
  return result.ok ? undefined : result.error;
}

const closes = (center: Center): readonly Event[] =>
  center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });

describe('[43] the customer rates', () => {
  it('[39] a closed conversation is kept open for a rating, then no longer', () => {
    const center = given();
    expect(told(closes(center))).toEqual(['4. closed by ana, rating until 600s']);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ ratingUntil: START + 10 * MINUTE });
    expect(told(center.pass(10 * MINUTE - 1))).toEqual([]);
    expect(told(center.pass(1))).toContain('rating ended');
  });

  it('[39] an hour for a rating outlasts the memory of what is closed', () => {
    const center = given({ ...asked, ratingMinutes: 60 });
    closes(center);
    expect(told(center.pass(HOUR - 1))).toEqual([]);
    expect(told(center.pass(1))).toEqual(['rating ended']);
    expect(told(center.pass(10 * MINUTE))).toEqual(['interaction.archived']);
  });

  it('[44] the rating ends the waiting for one', () => {
    const center = given();
    closes(center);
    expect(told(rates(center, 5, 'Thanks'))).toEqual(['5. customer rated 5 Thanks', 'rating ended']);
    const view = interactionView(center.state, center.idOf('mia'));
    expect(view).toMatchObject({ state: 'closed', rating: { score: 5, comment: 'Thanks', at: START } });
    expect(view).not.toHaveProperty('ratingUntil');
  });

  it('[44] without that it stays open for a better word', () => {
    const center = given({ ...asked, ratingCloses: false });
    closes(center);
    expect(told(rates(center, 2))).toEqual(['5. customer rated 2']);
    expect(told(rates(center, 4, 'Called back'))).toEqual(['6. customer rated 4 Called back']);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({
      rating: { score: 4, comment: 'Called back' },
      ratingUntil: START + 10 * MINUTE,
    });
  });

  it('[44] a rating of an open conversation closes it, with after-work for its owner', () => {
    const center = given({ ...asked, wrapUpSeconds: 30 });
    expect(told(rates(center, 4))).toEqual(['4. customer rated 4', '5. closed by customer, wrap-up until 30s']);
    expect(center.interactionOf('mia')).toMatchObject({ state: 'wrapUp', ownerId: 'ana' });
  });

  it('[44] a transfer that rings meanwhile stops', () => {
    const center = given().agent('ben');
    center.command('ana', 'interaction.transfer', {
      interactionId: center.idOf('mia'),
      to: { kind: 'agent', agentId: agentId('ben') },
    });
    expect(told(rates(center, 1))).toEqual([
      'ended at ben: withdrawn: customerLeft',
      '5. transfer ana → ben cancelled',
      '6. customer rated 1',
      '7. closed by customer',
    ]);
  });

  it('[44] without that it goes on', () => {
    const center = given({ ...asked, ratingCloses: false });
    expect(told(rates(center, 4))).toEqual(['4. customer rated 4']);
    expect(center.interactionOf('mia').state).toBe('active');
  });

  it('[39] a late rating is recorded and never routed, also of one that is forgotten', () => {
    const center = given({ ...asked, ratingMinutes: 0 });
    closes(center);
    center.pass(25 * HOUR);
    expect(center.state.interactions.size).toBe(0);
    expect(told(rates(center, 2, 'Too slow'))).toEqual(['recalled to sales', '5. customer rated 2 Too slow']);
    expect(center.interactionOf('mia')).toMatchObject({ state: 'closed', rating: { score: 2 } });
    center.pass(HOUR);
    expect(told(rates(center, 3))).toEqual(['recalled to sales', '6. customer rated 3']);
    expect(center.ringsAt('mia')).toEqual([]);
  });

  it('a rating survives being forgotten and recalled', () => {
    const center = given();
    closes(center);
    rates(center, 5, 'Good');
    center.command('lead', 'interaction.review', { interactionId: center.idOf('mia'), score: 4, comment: 'Polite' });
    const interactionId = center.idOf('mia');
    center.pass(HOUR);
    expect(center.state.interactions.size).toBe(0);
    center.command('ana', 'interaction.reopen', { interactionId });
    expect(interactionView(center.state, interactionId)).toMatchObject({
      rating: { score: 5, comment: 'Good', at: START },
      review: { score: 4, comment: 'Polite', by: 'lead' },
    });
  });

  it('what the customer is told names their rating', () => {
    const center = given();
    const { customer, channelId } = center.interactionOf('mia');
    expect(visitorView(center.state, customer.id, channelId)).toMatchObject({ state: 'active', rating: null });
    closes(center);
    rates(center, 5, 'Good');
    expect(visitorView(center.state, customer.id, channelId)).toMatchObject({
      state: 'closed',
      rating: { score: 5, comment: 'Good' },
    });
  });

  it('is refused where nobody asks, where nobody has answered, and where there was nothing', () => {
    const silent = given({ askRating: false });
    closes(silent);
    expect(refusedRating(silent)).toEqual({ code: 'notAllowed' });
    const waiting = new Center().queue('sales', [], asked);
    expect(refusedRating(waiting)).toEqual({ code: 'notFound' });
    waiting.writes('mia');
    expect(refusedRating(waiting)).toEqual({ code: 'wrongState', state: 'queued' });
  });

  it('[43] the comment can be erased', () => {
    const center = given();
    closes(center);
    rates(center, 5, 'secret');
    const bare = center.log.map((event) => {
      const { content: _, ...rest } = event as Event & { content?: unknown };
      return rest as Event;
    });
    const folded = bare.reduce(evolve, emptyState());
    expect(JSON.stringify(checkpointOf(folded))).not.toContain('secret');
    expect(folded.interactions.get(center.idOf('mia'))?.rating).toEqual({ score: 5, comment: null, at: START });
  });

  it('[39] new work begins where the customer writes after the rating', () => {
    const center = given({ ...asked, reopenHours: 0 });
    closes(center);
    rates(center, 5);
    center.pass(SECOND);
    expect(told(center.writes('mia'))).toContain('arrived in sales');
  });
});

describe('a supervisor rates', () => {
  it('an open or closed conversation, and the last word counts', () => {
    const center = given();
    const interactionId = center.idOf('mia');
    expect(told(center.command('lead', 'interaction.review', { interactionId, score: 2, comment: 'Slow' }))).toEqual([
      '4. lead rated 2 Slow',
    ]);
    closes(center);
    center.command('lead', 'interaction.review', { interactionId, score: 4, comment: '' });
    expect(interactionView(center.state, interactionId)?.review).toEqual({
      score: 4,
      comment: '',
      at: START,
      by: 'lead',
    });
  });
});

describe('closing with a topic, or as spam', () => {
  const topics: Partial<QueueSettings> = { topics: ['Order', 'Return'], topicRequired: true };

  it('a topic is asked for, must be the queue’s, and is written down', () => {
    const center = given(topics);
    const interactionId = center.idOf('mia');
    expect(center.refusal('ana', 'interaction.close', { interactionId })).toEqual({ code: 'topicRequired' });
    expect(center.refusal('ana', 'interaction.close', { interactionId, topic: 'Weather' })).toEqual({
      code: 'invalid',
      fields: { topic: 'unknown' },
    });
    expect(told(center.command('ana', 'interaction.close', { interactionId, topic: 'Return' }))).toEqual([
      '4. closed by ana (Return)',
    ]);
    expect(interactionView(center.state, interactionId)).toMatchObject({ topic: 'Return' });
    center.pass(HOUR);
    expect(told(center.command('ana', 'interaction.reopen', { interactionId }))).toEqual([
      'recalled to sales',
      '5. reopened by ana',
    ]);
    expect(interactionView(center.state, interactionId)).not.toHaveProperty('topic');
  });

  it('a queue without topics asks for none', () => {
    expect(told(closes(given({ topicRequired: true })))).toEqual(['4. closed by ana']);
  });

  it('spam is closed at once: no topic, no after-work, no rating, nobody waits for an answer', () => {
    const center = given({ ...topics, ...asked, wrapUpSeconds: 30 });
    const interactionId = center.idOf('mia');
    center.writes('mia', 'Buy now');
    expect(told(center.command('ana', 'interaction.close', { interactionId, spam: true }))).toEqual([
      '5. closed by ana for spam',
    ]);
    const view = interactionView(center.state, interactionId);
    expect(view).toMatchObject({ state: 'closed', spam: true });
    expect(view).not.toHaveProperty('unansweredSince');
    expect(refusedRating(center)).toEqual({ code: 'notAllowed' });
  });

  it('what a sender of spam writes next is new work, and an undo takes the mark off', () => {
    const center = given();
    const interactionId = center.idOf('mia');
    center.command('ana', 'interaction.close', { interactionId, spam: true });
    center.command('ana', 'interaction.reopen', { interactionId });
    expect(interactionView(center.state, interactionId)).not.toHaveProperty('spam');
    center.command('ana', 'interaction.close', { interactionId, spam: true });
    expect(told(center.writes('mia'))).toContain('arrived in sales');
  });
});

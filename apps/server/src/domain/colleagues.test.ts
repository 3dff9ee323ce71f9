import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { HOUR } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { describe, expect, it } from 'vitest';
import { Center, queueId } from './center.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import type { Event } from './events.ts';
import { evolve } from './evolve.ts';
import { emptyState } from './state.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';

/** Mia's conversation in sales, answered by ana; lead steers. */
function given(settings: Partial<QueueSettings> = {}): Center {
  const center = new Center().agent('lead', { role: 'admin' }).agent('ana');
  center.queue('sales', ['ana'], settings);
  center.writes('mia');
  center.accepts('ana', 'mia');
  center.replies('ana', 'mia');
  return center;
}

describe('a blocked sender', () => {
  const block = (center: Center, blocked: boolean): readonly Event[] =>
    center.command('ana', 'interaction.block', { interactionId: center.idOf('mia'), blocked });
  const refusedMessage = (center: Center): Refusal | undefined => {
    const result = center.try(center.customer('mia'), {
      type: 'customer.wrote',
      messageId: 'm' as never,
      text: 'hello',
      attachments: [],
      customerName: '',
    });
    return result.ok ? undefined : result.error;
  };

  it('is not heard until it is taken back, and the conversation says so', () => {
    const center = given();
    expect(told(block(center, true))).toEqual(['4. ana blocked mia']);
    expect(told(block(center, true))).toEqual([]);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ blocked: true, state: 'active' });
    expect(refusedMessage(center)).toEqual({ code: 'blocked' });
    expect(told(block(center, false))).toEqual(['5. ana unblocked mia']);
    expect(refusedMessage(center)).toBeUndefined();
  });

  it('stays blocked after a restart, from the log and from a checkpoint, and when all of theirs is forgotten', () => {
    const center = given();
    block(center, true);
    center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });
    center.pass(HOUR);
    expect(center.state.interactions.size).toBe(0);
    const folded = new Center(center.log.reduce(evolve, emptyState()));
    expect(refusedMessage(folded)).toEqual({ code: 'blocked' });
    const restored = new Center(stateFrom(JSON.parse(JSON.stringify(checkpointOf(center.state)))));
    expect(refusedMessage(restored)).toEqual({ code: 'blocked' });
  });

  it('is blocked on every channel', () => {
    const center = given().queue('care', []);
    block(center, true);
    const result = center.try(center.customer('mia', 'care'), {
      type: 'customer.wrote',
      messageId: 'm' as never,
      text: 'hello',
      attachments: [],
      customerName: '',
    });
    expect(result).toEqual({ ok: false, error: { code: 'blocked' } });
  });
});

describe('reading a colleague’s conversation along', () => {
  const about = (center: Center) => ({ interactionId: center.idOf('mia') });

  function withColleague(): Center {
    const center = given().agent('ben').agent('cem');
    center.saveQueue('sales', ['ana', 'ben'], {});
    return center;
  }

  it('a member joins, is shown, sees it and leaves again', () => {
    const center = withColleague();
    expect(center.refusal('ben', 'message.post', note(center))).toEqual({ code: 'notFound' });
    expect(told(center.command('ben', 'interaction.join', about(center)))).toEqual(['4. ben reads along']);
    expect(told(center.command('ben', 'interaction.join', about(center)))).toEqual([]);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ joined: ['ben'], ownerId: 'ana' });
    expect(told(center.command('ben', 'message.post', note(center)))).toEqual(['5. note of ben']);
    expect(center.refusal('ben', 'message.post', { ...note(center), kind: 'reply' })).toEqual({
      code: 'notOwner',
      ownerId: 'ana',
    });
    expect(told(center.command('ben', 'interaction.leave', about(center)))).toEqual(['6. ben no longer reads along']);
    expect(interactionView(center.state, center.idOf('mia'))).not.toHaveProperty('joined');
    expect(center.refusal('ben', 'message.post', note(center))).toEqual({ code: 'notFound' });
  });

  it('nobody joins their own, one that waits, or a queue they do not serve', () => {
    const center = withColleague();
    expect(center.refusal('ana', 'interaction.join', about(center))).toMatchObject({ code: 'wrongState' });
    expect(center.refusal('cem', 'interaction.join', about(center))).toEqual({ code: 'notFound' });
    center.writes('leo');
    expect(center.refusal('lead', 'interaction.join', { interactionId: center.idOf('leo') })).toMatchObject({
      code: 'wrongState',
    });
  });

  it('[I19] whoever no longer serves the queue sees it no longer', () => {
    const center = withColleague();
    center.command('ben', 'interaction.join', about(center));
    center.saveQueue('sales', ['ana'], {});
    expect(center.refusal('ben', 'message.post', note(center))).toEqual({ code: 'notFound' });
    center.saveQueue('sales', ['ana', 'ben'], {});
    center.queue('care', ['ana']);
    center.command('ana', 'interaction.transfer', {
      ...about(center),
      to: { kind: 'queue', queueId: queueId('care') },
    });
    expect(center.refusal('ben', 'message.post', note(center))).toEqual({ code: 'notFound' });
  });

  it('nothing is left to read along in after-work', () => {
    const center = given({ wrapUpSeconds: 60 }).agent('ben');
    center.command('lead', 'interaction.join', about(center));
    center.command('ana', 'interaction.close', about(center));
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ state: 'wrapUp' });
    expect(interactionView(center.state, center.idOf('mia'))).not.toHaveProperty('joined');
    expect(center.refusal('lead', 'interaction.join', about(center))).toMatchObject({ code: 'wrongState' });
  });

  it('who takes it over reads along no longer, and a close ends it for all', () => {
    const center = withColleague();
    center.command('lead', 'interaction.join', about(center));
    center.command('ben', 'interaction.join', about(center));
    center.command('lead', 'interaction.take', about(center));
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ ownerId: 'lead', joined: ['ben'] });
    center.command('lead', 'interaction.close', about(center));
    expect(interactionView(center.state, center.idOf('mia'))).not.toHaveProperty('joined');
    expect(center.refusal('ben', 'message.post', note(center))).toEqual({ code: 'notFound' });
  });
});

function note(center: Center) {
  return {
    interactionId: center.idOf('mia'),
    messageId: center.newId() as never,
    kind: 'note' as const,
    text: 'look',
    mentions: [],
    attachmentIds: [],
  };
}

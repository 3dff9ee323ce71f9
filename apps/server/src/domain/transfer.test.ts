import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, commandOf, queueId } from './center.testkit.ts';
import { lineOf } from './lines.ts';
import { told } from './told.testkit.ts';

/** Ana owns Mia's conversation. */
function given(settings: Parameters<Center['queue']>[2] = {}): Center {
  const center = new Center()
    .agents('ana', 'boris', 'carla')
    .queue('sales', ['ana', 'boris'], { distribution: 'strict', ...settings })
    .queue('care', ['carla']);
  center.writes('mia');
  center.accepts('ana', 'mia');
  return center;
}
const toAgent = (center: Center, name: string) => ({
  interactionId: center.idOf('mia'),
  to: { kind: 'agent' as const, agentId: agentId(name) },
});
const toQueue = (center: Center, name: string) => ({
  interactionId: center.idOf('mia'),
  to: { kind: 'queue' as const, queueId: queueId(name) },
});
const ownerOf = (center: Center) => center.interactionOf('mia').ownerId;

describe('transfer to an agent (section 13; I10)', () => {
  it('[82] a supervisor’s transfer of what a colleague has is written down as theirs', () => {
    const center = given().agents('sue');
    center.server(
      commandOf('agent.save', {
        agentId: agentId('sue'),
        name: 'Sue',
        role: 'supervisor',
        supervises: [queueId('sales'), queueId('care')],
        absent: false,
      }),
    );
    const linesOf = (events: ReturnType<Center['command']>): readonly unknown[] =>
      events.flatMap((event) => {
        const line = lineOf(event);
        return line?.type === 'happening' ? [line.what] : [];
      });
    expect(linesOf(center.command('sue', 'interaction.transfer', toAgent(center, 'boris')))).toEqual([
      { name: 'transferred', fromAgentId: 'ana', byAgentId: 'sue', toAgentId: 'boris' },
    ]);
    center.declines('boris', 'mia');
    expect(linesOf(center.command('sue', 'interaction.transfer', toQueue(center, 'care')))).toEqual([
      { name: 'transferred', fromAgentId: 'ana', byAgentId: 'sue', toQueueName: 'care' },
    ]);
  });

  it('[13] the sender owns until the receiver accepts; a note goes with it', () => {
    const center = given();
    expect(
      told(center.command('ana', 'interaction.transfer', { ...toAgent(center, 'carla'), note: 'careful' })),
    ).toEqual(['3. note of ana', '4. transfer ana → carla', 'offered (transfer, pass 1) to carla until 60s']);
    expect(ownerOf(center)).toBe('ana');
    center.replies('ana', 'mia');
    expect(told(center.accepts('carla', 'mia'))).toEqual(['accepted by carla', '6. transferred: carla from ana']);
    expect(center.interactionOf('mia')).toMatchObject({ ownerId: 'carla', state: 'active', transfer: undefined });
  });

  it('[13] declined, not answered or cancelled it stays with the sender', () => {
    const center = given();
    center.command('ana', 'interaction.transfer', toAgent(center, 'boris'));
    expect(told(center.declines('boris', 'mia'))).toEqual([
      'ended at boris: declined',
      '4. transfer ana → boris declined',
    ]);
    center.command('ana', 'interaction.transfer', toAgent(center, 'boris'));
    expect(told(center.pass(MINUTE))).toEqual(['ended at boris: expired', '6. transfer ana → boris expired']);
    center.command('ana', 'interaction.transfer', toAgent(center, 'boris'));
    expect(told(center.command('ana', 'interaction.cancelTransfer', { interactionId: center.idOf('mia') }))).toEqual([
      'ended at boris: withdrawn: transferCancelled',
      '8. transfer ana → boris cancelled',
    ]);
    expect(ownerOf(center)).toBe('ana');
    expect(center.refusal('ana', 'interaction.cancelTransfer', { interactionId: center.idOf('mia') })).toEqual({
      code: 'wrongState',
      state: 'active',
      ownerId: 'ana',
    });
  });

  it('[13] a receiver who goes away loses it to the sender', () => {
    const center = given();
    center.command('ana', 'interaction.transfer', toAgent(center, 'boris'));
    expect(told(center.command('boris', 'presence.set', { state: 'away' }))).toEqual([
      'boris is away by boris',
      'ended at boris: withdrawn: agentUnavailable',
      '4. transfer ana → boris cancelled',
    ]);
  });

  it('[13] if the sender is gone, it goes to the queue', () => {
    const center = given();
    const { arrivedAt } = center.interactionOf('mia');
    center.now += SECOND;
    center.command('ana', 'interaction.transfer', toAgent(center, 'carla'));
    expect(told(center.server(commandOf('agent.dismiss', { agentId: agentId('ana') })))).toEqual([
      'agent.dismissed ana',
      'ended at carla: withdrawn: transferCancelled',
      '4. transfer ana → carla cancelled',
      '5. back to sales from ana: ownerGone',
      'offered (queue, pass 1) to boris until 61s',
    ]);
    expect(center.interactionOf('mia').arrivedAt).toBe(arrivedAt);
  });

  it('[13] a transfer that rings is one: no second, none to oneself, none to who is unavailable or dismissed', () => {
    const center = given();
    const active = { code: 'wrongState', state: 'active', ownerId: 'ana' };
    expect(center.refusal('ana', 'interaction.transfer', toAgent(center, 'ana'))).toEqual(active);
    center.offline('boris');
    expect(center.refusal('ana', 'interaction.transfer', toAgent(center, 'boris'))).toEqual({
      code: 'agentUnavailable',
    });
    expect(center.refusal('ana', 'interaction.transfer', toAgent(center, 'ghost'))).toEqual({ code: 'notFound' });
    center.command('ana', 'interaction.transfer', toAgent(center, 'carla'));
    expect(center.refusal('ana', 'interaction.transfer', toQueue(center, 'care'))).toEqual(active);
  });

  it('[16] the countdown of an unanswered conversation stands still while a transfer rings', () => {
    const center = given({ returnUnansweredAfterSeconds: 60 });
    center.now += 30 * SECOND;
    center.command('ana', 'interaction.transfer', toAgent(center, 'carla'));
    expect(told(center.pass(59 * SECOND))).toEqual([]);
    expect(told(center.declines('carla', 'mia'))).toEqual([
      'ended at carla: declined',
      '4. transfer ana → carla declined',
    ]);
    expect(told(center.pass(0))[0]).toBe('5. back to sales from ana: notAnswered');
  });
});

describe('transfer to a queue', () => {
  it('[13] at once, with the original age, and the new queue rings', () => {
    const center = given();
    const { arrivedAt } = center.interactionOf('mia');
    center.now += SECOND;
    expect(told(center.command('ana', 'interaction.transfer', toQueue(center, 'care')))).toEqual([
      '3. back to care from ana: transferred',
      'offered (queue, pass 1) to carla until 61s',
    ]);
    expect(center.interactionOf('mia')).toMatchObject({ arrivedAt, queueId: 'care', ownerId: undefined });
  });

  it('[13] it does not bounce back to the sender before somebody else was rung', () => {
    const center = given();
    center.offline('boris');
    expect(told(center.command('ana', 'interaction.transfer', toQueue(center, 'sales')))).toEqual([
      '3. back to sales from ana: transferred',
    ]);
    expect(told(center.pass(10 * MINUTE))).toEqual([]);
    center.online('boris');
    expect(center.ringsAt('mia')).toEqual(['boris']);
    expect(told(center.declines('boris', 'mia'))).toEqual([
      'ended at boris: declined',
      'offered (queue, pass 2) to ana until 660s',
    ]);
  });
});

describe('taking a transfer back', () => {
  const back = (center: Center, by = 'ana') =>
    center.command(by, 'interaction.cancelTransfer', { interactionId: center.idOf('mia') });
  const refused = (center: Center, by = 'ana') =>
    center.refusal(by, 'interaction.cancelTransfer', { interactionId: center.idOf('mia') });

  it('[13] from a queue it comes back to the sender and to the queue it came from, also while it rings', () => {
    const center = given();
    const before = center.interactionOf('mia');
    center.now += SECOND;
    center.command('ana', 'interaction.transfer', toQueue(center, 'care'));
    expect(told(back(center))).toEqual([
      'ended at carla: withdrawn: takenByColleague by ana',
      'moved to sales',
      '4. takenBack: ana',
    ]);
    expect(center.interactionOf('mia')).toMatchObject({
      state: 'active',
      ownerId: 'ana',
      queueId: 'sales',
      arrivedAt: before.arrivedAt,
      sent: undefined,
    });
    expect(center.state.queues.get(queueId('care'))?.arrivals.size).toBe(0);
    // Once undone there is nothing more to undo.
    expect(refused(center)).toEqual({ code: 'wrongState', state: 'active', ownerId: 'ana' });
  });

  it('[13] also while it waits, and after somebody was rung without accepting', () => {
    const center = given();
    center.command('carla', 'presence.set', { state: 'away' });
    center.command('ana', 'interaction.transfer', toQueue(center, 'care'));
    expect(told(back(center))).toEqual(['moved to sales', '4. takenBack: ana']);
    center.command('carla', 'presence.set', { state: 'available' });
    center.command('ana', 'interaction.transfer', toQueue(center, 'care'));
    center.declines('carla', 'mia');
    center.pass(MINUTE);
    expect(center.ringsAt('mia')).toEqual(['carla']);
    expect(told(back(center))).toEqual([
      'ended at carla: withdrawn: takenByColleague by ana',
      'moved to sales',
      '6. takenBack: ana',
    ]);
  });

  it('[13] refused once somebody has accepted it, with who has it', () => {
    const center = given();
    center.command('ana', 'interaction.transfer', toQueue(center, 'care'));
    center.accepts('carla', 'mia');
    expect(refused(center)).toEqual({ code: 'notOwner', ownerId: 'carla' });
    center.command('carla', 'interaction.transfer', toAgent(center, 'boris'));
    expect(refused(center)).toEqual({ code: 'notOwner', ownerId: 'carla' });
    // Back in its queue by another way, or closed, it is nobody's to call back.
    center.accepts('boris', 'mia');
    center.server(commandOf('agent.dismiss', { agentId: agentId('boris') }));
    expect(refused(center)).toEqual({ code: 'notFound' });
  });

  it('[13] not by a colleague, nor for a sender who has gone; who steers the first queue may', () => {
    const center = given().agents('sue', 'cora').queue('other', []);
    const lead = (name: string, queue: string) =>
      center.server(
        commandOf('agent.save', {
          agentId: agentId(name),
          name,
          role: 'supervisor',
          supervises: [queueId(queue)],
          absent: false,
        }),
      );
    lead('sue', 'sales');
    lead('cora', 'other');
    center.command('ana', 'interaction.transfer', toQueue(center, 'care'));
    expect(refused(center, 'boris')).toEqual({ code: 'notFound' });
    expect(refused(center, 'cora')).toEqual({ code: 'notFound' });
    expect(refused(center, 'carla')).toEqual({ code: 'notOwner' });
    center.offline('ana');
    expect(refused(center, 'sue')).toEqual({ code: 'agentUnavailable' });
    center.online('ana');
    expect(told(back(center, 'sue')).at(-1)).toBe('4. takenBack: ana');
  });

  it('[19] the owner who had replied has replied, and [82] above the limit says so', () => {
    const center = given({ limit: 1, notCounted: 'answered' });
    center.replies('ana', 'mia');
    center.command('ana', 'interaction.transfer', toQueue(center, 'care'));
    center.writes('leo');
    center.accepts('ana', 'leo');
    expect(told(back(center)).at(-1)).toBe('5. takenBack: ana above the limit');
    expect(center.interactionOf('mia').ownerReplied).toBe(true);
  });

  it('[8] when the queue it came from is deleted, the sender has it in the queue where it is', () => {
    const center = given();
    center.command('ana', 'interaction.transfer', toQueue(center, 'care'));
    center.server(commandOf('queue.delete', { queueId: queueId('sales'), openTo: null }));
    expect(told(back(center))).toEqual(['ended at carla: withdrawn: takenByColleague by ana', '4. takenBack: ana']);
    expect(center.interactionOf('mia')).toMatchObject({ ownerId: 'ana', queueId: 'care' });
  });

  it('taking what waits is something else: a member who sent it takes it in the queue where it is', () => {
    const center = given();
    center.command('ana', 'interaction.transfer', toQueue(center, 'care'));
    expect(center.refusal('ana', 'interaction.take', { interactionId: center.idOf('mia') })).toEqual({
      code: 'notAllowed',
    });
    back(center);
    center.offline('boris');
    center.command('ana', 'interaction.transfer', toQueue(center, 'sales'));
    expect(told(center.command('ana', 'interaction.take', { interactionId: center.idOf('mia') }))).toEqual([
      '6. taken: ana',
    ]);
  });
});

describe('dismissal', () => {
  it('[13] what the dismissed agent owned returns, what rang there goes on, wrap-up ends', () => {
    const center = given({ wrapUpSeconds: 60 });
    center.writes('leo');
    center.accepts('ana', 'leo');
    center.command('ana', 'interaction.close', { interactionId: center.idOf('leo') });
    center.writes('tom');
    expect(center.ringsAt('tom')).toEqual(['ana']);
    expect(told(center.server(commandOf('agent.dismiss', { agentId: agentId('ana') })))).toEqual([
      'agent.dismissed ana',
      '3. back to sales from ana: ownerGone',
      'wrap-up of ana ended',
      'ended at ana: withdrawn: agentUnavailable',
      'offered (queue, pass 1) to boris until 60s',
      'offered (queue, pass 1) to boris until 60s',
    ]);
  });

  it('the last admin is neither dismissed nor made something else', () => {
    const center = new Center().agent('root', { role: 'admin' }).agents('ana');
    expect(center.refusal('root', 'agent.dismiss', { agentId: agentId('root') })).toEqual({ code: 'lastAdmin' });
    const save = { agentId: agentId('root'), name: 'Root', role: 'agent', supervises: [], absent: false } as const;
    expect(center.refusal('root', 'agent.save', { ...save, supervises: [] })).toEqual({ code: 'lastAdmin' });
    center.agent('second', { role: 'admin' });
    expect(told(center.command('root', 'agent.dismiss', { agentId: agentId('second') }))).toEqual([
      'agent.dismissed second',
    ]);
    expect(told(center.command('root', 'agent.reinstate', { agentId: agentId('second') }))).toEqual([
      'agent.reinstated second',
    ]);
  });
});

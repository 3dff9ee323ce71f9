import { SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center } from './center.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import { told } from './told.testkit.ts';

const loadOf = (center: Center, name: string) => center.state.agents.get(agentId(name))!;

describe('[18] limit', () => {
  it('[18] is reserved when the offer is made, over all queues, and freed when it ends', () => {
    const center = new Center()
      .agents('ana')
      .queue('sales', ['ana'], { limit: 1 })
      .queue('care', ['ana'], { limit: 1 });
    center.writes('mia');
    expect(told(center.writes('leo', 'hello', { channel: 'care' }))).toEqual([
      'arrived in care',
      '1. reply of customer',
    ]);
    expect(told(center.declines('ana', 'mia'))).toEqual([
      'ended at ana: declined',
      'cooling: ana until 30s',
      'offered (queue, pass 1) to ana until 60s',
    ]);
    expect(center.ringsAt('leo', 'care')).toEqual(['ana']);
  });

  it('[18] a closed conversation makes room at once, and the one that waits longest gets it', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { limit: 1 });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.now += SECOND;
    center.writes('leo');
    center.now += SECOND;
    center.writes('tom');
    expect(told(center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') }))).toEqual([
      '3. closed by ana',
      'offered (queue, pass 1) to ana until 62s',
    ]);
    expect(center.ringsAt('leo')).toEqual(['ana']);
  });
});

describe('[19] what does not count', () => {
  it.each([
    ['closed', { afterReply: false, afterAnswer: false }],
    ['answered', { afterReply: true, afterAnswer: true }],
    ['waitingForCustomer', { afterReply: true, afterAnswer: false }],
  ] as const)('[19] %s', (notCounted, frees) => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { limit: 1, notCounted });
    const isFree = (): boolean => center.state.queues.get('sales' as never)!.roster.ready.size === 1;
    center.writes('mia');
    expect(isFree()).toBe(false);
    center.accepts('ana', 'mia');
    expect(isFree()).toBe(false);
    center.replies('ana', 'mia');
    expect(isFree()).toBe(frees.afterReply);
    center.writes('mia', 'more');
    expect(isFree()).toBe(frees.afterAnswer);
  });

  it('[19] offers always count, whatever does not', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { limit: 1, notCounted: 'answered' });
    center.writes('mia');
    center.writes('leo');
    expect(center.ringsAt('leo')).toEqual([]);
  });

  it('[19] what begins to count while an offer rings does not take the reservation back, and the accept says so', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { limit: 1, notCounted: 'waitingForCustomer' });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.replies('ana', 'mia');
    center.writes('leo');
    center.writes('mia', 'again');
    expect(told(center.accepts('ana', 'leo'))).toEqual([
      'accepted by ana above the limit',
      '2. accepted: ana above the limit',
    ]);
  });
});

describe('[18] after a restart', () => {
  it('[18] a reservation stands, whatever has begun to count beside it', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { limit: 1, notCounted: 'waitingForCustomer' });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.replies('ana', 'mia');
    center.writes('leo');
    center.writes('mia', 'again');
    center.state = stateFrom(checkpointOf(center.state));
    expect(told(center.server({ type: 'server.started' }))).toEqual(['server.started']);
    expect(center.ringsAt('leo')).toEqual(['ana']);
  });
});

describe('[79] wrap-up', () => {
  it('[79] counts as load until it ends by time', () => {
    const center = new Center()
      .agents('ana')
      .queue('sales', ['ana'], { wrapUpSeconds: 45, limit: 1, notCounted: 'answered' });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.replies('ana', 'mia');
    expect(told(center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') }))).toEqual([
      '4. closed by ana, wrap-up until 45s',
    ]);
    expect(loadOf(center, 'ana')).toMatchObject({ load: 1, counted: { answered: 1 } });
    center.writes('leo');
    expect(told(center.pass(45 * SECOND))).toEqual([
      'wrap-up of ana ended',
      'offered (queue, pass 1) to ana until 105s',
    ]);
    expect(center.interactionOf('mia').state).toBe('closed');
  });

  it('[79] ended early by the agent', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { wrapUpSeconds: 45 });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });
    expect(told(center.command('ana', 'interaction.finishWrapUp', { interactionId: center.idOf('mia') }))).toEqual([
      'wrap-up of ana ended',
    ]);
    expect(loadOf(center, 'ana').load).toBe(0);
  });
});

describe('[82] above the limit', () => {
  it('[82] a transfer, a take, an interception and a reopening may exceed it; each says so', () => {
    const center = new Center()
      .agents('ana', 'boris')
      .queue('sales', ['ana', 'boris'], { limit: 1, distribution: 'strict', interceptAllowed: true });
    for (const [customer, agent] of [
      ['mia', 'ana'],
      ['leo', 'boris'],
    ] as const) {
      center.writes(customer);
      center.accepts(agent, customer);
    }
    expect(
      told(
        center.command('ana', 'interaction.transfer', {
          interactionId: center.idOf('mia'),
          to: { kind: 'agent', agentId: agentId('boris') },
        }),
      ),
    ).toEqual(['3. transfer ana → boris', 'offered (transfer, pass 1) to boris above the limit until 60s']);
    expect(told(center.accepts('boris', 'mia'))).toEqual([
      'accepted by boris above the limit',
      '4. transferred: boris from ana above the limit',
    ]);
    center.writes('tom');
    expect(told(center.command('boris', 'interaction.intercept', { interactionId: center.idOf('tom') }))).toEqual([
      'ended at ana: withdrawn: intercepted by boris',
      '2. intercepted: boris from ana above the limit',
    ]);
    center.writes('eva');
    center.accepts('ana', 'eva');
    center.writes('ivo');
    expect(told(center.command('ana', 'interaction.take', { interactionId: center.idOf('ivo') }))).toEqual([
      '2. taken: ana above the limit',
    ]);
    center.command('ana', 'interaction.close', { interactionId: center.idOf('eva') });
    expect(told(center.command('ana', 'interaction.reopen', { interactionId: center.idOf('eva') }))).toEqual([
      '4. reopened by ana above the limit',
    ]);
  });
});

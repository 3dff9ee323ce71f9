import type { Receives } from '@ringdesk/shared/model/agent.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { CallCenter } from './calls.testkit.ts';
import { agentId, channelId, Center, commandOf, interactionId, queueId, START } from './center.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import { evolve } from './evolve.ts';
import { explain } from './explain.ts';
import { projectionOf } from './projection.ts';
import { emptyState } from './state.ts';
import { told } from './told.testkit.ts';
import { agentView } from './views.ts';
import { channelFace } from './visitorViews.ts';

const chats = (settings: Partial<QueueSettings> = {}): Center =>
  new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris'], { distribution: 'strict', ...settings });
const calls = (settings: Partial<QueueSettings> = {}): CallCenter =>
  new CallCenter()
    .withPhones('ana', 'boris')
    .callQueue('line', ['ana', 'boris'], {}, { distribution: 'strict', ...settings });
const receives = (center: Center, name: string, what: Receives): string[] =>
  told(center.command(name, 'presence.setReceives', { receives: what }));

describe('[17] what an agent receives', () => {
  it.each(['strict', 'evenly', 'toAll'] as const)('[17] no chat is offered to who receives calls only: %s', (how) => {
    const center = chats({ distribution: how });
    expect(receives(center, 'ana', 'calls')).toEqual(['ana receives calls']);
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual(['boris']);
    const trace = center.log.findLast((event) => event.type === 'interaction.offered')?.trace;
    expect(trace).toMatchObject({ counts: { callsOnly: 1 }, reasons: [{ agentId: 'ana', reason: 'callsOnly' }] });
  });

  it.each(['strict', 'evenly', 'toAll'] as const)('[17] no call is offered to who receives chats only: %s', (how) => {
    const center = calls({ distribution: how });
    receives(center, 'ana', 'chats');
    center.rings('mia', 'line');
    expect(center.ringsWhere('mia')).toEqual(['boris']);
    expect(explain(center.state, interactionId('mia'), center.now)?.members[0]).toMatchObject({
      agentId: 'ana',
      eligible: false,
      reason: 'chatsOnly',
    });
  });

  it('[74] a colleague who leads switches it for them, is named until they choose themselves, and stands in the log', () => {
    const center = chats().agent('root', { role: 'admin' });
    const ana = agentId('ana');
    const set = (what: Receives): string[] =>
      told(center.command('root', 'agent.setReceives', { agentId: ana, receives: what }));
    expect(set('calls')).toEqual(['ana receives calls by root']);
    expect(set('calls')).toEqual([]);
    expect(agentView(center.state, ana)).toMatchObject({ receives: 'calls', receivesSetBy: 'root' });
    const [event] = center.log.slice(-1);
    expect(event && projectionOf([event], center.state).audit).toMatchObject([
      { by: 'root', act: 'agent.receivesSet', subject: 'ana', details: JSON.stringify({ receives: 'calls' }) },
    ]);
    // The same again from the agent makes it their own choice.
    expect(receives(center, 'ana', 'calls')).toEqual(['ana receives calls']);
    expect(agentView(center.state, ana)).not.toHaveProperty('receivesSetBy');
    set('chats');
    set('both');
    expect(agentView(center.state, ana)).not.toHaveProperty('receivesSetBy');
    expect(center.refusal('boris', 'agent.setReceives', { agentId: ana, receives: 'chats' })).toEqual({
      code: 'notAllowed',
    });
  });

  it('[17] the other medium comes as before', () => {
    const center = chats();
    receives(center, 'ana', 'chats');
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual(['ana']);
    const lines = calls();
    receives(lines, 'ana', 'calls');
    lines.rings('mia', 'line');
    expect(lines.ringsWhere('mia')).toEqual(['ana']);
  });

  it('[17] what rings when it is switched off goes on to the next at once, as with a break', () => {
    const center = chats();
    center.writes('mia');
    expect(receives(center, 'ana', 'calls')).toEqual([
      'ana receives calls',
      'ended at ana: withdrawn: agentUnavailable',
      'offered (queue, pass 1) to boris until 60s',
    ]);
    const lines = calls();
    lines.rings('mia', 'line');
    receives(lines, 'ana', 'chats');
    expect(lines.ringsWhere('mia')).toEqual(['boris']);
  });

  it('[17] what waited is offered the moment it is switched on again', () => {
    const center = chats();
    receives(center, 'ana', 'calls');
    receives(center, 'boris', 'calls');
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual([]);
    expect(receives(center, 'ana', 'both')).toEqual(['ana receives both', 'offered (queue, pass 1) to ana until 60s']);
  });

  it('[15] who switches it on joins what rings at everybody', () => {
    const center = chats({ distribution: 'toAll' });
    receives(center, 'ana', 'calls');
    center.writes('mia');
    center.now += 10 * SECOND;
    receives(center, 'ana', 'both');
    expect(center.ringsAt('mia').toSorted()).toEqual(['ana', 'boris']);
  });

  it('[17] what is theirs stays theirs', () => {
    const center = chats();
    center.writes('mia');
    center.accepts('ana', 'mia');
    receives(center, 'ana', 'calls');
    expect(center.interactionOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
  });

  it('[17] off: a queue that looks at nobody’s availability does not look at it either', () => {
    const center = chats({ availabilityCheck: 'off' });
    receives(center, 'ana', 'calls');
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual(['ana']);
  });

  it('[17] a transfer to who does not receive it is refused, as during a break', () => {
    const center = chats();
    center.writes('mia');
    center.accepts('ana', 'mia');
    receives(center, 'boris', 'calls');
    const to = { kind: 'agent' as const, agentId: agentId('boris') };
    expect(center.refusal('ana', 'interaction.transfer', { interactionId: center.idOf('mia'), to })).toEqual({
      code: 'agentUnavailable',
    });
  });

  it('[81] nor may a colleague’s call wait at who receives chats only', () => {
    const center = calls();
    for (const [name, caller] of [
      ['ana', 'mia'],
      ['boris', 'leo'],
    ] as const) {
      center.rings(caller, 'line');
      center.talks(name, caller);
    }
    receives(center, 'boris', 'chats');
    const consult = {
      interactionId: interactionId('mia'),
      with: { kind: 'agent' as const, agentId: agentId('boris') },
    };
    expect(center.refusal('ana', 'call.consult', consult)).toEqual({ code: 'agentUnavailable' });
  });

  it('a reopened conversation goes to the queue where its last owner receives calls only', () => {
    const center = chats();
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });
    receives(center, 'ana', 'calls');
    center.writes('mia', 'one more thing');
    expect(center.ringsAt('mia')).toEqual(['boris']);
  });

  it('the same again is nothing, and a break and its end leave it as it is', () => {
    const center = chats();
    expect(receives(center, 'ana', 'both')).toEqual([]);
    receives(center, 'ana', 'chats');
    expect(receives(center, 'ana', 'chats')).toEqual([]);
    center.command('ana', 'presence.set', { state: 'away' });
    center.command('ana', 'presence.set', { state: 'available' });
    expect(agentView(center.state, agentId('ana'))?.receives).toBe('chats');
    receives(center, 'ana', 'both');
    expect(agentView(center.state, agentId('ana'))).not.toHaveProperty('receives');
  });

  it('[61] a call that nobody receives is missed as where nobody is there', () => {
    const center = calls();
    receives(center, 'ana', 'chats');
    receives(center, 'boris', 'chats');
    center.rings('mia', 'line');
    expect(center.ringsWhere('mia')).toEqual([]);
    expect(receives(center, 'boris', 'both')).toContain('offered (queue, pass 1) to boris until 20s');
  });
});

describe('the website’s call button', () => {
  it('is there while somebody receives calls, be it during another call', () => {
    const center = calls().queue('site', ['ana']);
    center.server(
      commandOf('channel.create', {
        channelId: channelId('button'),
        name: 'button',
        queueId: queueId('line'),
        kind: 'webCall',
        settings: { siteChannelId: channelId('site') },
      }),
    );
    const shown = (): boolean | undefined => channelFace(center.state, channelId('site'))?.calls;
    expect(shown()).toBe(true);
    center.rings('leo', 'line');
    center.talks('ana', 'leo');
    receives(center, 'boris', 'chats');
    expect(shown()).toBe(true);
    receives(center, 'ana', 'chats');
    expect(shown()).toBe(false);
    receives(center, 'boris', 'both');
    expect(shown()).toBe(true);
  });
});

describe('[36, 37] the text where nobody can answer', () => {
  it('[37] is sent where all who are there receive calls only', () => {
    const center = chats({ nobodyText: 'Nobody is free', offHoursText: 'We are out' });
    receives(center, 'ana', 'calls');
    receives(center, 'boris', 'calls');
    const said = center
      .writes('mia')
      .flatMap((event) => (event.type === 'message.posted' ? [event.content?.text] : []));
    expect(said).toEqual(['hello', 'We are out']);
  });
});

describe('what is remembered', () => {
  const given = (): Center => {
    const center = chats();
    receives(center, 'ana', 'chats');
    center.server(
      commandOf('agent.save', {
        agentId: agentId('ana'),
        name: 'Ana',
        role: 'agent',
        supervises: [],
        absent: false,
        offerTimeFactor: 2,
      }),
    );
    return center;
  };

  it('replay: the log and a checkpoint have what is received, and how much time somebody has', () => {
    const { state, log } = given();
    const folded = emptyState();
    for (const event of log) evolve(folded, event);
    expect(checkpointOf(folded)).toEqual(checkpointOf(state));
    const restored = stateFrom(JSON.parse(JSON.stringify(checkpointOf(state))));
    expect(agentView(restored, agentId('ana'))).toMatchObject({ receives: 'chats', offerTimeFactor: 2 });
  });

  it('a checkpoint and a log of an earlier release, which know neither, mean everything and the usual time', () => {
    const center = chats();
    const checkpoint = JSON.parse(JSON.stringify(checkpointOf(center.state))) as { agents: object[] };
    for (const agent of checkpoint.agents) {
      expect(agent).not.toHaveProperty('receives');
      expect(agent).not.toHaveProperty('offerTimeFactor');
    }
    const restored = new Center(stateFrom(checkpoint));
    restored.now = center.now;
    restored.writes('mia');
    expect(restored.ringsAt('mia')).toEqual(['ana']);
    expect(restored.offerTo('ana', 'mia').expiresAt).toBe(START + MINUTE);
  });
});

describe('WCAG 2.2.1 more time to answer', () => {
  const slow = (center: Center, name: string, offerTimeFactor: 1 | 1.5 | 2 | undefined): void => {
    center.server(
      commandOf('agent.save', {
        agentId: agentId(name),
        name,
        role: 'agent',
        supervises: [],
        absent: false,
        ...(offerTimeFactor && { offerTimeFactor }),
      }),
    );
  };

  it('[16] an offer rings as much longer at them, and at nobody else', () => {
    const center = chats();
    slow(center, 'ana', 1.5);
    center.writes('mia');
    expect(told(center.pass(89 * SECOND))).toEqual([]);
    expect(told(center.pass(SECOND))).toEqual(['ended at ana: expired', 'offered (queue, pass 1) to boris until 150s']);
  });

  it('[60] a call too, and what a colleague sends', () => {
    const lines = calls();
    slow(lines, 'ana', 2);
    lines.rings('mia', 'line');
    expect(lines.callOffer('ana', 'mia').expiresAt).toBe(START + 40 * SECOND);
    const center = chats();
    slow(center, 'boris', 2);
    center.writes('mia');
    center.accepts('ana', 'mia');
    const to = { kind: 'agent' as const, agentId: agentId('boris') };
    center.command('ana', 'interaction.transfer', { interactionId: center.idOf('mia'), to });
    expect(center.offerTo('boris', 'mia').expiresAt).toBe(center.now + 2 * MINUTE);
  });

  it('[15] a round ends when the time of the slowest who is rung is over', () => {
    const center = chats({ distribution: 'toAll' });
    slow(center, 'boris', 2);
    center.writes('mia');
    expect(center.offerTo('ana', 'mia').expiresAt).toBe(START + 2 * MINUTE);
  });

  it('what does not say is left as it was; the usual time again is said', () => {
    const center = chats();
    slow(center, 'ana', 2);
    slow(center, 'ana', undefined);
    expect(agentView(center.state, agentId('ana'))?.offerTimeFactor).toBe(2);
    slow(center, 'ana', 1);
    expect(agentView(center.state, agentId('ana'))).not.toHaveProperty('offerTimeFactor');
  });
});

import { commands, type AnyCommand, type CommandName } from '@ringdesk/shared/protocol/commands.ts';
import { queries, type QueryName } from '@ringdesk/shared/protocol/queries.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, customerId, queueId } from './center.testkit.ts';
import type { Actor } from './inputs.ts';
import { maySee, maySeeArchived, reachOf, sightOf } from './sight.ts';
import { mayQuery, permit, queryRights } from './permissions.ts';
import { snapshotFor } from './snapshot.ts';

/**
 * Mia's conversation in sales is owned by `owner`; Leo's waits there; Tom's was owned by `owner` and is closed; Eva's
 * rings at `owner`. `member` serves sales, `stranger` care; `lead` supervises sales, `otherLead` care.
 */
function given(): Center {
  const center = new Center().agent('admin', { role: 'admin' }).agents('owner', 'member', 'stranger');
  center.agent('lead', { role: 'supervisor' }).agent('otherLead', { role: 'supervisor' }).agent('gone');
  center.queue('sales', ['owner', 'member'], { distribution: 'strict' }).queue('care', ['stranger']);
  const supervise = (name: string, queue: string) =>
    center.command('admin', 'agent.save', {
      agentId: agentId(name),
      name,
      role: 'supervisor',
      supervises: [queueId(queue)],
      absent: false,
    });
  supervise('lead', 'sales');
  supervise('otherLead', 'care');
  center.command('admin', 'agent.dismiss', { agentId: agentId('gone') });
  for (const customer of ['mia', 'tom']) {
    center.writes(customer);
    center.accepts('owner', customer);
  }
  center.command('owner', 'interaction.close', { interactionId: center.idOf('tom') });
  center.writes('eva');
  return center;
}

const people = ['admin', 'lead', 'owner', 'member', 'otherLead', 'stranger', 'gone'] as const;
type Answer = 'yes' | 'notAllowed' | 'notFound' | 'notOwner' | 'signedOut';

/** Answers in the order of `people`, about Mia's conversation (or Eva's offer, or an agent of sales). */
const matrix: Readonly<Record<CommandName, readonly Answer[]>> = {
  'offer.accept': ['notFound', 'notFound', 'yes', 'notFound', 'notFound', 'notFound', 'signedOut'],
  'offer.decline': ['notFound', 'notFound', 'yes', 'notFound', 'notFound', 'notFound', 'signedOut'],
  'offer.shown': ['notFound', 'notFound', 'yes', 'notFound', 'notFound', 'notFound', 'signedOut'],
  'interaction.intercept': ['notAllowed', 'notAllowed', 'yes', 'yes', 'notFound', 'notFound', 'signedOut'],
  'interaction.take': ['yes', 'yes', 'yes', 'yes', 'notFound', 'notFound', 'signedOut'],
  'message.post': ['yes', 'yes', 'yes', 'notFound', 'notFound', 'notFound', 'signedOut'],
  'message.resend': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.read': ['yes', 'yes', 'yes', 'notFound', 'notFound', 'notFound', 'signedOut'],
  'interaction.transfer': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.cancelTransfer': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.close': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.reopen': ['yes', 'yes', 'yes', 'notAllowed', 'notFound', 'notFound', 'signedOut'],
  'interaction.join': ['yes', 'yes', 'yes', 'yes', 'notFound', 'notFound', 'signedOut'],
  'interaction.leave': ['yes', 'yes', 'yes', 'notFound', 'notFound', 'notFound', 'signedOut'],
  'interaction.block': ['yes', 'yes', 'yes', 'notAllowed', 'notFound', 'notFound', 'signedOut'],
  'interaction.endBot': ['yes', 'yes', 'yes', 'yes', 'notFound', 'notFound', 'signedOut'],
  'interaction.review': ['yes', 'yes', 'notAllowed', 'notAllowed', 'notFound', 'notFound', 'signedOut'],
  'interaction.park': ['notOwner', 'notOwner', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.unpark': ['notOwner', 'notOwner', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.finishWrapUp': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.setTopic': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.extendWrapUp': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'interaction.setPriority': ['yes', 'yes', 'notAllowed', 'notAllowed', 'notFound', 'notFound', 'signedOut'],
  'interaction.nameCustomer': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.dial': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'signedOut'],
  'call.hangUp': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.sendOn': ['notOwner', 'notOwner', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.consult': ['notOwner', 'notOwner', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.completeConsult': ['notOwner', 'notOwner', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.conference': ['notOwner', 'notOwner', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.endConsult': ['notOwner', 'notOwner', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.record': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.pauseRecording': ['yes', 'yes', 'yes', 'notOwner', 'notFound', 'notFound', 'signedOut'],
  'call.listen': ['yes', 'yes', 'notAllowed', 'notAllowed', 'notFound', 'notFound', 'signedOut'],
  'call.stopListening': ['yes', 'yes', 'notAllowed', 'notAllowed', 'notFound', 'notFound', 'signedOut'],
  'call.settleMissed': ['yes', 'yes', 'yes', 'yes', 'notFound', 'notFound', 'signedOut'],
  'phone.report': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'signedOut'],
  'phone.setCallWaiting': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'signedOut'],
  'presence.set': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'signedOut'],
  'presence.setReceives': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'signedOut'],
  'shift.set': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'signedOut'],
  'notice.seen': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'signedOut'],
  'profile.save': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'signedOut'],
  'agent.save': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'agent.dismiss': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'agent.reinstate': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'agent.setPresence': ['yes', 'yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'agent.setReceives': ['yes', 'yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'department.save': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'department.delete': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'presenceReasons.save': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'queue.create': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'queue.save': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'queue.setActive': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'queue.delete': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'channel.create': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'channel.save': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'channel.delete': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'bot.save': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
  'bot.delete': ['yes', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed', 'signedOut'],
};

function about(center: Center, name: CommandName): AnyCommand {
  const input = {
    interactionId: center.idOf('mia'),
    offerId: center.offerTo('owner', 'eva').id,
    agentId: agentId('member'),
  };
  return { name, input } as unknown as AnyCommand; // permit looks at ids only
}

const names = Object.keys(commands) as CommandName[];

describe('[74] rights on commands', () => {
  const center = given();

  it.each(names)('[74] %s', (name) => {
    const answers = people.map(
      (person) => permit(center.state, { kind: 'agent', agentId: agentId(person) }, about(center, name))?.code ?? 'yes',
    );
    expect(answers).toEqual(matrix[name]);
  });

  it('[74] a customer gives no command, a stranger’s id neither', () => {
    const visitor: Actor = center.customer('mia');
    for (const name of names) {
      expect(permit(center.state, visitor, about(center, name))).toEqual({ code: 'notAllowed' });
      expect(permit(center.state, { kind: 'agent', agentId: agentId('nobody') }, about(center, name))).toEqual({
        code: 'signedOut',
      });
    }
  });

  it('[74] the server administers and answers nobody’s conversation', () => {
    const allowed = names.filter((name) => permit(center.state, { kind: 'server' }, about(center, name)) === undefined);
    expect(allowed).toEqual(
      names.filter((name) => matrix[name].join() === matrix['agent.save'].join() || name.startsWith('agent.set')),
    );
  });

  it('[74] ids that do not exist are not found', () => {
    const makesItsOwn = new Set<CommandName>(['call.dial']);
    for (const name of names.filter(
      (candidate) => /^(interaction|offer|call)\./.test(candidate) && !makesItsOwn.has(candidate),
    )) {
      const command = { name, input: { interactionId: 'ghost', offerId: 'ghost' } } as unknown as AnyCommand;
      expect(permit(center.state, { kind: 'agent', agentId: agentId('admin') }, command)).toEqual({ code: 'notFound' });
    }
  });
});

describe('[75] sight', () => {
  const who = (center: Center, customer: string) =>
    people.filter((person) => maySee(center.state, agentId(person), center.idOf(customer)));

  it('[75] owned: the owner and who steers the queue; waiting: its members as well; closed: the last owner', () => {
    const center = given();
    expect(who(center, 'mia')).toEqual(['admin', 'lead', 'owner']);
    expect(who(center, 'eva')).toEqual(['admin', 'lead', 'owner', 'member']);
    expect(who(center, 'tom')).toEqual(['admin', 'lead', 'owner']);
  });

  it('[75] a transfer shows it to the receiver while it rings, a mention until it was opened', () => {
    const center = given();
    const interactionId = center.idOf('mia');
    center.command('owner', 'interaction.transfer', {
      interactionId,
      to: { kind: 'agent', agentId: agentId('stranger') },
    });
    expect(who(center, 'mia')).toContain('stranger');
    center.declines('stranger', 'mia');
    expect(who(center, 'mia')).not.toContain('stranger');
    center.command('owner', 'message.post', {
      interactionId,
      messageId: 'n' as never,
      kind: 'note',
      text: 'x',
      mentions: [agentId('stranger')],
      attachmentIds: [],
    });
    expect(who(center, 'mia')).toContain('stranger');
    expect(snapshotFor(center.state, agentId('stranger')).interactions.map(({ id }) => id)).toEqual([interactionId]);
  });

  it('[10] what has left the memory: who steers the queue, the last owner and who is mentioned', () => {
    const center = given();
    const archived = { queueId: queueId('sales'), lastOwnerId: agentId('owner'), mentioned: [agentId('stranger')] };
    expect(people.filter((person) => maySeeArchived(center.state, agentId(person), archived))).toEqual([
      'admin',
      'lead',
      'owner',
      'stranger',
    ]);
    const missed = {
      queueId: queueId('sales'),
      mentioned: [],
      state: 'closed',
      call: { direction: 'in', via: 'trunk', rang: true, end: { at: 1, by: 'customer', outcome: 'missed' } },
    } as const;
    expect(maySeeArchived(center.state, agentId('member'), missed)).toBe(true);
    const returned = { ...missed, call: { ...missed.call, calledBackAt: 2 } };
    expect(maySeeArchived(center.state, agentId('member'), returned)).toBe(false);
    expect(maySeeArchived(center.state, agentId('stranger'), missed)).toBe(false);
    expect(reachOf(center.state, agentId('admin'))).toEqual({ all: true });
    expect(reachOf(center.state, agentId('lead'))).toEqual({
      all: false,
      queueIds: ['sales'],
      missedIn: [],
      agentId: 'lead',
    });
    expect(reachOf(center.state, agentId('member'))).toEqual({
      all: false,
      queueIds: [],
      missedIn: ['sales'],
      agentId: 'member',
    });
    expect(reachOf(center.state, agentId('gone'))).toEqual({
      all: false,
      queueIds: [],
      missedIn: [],
      agentId: 'gone',
    });
    expect([...sightOf(center.state, agentId('lead'))]).toEqual(['sales']);
    expect([...sightOf(center.state, agentId('member'))]).toEqual(['sales']);
    expect([...sightOf(center.state, agentId('gone'))]).toEqual([]);
  });
});

describe('[76] rights on queries', () => {
  it('[76] every query asks for a right; who may is read from the matrix', () => {
    const center = given();
    const input = { interactionId: center.idOf('mia'), queueId: queueId('sales'), customerId: customerId('mia') };
    const expected: Record<(typeof queryRights)[QueryName], readonly string[]> = {
      anyone: people.slice(0, 6),
      staffLead: ['admin', 'lead', 'otherLead'],
      admin: ['admin'],
      interaction: ['admin', 'lead', 'owner'],
      queue: ['admin', 'lead'],
      customer: ['admin', 'lead', 'owner', 'otherLead'],
    };
    for (const name of Object.keys(queries) as QueryName[]) {
      const allowed = people.filter((person) => mayQuery(center.state, agentId(person), name, input) === undefined);
      expect({ name, allowed }).toEqual({ name, allowed: expected[queryRights[name]] });
    }
  });

  it('[76] junk instead of an input is no way in', () => {
    const center = given();
    for (const junk of [null, undefined, 7, 'x', {}, { interactionId: { toString: () => center.idOf('mia') } }]) {
      expect(mayQuery(center.state, agentId('member'), 'transcript.get', junk)).toEqual({ code: 'notFound' });
      expect(mayQuery(center.state, agentId('lead'), 'queue.history', junk)).toEqual({ code: 'notAllowed' });
    }
  });
});

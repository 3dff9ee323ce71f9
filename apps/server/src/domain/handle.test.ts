import { describe, expect, it } from 'vitest';
import { agentId, Center, messageId, typesOf } from './center.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import { emptyState } from './state.ts';
import { evolve } from './evolve.ts';

describe('the simplest journey', () => {
  it('[13] a customer writes, one agent is rung, accepts and answers', () => {
    const center = new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris']);
    expect(typesOf(center.writes('mia'))).toEqual(['interaction.arrived', 'message.posted', 'interaction.offered']);
    expect(center.ringsAt('mia')).toEqual(['ana']);
    expect(typesOf(center.accepts('ana', 'mia'))).toEqual(['offer.accepted', 'interaction.joined']);
    expect(typesOf(center.replies('ana', 'mia'))).toEqual(['message.posted']);
    expect(center.interactionOf('mia')).toMatchObject({
      state: 'active',
      ownerId: 'ana',
      lastSeq: 3,
      ownerReplied: true,
    });
    const folded = center.log.reduce(evolve, emptyState());
    expect(checkpointOf(folded)).toEqual(checkpointOf(center.state));
    expect(checkpointOf(stateFrom(checkpointOf(center.state)))).toEqual(checkpointOf(center.state));
  });
});

describe('checkpoints', () => {
  it('belong to nobody: neither the state they were made of nor the one made of them changes them', () => {
    const center = new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris']);
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.writes('leo');
    const checkpoint = checkpointOf(center.state);
    const before = JSON.stringify(checkpoint);
    const change = (on: Center): void => {
      on.writes('mia', 'more');
      const interactionId = on.idOf('mia');
      const note = { interactionId, messageId: messageId('n'), kind: 'note', text: 'x', attachmentIds: [] } as const;
      on.command('ana', 'message.post', { ...note, mentions: [agentId('boris')], attachmentIds: [] });
      on.accepts('boris', 'leo');
      on.command('ana', 'presence.set', { state: 'away' });
      on.saveQueue('sales', ['ana'], { limit: 1 });
    };
    change(center);
    expect(JSON.stringify(checkpoint)).toBe(before);
    const other = new Center(stateFrom(checkpoint));
    other.now = center.now;
    change(other);
    expect(JSON.stringify(checkpoint)).toBe(before);
  });

  it('of another version are not guessed at', () => {
    expect(() => stateFrom({ version: 0 })).toThrow('not a checkpoint of version 3');
    expect(() => stateFrom(null)).toThrow('not a checkpoint');
  });
});

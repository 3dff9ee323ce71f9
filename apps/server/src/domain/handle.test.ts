import { describe, expect, it } from 'vitest';
import { Center, typesOf } from './center.testkit.ts';
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

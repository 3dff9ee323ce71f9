import { expect, test } from 'vitest';

import { rehearse } from './rehearsal.ts';

test('plays whole conversations: each is offered, accepted, answered and closed', async () => {
  await expect(rehearse(3)).resolves.toBeUndefined();
});

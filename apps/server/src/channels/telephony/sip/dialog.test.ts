import type { Session } from 'sip.js/lib/core/index.js';
import { expect, test } from 'vitest';

import { createDialog } from './dialog.ts';
import type { Flow } from './flow.ts';
import { realWaiting } from './reliability.ts';

test('a change that comes before anybody listens may be tried again (RFC 3261, 14.1)', () => {
  const session: Partial<Session> = {};
  const dialog = createDialog({ onLost: () => () => undefined } as unknown as Flow, realWaiting, { caller: false });
  dialog.take(session as Session);
  dialog.stand('v=0');
  const refused: unknown[] = [];
  session.delegate?.onInvite?.({
    message: { body: '', getHeader: () => undefined },
    reject: (options: unknown) => refused.push(options),
  } as never);
  expect(refused).toEqual([{ statusCode: 491 }]);
});

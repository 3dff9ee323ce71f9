import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';
import { expect, test } from 'vitest';

import { createVisitorPresence } from './liveChatPresence.ts';

const carla = { customerId: 'carla' as CustomerId, channelId: 'site' as ChannelId };

/** A door whose engine writes as long as there is room, and delays that are over when the test says so. */
function bench() {
  const told: string[] = [];
  const listeners: (() => void)[] = [];
  const delays = new Set<() => void>();
  let room = true;
  const presence = createVisitorPresence(
    {
      hasConversation: () => true,
      onTakenUp: () => () => {},
      onWritingAgain: (listener) => {
        listeners.push(listener);
        return () => void listeners.splice(listeners.indexOf(listener), 1);
      },
      submit: async ({ customerId }, { type }): Promise<Reply> => {
        told.push(`${customerId} ${type}${room ? '' : ': no room'}`);
        return room ? { ok: true, value: null } : { ok: false, error: { code: 'storageFull' } };
      },
    },
    (run) => {
      delays.add(run);
      return () => void delays.delete(run);
    },
  );
  return {
    told,
    presence,
    waitReload: () => {
      for (const run of delays) run();
      delays.clear();
    },
    fill: () => void (room = false),
    makeRoom: async () => {
      room = true;
      // What was refused is known by then.
      await Promise.resolve();
      await Promise.resolve();
      for (const listener of listeners) listener();
    },
  };
}

test('[F3] who left while nothing could be written is told to be away once there is room', async () => {
  const { presence, told, waitReload, fill, makeRoom } = bench();
  presence.arrived(carla, 's1');
  fill();
  presence.left(carla, 's1');
  waitReload();
  await makeRoom();
  await makeRoom();
  expect(told).toEqual([
    'carla customer.connected',
    'carla customer.disconnected: no room',
    'carla customer.disconnected',
  ]);
});

test('[F3] what is told then is how it is then, once', async () => {
  const { presence, told, waitReload, fill, makeRoom } = bench();
  fill();
  presence.arrived(carla, 's1');
  presence.left(carla, 's1');
  waitReload();
  presence.arrived(carla, 's2');
  await makeRoom();
  expect(told.slice(3)).toEqual(['carla customer.connected']);
});

test('a server that goes tells nothing more, of what it could not tell before either', async () => {
  const { presence, told, waitReload, fill, makeRoom } = bench();
  presence.arrived(carla, 's1');
  fill();
  presence.left(carla, 's1');
  waitReload();
  presence.freeze();
  await makeRoom();
  expect(told).toHaveLength(2);
});

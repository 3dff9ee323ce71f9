import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { sendSetting } from './sendSetting.ts';

const input = { queueId: 'sales' as QueueId, active: true, disconnectChannels: false };

function line(): { readonly sent: string[] } {
  const sent: string[] = [];
  installConnection({
    sendCommand: (name: string) => {
      sent.push(name);
      return Promise.resolve({ ok: true, value: {} });
    },
  } as unknown as Connection);
  return { sent };
}

afterEach(() => workspaceWriter.signedOut(0));

describe('commands of the settings', () => {
  it('wait while the snapshot is renewed, and go out when it is there', async () => {
    const { sent } = line();
    workspaceWriter.link({ phase: 'lost', reason: 'resync', since: 0 });
    const reply = sendSetting('queue.setActive', input);
    await Promise.resolve();
    expect(sent).toEqual([]);
    workspaceWriter.link({ phase: 'live', since: 0 });
    expect(await reply).toMatchObject({ ok: true });
    expect(sent).toEqual(['queue.setActive']);
  });

  it('go out at once otherwise: without a connection the line itself says no', async () => {
    const { sent } = line();
    workspaceWriter.link({ phase: 'lost', reason: 'network', since: 0 });
    await sendSetting('queue.setActive', input);
    expect(sent).toEqual(['queue.setActive']);
  });

  it('do not wait for ever', async () => {
    vi.useFakeTimers();
    const { sent } = line();
    workspaceWriter.link({ phase: 'lost', reason: 'resync', since: 0 });
    const reply = sendSetting('queue.setActive', input);
    await vi.advanceTimersByTimeAsync(5_000);
    await reply;
    expect(sent).toEqual(['queue.setActive']);
    vi.useRealTimers();
  });
});

import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import type { Call, CallParts } from './call.ts';
import { ring, stopRinging } from './ringing.ts';

const [ute, tom] = ['ute', 'tom'] as [AgentId, AgentId];

/** A call through a media server that has not answered yet; whose phones an INVITE was made for. */
function ringingCall() {
  const dialled: string[] = [];
  let ready = (): void => undefined;
  const offered = new Promise<string>((resolve) => {
    ready = () => resolve('v=0');
  });
  const binding = (agentId: AgentId) => ({
    agentId,
    device: 'phone',
    contact: 'sip:phone',
    // The first thing that is asked of a phone's connection when it is called.
    flow: {
      kind: 'plain',
      get host(): string {
        dialled.push(agentId);
        throw new Error('dialled');
      },
    },
  });
  const parts = {
    registrar: { of: (agentId: AgentId) => [binding(agentId)] },
    media: () => ({ offer: () => offered }),
    report: () => undefined,
  } as unknown as CallParts;
  const call = {
    id: 'c1',
    over: false,
    anchored: true,
    phones: new Set(),
    shown: { user: 'u', name: '' },
    customer: { sdp: 'v=0', state: 'early', flow: { kind: 'plain' } },
  } as unknown as Call;
  const begin = (agentIds: readonly AgentId[]) => ring(parts, call, agentIds, 'Vera').catch(() => undefined);
  return { call, dialled, begin, ready: () => ready() };
}

test('a phone that is told to stop before the media is ready does not begin to ring', async () => {
  const { call, dialled, begin, ready } = ringingCall();
  const both = begin([ute, tom]);
  stopRinging(call, [ute], 'elsewhere');
  ready();
  await both;
  expect(dialled).toEqual([tom]);
});

test('all of them, where all are told; who is asked again after it rings', async () => {
  const { call, dialled, begin, ready } = ringingCall();
  const first = begin([ute]);
  stopRinging(call, undefined, 'over');
  const second = begin([tom]);
  ready();
  await Promise.all([first, second]);
  expect(dialled).toEqual([tom]);
});

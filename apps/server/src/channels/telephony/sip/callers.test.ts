import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { SessionState, stateOf, type SipPage } from './testing/sipPage.ts';
import { agent, openSipStage, PATIENCE, type SipStage, trunk } from './testing/sipStage.ts';
import { hasSipp, runSipp, steps } from './testing/sipp.ts';

const UDP = 15_064;
const NETWORK = '127.0.0.5';

describe.skipIf(!hasSipp)('a caller who hangs up at each step', { timeout: 90_000 }, () => {
  let stage: SipStage;
  let desk: SipPage;
  beforeAll(async () => {
    stage = await openSipStage({
      listen: { host: '0.0.0.0', udpPort: UDP, tcpPort: undefined, tls: undefined },
      trunks: [trunk('line', { host: NETWORK, port: 15_097, allowedAddresses: [NETWORK] })],
    });
    await stage.fact('trunk');
    desk = await stage.softphone('ana');
    desk.answersAll();
  });
  afterAll(() => stage.close());

  const run = (script: readonly string[]) =>
    runSipp(script, { host: '127.0.0.1', port: UDP, from: NETWORK, fromPort: 15_097 });
  const arrival = async (): Promise<InteractionId> =>
    (await stage.fact('arrived', undefined, stage.facts.filter(({ type }) => type === 'arrived').length)).callId;
  /** No leg is left five seconds later, at the desk or here. */
  const clean = async (callId: InteractionId): Promise<void> => {
    expect(stage.told(callId).filter((type) => type === 'ended')).toHaveLength(1);
    await vi.waitFor(
      () => expect(desk.invitations.every((session) => stateOf(session) === SessionState.Terminated)).toBe(true),
      {
        ...PATIENCE,
        timeout: 5_000,
      },
    );
  };

  test('while it rings: the call ends, nothing rings for nobody', async () => {
    const arrived = arrival();
    const done = run([steps.invite, steps.rings, steps.cancel]);
    const callId = await arrived;
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer', because: 'hangUp' });
    expect(await done).toMatchObject({ ok: true });
    stage.control.order({ type: 'connect', callId, agentId: agent('ana') });
    await clean(callId);
  });

  test('in the moment of the answer', async () => {
    const arrived = arrival();
    const done = run([steps.invite, steps.rings, steps.answered, steps.ack, steps.bye]);
    const callId = await arrived;
    stage.control.order({ type: 'connect', callId, agentId: agent('ana') });
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer', because: 'hangUp' });
    expect(await done).toMatchObject({ ok: true });
    await clean(callId);
  });

  test('after a while', async () => {
    const arrived = arrival();
    const done = run([steps.invite, steps.rings, steps.answered, steps.ack, steps.pause(500), steps.bye]);
    const callId = await arrived;
    stage.control.order({ type: 'connect', callId, agentId: agent('ana') });
    await stage.fact('connected', callId);
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer' });
    expect(await done).toMatchObject({ ok: true });
    await clean(callId);
  });

  test('and one whose agent hangs up', async () => {
    const arrived = arrival();
    const before = desk.invitations.length;
    const done = run([steps.invite, steps.rings, steps.answered, steps.ack, steps.leaves]);
    const callId = await arrived;
    stage.control.order({ type: 'connect', callId, agentId: agent('ana') });
    await stage.fact('connected', callId);
    await vi.waitFor(() => expect(stateOf(desk.invitations[before])).toBe(SessionState.Established), PATIENCE);
    await desk.invitations[before]?.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent' });
    expect(await done).toMatchObject({ ok: true });
    await clean(callId);
  });

  test('[61] and one who is told that it is busy', async () => {
    const arrived = arrival();
    const done = run([steps.invite, steps.rings, steps.refused(486)]);
    const callId = await arrived;
    stage.control.order({ type: 'announce', callId, file: null });
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'server' });
    expect(await done).toMatchObject({ ok: true });
    await clean(callId);
  });
});

import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';

import { hasRtpengine, type RunningRtpengine, startRtpengine } from '../media/testing/rtpengine.ts';
import { type Baresip, hasBaresip, startBaresip } from './testing/baresip.ts';
import { agent, openSipStage, PATIENCE, type SipStage, trunk } from './testing/sipStage.ts';

const UDP = 15_330;
/** Trunks are known by their address. */
const NETWORK = '127.0.0.10';
/** What the two phones play, and how loud it is heard at the least, in amplitudes of 16 bits. */
const [UTE, TOM, VERA] = [440, 900, 1_400];
const LOUD = 1_000;

describe.skipIf(!hasRtpengine || !hasBaresip)(
  'phones of another make over the media server',
  { timeout: 90_000 },
  () => {
    let rtpengine: RunningRtpengine;
    let stage: SipStage;
    let ute: Baresip;
    let tom: Baresip;
    const phoneOf = async (name: string, port: number, hz: number, answers: boolean): Promise<Baresip> => {
      const account = `<sip:${name}@127.0.0.1:${UDP};transport=udp>;auth_user=${name};auth_pass=geheim;regint=60`;
      const phone = await startBaresip({ host: '127.0.0.1', port, controlPort: port + 2, account, hz, answers });
      await vi.waitFor(
        () => expect(stage.facts).toContainEqual({ type: 'phones', agentId: name, devices: ['phone'] }),
        PATIENCE,
      );
      return phone;
    };

    beforeAll(async () => {
      rtpengine = await startRtpengine(15_350, 31_400);
      stage = await openSipStage({
        rtpengine: { host: rtpengine.host, port: rtpengine.port },
        listen: { host: '0.0.0.0', udpPort: UDP, tcpPort: undefined, tls: undefined },
        phones: ['ute', 'tom'].map((name) => ({ agentId: agent(name), user: name, password: 'geheim' })),
        trunks: [trunk('line', { host: NETWORK, port: 15_360, allowedAddresses: [NETWORK] })],
      });
      await stage.fact('media');
      ute = await phoneOf('ute', 15_340, UTE, false);
      tom = await phoneOf('tom', 15_344, TOM, true);
    }, 60_000);
    afterAll(async () => {
      await ute?.close();
      await tom?.close();
      await stage?.close();
      await rtpengine?.kill();
    });

    test('one calls the other, who picks up: both are heard', async () => {
      ute.dial(`sip:tom@127.0.0.1:${UDP}`);
      const { callId } = await stage.fact('dialled');
      const to = { kind: 'agent', agentId: agent('tom') } as const;
      stage.control.order({ type: 'authorise', callId, agentId: agent('ute'), role: 'talk', to, until: 0 });
      stage.control.order({ type: 'ring', callId, agentIds: [agent('tom')], callerName: 'Ute' });
      await stage.fact('pickedUp', callId);
      stage.control.order({ type: 'connect', callId, agentId: agent('tom') });
      await stage.fact('connected', callId);
      await expect.poll(() => ute.hears(TOM), PATIENCE).toBeGreaterThan(LOUD);
      await expect.poll(() => tom.hears(UTE), PATIENCE).toBeGreaterThan(LOUD);
      ute.hangUp();
      expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent', because: 'hangUp' });
      await tom.happened('CALL_CLOSED');
    });

    test('one takes a customer over from the other: both are heard, though the phone was picked up before they were joined', async () => {
      const account = `<sip:+34600111222@${NETWORK}:15360>;regint=0`;
      const vera = await startBaresip({ host: NETWORK, port: 15_360, controlPort: 15_362, account, hz: VERA });
      onTestFinished(() => vera.close());
      const incoming = ute.events.filter((type) => type === 'CALL_INCOMING').length;
      vera.dial(`sip:+34910000000@127.0.0.1:${UDP}`);
      const { callId } = await stage.fact('arrived');
      stage.control.order({ type: 'ring', callId, agentIds: [agent('ute')], callerName: 'Vera' });
      await expect
        .poll(() => ute.events.filter((type) => type === 'CALL_INCOMING').length, PATIENCE)
        .toBe(incoming + 1);
      ute.accept();
      await stage.fact('pickedUp', callId);
      stage.control.order({ type: 'connect', callId, agentId: agent('ute') });
      await stage.fact('connected', callId);
      await expect.poll(() => ute.hears(VERA), PATIENCE).toBeGreaterThan(LOUD);
      stage.control.order({ type: 'ring', callId, agentIds: [agent('tom')], callerName: 'Vera' });
      await stage.fact('pickedUp', callId, 1);
      stage.control.order({ type: 'connect', callId, agentId: agent('tom') });
      await stage.fact('connected', callId, 1);
      await expect.poll(() => vera.hears(TOM), PATIENCE).toBeGreaterThan(LOUD);
      await expect.poll(() => tom.hears(VERA), PATIENCE).toBeGreaterThan(LOUD);
      vera.hangUp();
      expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer' });
    });
  },
);

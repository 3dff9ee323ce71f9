import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { TokenBucket } from '../../../application/tokenBuckets.ts';
import { hears } from '../media/testing/anchorStage.ts';
import { hasRtpengine, type RunningRtpengine, startRtpengine } from '../media/testing/rtpengine.ts';
import { openRtpPeer, type RtpPeer } from '../media/testing/rtpPeer.ts';
import { toneFile } from '../media/testing/toneFile.ts';
import { createFlow, type Exchange, type Flow } from './flow.ts';
import { dialLeg, type Leg } from './leg.ts';
import { realWaiting } from './reliability.ts';
import { openDatagrams } from './sockets.ts';
import { uriOf } from './stack.ts';
import { type Baresip, hasBaresip, startBaresip } from './testing/baresip.ts';
import { agent, openSipStage, PATIENCE, type SipStage, trunk } from './testing/sipStage.ts';

const UDP = 15_062;
const NETWORK = '127.0.0.4';
/** What the phone plays. */
const AGENT = 440;
const CUSTOMER = 700;
const MUSIC = 1_000;

const exchange: Exchange = {
  now: () => performance.now(),
  waiting: realWaiting,
  budget: new TokenBucket({ perSecond: 1_000, burst: 1_000 }, performance.now()),
  noted: () => undefined,
};

/** A caller behind a line to the telephone network, with a voice. */
async function openCaller() {
  const socket = await openDatagrams(NETWORK, 0, (text, from) => opened.receive(text, from));
  const voice: RtpPeer = await openRtpPeer(CUSTOMER);
  const host = `${NETWORK}:${socket.port}`;
  const opened: Flow = createFlow(
    {
      transport: 'UDP',
      user: '+34600111222',
      host,
      limitBytes: 64_000,
      send: (text) => socket.send(text, { address: '127.0.0.1', port: UDP }),
      invited: (request) => void request.reject({ statusCode: 488 }),
    },
    exchange,
  );
  return {
    voice,
    port: socket.port,
    call() {
      const [from, to] = [uriOf(`sip:+34600111222@${host}`), uriOf(`sip:+34910000000@127.0.0.1:${UDP}`)];
      const dialled = dialLeg(
        opened,
        { target: to, from, fromName: 'Vera', to, sdp: voice.sdp, headers: [], hops: 70 },
        realWaiting,
        () => undefined,
      );
      void dialled.answered.then((reply) => {
        if (!reply.ok) return;
        reply.ack();
        if (reply.sdp !== undefined) voice.talkTo(reply.sdp);
      });
      return dialled.leg;
    },
    close(): void {
      voice.close();
      opened.lose();
      socket.close();
    },
  };
}

describe.skipIf(!hasRtpengine || !hasBaresip)('calls over the media server', { timeout: 120_000 }, () => {
  let rtpengine: RunningRtpengine;
  let stage: SipStage;
  let caller: Awaited<ReturnType<typeof openCaller>>;
  let phone: Baresip | undefined;

  beforeEach(async () => {
    rtpengine = await startRtpengine(15_095, 31_000);
    caller = await openCaller();
    stage = await openSipStage({
      rtpengine: { host: rtpengine.host, port: rtpengine.port },
      listen: { host: '0.0.0.0', udpPort: UDP, tcpPort: undefined, tls: undefined },
      phones: [{ agentId: agent('ute'), user: 'ute', password: 'geheim' }],
      trunks: [trunk('line', { host: NETWORK, port: caller.port, allowedAddresses: [NETWORK] })],
    });
    await stage.fact('media');
    phone = await startBaresip({
      host: '127.0.0.1',
      port: 15_088,
      controlPort: 15_091,
      account: `<sip:ute@127.0.0.1:${UDP}>;auth_user=ute;auth_pass=geheim;regint=60`,
      answers: true,
    });
    await stage.fact('phones');
  });
  afterEach(async () => {
    await phone?.close();
    await stage.close();
    caller.close();
    await rtpengine.kill();
  });

  test('queue music, then the agent, hold with music, a recording, and the end', async () => {
    const leg = caller.call();
    const { callId } = await stage.fact('arrived');
    const file = await toneFile(stage.config.mediaDir, MUSIC);
    stage.control.order({ type: 'music', callId, file, on: true });
    expect(await hears(caller.voice, [MUSIC])).toBe(true);
    stage.control.order({ type: 'connect', callId, agentId: agent('ute') });
    await stage.fact('connected', callId);
    expect(await hears(caller.voice, [AGENT], [MUSIC])).toBe(true);
    stage.control.order({ type: 'record', callId, on: true, announce: false });
    expect(await stage.fact('recording', callId)).toMatchObject({ on: true });
    phone?.hold();
    expect(await stage.fact('held', callId)).toMatchObject({ on: true });
    expect(await hears(caller.voice, [MUSIC], [AGENT])).toBe(true);
    phone?.resume();
    expect(await stage.fact('held', callId, 1)).toMatchObject({ on: false });
    expect(await hears(caller.voice, [AGENT], [MUSIC])).toBe(true);
    leg.end();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer', because: 'hangUp' });
    const recorded = await stage.fact('recorded', callId);
    expect(recorded).toMatchObject({ kind: 'recording' });
    expect(recorded.seconds).toBeGreaterThan(0);
  });

  /** Ute, whose queue asks for ratings, has talked with the caller and hangs up. */
  const hungUp = async () => {
    const leg = caller.call();
    const { callId } = await stage.fact('arrived');
    stage.control.order({ type: 'connect', callId, agentId: agent('ute') });
    await stage.fact('connected', callId);
    stage.control.order({ type: 'askRating', callId, language: 'es' });
    stage.control.order({ type: 'record', callId, on: true, announce: false });
    await stage.fact('recording', callId);
    phone?.hangUp();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent', because: 'hangUp' });
    // The desk says so, too: that is no second time.
    stage.control.order({ type: 'hangUp', callId });
    await stage.fact('recorded', callId);
    expect(leg.state).toBe('standing');
    return { leg, callId };
  };
  const over = (leg: Leg): Promise<void> => vi.waitFor(() => expect(leg.state).toBe('ended'), PATIENCE);

  test('[43] a caller rates by a key once the agent has hung up, is thanked, and the call is over', async () => {
    const { leg, callId } = await hungUp();
    // A key that was not asked for is none; the question need not be heard to its end. Each key has a time of its own, as a
    // hand has it: two with one timestamp are one event (RFC 4733, 2.5.1.3).
    let pressed = 0;
    await vi.waitFor(() => {
      pressed += 1;
      caller.voice.press(pressed % 2 === 0 ? 4 : 9);
      expect(stage.told(callId)).toContain('rated');
    }, PATIENCE);
    expect(await stage.fact('rated', callId)).toMatchObject({ score: 4 });
    await over(leg);
    expect(stage.told(callId).filter((type) => type === 'rated' || type === 'ended')).toEqual(['ended', 'rated']);
  });

  test('[43] a key may come beside the sound (INFO), too', async () => {
    const { leg, callId } = await hungUp();
    await vi.waitFor(() => {
      leg.info('application/dtmf-relay', 'Signal=2\r\nDuration=160\r\n');
      expect(stage.told(callId)).toContain('rated');
    }, PATIENCE);
    expect(await stage.fact('rated', callId)).toMatchObject({ score: 2 });
    await over(leg);
  });

  test('[43] who presses nothing, or hangs up, has rated nothing', async () => {
    const { leg, callId } = await hungUp();
    leg.end();
    await over(leg);
    expect(stage.told(callId)).not.toContain('rated');
    const second = caller.call();
    const { callId: next } = await stage.fact('arrived', undefined, 1);
    stage.control.order({ type: 'connect', callId: next, agentId: agent('ute') });
    await stage.fact('connected', next);
    stage.control.order({ type: 'askRating', callId: next });
    stage.control.order({ type: 'hangUp', callId: next });
    await stage.fact('ended', next);
    // Nine seconds of a question, and eight to answer it.
    await over(second);
    expect(stage.told(next)).not.toContain('rated');
  });

  test('an announcement is heard before the call ends', async () => {
    const leg = caller.call();
    const { callId } = await stage.fact('arrived');
    stage.control.order({ type: 'announce', callId, file: await toneFile(stage.config.mediaDir, MUSIC) });
    expect(await hears(caller.voice, [MUSIC])).toBe(true);
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'server', because: 'hangUp' });
    await vi.waitFor(() => expect(leg.state).toBe('ended'), PATIENCE);
  });

  test('a media server that dies ends the call aloud', async () => {
    const leg = caller.call();
    const { callId } = await stage.fact('arrived');
    stage.control.order({ type: 'connect', callId, agentId: agent('ute') });
    await stage.fact('connected', callId);
    await rtpengine.kill();
    expect(await stage.fact('media', undefined, 1)).toEqual({ type: 'media', ok: false });
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'server', because: 'failed' });
    await vi.waitFor(() => expect(leg.state).toBe('ended'), PATIENCE);
  });
});

import { TokenBucket } from '../../../apps/server/src/application/tokenBuckets.ts';
import {
  loudness,
  openRtpPeer,
  type RtpPeer,
} from '../../../apps/server/src/channels/telephony/media/testing/rtpPeer.ts';
import { createFlow, type Exchange, type Flow } from '../../../apps/server/src/channels/telephony/sip/flow.ts';
import { dialLeg, type Leg, receiveLeg } from '../../../apps/server/src/channels/telephony/sip/leg.ts';
import { realWaiting } from '../../../apps/server/src/channels/telephony/sip/reliability.ts';
import { openDatagrams } from '../../../apps/server/src/channels/telephony/sip/sockets.ts';
import { uriOf } from '../../../apps/server/src/channels/telephony/sip/stack.ts';

/** Half a second of plain sound. */
const WINDOW = 4_000;

/**
 * Somebody behind a line to the telephone network: SIP over UDP, and plain RTP with a tone of `hz` for a voice. Answers
 * whoever calls over the line.
 */
export interface LineCaller {
  readonly hz: number;
  readonly port: number;
  call(number: string): void;
  hangUp(): void;
  readonly state: () => 'none' | 'early' | 'standing' | 'ended';
  /** How loud this frequency is in the last half second that was heard, as an amplitude of 16 bits. */
  hears(hz: number): number;
  /** How loud anything is in it. */
  hearsAnything(): number;
  close(): void;
}

/** `from`: their own address and number; `to`: the UDP port of the server on this machine. */
export async function openLineCaller(
  from: { readonly address: string; readonly number: string },
  to: number,
  hz: number,
): Promise<LineCaller> {
  const exchange: Exchange = {
    now: () => performance.now(),
    waiting: realWaiting,
    budget: new TokenBucket({ perSecond: 1_000, burst: 1_000 }, performance.now()),
    noted: () => undefined,
  };
  let leg: Leg | undefined;
  const socket = await openDatagrams(from.address, 0, (text, sender) => flow.receive(text, sender));
  const voice: RtpPeer = await openRtpPeer(hz);
  const host = `${from.address}:${socket.port}`;
  const flow: Flow = createFlow(
    {
      transport: 'UDP',
      user: from.number,
      host,
      limitBytes: 64_000,
      send: (text) => socket.send(text, { address: '127.0.0.1', port: to }),
      invited: (request) => {
        leg = receiveLeg(flow, request, realWaiting);
        if (leg.sdp !== undefined) voice.talkTo(leg.sdp);
        void leg.answer(voice.sdp);
      },
    },
    exchange,
  );
  let heard = new Int16Array();
  const lately = (): Int16Array => {
    heard = Int16Array.from([...heard, ...voice.heard()]).slice(-WINDOW);
    return heard;
  };
  return {
    hz,
    port: socket.port,
    call(number) {
      // What was heard in the call before is not of this one.
      voice.heard();
      heard = new Int16Array();
      const [own, target] = [uriOf(`sip:${from.number}@${host}`), uriOf(`sip:${number}@127.0.0.1:${to}`)];
      const dialled = dialLeg(
        flow,
        { target, from: own, fromName: 'Hugo', to: target, sdp: voice.sdp, headers: [], hops: 70 },
        realWaiting,
        () => undefined,
      );
      ({ leg } = dialled);
      void dialled.answered.then((reply) => {
        if (!reply.ok) return;
        reply.ack();
        if (reply.sdp !== undefined) voice.talkTo(reply.sdp);
      });
    },
    hangUp: () => leg?.end(),
    state: () => leg?.state ?? 'none',
    hears: (wanted) => loudness(lately(), wanted),
    hearsAnything: () => Math.sqrt(lately().reduce((sum, sample) => sum + sample ** 2, 0) / Math.max(1, heard.length)),
    close() {
      voice.close();
      flow.lose();
      socket.close();
    },
  };
}

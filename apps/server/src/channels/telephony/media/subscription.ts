import { openRtpReceiver } from './rtpReceiver.ts';
import type { RtpPacket } from './rtpPacket.ts';
import type { MediaServer } from './mediaServers.ts';
import { NgRefused } from './ngClient.ts';
import { PLAIN } from './profiles.ts';
import { plainSound, soundIn } from './sdp.ts';

export interface Subscription {
  /** The address the media server sends from; undefined: nothing came yet. */
  readonly sender: string | undefined;
  /** Resolves in any case. */
  end(): Promise<void>;
}

/** What one party of a call says, as μ-law sound to this process, whatever codec they speak; and the keys they press. */
export async function subscribe(
  server: MediaServer,
  ngCallId: string,
  party: string,
  hear: { readonly onSound: (packet: RtpPacket) => void; readonly onKey: (key: string) => void },
): Promise<Subscription> {
  const receiver = await openRtpReceiver(server.localAddress, hear.onSound, hear.onKey);
  try {
    const offered = await server.send('subscribe request', ngCallId, { 'from-tag': party, ...PLAIN });
    const { sdp, 'to-tag': toTag } = offered;
    const sound = typeof sdp === 'string' ? soundIn(sdp) : undefined;
    if (sound === undefined || typeof toTag !== 'string') throw new NgRefused('no sound to subscribe to');
    const keys = sound.payloadTypes.get('telephone-event/8000');
    receiver.hear({ port: sound.port, keys });
    await server.send('subscribe answer', ngCallId, {
      'to-tag': toTag,
      sdp: plainSound({ address: server.localAddress, port: receiver.port, direction: 'recvonly', keys }),
      // They may speak something else than μ-law, or keys.
      flags: ['allow-transcoding'],
    });
    return {
      get sender() {
        return receiver.sender;
      },
      async end() {
        receiver.close();
        await server.send('unsubscribe', ngCallId, { 'to-tag': toTag }).catch(() => undefined);
      },
    };
  } catch (error) {
    receiver.close();
    throw error;
  }
}

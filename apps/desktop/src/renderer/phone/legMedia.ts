import type { IceServer } from '@ringdesk/shared/model/call.ts';
import { usableIceServers } from '@ringdesk/shared/rules/iceServerAddress.ts';

/**
 * Gathering ends at the latest after this: a server for connectivity that does not answer would cost ten seconds of
 * silence. Milliseconds.
 */
const GATHER_MS = 1_500;

/** The media of one leg: one audio line, DTLS-SRTP by what WebRTC is, both ways until it is put on hold. */
export interface LegMedia {
  /** What the far end sends; empty until it does. */
  readonly remote: MediaStream;
  /** Sends this track from now on. */
  readonly send: (track: MediaStreamTrack) => Promise<void>;
  /** An offer, or the answer to the far end's offer, with every candidate in it. Rejects where WebRTC fails. */
  readonly describe: () => Promise<string>;
  /** The far end's offer, or its answer to ours. */
  readonly accept: (sdp: string) => Promise<void>;
  /** Takes an offer back that was refused. */
  readonly rollback: () => Promise<void>;
  /** Takes effect with the next offer: the far end is told that nothing is listened to (RFC 3264, section 8.4). */
  readonly hold: (on: boolean) => void;
  /** Takes effect with the next offer: a new way is looked for. */
  readonly restartIce: () => void;
  /** Tones in the media (RFC 4733). False where the far end does not take them. */
  readonly dtmf: (digits: string) => boolean;
  readonly stats: () => Promise<RTCStatsReport>;
  readonly close: () => void;
}

export interface LegMediaParts {
  readonly iceServers: readonly IceServer[];
  readonly track: MediaStreamTrack;
  /** `failed`: no way to the far end is left. */
  readonly connectionChanged: (state: RTCPeerConnectionState) => void;
  readonly remoteChanged: () => void;
}

/**
 * Every candidate stands in the description. After an ICE restart the browser calls gathering complete for a moment more, by
 * what it gathered before: such a description has none, and leads nowhere.
 */
const gathered = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    const isDone = (): boolean =>
      peer.iceGatheringState === 'complete' && /^a=candidate:/m.test(peer.localDescription?.sdp ?? '');
    if (isDone()) return resolve();
    const look = (): void => {
      if (isDone()) finish();
    };
    const finish = (): void => {
      clearTimeout(timer);
      peer.removeEventListener('icegatheringstatechange', look);
      resolve();
    };
    const timer = setTimeout(finish, GATHER_MS);
    peer.addEventListener('icegatheringstatechange', look);
  });

/** Opens the media of a leg. */
export function openLegMedia(parts: LegMediaParts): LegMedia {
  const peer = new RTCPeerConnection({
    // One that is mistyped must not cost the call.
    iceServers: usableIceServers(parts.iceServers).map((server) => ({ ...server })),
    // One audio line needs no bundle, and with `max-bundle` browsers refuse what comes through a media server: it offers none.
    rtcpMuxPolicy: 'require',
  });
  const remote = new MediaStream();
  const sender = peer.addTrack(parts.track, new MediaStream([parts.track]));
  peer.addEventListener('track', ({ track }) => {
    for (const old of remote.getTracks()) remote.removeTrack(old);
    remote.addTrack(track);
    parts.remoteChanged();
  });
  peer.addEventListener('connectionstatechange', () => parts.connectionChanged(peer.connectionState));
  const transceiver = (): RTCRtpTransceiver | undefined =>
    peer.getTransceivers().find((each) => each.sender === sender);
  return {
    remote,
    send: (track) => sender.replaceTrack(track),
    describe: async () => {
      const answering = peer.signalingState === 'have-remote-offer';
      await peer.setLocalDescription(await (answering ? peer.createAnswer() : peer.createOffer()));
      await gathered(peer);
      const { localDescription } = peer;
      if (localDescription === null) throw new Error('The peer connection has no description of its own.');
      return localDescription.sdp;
    },
    accept: (sdp) =>
      peer.setRemoteDescription({ type: peer.signalingState === 'have-local-offer' ? 'answer' : 'offer', sdp }),
    rollback: async () => {
      if (peer.signalingState === 'have-local-offer') await peer.setLocalDescription({ type: 'rollback' });
      if (peer.signalingState === 'have-remote-offer') await peer.setRemoteDescription({ type: 'rollback' });
    },
    hold: (on) => {
      const line = transceiver();
      if (line !== undefined) line.direction = on ? 'sendonly' : 'sendrecv';
    },
    restartIce: () => peer.restartIce(),
    dtmf: (digits) => {
      if (sender.dtmf?.canInsertDTMF !== true) return false;
      sender.dtmf.insertDTMF(sender.dtmf.toneBuffer + digits, 120, 80);
      return true;
    },
    stats: () => peer.getStats(),
    close: () => peer.close(),
  };
}

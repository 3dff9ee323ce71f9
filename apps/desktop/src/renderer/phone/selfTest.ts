import type { IceServer } from '@ringdesk/shared/model/call.ts';

import { type Meter, MicrophoneFailure, type MicrophoneProblem } from './microphone.ts';

/** `warning`: calls work, but not as well as they could. */
export type TestOutcome<Problem extends string> =
  | { readonly state: 'waiting' | 'running' | 'ok' }
  | { readonly state: 'warning' | 'failed'; readonly problem: Problem };

/** What is checked before a shift, in this order. */
export interface SelfTestReport {
  /** `silent`: it is open, and for the whole test not the noise of a room came from it. */
  readonly microphone: TestOutcome<MicrophoneProblem | 'silent'>;
  /** Audio from one end of a connection to the other, both in this browser. */
  readonly media: TestOutcome<'noConnection' | 'noAudio'>;
  /** Servers for connectivity: are they reached. None set: `none` as a warning, calls work inside one network only. */
  readonly connectivity: TestOutcome<'none' | 'unreachable' | 'turnUnreachable'>;
  readonly line: TestOutcome<'off'>;
}

export const untested: SelfTestReport = {
  microphone: { state: 'waiting' },
  media: { state: 'waiting' },
  connectivity: { state: 'waiting' },
  line: { state: 'waiting' },
};

/** So long the person may take to say a word. Milliseconds. */
export const LISTEN_MS = 4_000;
const LOOK_EVERY_MS = 100;
/** A voice, or the noise of a room, at −60 dB under full scale. */
const HEARD = 0.001;
const MEDIA_MS = 5_000;
const GATHER_MS = 5_000;

export interface SelfTestParts {
  readonly openMicrophone: () => Promise<MediaStreamTrack>;
  readonly meter: (track: MediaStreamTrack) => Meter;
  readonly iceServers: () => readonly IceServer[];
  readonly lineReady: () => boolean;
  readonly pause: (ms: number) => Promise<void>;
  readonly now: () => number;
}

/** Runs every check, whatever the others found. Lets the microphone go at the end. */
export async function runSelfTest(
  parts: SelfTestParts,
  changed: (report: SelfTestReport) => void,
): Promise<SelfTestReport> {
  let report = untested;
  const put = (change: Partial<SelfTestReport>): void => {
    report = { ...report, ...change };
    changed(report);
  };
  put({ line: parts.lineReady() ? { state: 'ok' } : { state: 'failed', problem: 'off' } });
  put({ microphone: { state: 'running' } });
  const track = await parts.openMicrophone().catch((problem: unknown) => {
    if (!(problem instanceof MicrophoneFailure)) throw problem;
    put({ microphone: { state: 'failed', problem: problem.problem } });
    return undefined;
  });
  put({ connectivity: { state: 'running' } });
  const reached = connectivityOf(parts.iceServers()).then((connectivity) => put({ connectivity }));
  if (track === undefined) put({ media: { state: 'failed', problem: 'noAudio' } });
  else {
    put({ media: { state: 'running' } });
    const [microphone, media] = await Promise.all([heardFrom(track, parts), loopback(track, parts)]);
    put({ microphone, media });
    track.stop();
  }
  await reached;
  return report;
}

async function heardFrom(track: MediaStreamTrack, parts: SelfTestParts): Promise<SelfTestReport['microphone']> {
  const meter = parts.meter(track);
  try {
    const until = parts.now() + LISTEN_MS;
    while (parts.now() < until) {
      if ((meter.level() ?? 0) >= HEARD) return { state: 'ok' };
      await parts.pause(LOOK_EVERY_MS);
    }
    return { state: 'failed', problem: 'silent' };
  } finally {
    meter.close();
  }
}

/** Two ends in one page: what leaves the one must come to the other. */
async function loopback(track: MediaStreamTrack, parts: SelfTestParts): Promise<SelfTestReport['media']> {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  try {
    const deliver = (to: RTCPeerConnection, { candidate }: RTCPeerConnectionIceEvent): void =>
      void to.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    here.addEventListener('icecandidate', (event) => deliver(there, event));
    there.addEventListener('icecandidate', (event) => deliver(here, event));
    here.addTrack(track);
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription as RTCSessionDescription);
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription as RTCSessionDescription);
    const until = parts.now() + MEDIA_MS;
    while (parts.now() < until) {
      for (const entry of (await there.getStats()).values() as Iterable<{ type: string; packetsReceived?: number }>)
        if (entry.type === 'inbound-rtp' && (entry.packetsReceived ?? 0) > 10) return { state: 'ok' };
      await parts.pause(LOOK_EVERY_MS);
    }
    return { state: 'failed', problem: there.connectionState === 'connected' ? 'noAudio' : 'noConnection' };
  } catch {
    return { state: 'failed', problem: 'noConnection' };
  } finally {
    here.close();
    there.close();
  }
}

/** Kinds of addresses a server gives us: `srflx` from STUN, `relay` from TURN (RFC 8445). */
async function candidatesFrom(server: IceServer): Promise<ReadonlySet<string>> {
  const peer = new RTCPeerConnection({ iceServers: [{ ...server }] });
  const found = new Set<string>();
  try {
    const wanted = server.urls.startsWith('stun') ? 'srflx' : 'relay';
    const gathered = new Promise<void>((resolve) => {
      setTimeout(resolve, GATHER_MS);
      peer.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.type) found.add(candidate.type);
        if (candidate === null || found.has(wanted)) resolve();
      });
    });
    peer.addTransceiver('audio');
    await peer.setLocalDescription();
    await gathered;
  } catch {
    // An address the browser does not take is not reached, either.
  } finally {
    peer.close();
  }
  return found;
}

async function connectivityOf(servers: readonly IceServer[]): Promise<SelfTestReport['connectivity']> {
  if (servers.length === 0) return { state: 'warning', problem: 'none' };
  const all = await Promise.all(servers.map(async (server) => ({ server, found: await candidatesFrom(server) })));
  const turns = all.filter(({ server }) => server.urls.startsWith('turn'));
  if (turns.length > 0 && !turns.some(({ found }) => found.has('relay')))
    return { state: 'warning', problem: 'turnUnreachable' };
  const any = all.some(({ found }) => found.has('srflx') || found.has('relay'));
  return any ? { state: 'ok' } : { state: 'failed', problem: 'unreachable' };
}

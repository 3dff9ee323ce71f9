/**
 * What the browser tests of the phone run in a page: the phone itself, and far ends that are nothing but a peer
 * connection with a tone of their own, so that who hears whom can be measured.
 */
import { createSoftphone } from '../createSoftphone.ts';
import { keptCalls } from '../keptCalls.ts';
import type { PhoneTicket } from '../line.ts';
import type { PhoneNotice, Softphone } from '../softphone.ts';
import { loudest } from './loudness.ts';

/** Every element the page plays sound through, and every sound a page may hear. */
const ears: HTMLAudioElement[] = [];
globalThis.Audio = class extends Audio {
  constructor() {
    super();
    ears.push(this);
  }
};

const context = new AudioContext();

/** Every track of a microphone that was opened here, those made of one included: a device that is pulled out ends them all. */
const opened: MediaStreamTrack[] = [];
const follow = (track: MediaStreamTrack): MediaStreamTrack => {
  opened.push(track);
  const clone = track.clone.bind(track);
  track.clone = () => follow(clone());
  return track;
};
const openMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
MediaDevices.prototype.getUserMedia = async (wish) => {
  const stream = await openMedia(wish);
  stream.getTracks().forEach(follow);
  return stream;
};
const permission: EventTarget & { state?: PermissionState } = new EventTarget();

class FarEnd {
  readonly peer = new RTCPeerConnection();
  readonly heard = new MediaStream();
  readonly #ear = document.createElement('audio');

  constructor(hz: number) {
    const tone = context.createOscillator();
    tone.frequency.value = hz;
    const volume = context.createGain();
    volume.gain.value = 0.3;
    const out = context.createMediaStreamDestination();
    tone.connect(volume).connect(out);
    tone.start();
    for (const track of out.stream.getTracks()) this.peer.addTrack(track, out.stream);
    this.peer.addEventListener('track', ({ track }) => {
      for (const old of this.heard.getTracks()) this.heard.removeTrack(old);
      this.heard.addTrack(track);
      // Chromium decodes a remote stream only where an element plays it.
      this.#ear.srcObject = this.heard;
      this.#ear.muted = true;
      void this.#ear.play();
    });
  }

  async #gathered(): Promise<string> {
    while (this.peer.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 20));
    return this.peer.localDescription?.sdp ?? '';
  }

  async offer(): Promise<string> {
    await this.peer.setLocalDescription(await this.peer.createOffer());
    return this.#gathered();
  }

  async answer(sdp: string): Promise<string> {
    await this.peer.setRemoteDescription({ type: 'offer', sdp });
    await this.peer.setLocalDescription(await this.peer.createAnswer());
    return this.#gathered();
  }

  /** Sends, or nothing at all: not even silence. */
  async speak(on: boolean): Promise<void> {
    for (const sender of this.peer.getSenders()) {
      const wish = sender.getParameters();
      await sender.setParameters({ ...wish, encodings: wish.encodings.map((each) => ({ ...each, active: on })) });
    }
  }

  accept(sdp: string): Promise<void> {
    return this.peer.setRemoteDescription({ type: 'answer', sdp });
  }

  hears(hz: number, ms: number): Promise<number> {
    return loudest(context, [this.heard], hz, ms);
  }

  /** Of what came so far: energy as the statistics count it, and packets. */
  async received(): Promise<{ energy: number; packets: number }> {
    let [energy, packets] = [0, 0];
    for (const entry of (await this.peer.getStats()).values() as Iterable<{
      type: string;
      totalAudioEnergy?: number;
      packetsReceived?: number;
    }>)
      if (entry.type === 'inbound-rtp') {
        energy = entry.totalAudioEnergy ?? 0;
        packets = entry.packetsReceived ?? 0;
      }
    return { energy, packets };
  }
}

const farEnds = new Map<string, FarEnd>();
const notices: PhoneNotice[] = [];

declare global {
  interface Window {
    ticketOfTest: () => Promise<PhoneTicket | undefined>;
    phone: Softphone;
    stage: typeof stage;
  }
}

const stage = {
  /** Microphone as the phone told the server. */
  reports: [] as string[],
  notices,
  start(deskId: string, origin: string = location.origin): void {
    window.phone = createSoftphone({
      deskId,
      origin,
      ticket: () => window.ticketOfTest(),
      report: (microphone) => void stage.reports.push(microphone),
      kept: keptCalls(sessionStorage, deskId),
    });
    window.phone.onNotice((notice) => void notices.push(notice));
    window.phone.register();
  },
  /** Every open microphone ends as if it was pulled out. */
  cutMicrophone(): void {
    for (const track of opened.splice(0)) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  },
  /** What the browser says of the permission from now on; with `prompt` its question stays open until it is granted. */
  setPermission(state: PermissionState): void {
    const first = permission.state === undefined;
    permission.state = state;
    if (first) {
      navigator.permissions.query = async () => permission as unknown as PermissionStatus;
      const granted = new Promise<void>((resolve) => {
        permission.addEventListener('change', () => permission.state === 'granted' && resolve());
      });
      navigator.mediaDevices.getUserMedia = async (wish) => {
        await granted;
        return MediaDevices.prototype.getUserMedia.call(navigator.mediaDevices, wish);
      };
    }
    permission.dispatchEvent(new Event('change'));
  },
  open: (name: string, hz: number): void => void farEnds.set(name, new FarEnd(hz)),
  at(name: string): FarEnd {
    const far = farEnds.get(name);
    if (far === undefined) throw new Error(`There is no far end ${name}.`);
    return far;
  },
  /** What this page's person hears: every element that is not muted. */
  hears: (hz: number, ms: number): Promise<number> =>
    loudest(
      context,
      ears.flatMap(({ muted, srcObject }) => (!muted && srcObject instanceof MediaStream ? [srcObject] : [])),
      hz,
      ms,
    ),
};
window.stage = stage;

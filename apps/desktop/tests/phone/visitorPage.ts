/** The widget's side of a call in a page of a test: the leg alone, with a tone for a voice. */
import type { CallEvent } from '../../../widget/src/call/callMachine.ts';
import { loudest } from '../../src/renderer/phone/testing/loudness.ts';
import { startLeg, type WebLeg } from '../../../widget/src/call/webLeg.ts';

const HZ = 500;

interface Visitor {
  readonly call: (origin: string, path: string, uri: string) => void;
  readonly hangUp: () => void;
  readonly events: CallEvent[];
  /** The loudest this frequency was within `ms`, in decibels under full scale. */
  readonly hears: (hz: number, ms: number) => Promise<number>;
}

declare global {
  interface Window {
    visitor: Visitor;
  }
}

const audio = new AudioContext();
let leg: WebLeg | undefined;
let heard: MediaStream | undefined;
const ear = document.createElement('audio');
const events: CallEvent[] = [];

window.visitor = {
  events,
  call: (origin, path, uri) => {
    const tone = audio.createOscillator();
    tone.frequency.value = HZ;
    const volume = audio.createGain();
    volume.gain.value = 0.3;
    const out = audio.createMediaStreamDestination();
    tone.connect(volume).connect(out);
    tone.start();
    const [track] = out.stream.getAudioTracks();
    if (track === undefined) throw new Error('There is no tone.');
    const begun = { path, uri, target: 'sip:call@ringdesk.invalid', iceServers: [] };
    const remote = (stream: MediaStream | undefined): void => {
      heard = stream;
      ear.srcObject = stream ?? null;
      ear.muted = true;
      void ear.play();
    };
    const tell = (event: CallEvent): void => void events.push(event);
    leg = startLeg({ origin, begun, track, remote, tell, resume: () => Promise.resolve(undefined) });
  },
  hangUp: () => leg?.hangUp(),
  hears: async (hz, ms) => (heard === undefined ? -200 : loudest(audio, [heard], hz, ms)),
};

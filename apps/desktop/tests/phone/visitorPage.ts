/** The widget's side of a call in a page of a test: the leg alone, with a tone for a voice. */
import type { CallEvent } from '../../../widget/src/call/callMachine.ts';
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
    const remote = (stream: MediaStream): void => {
      heard = stream;
      ear.srcObject = stream;
      ear.muted = true;
      void ear.play();
    };
    leg = startLeg(origin, begun, track, remote, (event) => void events.push(event));
  },
  hangUp: () => leg?.hangUp(),
  hears: async (hz, ms) => {
    if (heard === undefined) return -200;
    const analyser = audio.createAnalyser();
    analyser.fftSize = 8_192;
    analyser.smoothingTimeConstant = 0;
    const source = audio.createMediaStreamSource(heard);
    source.connect(analyser);
    const bins = new Float32Array(analyser.frequencyBinCount);
    const bin = Math.round((hz * analyser.fftSize) / audio.sampleRate);
    let most = -200;
    const until = performance.now() + ms;
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      analyser.getFloatFrequencyData(bins);
      most = Math.max(most, ...bins.slice(bin - 2, bin + 3).filter((value) => Number.isFinite(value)));
    }
    source.disconnect();
    return Math.round(most);
  },
};

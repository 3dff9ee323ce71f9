import { expect, type BrowserContext, type Page } from '@playwright/test';

/**
 * Decibels under full scale. A voice that is heard is 20 louder than what other voices leave at its frequency; where nobody
 * speaks there is next to nothing.
 */
const HEARD = -38;
const NOT_AMONG_OTHERS = -50;
const SILENT = -90;
/** How long is listened at a time. Milliseconds. */
const LISTEN_MS = 1_200;
/** Joining, and a machine that is busy with several browsers. Milliseconds. */
const PATIENCE_MS = 25_000;

interface Voices {
  /** The loudest this frequency, or any, was within `ms` in what the page plays to its person, in decibels under full scale. */
  readonly loudest: (hz: number | 'any', ms: number) => Promise<number>;
}

/**
 * Gives every page of this profile a voice of its own, a tone of `hz`, so that who hears whom can be told apart. The
 * microphone is asked for as always and opened; only what it picks up is replaced.
 */
export async function speakAs(context: BrowserContext, hz: number): Promise<void> {
  await context.addInitScript((tone) => {
    const ears: HTMLAudioElement[] = [];
    globalThis.Audio = class extends Audio {
      constructor() {
        super();
        ears.push(this);
      }
    };
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (devices === undefined) return;
    let audio: AudioContext | undefined;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
      const real = await open(wanted);
      audio ??= new AudioContext();
      const source = audio.createOscillator();
      source.frequency.value = tone;
      const volume = audio.createGain();
      volume.gain.value = 0.3;
      const out = audio.createMediaStreamDestination();
      source.connect(volume).connect(out);
      source.start();
      for (const track of real.getTracks()) track.stop();
      return out.stream;
    };
    const loudest: Voices['loudest'] = async (wanted, ms) => {
      audio ??= new AudioContext();
      const analyser = audio.createAnalyser();
      analyser.fftSize = 8_192;
      analyser.smoothingTimeConstant = 0;
      const sources = ears
        .flatMap(({ muted, srcObject }) => (!muted && srcObject instanceof MediaStream ? [srcObject] : []))
        .filter((stream) => stream.getAudioTracks().length > 0)
        .map((stream) => audio!.createMediaStreamSource(stream));
      for (const source of sources) source.connect(analyser);
      const bins = new Float32Array(analyser.frequencyBinCount);
      const bin = wanted === 'any' ? undefined : Math.round((wanted * analyser.fftSize) / audio.sampleRate);
      let most = -200;
      const until = performance.now() + ms;
      while (performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 40));
        analyser.getFloatFrequencyData(bins);
        const heard = bin === undefined ? bins : bins.slice(bin - 2, bin + 3);
        most = Math.max(most, ...heard.filter((value) => Number.isFinite(value)));
      }
      for (const source of sources) source.disconnect();
      return Math.round(most);
    };
    Object.assign(window, { voices: { loudest } });
  }, hz);
}

const loudest = (page: Page, hz: number | 'any'): Promise<number> =>
  page.evaluate(([tone, ms]) => (window as unknown as { readonly voices: Voices }).voices.loudest(tone, ms), [
    hz,
    LISTEN_MS,
  ] as const);

/** The person at this page hears the voice of `hz`, now or soon. */
export const expectHears = (page: Page, hz: number): Promise<void> =>
  expect.poll(() => loudest(page, hz), { timeout: PATIENCE_MS }).toBeGreaterThan(HEARD);

/** The person at this page hears something: music, a voice. */
export const expectSound = (page: Page): Promise<void> =>
  expect.poll(() => loudest(page, 'any'), { timeout: PATIENCE_MS }).toBeGreaterThan(NOT_AMONG_OTHERS);

/** The person at this page does not hear it, while others may speak; what was said before may still be on its way. */
export const expectHearsNot = (page: Page, hz: number): Promise<void> =>
  expect.poll(() => loudest(page, hz), { timeout: PATIENCE_MS }).toBeLessThan(NOT_AMONG_OTHERS);

/** Nothing at all of this voice gets here, and nobody else speaks. */
export const expectSilence = (page: Page, hz: number): Promise<void> =>
  expect.poll(() => loudest(page, hz), { timeout: PATIENCE_MS }).toBeLessThan(SILENT);

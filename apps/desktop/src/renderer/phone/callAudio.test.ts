import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createCallAudio } from './callAudio.ts';
import type { LegId } from './phoneCall.ts';
import { freshCall, type PhoneCall } from './phoneCall.ts';

/** A track of the microphone; a copy of it is another hand on the same microphone. */
class Track extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  readonly kind = 'audio';
  readonly #opened: Track[];

  constructor(opened: Track[]) {
    super();
    this.#opened = opened;
    opened.push(this);
  }

  clone(): Track {
    return new Track(this.#opened);
  }

  stop(): void {
    this.readyState = 'ended';
  }
}

let opened: Track[] = [];
let silent: Track[] = [];
/** What the browser does once the person has answered its question. */
let allow: (() => void)[] = [];

/** How many hands are on the microphone. */
const live = (): number => opened.filter(({ readyState }) => readyState === 'live').length;

const stream = (tracks: readonly Track[]) => ({ getAudioTracks: () => tracks, getTracks: () => tracks });
const node = { connect: () => undefined, disconnect: () => undefined, fftSize: 0 };

class Context {
  readonly state = 'running';
  readonly close = async (): Promise<void> => undefined;
  readonly createAnalyser = () => ({ ...node });
  readonly createMediaStreamSource = () => ({ ...node });
  readonly createMediaStreamDestination = () => ({ ...node, stream: stream([new Track(silent)]) });
}

beforeEach(() => {
  opened = [];
  silent = [];
  allow = [];
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: () => new Promise((resolve) => allow.push(() => resolve(stream([new Track(opened)])))),
    },
  });
  vi.stubGlobal('AudioContext', Context);
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal(
    'Audio',
    class {
      readonly play = async (): Promise<void> => undefined;
    },
  );
});
afterEach(() => void vi.unstubAllGlobals());

const leg = 'leg-1' as LegId;
const call: PhoneCall = { ...freshCall, id: 'call-1', role: 'talk', direction: 'in', phase: 'answering', leg };
const none = (): undefined => undefined;
const setUp = () =>
  createCallAudio({ microphoneId: () => '', microphone: () => undefined, microphoneGone: () => undefined });

describe('[19] the microphone is open for calls alone', () => {
  test('it opens for a call and is let go after it', async () => {
    const audio = setUp();
    audio.apply([call], none);
    const first = audio.firstTrack(leg, true);
    allow[0]?.();
    await first;
    expect(live()).toBeGreaterThan(0);
    audio.forget(leg);
    audio.apply([], none);
    expect(live()).toBe(0);
  });

  test('a call that ended while the browser asked the person leaves it closed', async () => {
    const audio = setUp();
    audio.apply([call], none);
    const first = audio.firstTrack(leg, true);
    audio.forget(leg);
    audio.apply([], none);
    allow[0]?.();
    await first.catch(() => undefined);
    // As the phone does with every leg that is gone.
    audio.forget(leg);
    expect(live()).toBe(0);
  });

  test('somebody who signs out meanwhile leaves it closed', async () => {
    const audio = setUp();
    audio.apply([call], none);
    const first = audio.firstTrack(leg, true);
    audio.close();
    allow[0]?.();
    await first.catch(() => undefined);
    expect(live()).toBe(0);
  });

  test('a call that ended while another microphone was opened leaves both closed', async () => {
    const audio = setUp();
    audio.apply([call], none);
    const first = audio.firstTrack(leg, true);
    allow[0]?.();
    await first;
    const reopened = audio.reopen();
    audio.forget(leg);
    audio.apply([], none);
    allow[1]?.();
    await reopened.catch(() => undefined);
    expect(live()).toBe(0);
  });
});

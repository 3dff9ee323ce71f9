import { NoMicrophone } from './sipPhone.ts';

/**
 * `missing`: there is none; `blocked`: the person, the browser or the system does not let the page use it; `inUse`:
 * something else holds it.
 */
export type MicrophoneProblem = 'missing' | 'blocked' | 'inUse' | 'insecure';

export class MicrophoneFailure extends NoMicrophone {
  readonly problem: MicrophoneProblem;

  constructor(problem: MicrophoneProblem) {
    super(`The microphone cannot be used: ${problem}.`);
    this.problem = problem;
  }
}

/** What a rejection of `getUserMedia` means (Media Capture and Streams, section 10.3). */
export function problemOf(name: string): MicrophoneProblem {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'blocked';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    default:
      return 'inUse';
  }
}

/**
 * Opens a microphone; with an empty `deviceId` the system's. One that is wanted and not there: the system's, too.
 *
 * @throws {MicrophoneFailure}
 */
export async function openMicrophone(deviceId: string): Promise<MediaStreamTrack> {
  // Over http from another machine browsers have no devices at all.
  if (navigator.mediaDevices === undefined) throw new MicrophoneFailure('insecure');
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(deviceId !== '' && { deviceId: { ideal: deviceId } }),
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
      },
    });
    const [track] = stream.getAudioTracks();
    if (track === undefined) throw new MicrophoneFailure('missing');
    return track;
  } catch (problem) {
    if (problem instanceof MicrophoneFailure) throw problem;
    throw new MicrophoneFailure(problemOf(problem instanceof Error ? problem.name : ''));
  }
}

/** Whether the page may use a microphone, asked without opening one; undefined where the browser does not tell. */
export async function microphonePermission(): Promise<PermissionState | undefined> {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' as PermissionName });
    return state;
  } catch {
    // A browser that does not know this name.
    return undefined;
  }
}

/** Reads how loud a track is, 0 to 1, without a sound of its own. */
export interface Meter {
  /** Root mean square of the last 40 ms or so; undefined while the browser does not let the page listen. */
  readonly level: () => number | undefined;
  readonly close: () => void;
}

export function meterOf(context: AudioContext, track: MediaStreamTrack): Meter {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 2_048;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      if (context.state !== 'running') return undefined;
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      return Math.sqrt(sum / samples.length);
    },
    close: () => source.disconnect(),
  };
}

import { createAudioMixer, type MixedLeg } from './audioMixer.ts';
import { type Meter, meterOf, MicrophoneFailure, type MicrophoneProblem, openMicrophone } from './microphone.ts';
import { routesOf } from './mix.ts';
import { isListening, type LegId, legsOf, type PhoneCalls } from './phoneCall.ts';
import { heardSomething, lookForSilence, type SilenceWatch } from './silence.ts';

export interface CallAudioParts {
  readonly microphoneId: () => string;
  /** The microphone works, or does not. */
  readonly microphone: (problem: MicrophoneProblem | undefined) => void;
  /** The open microphone was pulled out. */
  readonly microphoneGone: () => void;
}

/** Microphone, headset and the mix of all calls of the phone. */
export interface CallAudio {
  /** What a leg begins with, silent. Rejects where its call ended meanwhile. @throws {MicrophoneFailure} */
  readonly firstTrack: (leg: LegId, needsMicrophone: boolean) => Promise<MediaStreamTrack>;
  /** Everybody hears whom they should, and nobody else; the microphone is let go once no call needs it. */
  readonly apply: (calls: PhoneCalls, mediaOf: (leg: LegId) => MixedLeg | undefined) => void;
  readonly forget: (leg: LegId) => void;
  /** Another microphone was chosen, or the one in use was pulled out. */
  readonly reopen: () => Promise<void>;
  /** A call needs the microphone, and the one that was open was pulled out. */
  readonly isCut: () => boolean;
  readonly setSpeaker: (deviceId: string) => Promise<boolean>;
  readonly level: () => number | undefined;
  /** `audible`: somebody should hear the microphone now. True once for each silence that has become too long. */
  readonly silent: (audible: boolean, now: number) => { readonly tell: boolean; readonly over: boolean };
  readonly context: () => AudioContext;
  readonly close: () => void;
}

export function createCallAudio(parts: CallAudioParts): CallAudio {
  let audio: AudioContext | undefined;
  let opening: Promise<MediaStreamTrack> | undefined;
  let track: MediaStreamTrack | undefined;
  let meter: Meter | undefined;
  let watch: SilenceWatch = heardSomething;
  /** Some call is on its way to be talked in, or is. */
  let needed = false;

  const context = (): AudioContext => {
    audio ??= new AudioContext({ latencyHint: 'interactive' });
    // Refused until the first press on the page.
    if (audio.state === 'suspended') audio.resume().catch(() => undefined);
    return audio;
  };
  const mixer = createAudioMixer(context);

  const release = (): void => {
    meter?.close();
    meter = undefined;
    track?.stop();
    track = opening = undefined;
    watch = heardSomething;
  };
  const open = async (): Promise<MediaStreamTrack> => {
    try {
      const opened = await openMicrophone(parts.microphoneId());
      if (!needed) {
        // The call ended, or the person left, while the browser asked: nobody may be listened to.
        opened.stop();
        throw new Error('No call needs the microphone any more.');
      }
      release();
      track = opened;
      opening = Promise.resolve(opened);
      opened.addEventListener('ended', parts.microphoneGone);
      meter = meterOf(context(), opened);
      mixer.setMicrophone(opened);
      parts.microphone(undefined);
      return opened;
    } catch (problem) {
      opening = undefined;
      if (problem instanceof MicrophoneFailure) parts.microphone(problem.problem);
      throw problem;
    }
  };

  return {
    firstTrack: async (leg, needsMicrophone) => {
      if (needsMicrophone) await (opening ??= open());
      return mixer.mouthOf(leg);
    },
    apply: (calls, mediaOf) => {
      const legs = new Map<LegId, MixedLeg>();
      const running = calls.filter(({ phase }) => phase !== 'ended');
      for (const leg of running.flatMap(legsOf)) {
        const media = mediaOf(leg);
        if (media !== undefined) legs.set(leg, media);
      }
      mixer.apply(routesOf(running), legs);
      needed = running.some(({ role, phase }) => phase !== 'expected' && role !== 'listen');
      if (!needed && track !== undefined) {
        release();
        mixer.setMicrophone(undefined);
      }
    },
    forget: mixer.forget,
    reopen: async () => {
      if (track === undefined) return;
      await open();
    },
    isCut: () => track?.readyState === 'ended',
    setSpeaker: mixer.setSpeaker,
    level: () => meter?.level(),
    silent: (audible, now) => {
      const before = watch.told;
      const looked = lookForSilence(watch, audible ? meter?.level() : undefined, now);
      ({ watch } = looked);
      return { tell: looked.tell, over: before && !watch.told };
    },
    context,
    close: () => {
      needed = false;
      release();
      mixer.close();
      void audio?.close();
      audio = undefined;
    },
  };
}

/** Whether somebody hears the microphone now. */
export const isAudible = (calls: PhoneCalls): boolean =>
  routesOf(calls.filter(({ role }) => !isListening(role))).some(({ from }) => from === 'microphone');

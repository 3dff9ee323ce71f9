import type { Route, Source } from './mix.ts';
import type { LegId } from './phoneCall.ts';

/** What the mixer sends into. */
export interface MixedLeg {
  readonly remote: MediaStream;
  readonly send: (track: MediaStreamTrack) => Promise<void>;
}

interface Mouth {
  /** The microphone for this leg alone: silence where its `enabled` is off. */
  track: MediaStreamTrack;
  /** What goes out now. */
  sent: MediaStreamTrack | undefined;
  mixed: MediaStreamAudioDestinationNode | undefined;
  inputs: Map<Source, AudioNode>;
  readonly ear: HTMLAudioElement;
  source: MediaStreamAudioSourceNode | undefined;
  sourceTrack: MediaStreamTrack | undefined;
}

/**
 * Carries out who hears whom. The plain call costs nothing: the microphone's own track goes out and an audio element
 * plays what comes. Only where more than the microphone is to be heard at a far end is it mixed. A leg that may hear
 * nobody gets silence, never the track of somebody.
 */
export interface AudioMixer {
  /** The track a new leg begins with: silent until a route says otherwise. */
  readonly mouthOf: (leg: LegId) => MediaStreamTrack;
  /** Applies the routes of all legs there are. */
  readonly apply: (routes: readonly Route[], legs: ReadonlyMap<LegId, MixedLeg>) => void;
  /** Another microphone, or none: every leg goes over to it. */
  readonly setMicrophone: (track: MediaStreamTrack | undefined) => void;
  /** Where everything that comes in is heard; empty: the system's. Resolves false where it cannot be chosen. */
  readonly setSpeaker: (deviceId: string) => Promise<boolean>;
  readonly forget: (leg: LegId) => void;
  readonly close: () => void;
}

export function createAudioMixer(context: () => AudioContext): AudioMixer {
  let microphone: MediaStreamTrack | undefined;
  let silent: MediaStreamAudioDestinationNode | undefined;
  let microphoneNode: MediaStreamAudioSourceNode | undefined;
  let speaker = '';
  const mouths = new Map<LegId, Mouth>();

  const silence = (): MediaStreamTrack => {
    silent ??= context().createMediaStreamDestination();
    const [track] = silent.stream.getAudioTracks();
    if (track === undefined) throw new Error('A stream destination has no track.');
    return track.clone();
  };
  const voice = (): MediaStreamTrack => {
    const track = microphone?.clone() ?? silence();
    track.enabled = false;
    return track;
  };
  const mouth = (leg: LegId): Mouth => {
    const known = mouths.get(leg);
    if (known !== undefined) return known;
    const ear = new Audio();
    ear.autoplay = true;
    const made: Mouth = {
      track: voice(),
      sent: undefined,
      mixed: undefined,
      inputs: new Map(),
      ear,
      source: undefined,
      sourceTrack: undefined,
    };
    if (speaker !== '') void ear.setSinkId?.(speaker).catch(() => undefined);
    made.sent = made.track;
    mouths.set(leg, made);
    return made;
  };

  /** Takes a source out of every mix: a node that is disconnected twice throws. */
  const unplug = (from: Source): void => {
    for (const { inputs, mixed } of mouths.values()) {
      const node = inputs.get(from);
      if (node === undefined || mixed === undefined) continue;
      node.disconnect(mixed);
      inputs.delete(from);
    }
  };

  /** What a far end says, as a part of a mix. The element of the same stream makes the browser decode it. */
  const sourceOf = (from: Source, legs: ReadonlyMap<LegId, MixedLeg>): AudioNode | undefined => {
    if (from === 'microphone') {
      if (microphone === undefined) return undefined;
      return (microphoneNode ??= context().createMediaStreamSource(new MediaStream([microphone])));
    }
    const own = mouths.get(from);
    const [track] = legs.get(from)?.remote.getAudioTracks() ?? [];
    if (own === undefined || track === undefined) return undefined;
    if (own.sourceTrack !== track) {
      unplug(from);
      own.source = context().createMediaStreamSource(new MediaStream([track]));
      own.sourceTrack = track;
    }
    return own.source;
  };

  const unmix = (own: Mouth): void => {
    for (const input of own.inputs.values()) if (own.mixed !== undefined) input.disconnect(own.mixed);
    own.inputs.clear();
  };

  const speak = (own: Mouth, leg: MixedLeg, from: readonly Source[], legs: ReadonlyMap<LegId, MixedLeg>): void => {
    const onlyMicrophone = from.every((each) => each === 'microphone');
    if (onlyMicrophone) {
      unmix(own);
      own.track.enabled = from.length > 0;
    } else {
      own.track.enabled = false;
      own.mixed ??= context().createMediaStreamDestination();
      const wanted = new Map<Source, AudioNode>();
      for (const each of from) {
        const node = sourceOf(each, legs);
        if (node !== undefined) wanted.set(each, node);
      }
      for (const [name, node] of own.inputs) if (wanted.get(name) !== node) node.disconnect(own.mixed);
      for (const [name, node] of wanted) if (own.inputs.get(name) !== node) node.connect(own.mixed);
      own.inputs = wanted;
    }
    const next = onlyMicrophone ? own.track : own.mixed?.stream.getAudioTracks()[0];
    if (next === undefined || next === own.sent) return;
    own.sent = next;
    // A leg that is being closed takes no track any more, and needs none.
    leg.send(next).catch(() => undefined);
  };

  const hear = (own: Mouth, leg: MixedLeg, audible: boolean): void => {
    if (own.ear.srcObject !== leg.remote) {
      own.ear.srcObject = leg.remote;
      own.ear.play().catch(() => undefined);
    }
    own.ear.muted = !audible;
  };

  return {
    mouthOf: (leg) => mouth(leg).track,
    apply: (routes, legs) => {
      for (const [name, leg] of legs) {
        const own = mouth(name);
        hear(
          own,
          leg,
          routes.some(({ from, to }) => from === name && to === 'speaker'),
        );
        speak(
          own,
          leg,
          routes.filter(({ to }) => to === name).map(({ from }) => from),
          legs,
        );
      }
    },
    setMicrophone: (track) => {
      microphone = track;
      unplug('microphone');
      microphoneNode = undefined;
      for (const own of mouths.values()) {
        own.track.stop();
        own.track = voice();
      }
    },
    setSpeaker: async (deviceId) => {
      speaker = deviceId;
      const all = [...mouths.values()].map(({ ear }) =>
        ear.setSinkId === undefined ? Promise.resolve(false) : ear.setSinkId(deviceId).then(() => true),
      );
      const done = await Promise.all(all.map((each) => each.catch(() => false)));
      return !done.includes(false);
    },
    forget: (leg) => {
      const own = mouths.get(leg);
      if (own === undefined) return;
      unplug(leg);
      unmix(own);
      mouths.delete(leg);
      own.track.stop();
      own.ear.srcObject = null;
    },
    close: () => {
      for (const own of mouths.values()) {
        own.track.stop();
        own.ear.srcObject = null;
      }
      mouths.clear();
    },
  };
}

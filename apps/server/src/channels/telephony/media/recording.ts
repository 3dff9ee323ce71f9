import type { MediaServer } from './mediaServers.ts';
import { SILENCE } from './muLaw.ts';
import { type FinishedSound, SoundFile } from './soundFile.ts';
import { subscribe, type Subscription } from './subscription.ts';
import { VoiceTrack } from './voiceTrack.ts';

/** How long packets are waited for, in milliseconds: more than networks let them vary. */
export const PATIENCE = 300;
/** How often what has come is written, in milliseconds. */
const WRITE_EVERY = 200;

export interface RecordingParts {
  readonly server: MediaServer;
  readonly ngCallId: string;
  /** Of the whole file; there must be none. */
  readonly path: string;
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  readonly onKey: (party: 'agent' | 'customer', key: string) => void;
  /** The disk takes no more. What there is can still be had by `end`. */
  readonly failed: () => void;
}

export interface Recording {
  /** From now on silence instead of what both say, and no keys either; or, `on` false, what they say again. */
  pause(on: boolean): void;
  /** Resolves to the file; undefined: nothing was recorded. */
  end(): Promise<FinishedSound | undefined>;
}

/** Both parties of a call as a stereo file, the agent left, the customer right. Rejects where it cannot be had. */
export async function startRecording(parts: RecordingParts): Promise<Recording> {
  const { server, ngCallId, now } = parts;
  const beganAt = now();
  const parties = ['agent', 'customer'] as const;
  const tracks = parties.map(() => new VoiceTrack(beganAt));
  const sound = await SoundFile.create(parts.path, { format: 'muLaw', channels: 2 }, parts.failed);
  const subscriptions: Subscription[] = [];
  let paused = false;
  const write = (until: number): void => {
    const [left, right] = tracks.map((track) => track.take(until));
    if (paused) for (const said of [left, right]) said?.fill(SILENCE);
    if (left !== undefined && right !== undefined) sound.write(interleaved(left, right));
  };
  const timer = setInterval(() => write(now() - PATIENCE), WRITE_EVERY);
  const end = async (): Promise<FinishedSound | undefined> => {
    clearInterval(timer);
    // The last words were said, whether or not their time of waiting is over.
    write(now());
    await Promise.all(subscriptions.map((subscription) => subscription.end()));
    return sound.finish();
  };
  try {
    for (const [index, party] of parties.entries()) {
      const hear = {
        onSound: (packet: Parameters<VoiceTrack['add']>[0]) => tracks[index]?.add(packet, now()),
        onKey: (key: string) => {
          if (!paused) parts.onKey(party, key);
        },
      };
      subscriptions.push(await subscribe(server, ngCallId, party, hear));
    }
    const pause = (on: boolean): void => {
      // What was said up to this moment belongs to what it was before.
      write(now());
      paused = on;
    };
    return { pause, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Two channels of the same length as one, sample by sample. */
export function interleaved(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length * 2);
  for (let index = 0; index < left.length; index += 1) {
    both[index * 2] = left[index] ?? 0;
    both[index * 2 + 1] = right[index] ?? 0;
  }
  return both;
}

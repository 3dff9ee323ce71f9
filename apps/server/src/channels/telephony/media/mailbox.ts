import { PATIENCE } from './recording.ts';
import type { MediaServer } from './mediaServers.ts';
import { NgRefused } from './ngClient.ts';
import { type FinishedSound, SoundFile } from './soundFile.ts';
import { SpokenPart } from './spokenPart.ts';
import { subscribe } from './subscription.ts';
import { VoiceTrack } from './voiceTrack.ts';

/** The key that ends a message, and a greeting somebody has heard before. */
const END_KEY = '#';
const WRITE_EVERY = 100;

export interface MailboxParts {
  readonly server: MediaServer;
  readonly ngCallId: string;
  /** Of the whole file; there must be none. */
  readonly path: string;
  readonly now: () => number;
  /** Plays to the caller; resolves when it was played, was cut short by `stop`, or the call ended. */
  readonly play: (file: string, stop: AbortSignal) => Promise<void>;
  /** Played before the tone; null: the tone alone. */
  readonly greeting: string | null;
  readonly tone: string;
  /** From the tone on. */
  readonly maxSeconds: number;
  /** The call ended. */
  readonly ended: AbortSignal;
  readonly onKey: (key: string) => void;
}

/**
 * Greeting, tone, message. It ends by `#`, by the end of the call or after its time. Resolves to the message without the
 * silence around it; undefined: nobody said a word. Rejects where the caller cannot be heard.
 */
export async function takeMessage(parts: MailboxParts): Promise<FinishedSound | undefined> {
  const skip = new AbortController();
  const done = new AbortController();
  let track: VoiceTrack | undefined;
  const onKey = (key: string): void => {
    parts.onKey(key);
    if (key === END_KEY) (track === undefined ? skip : done).abort();
  };
  const subscription = await subscribe(parts.server, parts.ngCallId, 'customer', {
    onSound: (packet) => track?.add(packet, parts.now()),
    onKey,
  });
  try {
    if (parts.greeting !== null) await played(parts.play(parts.greeting, AbortSignal.any([skip.signal, parts.ended])));
    await played(parts.play(parts.tone, parts.ended));
    if (parts.ended.aborted) return undefined;
    const beganAt = parts.now();
    track = new VoiceTrack(beganAt);
    return await written(parts, track, beganAt, AbortSignal.any([done.signal, parts.ended]));
  } finally {
    await subscription.end();
  }
}

/** A sound the media server cannot play keeps nobody from leaving a message. */
const played = (playing: Promise<void>): Promise<void> =>
  playing.catch((error: unknown) => {
    if (!(error instanceof NgRefused)) throw error;
  });

async function written(
  { path, now, maxSeconds }: MailboxParts,
  track: VoiceTrack,
  beganAt: number,
  stop: AbortSignal,
): Promise<FinishedSound | undefined> {
  const spoken = new SpokenPart();
  const sound = await SoundFile.create(path, { format: 'pcm16', channels: 1 }, () => undefined);
  const lastAt = beganAt + maxSeconds * 1_000;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const at = Math.min(now(), lastAt + PATIENCE);
      sound.write(spoken.add(track.take(at - PATIENCE)));
      if (at >= lastAt + PATIENCE) over();
    }, WRITE_EVERY);
    const over = (): void => {
      clearInterval(timer);
      stop.removeEventListener('abort', over);
      resolve();
    };
    stop.addEventListener('abort', over);
    if (stop.aborted) over();
  });
  sound.write(spoken.add(track.take(Math.min(now(), lastAt))));
  sound.write(spoken.end());
  return sound.finish();
}

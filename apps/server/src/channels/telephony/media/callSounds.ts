import { isPlayable } from '../../../application/playableSound.ts';
import type { MediaParty } from '../callMedia.ts';
import type { Bencoded } from './bencode.ts';
import { type NgAnswer, NgRefused } from './ngClient.ts';
import { ownSound } from './ownSounds.ts';

/** So often music begins anew: hours, with the shortest of files. */
const FOREVER = 10_000;

/** What the parties of one call hear from us. A sound stands in the place of the other party, who is not heard meanwhile. */
export interface CallSounds {
  /** Music for a party, or no more; the product's own where `file` is null or cannot be played. */
  music(to: MediaParty, file: string | null, on: boolean): Promise<void>;
  stopMusic(): Promise<void>;
  /** Once, to its end or until `stop`; music goes on afterwards. Throws NgRefused where the file cannot be played. */
  play(to: MediaParty, file: string, stop?: AbortSignal): Promise<void>;
}

/** `order`: asks the call's media server. `ended`: the call is over, and nothing is asked any more. */
export function createCallSounds(
  order: (command: string, parameters: Readonly<Record<string, Bencoded>>) => Promise<NgAnswer>,
  ended: AbortSignal,
): CallSounds {
  /** Of each party how many sounds stand in their place for the other, who then does not hear them. */
  const covered = new Map<MediaParty, number>();
  /** Who hears music, and which. */
  const heard = new Map<MediaParty, string>();

  async function cover(party: MediaParty): Promise<void> {
    const count = covered.get(party) ?? 0;
    covered.set(party, count + 1);
    if (count === 0) await order('block media', { 'from-tag': party });
  }

  async function uncover(party: MediaParty): Promise<void> {
    const count = covered.get(party) ?? 0;
    covered.set(party, Math.max(0, count - 1));
    if (count === 1) await order('unblock media', { 'from-tag': party });
  }

  async function playMusic(to: MediaParty): Promise<void> {
    const file = heard.get(to);
    if (file !== undefined) await order('play media', { 'from-tag': to, file, 'repeat-times': FOREVER });
  }

  async function music(to: MediaParty, file: string | null, on: boolean): Promise<void> {
    if (on === heard.has(to)) return;
    if (on) {
      heard.set(to, ownSound('hold-music'));
      // The product's own is better than the silence of a file that cannot be played.
      const playable = file !== null && (await isPlayable(file));
      // It may have been ended meanwhile.
      if (!heard.has(to)) return;
      if (playable) heard.set(to, file);
      await cover(otherOf(to));
      await playMusic(to);
    } else {
      heard.delete(to);
      await order('stop media', { 'from-tag': to });
      await uncover(otherOf(to));
    }
  }

  return {
    music,
    async stopMusic() {
      await Promise.all([...heard.keys()].map((party) => music(party, null, false)));
    },
    async play(to, file, stop = ended) {
      if (stop.aborted) return;
      if (!(await isPlayable(file))) throw new NgRefused('no sound that can be played');
      await cover(otherOf(to));
      try {
        const { duration } = await order('play media', { 'from-tag': to, file });
        const cut = await waited(typeof duration === 'number' ? duration : 0, stop);
        if (cut && !ended.aborted) await order('stop media', { 'from-tag': to });
      } finally {
        if (!ended.aborted) {
          // It took the place of the music.
          await playMusic(to);
          await uncover(otherOf(to));
        }
      }
    },
  };
}

const otherOf = (party: MediaParty): MediaParty => (party === 'customer' ? 'agent' : 'customer');

/** Resolves to whether it was cut short. */
const waited = (ms: number, stop: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const over = (cut: boolean): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', aborted);
      resolve(cut);
    };
    const aborted = (): void => over(true);
    const timer = setTimeout(() => over(false), ms);
    stop.addEventListener('abort', aborted);
    if (stop.aborted) aborted();
  });

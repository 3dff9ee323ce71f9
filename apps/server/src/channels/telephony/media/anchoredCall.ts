import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { MediaAnchor, MediaKind, MediaParty } from '../callControl.ts';
import type { Bencoded } from './bencode.ts';
import { askForKey } from './askedKey.ts';
import { startListening } from './listeningMix.ts';
import { takeMessage } from './mailbox.ts';
import type { MediaServer, MediaServers } from './mediaServers.ts';
import { type NgAnswer, NgRefused } from './ngClient.ts';
import { isPlayable } from '../../../application/playableSound.ts';
import { profileFor } from './profiles.ts';
import { type Recording, startRecording } from './recording.ts';
import { plainSound, withOwnMids } from './sdp.ts';
import { type Recorded, type SoundKind, soundFileName } from './unfinished.ts';
import type { FinishedSound } from './soundFile.ts';

export interface CallEvents {
  /** A whole recording or voicemail; whoever takes it over moves it away. */
  recorded(sound: Recorded): void;
  /** A recording stopped by itself: the disk takes no more. What there is follows as `recorded`. */
  recordingBroke(callId: InteractionId): void;
  /** A key was pressed while the call was recorded or in the mailbox. */
  digit(callId: InteractionId, by: 'customer' | 'agent', digit: string): void;
}

export interface AnchoredCallParts {
  readonly callId: InteractionId;
  readonly servers: MediaServers;
  readonly folder: string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly events: CallEvents;
}

type Offer = Parameters<MediaAnchor['offer']>[1];
type Answer = Parameters<MediaAnchor['answer']>[1];

/** The sounds that come with the product. */
const sounds = fileURLToPath(new URL('../../../../../../resources/sounds/', import.meta.url));
/** So often music begins anew: hours, with the shortest of files. */
const FOREVER = 10_000;
/** Port 9 takes everything and says nothing (RFC 863). */
const NOBODY = { port: 9, direction: 'sendrecv', keys: 101 } as const;

/** One call at its media server. */
export class AnchoredCall {
  readonly callId: InteractionId;
  readonly #parts: AnchoredCallParts;
  readonly #server: MediaServer;
  /** Whom the media server knows. */
  readonly #known = new Set<MediaParty>();
  /** Nobody is at the other end but the media server itself. */
  #alone = false;
  /** The offer that is not answered yet brings somebody new. */
  #joining = false;
  /** Of each party how many sounds stand in their place for the other, who then does not hear them. */
  readonly #covered = new Map<MediaParty, number>();
  /** Who hears music, and which. */
  readonly #music = new Map<MediaParty, string>();
  readonly #listening = new Set<() => Promise<void>>();
  readonly #ngCallIds = new Set<string>();
  readonly #ended = new AbortController();
  #recording: Promise<Recording> | undefined;
  #mailbox: Promise<void> | undefined;

  constructor(parts: AnchoredCallParts) {
    this.callId = parts.callId;
    this.#parts = parts;
    this.#server = parts.servers.take(parts.callId);
    this.#ngCallIds.add(parts.callId);
  }

  isMain(ngCallId: string): boolean {
    return ngCallId === this.callId;
  }

  async offer({ from, to, sdp, fromKind, toKind, replaces = this.#alone }: Offer): Promise<string> {
    const known = this.#known.has(to);
    this.#known.add(from);
    this.#joining = replaces;
    return this.#sdpOf('offer', {
      'from-tag': from,
      ...(known ? { 'to-tag': to } : {}),
      sdp,
      ...profileFor(fromKind, toKind, replaces ? ['reset'] : []),
    });
  }

  async answer({ from, to, sdp, fromKind, toKind }: Answer): Promise<string> {
    this.#known.add(to);
    const answer = { 'from-tag': from, 'to-tag': to, sdp, ...profileFor(toKind, fromKind) };
    const answered = await this.#sdpOf('answer', answer);
    if (this.#joining) {
      this.#alone = false;
      this.#joining = false;
      // Whoever waited with music is talked to now.
      await Promise.all([...this.#music.keys()].map((party) => this.music(party, null, false)));
    }
    return answered;
  }

  async answerAlone(sdp: string, kind: MediaKind): Promise<string> {
    await this.offer({ from: 'customer', to: 'agent', sdp, fromKind: kind, toKind: 'plain' });
    const nobody = plainSound({ address: this.#server.localAddress, ...NOBODY });
    const answered = await this.answer({ from: 'customer', to: 'agent', sdp: nobody, fromKind: kind, toKind: 'plain' });
    this.#alone = true;
    return answered;
  }

  async music(to: MediaParty, file: string | null, on: boolean): Promise<void> {
    if (on === this.#music.has(to)) return;
    if (on) {
      this.#music.set(to, sound('hold-music'));
      // The product's own is better than the silence of a file that cannot be played.
      const playable = file !== null && (await isPlayable(file));
      // It may have been ended meanwhile.
      if (!this.#music.has(to)) return;
      if (playable) this.#music.set(to, file);
      await this.#cover(otherOf(to));
      await this.#playMusic(to);
    } else {
      this.#music.delete(to);
      await this.#order('stop media', { 'from-tag': to });
      await this.#uncover(otherOf(to));
    }
  }

  async play(to: MediaParty, file: string, stop: AbortSignal = this.#ended.signal): Promise<void> {
    if (stop.aborted) return;
    if (!(await isPlayable(file))) throw new NgRefused('no sound that can be played');
    await this.#cover(otherOf(to));
    try {
      const { duration } = await this.#order('play media', { 'from-tag': to, file });
      const cut = await waited(typeof duration === 'number' ? duration : 0, stop);
      if (cut && !this.#ended.signal.aborted) await this.#order('stop media', { 'from-tag': to });
    } finally {
      if (!this.#ended.signal.aborted) {
        // It took the place of the music.
        await this.#playMusic(to);
        await this.#uncover(otherOf(to));
      }
    }
  }

  async record(notice?: { readonly language: string }): Promise<void> {
    if (this.#recording !== undefined) return;
    const { events, now } = this.#parts;
    const starting = (async () => {
      if (notice !== undefined) await this.#tellBoth(spokenIn(notice.language, 'recorded'));
      return startRecording({
        server: this.#server,
        ngCallId: this.callId,
        path: this.#newFile('recording'),
        now,
        onKey: (by, key) => events.digit(this.callId, by, key),
        failed: () => {
          events.recordingBroke(this.callId);
          void this.stopRecording();
        },
      });
    })();
    this.#recording = starting;
    try {
      await starting;
    } catch (error) {
      this.#recording = undefined;
      throw error;
    }
  }

  async stopRecording(): Promise<void> {
    const recording = this.#recording;
    this.#recording = undefined;
    this.#told('recording', await (await recording?.catch(() => undefined))?.end());
  }

  /** Whether there is a recording to keep silence in. */
  async pauseRecording(on: boolean): Promise<boolean> {
    const recording = await this.#recording?.catch(() => undefined);
    recording?.pause(on);
    return recording !== undefined;
  }

  async voicemail(greeting: string | null, maxSeconds: number): Promise<void> {
    const { events, now } = this.#parts;
    await this.music('customer', null, false);
    const taking = takeMessage({
      server: this.#server,
      ngCallId: this.callId,
      path: this.#newFile('voicemail'),
      now,
      play: (file, stop) => this.play('customer', file, stop),
      greeting,
      tone: sound('tone'),
      maxSeconds,
      ended: this.#ended.signal,
      onKey: (key) => events.digit(this.callId, 'customer', key),
    }).then((message) => this.#told('voicemail', message));
    this.#mailbox = taking.catch(() => undefined);
    await taking;
  }

  async rating({ language, listen, rated }: Parameters<MediaAnchor['rating']>[1]): Promise<void> {
    await this.music('customer', null, false);
    await this.stopRecording();
    const key = await askForKey({
      server: this.#server,
      ngCallId: this.callId,
      play: (stop) => this.play('customer', spokenIn(language, 'rate'), stop),
      wanted: '12345',
      ended: this.#ended.signal,
      listen,
      onKey: (pressed) => this.#parts.events.digit(this.callId, 'customer', pressed),
    });
    if (key === undefined) return;
    rated(Number(key));
    await this.play('customer', spokenIn(language, 'rated'));
  }

  /** Two streams, one of each party, named apart. */
  async listen(listener: MediaParty): ReturnType<MediaAnchor['listen']> {
    const { sdp, 'to-tag': toTag } = await this.#order('subscribe request', {
      'from-tags': ['customer', 'agent'],
      ...profileFor('plain', 'webrtc'),
    });
    if (typeof sdp !== 'string' || typeof toTag !== 'string') throw new NgRefused(`nothing for ${listener} to hear`);
    return {
      sdp: withOwnMids(sdp),
      answer: async (answer) => {
        await this.#order('subscribe answer', { 'to-tag': toTag, sdp: answer, flags: ['allow-transcoding'] });
      },
      end: async () => {
        await this.#order('unsubscribe', { 'to-tag': toTag }).catch(() => undefined);
      },
    };
  }

  async answerListener({
    listener,
    sdp,
    kind,
  }: Parameters<MediaAnchor['answerListener']>[1]): ReturnType<MediaAnchor['answerListener']> {
    const ownNgCallId = this.#beside(listener);
    const { servers, now } = this.#parts;
    const source = Math.trunc(now() * 1_000) >>> 0;
    const parts = { server: this.#server, ngCallId: this.callId, ownNgCallId, sdp, kind, now, source };
    const listening = await startListening(parts);
    const end = async (): Promise<void> => {
      if (!this.#listening.delete(end)) return;
      await listening.end();
      await servers.release(ownNgCallId);
      this.#ngCallIds.delete(ownNgCallId);
    };
    this.#listening.add(end);
    return { sdp: listening.sdp, end };
  }

  /** Ends what runs and forgets the call. Resolves when its files are whole and were told. */
  async end(): Promise<void> {
    this.#ended.abort();
    await Promise.all([this.stopRecording(), this.#mailbox, ...[...this.#listening].map((end) => end())]);
    await Promise.all([...this.#ngCallIds].map((id) => this.#parts.servers.release(id)));
  }

  #beside(name: string): string {
    const ngCallId = `${this.callId}/${name}`;
    if (!this.#ngCallIds.has(ngCallId)) {
      this.#parts.servers.take(ngCallId, this.callId);
      this.#ngCallIds.add(ngCallId);
    }
    return ngCallId;
  }

  async #playMusic(to: MediaParty): Promise<void> {
    const file = this.#music.get(to);
    if (file !== undefined) await this.#order('play media', { 'from-tag': to, file, 'repeat-times': FOREVER });
  }

  async #cover(party: MediaParty): Promise<void> {
    const count = this.#covered.get(party) ?? 0;
    this.#covered.set(party, count + 1);
    if (count === 0) await this.#order('block media', { 'from-tag': party });
  }

  async #uncover(party: MediaParty): Promise<void> {
    const count = this.#covered.get(party) ?? 0;
    this.#covered.set(party, Math.max(0, count - 1));
    if (count === 1) await this.#order('unblock media', { 'from-tag': party });
  }

  async #tellBoth(file: string): Promise<void> {
    await Promise.all([this.play('customer', file), this.play('agent', file)]);
  }

  #newFile(kind: SoundKind): string {
    return join(this.#parts.folder, soundFileName(this.callId, kind, this.#parts.newId()));
  }

  #told(kind: SoundKind, made: FinishedSound | undefined): void {
    if (made !== undefined) this.#parts.events.recorded({ callId: this.callId, kind, ...made });
  }

  #order(command: string, parameters: Readonly<Record<string, Bencoded>>): Promise<NgAnswer> {
    return this.#server.send(command, this.callId, parameters);
  }

  async #sdpOf(command: string, parameters: Readonly<Record<string, Bencoded>>): Promise<string> {
    const { sdp } = await this.#order(command, parameters);
    if (typeof sdp !== 'string') throw new NgRefused(`no SDP in what came of ${command}`);
    return sdp;
  }
}

const otherOf = (party: MediaParty): MediaParty => (party === 'customer' ? 'agent' : 'customer');

const sound = (name: string): string => `${sounds}${name}.wav`;

const LANGUAGES: ReadonlySet<string> = new Set(['en', 'es', 'pt', 'ru']);

const spokenIn = (language: string, what: 'recorded' | 'rate' | 'rated'): string =>
  sound(`${what}-${LANGUAGES.has(language) ? language : 'en'}`);

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

import { join } from 'node:path';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { MediaAnchor, MediaKind, MediaParty } from '../callMedia.ts';
import type { Bencoded } from './bencode.ts';
import { askForKey } from './askedKey.ts';
import { type CallSounds, createCallSounds } from './callSounds.ts';
import { startListening } from './listeningMix.ts';
import { takeMessage } from './mailbox.ts';
import type { MediaServer, MediaServers } from './mediaServers.ts';
import { type NgAnswer, NgRefused } from './ngClient.ts';
import { ownSound, spokenIn } from './ownSounds.ts';
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
  readonly #sounds: CallSounds;
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
    this.#sounds = createCallSounds((command, parameters) => this.#order(command, parameters), this.#ended.signal);
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
      await this.#sounds.stopMusic();
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

  music(to: MediaParty, file: string | null, on: boolean): Promise<void> {
    return this.#sounds.music(to, file, on);
  }

  play(to: MediaParty, file: string, stop?: AbortSignal): Promise<void> {
    return this.#sounds.play(to, file, stop);
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
      tone: ownSound('tone'),
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

import { mkdir } from 'node:fs/promises';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { MediaAnchor } from '../callMedia.ts';
import { AnchoredCall, type CallEvents } from './anchoredCall.ts';
import { createMediaServers } from './mediaServers.ts';
import type { NgAddress } from './ngClient.ts';
import { NoMediaServer } from './noMediaServer.ts';
import { type Recorded, recoverSounds } from './unfinished.ts';

export interface MediaAnchorParts {
  /** The media servers; none: nothing is anchored. */
  readonly servers: readonly NgAddress[];
  /** See {@link createMediaServers}. */
  readonly prefix?: string;
  /** Folder for recordings in the making, of this process and those before it; made when needed. */
  readonly folder: string;
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  /** Different each time and not to be guessed: letters, digits, `_` and `-`. */
  readonly newId: () => string;
  readonly events: MediaEvents;
}

export interface MediaEvents extends CallEvents {
  /** Whether a media server answers; told once it is known, and when it changes. Never where there is none. */
  health(ok: boolean): void;
  /** The media of this call are gone with their server: nobody hears anybody. The call should end. */
  lost(callId: InteractionId): void;
}

/**
 * The media of calls at rtpengine. What a process that died before has left in the folder is told as `recorded` once, soon
 * after the start.
 *
 * A call is anchored if a media server answers at its first offer, and stays what it is: one that began from peer to peer
 * never gets music, recordings or listeners here.
 */
export function createMediaAnchor(parts: MediaAnchorParts): MediaAnchor & { stop(): Promise<void> } {
  const { events } = parts;
  const calls = new Map<InteractionId, AnchoredCall>();
  /** From peer to peer: what was decided at their first offer stays. */
  const untouched = new Set<InteractionId>();
  const servers = createMediaServers({
    addresses: parts.servers,
    prefix: parts.prefix ?? '',
    newId: parts.newId,
    events: {
      health: (ok) => events.health(ok),
      lost(ngCallId) {
        const call = calls.get(callIdIn(ngCallId));
        if (call === undefined || !call.isMain(ngCallId)) return;
        calls.delete(call.callId);
        events.lost(call.callId);
        void call.end();
      },
    },
  });
  const recovered = prepared(parts.folder, parts.servers.length > 0, events);

  const begun = (callId: InteractionId): AnchoredCall => {
    const call = calls.get(callId) ?? new AnchoredCall({ ...parts, callId, servers });
    calls.set(callId, call);
    return call;
  };
  /** The call where it is anchored; undefined: its SDP passes through. Throws where it could not work so. */
  const anchored = (callId: InteractionId, sameKind: boolean): AnchoredCall | undefined => {
    const call = calls.get(callId);
    if (call !== undefined) return call;
    if (servers.up && !untouched.has(callId)) return begun(callId);
    if (!sameKind) throw new NoMediaServer('a browser and a plain phone meet only at a media server');
    untouched.add(callId);
    return undefined;
  };
  const existing = (callId: InteractionId): AnchoredCall => {
    const call = calls.get(callId);
    if (call === undefined) throw new NoMediaServer('this call runs over no media server');
    return call;
  };

  return {
    get available() {
      return servers.up;
    },
    async offer(callId, offer) {
      const call = anchored(callId, offer.fromKind === offer.toKind);
      return call === undefined ? offer.sdp : call.offer(offer);
    },
    async answer(callId, answer) {
      const call = calls.get(callId);
      return call === undefined ? answer.sdp : call.answer(answer);
    },
    async answerAlone(callId, sdp, kind) {
      if (!servers.up || untouched.has(callId)) throw new NoMediaServer('nobody is there to be heard');
      return begun(callId).answerAlone(sdp, kind);
    },
    music: async (callId, to, file, on) => existing(callId).music(to, file, on),
    play: async (callId, to, file) => existing(callId).play(to, file),
    async record(callId, on, notice) {
      if (on) return existing(callId).record(notice);
      return calls.get(callId)?.stopRecording();
    },
    pauseRecording: async (callId, on) => (await calls.get(callId)?.pauseRecording(on)) === true,
    voicemail: async (callId, greeting, maxSeconds) => existing(callId).voicemail(greeting, maxSeconds),
    rating: async (callId, ask) => existing(callId).rating(ask),
    listen: async (callId, listener) => existing(callId).listen(listener),
    answerListener: async (callId, listener) => existing(callId).answerListener(listener),
    async end(callId) {
      const call = calls.get(callId);
      calls.delete(callId);
      untouched.delete(callId);
      await call?.end();
    },
    async stop() {
      await recovered;
      await Promise.all([...calls.values()].map((call) => call.end()));
      calls.clear();
      servers.stop();
    },
  };
}

/** Names at the media server begin with the call's id; what runs beside it has more behind a stroke. */
const callIdIn = (ngCallId: string): InteractionId => ngCallId.split('/')[0] as InteractionId;

/** What lies in these was left by a process before this one; everything later is this one's own. */
const looked = new Set<string>();

async function prepared(folder: string, used: boolean, events: { recorded(sound: Recorded): void }): Promise<void> {
  if (!used || looked.has(folder)) return;
  looked.add(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const sound of await recoverSounds(folder)) events.recorded(sound);
}

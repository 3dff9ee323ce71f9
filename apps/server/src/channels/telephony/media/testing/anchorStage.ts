import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { expect, vi } from 'vitest';

import { createMediaAnchor } from '../mediaAnchor.ts';
import type { NgAddress } from '../ngClient.ts';
import type { Recorded } from '../unfinished.ts';
import { loudness, openRtpPeer, type RtpPeer } from './rtpPeer.ts';

/** Louder than this a tone is meant: phones here speak at 8,000. */
const HEARD = 2_500;
const QUIET = 250;
/** Half a second: what is judged at a time. */
const WINDOW = 4_000;
/** On a machine that does ten things at once a browser may need long for its first sound. */
const PATIENCE = { timeout: 25_000, interval: 50 };

/** What has heard something: a phone, or a file. */
export interface Ear {
  heard(): Int16Array;
}

/** Waits until a half second is heard in which these tones sound and the others do not. */
export async function hears(ear: Ear, tones: readonly number[], not: readonly number[] = []): Promise<true> {
  let window = new Int16Array();
  ear.heard();
  await vi.waitFor(() => {
    window = Int16Array.from([...window, ...ear.heard()]);
    if (window.length < WINDOW)
      throw new Error(`heard ${window.length} samples only, listening for ${tones.join(', ')}`);
    const judged = window.slice(0, WINDOW);
    window = new Int16Array();
    expectTones(judged, tones, not);
  }, PATIENCE);
  return true;
}

export function expectTones(samples: Int16Array, tones: readonly number[], not: readonly number[] = []): void {
  for (const hertz of tones) expect(loudness(samples, hertz), `${hertz} Hz`).toBeGreaterThan(HEARD);
  for (const hertz of not) expect(loudness(samples, hertz), `${hertz} Hz`).toBeLessThan(QUIET);
}

/** A media anchor on real media servers, with everything it tells. `before`: what its folder holds already. */
export async function openAnchorStage(
  servers: readonly NgAddress[],
  before: (folder: string) => Promise<void> = () => Promise.resolve(),
) {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-media-'));
  await before(folder);
  const recorded: Recorded[] = [];
  const told: string[] = [];
  const peers: RtpPeer[] = [];
  const anchor = createMediaAnchor({
    servers,
    folder,
    now: () => performance.now(),
    newId: randomUUID,
    events: {
      health: (ok) => told.push(ok ? 'up' : 'down'),
      lost: (callId) => told.push(`lost ${callId}`),
      recorded: (sound) => recorded.push(sound),
      recordingBroke: (callId) => told.push(`broke ${callId}`),
      digit: (_, by, digit) => told.push(`${by} pressed ${digit}`),
    },
  });
  await vi.waitFor(() => expect(anchor.available).toBe(true), PATIENCE);
  told.length = 0;
  return {
    anchor,
    folder,
    recorded,
    told,
    newCall: () => InteractionId.parse(randomUUID()),
    async phone(hertz: number): Promise<RtpPeer> {
      const peer = await openRtpPeer(hertz);
      peers.push(peer);
      return peer;
    },
    /** Joins two phones: for the first time, or another one in the agent's place. */
    async join(callId: InteractionId, customer: RtpPeer, agent: RtpPeer, replaces = false): Promise<void> {
      const meet = { from: 'customer', to: 'agent', fromKind: 'plain', toKind: 'plain' } as const;
      agent.talkTo(await anchor.offer(callId, { ...meet, sdp: customer.sdp, replaces }));
      customer.talkTo(await anchor.answer(callId, { ...meet, sdp: agent.sdp }));
    },
    async close(): Promise<void> {
      for (const peer of peers) peer.close();
      await anchor.stop();
      await rm(folder, { recursive: true });
    },
  };
}

export type AnchorStage = Awaited<ReturnType<typeof openAnchorStage>>;

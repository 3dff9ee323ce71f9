import type { TrunkHealth } from '@ringdesk/shared/model/call.ts';
import type { Channel, ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useMemo, useSyncExternalStore } from 'react';

import { useChannels, useMe } from '../../../workspace/hooks.ts';
import { mayView } from '../frame/rights.ts';
import { useAnswer } from '../frame/useAnswer.ts';

/** Health is made by the server as it goes; it is asked for this often while it is looked at. */
const EVERY_MS = 15_000;
/** While something is not as it should be, somebody may be mending it. */
const UNWELL_EVERY_MS = 3_000;

let round = 0;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Asks anew, wherever it is shown: after what changes a connection. */
export function renewChannelHealth(): void {
  round += 1;
  for (const listener of listeners) listener();
}

/**
 * How the connections of the messenger channels do, and of numbers the lines they come over, for who may see those; empty
 * until the first answer, and where there are none.
 */
export function useChannelHealth(): ReadonlyMap<ChannelId, ChannelHealth> {
  const channels = useChannels();
  const me = useMe();
  const messengers = channels.some(({ kind }) => kind === 'telegram' || kind === 'webhook');
  const numbers = me !== undefined && mayView('telephony', me.role) && channels.some(({ kind }) => kind === 'phone');
  const some = messengers || numbers;
  const renewOn = useSyncExternalStore(subscribe, () => round);
  const { value } = useAnswer('channels.health', messengers ? {} : undefined, { renewOn });
  const lines = useAnswer('telephony.get', numbers ? {} : undefined, { renewOn }).value?.health;
  const all = useMemo(
    () => [...(value?.channels ?? []), ...healthOfNumbers(channels, lines ?? [])],
    [value, channels, lines],
  );
  const well = all.every(({ state }) => state === 'ok' || state === 'off');
  useEffect(() => {
    if (!some) return undefined;
    // The tree and the page both show it: whoever is first asks for all, and moves the time of the others.
    const timer = setTimeout(renewChannelHealth, well ? EVERY_MS : UNWELL_EVERY_MS);
    return () => clearTimeout(timer);
  }, [some, well, renewOn]);
  return useMemo(() => new Map(all.map((health) => [health.channelId, health])), [all]);
}

/** A number is as well as its line. */
export const healthOfNumbers = (
  channels: readonly Channel[],
  lines: readonly TrunkHealth[],
): readonly ChannelHealth[] =>
  channels.flatMap((channel) => {
    const line = channel.kind === 'phone' && lines.find(({ trunkId }) => trunkId === channel.settings.trunkId);
    if (!line) return [];
    const { state, since, problem, retryAt } = line;
    return [
      {
        channelId: channel.id,
        state,
        since,
        waitingOut: 0,
        ...(problem === undefined ? {} : { problem }),
        ...(retryAt === undefined ? {} : { retryAt }),
      },
    ];
  });

export type Tone = 'ok' | 'warn' | 'bad' | 'neutral';

/** How alarming a state is. */
export const toneOf = ({ state }: ChannelHealth): Tone =>
  ({ ok: 'ok', connecting: 'neutral', failing: 'bad', off: 'neutral', needsSecret: 'warn' } as const)[state];

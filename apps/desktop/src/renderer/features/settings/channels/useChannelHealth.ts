import type { ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useMemo, useSyncExternalStore } from 'react';

import { useChannels } from '../../../workspace/hooks.ts';
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

/** How the connections of the messenger channels do; empty until the first answer, and where there are none. */
export function useChannelHealth(): ReadonlyMap<ChannelId, ChannelHealth> {
  const some = useChannels().some(({ kind }) => kind === 'telegram' || kind === 'webhook');
  const renewOn = useSyncExternalStore(subscribe, () => round);
  const { value } = useAnswer('channels.health', some ? {} : undefined, { renewOn });
  const well = value?.channels.every(({ state }) => state === 'ok' || state === 'off') !== false;
  useEffect(() => {
    if (!some) return undefined;
    // The tree and the page both show it: whoever is first asks for all, and moves the time of the others.
    const timer = setTimeout(renewChannelHealth, well ? EVERY_MS : UNWELL_EVERY_MS);
    return () => clearTimeout(timer);
  }, [some, well, renewOn]);
  return useMemo(() => new Map((value?.channels ?? []).map((health) => [health.channelId, health])), [value]);
}

export type Tone = 'ok' | 'warn' | 'bad' | 'neutral';

/** How alarming a state is. */
export const toneOf = ({ state }: ChannelHealth): Tone =>
  ({ ok: 'ok', connecting: 'neutral', failing: 'bad', off: 'neutral', needsSecret: 'warn' } as const)[state];

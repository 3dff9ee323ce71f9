import type { ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useMemo, useState } from 'react';

import { useChannels } from '../../../workspace/hooks.ts';
import { useAnswer } from '../frame/useAnswer.ts';

/** Health is made by the server as it goes; it is asked for this often while it is looked at. */
const EVERY_MS = 15_000;

/** How the connections of the messenger channels do; empty until the first answer, and where there are none. */
export function useChannelHealth(): ReadonlyMap<ChannelId, ChannelHealth> {
  const some = useChannels().some(({ kind }) => kind !== 'liveChat');
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!some) return undefined;
    const timer = setInterval(() => setRound((before) => before + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, [some]);
  const { value } = useAnswer('channels.health', some ? {} : undefined, { renewOn: round });
  return useMemo(() => new Map((value?.channels ?? []).map((health) => [health.channelId, health])), [value]);
}

export type Tone = 'ok' | 'warn' | 'bad' | 'neutral';

/** How alarming a state is. */
export const toneOf = ({ state }: ChannelHealth): Tone =>
  ({ ok: 'ok', connecting: 'neutral', failing: 'bad', off: 'neutral', needsSecret: 'warn' } as const)[state];

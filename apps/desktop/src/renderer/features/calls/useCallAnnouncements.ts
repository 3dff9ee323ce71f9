import { useEffect, useRef } from 'react';

import { useText } from '../../text/text.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import type { CallView } from './callView.ts';

/** What a person who sees the bar sees change, for a person who hears it: once each, politely. */
export function useCallAnnouncements(view: CallView, name: string): void {
  const t = useText('calls');
  const before = useRef<CallView>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = view;
    if (was === undefined || was.id !== view.id) {
      if (view.stage === 'talking') announce(t('announce.connected', { name }));
      return;
    }
    if (was.muted !== view.muted) announce(t(view.muted ? 'announce.muted' : 'announce.unmuted'));
    const recording = standingOf(view);
    if (recording !== standingOf(was)) announce(t(`announce.recording.${recording}`));
    if (was.stage === view.stage) return;
    if (view.stage === 'held') announce(t('announce.held', { name }));
    else if (view.stage === 'talking')
      announce(t(was.stage === 'held' ? 'announce.resumed' : 'announce.connected', { name }));
    else announce(t(`stage.${view.stage}`));
  }, [view, name, t]);
}

function standingOf({ recordingSince, recordingPausedSince }: CallView): 'off' | 'on' | 'paused' {
  if (recordingSince === undefined) return 'off';
  return recordingPausedSince === undefined ? 'on' : 'paused';
}

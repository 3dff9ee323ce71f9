import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { reportSeen } from '../../../connection/readMarks.ts';
import { loadEarlier } from '../../../connection/transcripts.ts';
import type { Transcript } from '../../../workspace/transcript.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { atEnd, stepNewer, stepOlder, windowAround, windowOf } from './lineWindow.ts';
import { keepPlace, placeOf } from './places.ts';

/** This near to the end counts as the end. */
const END_PX = 48;
/** This near to the upper edge the earlier lines are fetched, so that reading on never waits. */
const EDGE_PX = 240;

export interface Scroller {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** The lines that are drawn. */
  readonly lines: readonly TranscriptLine[];
  /** The end is in sight and followed. */
  readonly pinned: boolean;
  /** Lines that came while the reader was elsewhere. */
  readonly missed: number;
  readonly earlier: 'none' | 'there' | 'loading' | 'failed';
  readonly showEarlier: () => void;
  readonly jumpToEnd: () => void;
  /** Draws the lines around one and brings it into sight. */
  readonly goTo: (seq: number) => void;
}

/**
 * Which lines of a transcript are drawn and where they are scrolled to: new lines are followed at the end and never
 * pull the reader away from elsewhere; earlier lines come before the reader reaches them and what is read stays put.
 * `echoes` counts what is drawn below the lines (messages on their way, what is being typed).
 */
export function useScroller(id: InteractionId, transcript: Transcript | undefined, echoes: number): Scroller {
  const [start] = useState(() => placeOf(id));
  const box = useRef<HTMLDivElement>(null);
  const [placed, setPlaced] = useState(start.placed);
  const [pinned, setPinned] = useState(start.pinned);
  const [fetching, setFetching] = useState<'idle' | 'loading' | 'failed'>('idle');
  const [target, setTarget] = useState<number>();
  /** Distance to keep from the end of what is drawn, over the next change of it. */
  const keep = useRef<number>(start.pinned ? undefined : start.fromEnd);
  const seenThrough = useRef(0);
  const known = transcript?.lines ?? NO_LINES;
  const shown = windowOf(known, placed);
  const lastSeq = known.at(-1)?.seq ?? 0;

  const fromEnd = (): number => {
    const { current } = box;
    return current === null ? 0 : current.scrollHeight - current.scrollTop - current.clientHeight;
  };

  const showEarlier = useCallback(() => {
    if (transcript === undefined || fetching === 'loading') return;
    const { olderKnown } = windowOf(known, placed);
    keep.current = fromEnd();
    if (olderKnown > 0) return setPlaced(stepOlder(known, placed));
    if (!transcript.more) return;
    setFetching('loading');
    void loadEarlier(id).then((came) => {
      keep.current = fromEnd();
      setFetching(came ? 'idle' : 'failed');
      if (came) setPlaced((before) => stepOlder(workspace.getState().transcripts.get(id)?.lines ?? known, before));
    });
  }, [id, transcript, known, placed, fetching]);

  const onScroll = (): void => {
    const { current } = box;
    if (current === null) return;
    const atTheEnd = fromEnd() <= END_PX;
    if (atTheEnd && placed.place.kind !== 'end') setPlaced(stepNewer(known, placed));
    // Who reads elsewhere keeps the same lines: new ones must not push out those above.
    else if (!atTheEnd && placed.place.kind === 'end')
      setPlaced({ ...placed, place: { kind: 'through', seq: lastSeq } });
    const follows = atTheEnd && shown.newerKnown === 0;
    setPinned(follows);
    if (follows) seenThrough.current = lastSeq;
    if (current.scrollTop < EDGE_PX && fetching === 'idle') showEarlier();
    reportSeen(id, lowestSeen(current) ?? 0);
  };

  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    if (target !== undefined) {
      current.querySelector(`[data-seq="${target}"]`)?.scrollIntoView({ block: 'center' });
      setTarget(undefined);
    } else if (keep.current !== undefined) {
      current.scrollTop = current.scrollHeight - current.clientHeight - keep.current;
      keep.current = undefined;
    } else if (pinned) {
      current.scrollTop = current.scrollHeight;
      seenThrough.current = lastSeq;
    }
  }, [placed, pinned, lastSeq, known.length, echoes, target]);

  useEffect(() => {
    const seen = box.current === null ? undefined : lowestSeen(box.current);
    if (seen !== undefined) reportSeen(id, seen);
  }, [id, lastSeq, placed, pinned]);

  const latest = useRef({ placed, pinned });
  useEffect(() => {
    latest.current = { placed, pinned };
  });
  useEffect(() => {
    const current = box.current;
    return () => {
      const distance = current === null ? 0 : current.scrollHeight - current.scrollTop - current.clientHeight;
      keepPlace(id, { ...latest.current, fromEnd: distance });
    };
  }, [id]);

  const more = shown.olderKnown > 0 || transcript?.more === true;
  return {
    box,
    onScroll,
    lines: shown.lines,
    pinned: pinned && shown.newerKnown === 0,
    missed: pinned ? 0 : known.filter((line) => line.seq > seenThrough.current && line.type === 'message').length,
    earlier: fetching === 'idle' ? (more ? 'there' : 'none') : fetching,
    showEarlier,
    jumpToEnd: () => {
      setPlaced(atEnd);
      setPinned(true);
    },
    goTo: (seq) => {
      setPinned(false);
      setPlaced(windowAround(known, seq));
      setTarget(seq);
    },
  };
}

const NO_LINES: readonly TranscriptLine[] = [];

/** The highest line of which the upper half is in sight. */
function lowestSeen(box: HTMLElement): number | undefined {
  const rows = box.querySelectorAll<HTMLElement>('[data-seq]');
  const edge = box.getBoundingClientRect().bottom;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    const place = row?.getBoundingClientRect();
    if (row !== undefined && place !== undefined && place.top + place.height / 2 <= edge)
      return Number(row.dataset['seq']);
  }
  return undefined;
}

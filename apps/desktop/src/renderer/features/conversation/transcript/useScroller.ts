import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { reportSeen } from '../../../connection/readMarks.ts';
import { loadBackTo, loadEarlier } from '../../../connection/transcripts.ts';
import { holdLines } from '../../../workspace/heldLines.ts';
import type { Transcript } from '../../../workspace/transcript.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { atEnd, stepNewer, stepOlder, windowAround, windowOf } from './lineWindow.ts';
import { keepPlace, placeOf } from './places.ts';
import { anchorOf, distanceFromEnd, lowestSeen, scrollToAnchor, scrollToEnd, showLine } from './scrolling.ts';

/** This near to the end counts as the end. */
const END_PX = 48;
/** This near to the upper edge the earlier lines are fetched, so that reading on never waits. */
const EDGE_PX = 240;

/** A line that was looked for; the same line asked for again is another object. */
export interface FoundLine {
  readonly seq: number;
}

export interface Scroller {
  readonly onScroll: () => void;
  /** The lines that are drawn. */
  readonly lines: readonly TranscriptLine[];
  /** The end is in sight and followed. */
  readonly pinned: boolean;
  /** Messages of the customer that came while the reader was elsewhere. */
  readonly missed: number;
  readonly earlier: 'none' | 'there' | 'loading' | 'failed';
  readonly showEarlier: () => void;
  readonly jumpToEnd: () => void;
  /** Draws the lines around one and brings it into sight. */
  readonly goTo: (seq: number) => void;
}

const NO_LINES: readonly TranscriptLine[] = [];

/**
 * Which lines of a transcript are drawn and where `box` is scrolled to: new lines are followed at the end and never
 * pull the reader away from elsewhere; earlier lines come before the reader reaches them and what is read stays put.
 * `sentTurn` grows with each message the reader sends, which brings them to the end. `found` is read up to and shown.
 */
export function useScroller(
  id: InteractionId,
  transcript: Transcript | undefined,
  box: RefObject<HTMLDivElement | null>,
  sentTurn: number,
  found: FoundLine | undefined,
): Scroller {
  const [start] = useState(() => placeOf(id));
  const [placed, setPlaced] = useState(start.placed);
  const [pinned, setPinned] = useState(start.pinned);
  const [leftAt, setLeftAt] = useState(start.leftAt);
  const [fetching, setFetching] = useState<'idle' | 'loading' | 'failed'>('idle');
  const [target, setTarget] = useState<{ readonly seq: number }>();
  const reached = useRef<typeof target>(undefined);
  /** The line to hold where it is over the next change of what is drawn. */
  const keep = useRef(start.anchor);
  const [followed, setFollowed] = useState(sentTurn);
  if (followed !== sentTurn) {
    setFollowed(sentTurn);
    setPlaced(atEnd);
    setPinned(true);
  }
  const loaded = transcript !== undefined;
  const known = transcript?.lines ?? NO_LINES;
  const shown = windowOf(known, placed);
  const lastSeq = known.at(-1)?.seq ?? 0;

  const holdPlace = (): void => {
    if (box.current !== null) keep.current = anchorOf(box.current);
  };
  const showEarlier = (): void => {
    if (transcript === undefined || fetching === 'loading') return;
    if (shown.olderKnown > 0) {
      holdPlace();
      setPlaced(stepOlder(known, placed));
    } else if (transcript.more) {
      setFetching('loading');
      void loadEarlier(id).then((came) => {
        holdPlace();
        setFetching(came ? 'idle' : 'failed');
        if (came) setPlaced((before) => stepOlder(workspace.getState().transcripts.get(id)?.lines ?? NO_LINES, before));
      });
    }
  };
  const onScroll = (): void => {
    if (box.current === null) return;
    const atTheEnd = distanceFromEnd(box.current) <= END_PX;
    if (atTheEnd && placed.place.kind !== 'end') setPlaced(stepNewer(known, placed));
    // Who reads elsewhere keeps the same lines: new ones must not push out those above.
    else if (!atTheEnd && placed.place.kind === 'end')
      setPlaced({ ...placed, place: { kind: 'through', seq: lastSeq } });
    const follows = atTheEnd && shown.newerKnown === 0;
    if (pinned && !follows) setLeftAt(lastSeq);
    setPinned(follows);
    if (box.current.scrollTop < EDGE_PX && fetching === 'idle') showEarlier();
    reportSeen(id, lowestSeen(box.current) ?? 0);
  };

  // After every change of what is drawn: a tick that turns blue can make the last row taller, too.
  useLayoutEffect(() => {
    if (box.current === null) return;
    if (target !== undefined && target !== reached.current) {
      if (showLine(box.current, target.seq)) reached.current = target;
    } else if (pinned) {
      keep.current = undefined;
      scrollToEnd(box.current);
    } else if (keep.current !== undefined && scrollToAnchor(box.current, keep.current)) {
      // Until the line is drawn (the transcript is being read) it goes on waiting for it.
      keep.current = undefined;
    }
  });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || !pinned) return undefined;
    // The composer grows and windows change: the end stays in sight.
    const observer = new ResizeObserver(() => scrollToEnd(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, pinned, loaded]);

  useEffect(() => {
    const seen = box.current === null ? undefined : lowestSeen(box.current);
    if (seen !== undefined) reportSeen(id, seen);
  }, [box, id, lastSeq, placed, pinned]);
  usePlaceKept(id, { placed, pinned, leftAt }, box, loaded);

  useLinesHeld(id, pinned ? undefined : shown.lines[0]?.seq);

  const firstSeq = known[0]?.seq;
  const through = placed.place.kind === 'through' ? placed.place.seq : undefined;
  const missesLines = transcript?.more === true;
  const returning = useRef(false);
  useEffect(() => {
    // What was being read is not here any more (dropped while another thread was open, or a hole after a break).
    const back = Math.min(through ?? Infinity, keep.current?.seq ?? Infinity);
    if (firstSeq === undefined || back >= firstSeq || !missesLines || returning.current) return;
    returning.current = true;
    setFetching('loading');
    void loadBackTo(id, back).then((came) => {
      returning.current = false;
      setFetching(came ? 'idle' : 'failed');
      if (came) return;
      keep.current = undefined;
      setPlaced(atEnd);
      setPinned(true);
    });
  }, [id, firstSeq, through, missesLines]);

  const goTo = useCallback(
    (seq: number): void => {
      const lines = workspace.getState().transcripts.get(id)?.lines ?? NO_LINES;
      const around = windowAround(lines, seq);
      keep.current = undefined;
      setPlaced(around);
      setPinned(false);
      setLeftAt(lines.at(-1)?.seq ?? 0);
      setTarget({ seq });
    },
    [id],
  );
  const shownFound = useRef<FoundLine>(undefined);
  useEffect(() => {
    if (found === undefined || found === shownFound.current || !loaded) return;
    shownFound.current = found;
    setFetching('loading');
    void loadBackTo(id, found.seq).then((came) => {
      setFetching(came ? 'idle' : 'failed');
      if (came && shownFound.current === found) goTo(found.seq);
    });
  }, [id, found, loaded, goTo]);

  const more = shown.olderKnown > 0 || transcript?.more === true;
  return {
    onScroll,
    lines: shown.lines,
    pinned: pinned && shown.newerKnown === 0,
    missed: pinned ? 0 : known.filter((line) => line.seq > leftAt && isCustomers(line)).length,
    earlier: fetching === 'idle' ? (more ? 'there' : 'none') : fetching,
    showEarlier,
    jumpToEnd: () => {
      setPlaced(atEnd);
      setPinned(true);
    },
    goTo,
  };
}

/** What is drawn away from the end stays on this device, however much arrives below it. */
function useLinesHeld(id: InteractionId, from: number | undefined): void {
  useEffect(() => (from === undefined ? undefined : holdLines(id, from)), [id, from]);
}

const isCustomers = (line: TranscriptLine): boolean => line.type === 'message' && line.author.kind === 'customer';

/** Remembers where the thread was being read when it is left. */
function usePlaceKept(
  id: InteractionId,
  place: Omit<ReturnType<typeof placeOf>, 'anchor'>,
  box: RefObject<HTMLDivElement | null>,
  loaded: boolean,
): void {
  const latest = useRef(place);
  useEffect(() => {
    latest.current = place;
  });
  // A layout effect ends before its elements are taken out of the page; later there is nothing left to measure.
  useLayoutEffect(() => {
    const left = box.current;
    if (left === null || !loaded) return undefined;
    return () => keepPlace(id, { ...latest.current, anchor: latest.current.pinned ? undefined : anchorOf(left) });
  }, [id, box, loaded]);
}

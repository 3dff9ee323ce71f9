import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

/** What is known of the closed conversations: pages of the server, and what closed since they were read. */
export interface ClosedKnown {
  /** The queues asked for, as one word: pages for others are not taken. */
  readonly key: string;
  readonly known: ReadonlyMap<InteractionId, Interaction>;
  readonly next: string | undefined;
  readonly state: 'idle' | 'loading' | 'failed' | 'end';
  /** Something closed or left since the first page was read: it is to be read again. */
  readonly stale: boolean;
  /** The first page is on its way. */
  readonly readingTop: boolean;
}

interface Page {
  readonly key: string;
  readonly interactions: readonly Interaction[];
  readonly next: string | undefined;
}

export type Step =
  | { readonly kind: 'stale' }
  | { readonly kind: 'closed'; readonly key: string; readonly interactions: readonly Interaction[] }
  | { readonly kind: 'askTop'; readonly key: string }
  | { readonly kind: 'askMore'; readonly key: string }
  /** `live`: those the server still tells of; they are closed even if the page was made before they closed. */
  | (Page & { readonly kind: 'top'; readonly live: ReadonlySet<InteractionId> })
  | (Page & { readonly kind: 'more'; readonly cursor: string })
  | { readonly kind: 'failed'; readonly key: string };

export const nothingClosed = (key: string): ClosedKnown => ({
  key,
  known: new Map(),
  next: undefined,
  state: 'idle',
  stale: true,
  readingTop: false,
});

/** What is known after one step. A page for another filter, or from a place that is no longer the end, is not taken. */
export function afterStep(closed: ClosedKnown, step: Step): ClosedKnown {
  if (step.kind === 'stale') {
    if (closed.stale && closed.state !== 'failed') return closed;
    return { ...closed, stale: true, state: closed.state === 'failed' ? stateAt(closed.next) : closed.state };
  }
  if (step.kind === 'askTop') {
    const before = closed.key === step.key ? closed : nothingClosed(step.key);
    const state = before.state === 'failed' ? stateAt(before.next) : before.state;
    return { ...before, stale: false, readingTop: true, state: before.known.size === 0 ? 'loading' : state };
  }
  if (closed.key !== step.key) return closed;
  switch (step.kind) {
    case 'closed':
      return { ...closed, known: withAll(closed.known, step.interactions) };
    case 'askMore':
      return { ...closed, state: 'loading' };
    case 'top':
      return withTop(closed, step, step.live);
    case 'more':
      if (step.cursor !== closed.next) return closed;
      return { ...closed, known: withAll(closed.known, step.interactions), next: step.next, state: stateAt(step.next) };
    case 'failed':
      return { ...closed, stale: closed.stale || closed.readingTop, readingTop: false, state: 'failed' };
  }
}

/**
 * The first page, read again, decides what stands in its reach; what lies deeper stays when the page's last row is one
 * already known, because then nothing is missing between them. Otherwise the pages do not meet and are read anew.
 */
function withTop(closed: ClosedKnown, page: Page, live: ReadonlySet<InteractionId>): ClosedKnown {
  const last = page.interactions.at(-1);
  const meets = page.next !== undefined && last !== undefined && closed.known.has(last.id);
  const kept = [...closed.known.values()].filter(
    (each) => live.has(each.id) || (meets && last !== undefined && each.lastAt < last.lastAt),
  );
  const known = withAll(new Map(kept.map((each) => [each.id, each])), page.interactions);
  if (meets && (closed.next !== undefined || closed.state === 'end')) return { ...closed, known, readingTop: false };
  return { ...closed, known, readingTop: false, next: page.next, state: stateAt(page.next) };
}

const stateAt = (next: string | undefined): ClosedKnown['state'] => (next === undefined ? 'end' : 'idle');

function withAll(
  known: ReadonlyMap<InteractionId, Interaction>,
  interactions: readonly Interaction[],
): ReadonlyMap<InteractionId, Interaction> {
  const all = new Map(known);
  for (const each of interactions) all.set(each.id, each);
  return all;
}

/** The closed ones, latest activity first; `live` answers one as it is now, and one that is open again is left out. */
export function closedInOrder(
  known: ReadonlyMap<InteractionId, Interaction>,
  live: (id: InteractionId) => Interaction | undefined,
): readonly InteractionId[] {
  return [...known.values()]
    .map((each) => live(each.id) ?? each)
    .filter((each) => each.state === 'closed')
    .toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? 1 : -1))
    .map((each) => each.id);
}

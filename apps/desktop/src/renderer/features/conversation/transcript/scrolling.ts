/** What is done to and asked of the scrolling box of a transcript. */

/** Pixels between the lower edge of what is seen and the end. */
export const distanceFromEnd = (box: HTMLElement): number => box.scrollHeight - box.scrollTop - box.clientHeight;

export function scrollToEnd(box: HTMLElement): void {
  box.scrollTop = box.scrollHeight;
}

/**
 * The line at the upper edge and how far its top is below it, in pixels. What is read is held by a line and not by a
 * distance: the heights of rows that were never drawn are only guessed.
 */
export interface Anchor {
  readonly seq: number;
  readonly offset: number;
}

export function anchorOf(box: HTMLElement): Anchor | undefined {
  const { top } = box.getBoundingClientRect();
  for (const row of box.querySelectorAll<HTMLElement>('[data-seq]')) {
    const place = row.getBoundingClientRect();
    if (place.bottom > top) return { seq: Number(row.dataset['seq']), offset: place.top - top };
  }
  return undefined;
}

/** Scrolls so that the line is where it was; false when it is not drawn. */
export function scrollToAnchor(box: HTMLElement, { seq, offset }: Anchor): boolean {
  const row = box.querySelector(`[data-seq="${seq}"]`);
  if (row === null) return false;
  box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - offset;
  return true;
}

/** How long a line that was looked for stands out. */
const GLOW_MS = 2500;

/** Brings one line into the middle and lets it stand out for a moment; false when it is not drawn. */
export function showLine(box: HTMLElement, seq: number): boolean {
  const row = box.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  if (row === null) return false;
  row.scrollIntoView({ block: 'center' });
  // Rows on the way were only guessed in height; once they are drawn the line is brought back to the middle.
  requestAnimationFrame(() => row.scrollIntoView({ block: 'center' }));
  row.animate([{ backgroundColor: 'var(--accent-soft)' }, { backgroundColor: 'var(--accent-soft)', offset: 0.6 }, {}], {
    duration: GLOW_MS,
    easing: 'ease-out',
  });
  return true;
}

/** The highest line of which the upper half is in sight; undefined when there is none. */
export function lowestSeen(box: HTMLElement): number | undefined {
  const rows = box.querySelectorAll<HTMLElement>('[data-seq]');
  const edge = box.getBoundingClientRect().bottom;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    const place = row?.getBoundingClientRect();
    if (row !== undefined && place !== undefined && place.top + place.height / 2 <= edge) {
      return Number(row.dataset['seq']);
    }
  }
  return undefined;
}

/** What is done to and asked of the scrolling box of a transcript. */

/** Pixels between the lower edge of what is seen and the end. */
export const distanceFromEnd = (box: HTMLElement): number => box.scrollHeight - box.scrollTop - box.clientHeight;

/** Scrolls so that the end is that far below the lower edge; 0: to the end. */
export function scrollFromEnd(box: HTMLElement, distance: number): void {
  box.scrollTop = box.scrollHeight - box.clientHeight - distance;
}

/** Brings one line into the middle. */
export function scrollToLine(box: HTMLElement, seq: number): void {
  box.querySelector(`[data-seq="${seq}"]`)?.scrollIntoView({ block: 'center' });
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

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

/** Three times, once a second: far from what can harm (WCAG 2.3.1), and over before it tires. */
const TIMES = 3;
const LENGTH_MS = 1_000;

/** Lets the row of a conversation pulse in the list, if it is there and the person has nothing against motion. */
export function pulseRow(id: InteractionId): void {
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const row = document.querySelector(`.conv[data-interaction="${CSS.escape(id)}"]`);
  row?.animate([{}, { backgroundColor: 'var(--warning-soft)' }, {}], {
    duration: LENGTH_MS,
    iterations: TIMES,
    easing: 'ease-in-out',
  });
}

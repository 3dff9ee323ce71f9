/** The drawings of the first view, the rest is in `icons.ts`. From Lucide (ISC), the telephone after it in fewer bytes. */
export const down = 'm6 9 6 6 6-6';
export const up = 'm5 12 7-7 7 7M12 19V5';
export const phone = 'M3 3h5l2 5-3 2q2 5 7 7l2-3 5 2v5Q4 20 3 3z';

export const Icon = ({ is }: { readonly is: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={is} />
  </svg>
);

/** As `ref` of a textarea: gives it the height of its text, up to what its style allows, at each drawing. */
export const fitting = () => (area: HTMLTextAreaElement | null) => {
  if (!area) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight}px`;
};

/** Characters a message has too many of; 0 where it fits (the contract's MessageText counts code points). */
export const excess = (text: string): number => Math.max(0, text.length > 4_000 ? [...text.trim()].length - 4_000 : 0);

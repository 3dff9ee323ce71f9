import type { AgentFace } from '@ringdesk/shared/protocol/visitor.ts';

/** Drawings from Lucide (ISC). */
const paths = {
  down: 'm6 9 6 6 6-6',
  up: 'm5 12 7-7 7 7M12 19V5',
  clip: 'm16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  check: 'M20 6 9 17l-5-5',
  checks: 'M18 6 7 17l-5-5m20 0-7.5 7.5L13 16',
  clock: 'M12 7v5l3 2M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20',
  alert: 'M12 8v4m0 4h.01M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20',
  x: 'M18 6 6 18M6 6l12 12',
};

export const Icon = ({ is }: { readonly is: keyof typeof paths }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[is]} />
  </svg>
);

/** First letters of the first and the last word; whole letters, also where one takes several code points. */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
};

/** Address of a file of the server; undefined where it leads anywhere else. */
export const ownAddress = (address: string | undefined, origin: string): string | undefined => {
  if (address === undefined || !URL.canParse(address, origin)) return undefined;
  const url = new URL(address, origin);
  return url.origin === origin ? url.href : undefined;
};

export const Avatar = ({ agent, origin }: { readonly agent: AgentFace; readonly origin: string }) => {
  const picture = ownAddress(agent.pictureUrl, origin);
  return picture ? (
    <img class="av" src={picture} alt="" />
  ) : (
    <span class="av" aria-hidden="true">
      {initials(agent.name ?? '')}
    </span>
  );
};

/** As `ref` of a textarea: gives it the height of its text, up to what its style allows, at each drawing. */
export const fitting = () => (area: HTMLTextAreaElement | null) => {
  if (!area) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight}px`;
};

/** Characters a message has too many of; 0 where it fits (the contract's MessageText counts code points). */
export const excess = (text: string): number => Math.max(0, text.length > 4_000 ? [...text.trim()].length - 4_000 : 0);

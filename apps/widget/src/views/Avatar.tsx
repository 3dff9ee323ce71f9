import type { AgentFace } from '@ringdesk/shared/protocol/visitor.ts';

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

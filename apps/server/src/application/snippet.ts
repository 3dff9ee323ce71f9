import type { Channel } from '@ringdesk/shared/model/channel.ts';

/**
 * What the admin copies into their pages. Every part is safe in an attribute: an origin, an id, a colour and a side have no
 * quotes. Colour and side stand in it too, so that the button looks right before anything of the channel was loaded.
 */
export const snippetOf = (
  publicUrl: string,
  { id, settings: { accent, position } }: Extract<Channel, { kind: 'liveChat' }>,
): string =>
  `<script async src="${publicUrl}/widget/loader.js" data-channel="${id}" data-accent="${accent}" data-position="${position}"></script>`;

import type { ChannelId } from '@ringdesk/shared/model/ids.ts';

/** What the admin copies into their pages. Both parts are safe in an attribute: an origin and an id have no quotes. */
export const snippetOf = (publicUrl: string, channelId: ChannelId): string =>
  `<script async src="${publicUrl}/widget/loader.js" data-channel="${channelId}"></script>`;

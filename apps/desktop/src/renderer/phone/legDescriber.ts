import type { SessionDescriptionHandler } from 'sip.js';

import type { LegMedia } from './legMedia.ts';

const SDP = 'application/sdp';

/** What SIP.js calls to make and take the session descriptions of a leg, over the media it has by then. */
export function describerOf(mediaNow: () => LegMedia | undefined): SessionDescriptionHandler {
  const media = (): LegMedia => {
    const open = mediaNow();
    if (open === undefined) throw new Error('The leg has no media.');
    return open;
  };
  return {
    close: () => undefined,
    hasDescription: (contentType) => contentType.toLowerCase() === SDP,
    getDescription: async () => ({ body: await media().describe(), contentType: SDP }),
    setDescription: (sdp) => media().accept(sdp),
    rollbackDescription: () => media().rollback(),
    sendDtmf: (tones) => media().dtmf(tones),
  };
}

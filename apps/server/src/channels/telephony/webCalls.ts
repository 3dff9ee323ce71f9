import type { IceServer } from '@ringdesk/shared/model/call.ts';
import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, SECOND } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { DeskEngine } from '../../application/deskEngine.ts';
import { TokenBuckets } from '../../application/tokenBuckets.ts';
import { entryForCalls } from '../../application/telephony/callDoor.ts';
import { OWN_DOMAIN } from './callControl.ts';

/** Calls begun from one network (reliability, section 3). */
const CALLS_PER_HOUR = 3;

export interface WebCallsParts {
  readonly engine: DeskEngine;
  /** Lets a visitor's page connect once, within a minute. */
  admitVisitor(customerId: CustomerId, channelId: ChannelId): { readonly path: string; readonly uri: string };
  iceServers(who: string): IceServer[];
  readonly monotonic: () => number;
}

export interface BegunCall {
  readonly path: string;
  readonly uri: string;
  readonly target: string;
  readonly iceServers: IceServer[];
}

/**
 * Who may call from the widget: a visitor of a site with a call button while somebody could answer, one call at a time and
 * three an hour from one network. Refused with `channelOff` where nobody takes calls, `blocked`, `onCall` and `slowDown`.
 */
export function createWebCalls(parts: WebCallsParts) {
  const begun = new TokenBuckets({ perSecond: (CALLS_PER_HOUR * SECOND) / HOUR, burst: CALLS_PER_HOUR });

  return {
    begin(visitor: {
      readonly customerId: CustomerId;
      readonly channelId: ChannelId;
      readonly network: string;
    }): Result<BegunCall, Refusal> {
      const { customerId } = visitor;
      const entry = entryForCalls(parts.engine, visitor);
      if (!entry.ok) return entry;
      const wait = begun.take(visitor.network, parts.monotonic());
      if (wait > 0) return refuse({ code: 'slowDown', retryAfterMs: wait });
      return ok({
        ...parts.admitVisitor(customerId, entry.value),
        target: `sip:call@${OWN_DOMAIN}`,
        iceServers: parts.iceServers(customerId),
      });
    },
  };
}

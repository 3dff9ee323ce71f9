import type { IceServer } from '@ringdesk/shared/model/call.ts';
import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, SECOND } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { DeskEngine } from '../../application/deskEngine.ts';
import { TokenBuckets } from '../../application/tokenBuckets.ts';
import { entryForCalls, tellsOfRecording } from '../../application/telephony/callDoor.ts';
import { OWN_DOMAIN } from './callControl.ts';

/** Calls begun from one network (reliability, section 3). */
const CALLS_PER_HOUR = 3;
/** Ways back to calls that go on, for one visitor: a bad network asks every two seconds. */
const RESUMES = { perSecond: 0.5, burst: 20 };

export interface WebCallsParts {
  readonly engine: DeskEngine;
  /** Lets a visitor's page connect once, within a minute; `resumes`: for the call it has. */
  admitVisitor(
    customerId: CustomerId,
    channelId: ChannelId,
    resumes?: true,
  ): { readonly path: string; readonly uri: string };
  iceServers(who: string): IceServer[];
  readonly monotonic: () => number;
}

export interface BegunCall {
  readonly path: string;
  readonly uri: string;
  readonly target: string;
  readonly iceServers: IceServer[];
  readonly recorded?: true;
}

/**
 * Who may call from the widget: a visitor of a site with a call button while somebody could answer, one call at a time and
 * three an hour from one network. Refused with `channelOff` where nobody takes calls, `blocked`, `onCall` and `slowDown`.
 */
export function createWebCalls(parts: WebCallsParts) {
  const begun = new TokenBuckets({ perSecond: (CALLS_PER_HOUR * SECOND) / HOUR, burst: CALLS_PER_HOUR });
  const resumed = new TokenBuckets(RESUMES);
  const given = (customerId: CustomerId, admitted: ReturnType<WebCallsParts['admitVisitor']>): BegunCall => ({
    ...admitted,
    target: `sip:call@${OWN_DOMAIN}`,
    iceServers: parts.iceServers(customerId),
  });

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
      const recorded = tellsOfRecording(parts.engine, entry.value);
      const admitted = given(customerId, parts.admitVisitor(customerId, entry.value));
      return ok({ ...admitted, ...(recorded && { recorded }) });
    },
    /** The way back to the call of this visitor that goes on. Refused with `notFound` where there is none, and `slowDown`. */
    resume({ customerId }: { readonly customerId: CustomerId }): Result<BegunCall, Refusal> {
      const wait = resumed.take(customerId, parts.monotonic());
      if (wait > 0) return refuse({ code: 'slowDown', retryAfterMs: wait });
      const channelId = parts.engine.read((state) => {
        const calls = [...state.calls].flatMap((id) => state.interactions.get(id) ?? []);
        return calls.find(({ customer, call }) => customer.id === customerId && call?.via === 'web')?.channelId;
      });
      if (channelId === undefined) return refuse({ code: 'notFound' });
      return ok(given(customerId, parts.admitVisitor(customerId, channelId, true)));
    },
  };
}

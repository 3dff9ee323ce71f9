import type { IncomingInviteRequest, ResponseOptions, Session } from 'sip.js/lib/core/index.js';
import type { URI } from 'sip.js/lib/grammar/uri.js';

import { bodyOf, createDialog, sdpOf } from './dialog.ts';
import { byeOf, cancelOf, type Farewell, refusalOf } from './farewell.ts';
import type { Flow } from './flow.ts';
import type { Waiting } from './reliability.ts';
import { unguessable } from './stack.ts';

/** How a leg ended. `lost`: its flow or its peer is gone; `refused`: they did not take it; `left`: they hung up. */
export type LegEnd = 'left' | 'ended' | 'refused' | 'lost';

/** An answer to what we offered; `ack` completes the exchange, with our answer where the offer was theirs. */
export type Reply =
  | { readonly ok: true; readonly sdp: string | undefined; ack(sdp?: string): void }
  | { readonly ok: false; readonly status: number };

/** They changed the session: answer with SDP (resolves with what their ACK carried) or refuse. */
export interface Change {
  /** undefined: they ask us to offer. */
  readonly sdp: string | undefined;
  accept(sdp: string): Promise<string | undefined>;
  refuse(status: number): void;
}

export interface LegListener {
  ended(how: LegEnd): void;
  changed(change: Change): void;
  digit(digit: string): void;
  /** They ask to be transferred (REFER, RFC 3515): the address they gave. */
  referred(to: string): void;
  /** Their page goes, and may be back in a moment (see LEAVING_TYPE). */
  leaving(): void;
}

/**
 * One party's dialog, whoever began it.
 *
 *   early ──answer / their 200──▶ standing ──end, BYE, loss──▶ ended
 *     └────── refuse, cancel, CANCEL, refusal, loss ─────────────▲
 */
export interface Leg {
  readonly flow: Flow;
  readonly state: 'early' | 'standing' | 'ended';
  /** It ended because they answered that they know nothing of it. */
  readonly forgotten: boolean;
  /** What they offered or answered last. */
  readonly sdp: string | undefined;
  listener: LegListener;
  /** 180, or 183 with early media. Of a leg they began. */
  ring(sdp?: string): void;
  /** 180, or 182 for who waits in a queue (RFC 3261, 21.1.3), with headers of ours. Of a leg they began. */
  progress(status: 180 | 182, headers: readonly string[]): void;
  /** 200. Of a leg they began; resolves with the SDP of their ACK, undefined where it had none or never came. */
  answer(sdp: string, headers?: readonly string[]): Promise<string | undefined>;
  /** A new session for them; undefined: they shall offer. Waits out glare (RFC 3261, 14.1). */
  change(sdp: string | undefined): Promise<Reply>;
  info(contentType: string, content: string): void;
  /** Ends it as its state needs: CANCEL, a refusal, or BYE. `reason`: a Reason header's value (RFC 3326). */
  end(options?: { readonly status?: number; readonly reason?: string }): void;
  /** Asks whether they are still there; a leg whose peer knows nothing of it ends `lost`. */
  probe(): void;
  /** How somebody else could end it who has nothing but this; undefined: it has ended. */
  farewell(): Farewell | undefined;
  /** For `Replaces` (RFC 3891) in an INVITE to the same peer; undefined before it stands. */
  replaces(): string | undefined;
}

/** A leg they began: `request` is answered by {@link Leg.ring}, {@link Leg.answer} and {@link Leg.end}. */
export function receiveLeg(flow: Flow, request: IncomingInviteRequest, waiting: Waiting): Leg {
  const dialog = createDialog(flow, waiting, { caller: false, sdp: sdpOf(request.message) });
  const refuse = (status: number, reason?: string): void => {
    request.reject({ statusCode: status, ...(reason === undefined ? {} : { extraHeaders: [`Reason: ${reason}`] }) });
  };
  const cancelled = (): void => {
    refuse(487);
    dialog.finish('left');
  };
  /** The library throws where the request cannot make a dialog: a Contact that is none, a body without its type. */
  const established = (run: () => void): void => {
    try {
      run();
    } catch {
      dialog.finish('lost');
      refuse(400);
    }
  };
  let early: Session | undefined;
  let refusal: string | undefined;
  const provisional = (options: ResponseOptions): void => {
    if (dialog.state() !== 'early') return;
    established(() => {
      early = request.progress(options).session;
      early.delegate = {
        // RFC 3261, 15: a caller may end an early dialog by BYE, too.
        onBye: (bye) => {
          bye.accept();
          cancelled();
        },
      };
    });
  };
  request.delegate = { onCancel: cancelled, onTransportError: () => dialog.finish('lost') };
  return dialog.leg({
    // Where the answer has just gone out unseen, the refusal is not heard and the BYE is.
    early: () => ({ text: (refusal ??= refusalOf(request.message)), bye: byeOf(early) }),
    ring: (sdp) => provisional(sdp === undefined ? { statusCode: 180 } : { statusCode: 183, body: bodyOf(sdp) }),
    progress: (statusCode, headers) => provisional({ statusCode, extraHeaders: [...headers] }),
    answer(sdp, headers = []) {
      if (dialog.state() !== 'early') return Promise.resolve(undefined);
      established(() => {
        const accepted = request.accept({ statusCode: 200, extraHeaders: [...headers], body: bodyOf(sdp) });
        dialog.take(accepted.session);
        dialog.stand(undefined);
        // A leg that stands keeps nothing of how it would have been refused.
        refusal = undefined;
      });
      return dialog.state() === 'standing' ? dialog.untilAck() : Promise.resolve(undefined);
    },
    end({ status = 480, reason } = {}) {
      const was = dialog.state();
      if (was === 'ended') return;
      if (was === 'early') refuse(status, reason);
      else dialog.bye(reason);
      dialog.finish('ended');
    },
  });
}

/** Whom to call, and as whom. */
export interface Dialling {
  readonly target: URI;
  readonly from: URI;
  readonly fromName: string;
  readonly to: URI;
  /** undefined: they shall offer. */
  readonly sdp: string | undefined;
  readonly headers: readonly string[];
  /** What is left of the hops of the call this one is made for (RFC 3261, 16.6): a call that goes in circles ends. */
  readonly hops: number;
  /** Of a call that is tried at several servers: by these whoever gets it twice knows it as one (RFC 3261, 8.2.2.2). */
  readonly same?: { readonly callId: string; readonly fromTag: string };
}

export interface Dialled {
  readonly leg: Leg;
  /** Their final answer, once. */
  readonly answered: Promise<Reply>;
  /** Ends it where nobody has said a word: it is not sent again, and whoever wakes up and takes it is told at once. */
  abandon(): void;
}

/** Of a call that nobody knows yet. */
export const newNames = () => ({ callId: `${unguessable()}@ringdesk`, fromTag: unguessable() });

/** Printable and bounded: what stands in quotes in a header. */
export const displayName = (name: string): string => name.replaceAll(/[\p{C}"\\<>]/gu, '').slice(0, 80);

/** Calls somebody. `ringing` is told of each 18x and of the early media it brought, `trying` of 100. */
export function dialLeg(
  flow: Flow,
  dialling: Dialling,
  waiting: Waiting,
  ringing: (sdp: string | undefined) => void,
  trying: () => void = () => undefined,
): Dialled {
  const dialog = createDialog(flow, waiting, { caller: true });
  const { promise: answered, resolve } = Promise.withResolvers<Reply>();
  const message = flow.core.makeOutgoingRequestMessage(
    'INVITE',
    dialling.target,
    dialling.from,
    dialling.to,
    { ...(dialling.same ?? newNames()), fromDisplayName: displayName(dialling.fromName) },
    [`Contact: ${flow.contact}`, 'Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, REFER, NOTIFY', ...dialling.headers],
    dialling.sdp === undefined ? undefined : bodyOf(dialling.sdp),
  );
  message.setHeader('max-forwards', String(dialling.hops));
  const refused = (status: number): void => {
    dialog.finish('refused');
    resolve({ ok: false, status });
  };
  const uac = flow.core.invite(message, {
    onTrying: trying,
    onProgress: ({ message: progress }) => {
      if (dialog.state() === 'early') ringing(sdpOf(progress));
    },
    onAccept: (accepted) => {
      const { session } = accepted;
      // Their 200 crossed our CANCEL, or a second phone behind a proxy answered: taken and given back (RFC 3261, 13.2.2.4).
      if (dialog.state() !== 'early') {
        accepted.ack();
        session.bye();
        return;
      }
      const theirs = sdpOf(accepted.message);
      dialog.stand(theirs);
      dialog.take(session);
      resolve({
        ok: true,
        sdp: theirs,
        ack: (answer) => void accepted.ack(answer === undefined ? {} : { body: bodyOf(answer) }),
      });
    },
    onReject: ({ message: rejection }) => refused(rejection.statusCode ?? 500),
    // Nobody sends our calls elsewhere: where they may go was decided before they were made.
    onRedirect: () => refused(302),
  });
  const stop = flow.onLost(() => resolve({ ok: false, status: 503 }));
  // A line carries thousands of calls: none leaves a listener behind.
  void answered.then(stop);
  const leg = dialog.leg({
    early: () => ({ text: cancelOf(message) }),
    ring: () => undefined,
    progress: () => undefined,
    answer: () => Promise.resolve(undefined),
    end({ reason } = {}) {
      const was = dialog.state();
      if (was === 'ended') return;
      if (was === 'early') uac.cancel(reason);
      else dialog.bye(reason);
      dialog.finish('ended');
      resolve({ ok: false, status: 487 });
    },
  });
  return {
    leg,
    answered,
    abandon() {
      if (message.branch !== undefined) flow.hush(message.branch);
      leg.end();
    },
  };
}

import {
  type IncomingInviteRequest,
  type IncomingRequestMessage,
  type IncomingResponseMessage,
  type Session,
  SessionDialog,
  SessionState,
} from 'sip.js/lib/core/index.js';

import { LEAVING_TYPE } from '../callControl.ts';
import { byeOf, type Farewell } from './farewell.ts';
import type { Flow } from './flow.ts';
import type { Leg, LegEnd, LegListener, Reply } from './leg.ts';
import type { Waiting } from './reliability.ts';
import { unguessable } from './stack.ts';

const quiet: LegListener = {
  ended: () => undefined,
  // Nobody is there yet who could say yes: they try again in a moment (RFC 3261, 14.1).
  changed: (change) => change.refuse(491),
  digit: () => undefined,
  referred: () => undefined,
  leaving: () => undefined,
};

/** undefined: it carries no session. */
export const sdpOf = (message: IncomingRequestMessage | IncomingResponseMessage): string | undefined => {
  const type = message.getHeader('content-type');
  return message.body !== '' && type !== undefined && /^application\/sdp\b/i.test(type) ? message.body : undefined;
};

export const bodyOf = (content: string) => ({ contentDisposition: 'session', contentType: 'application/sdp', content });

/** The key in a body of `application/dtmf-relay` or `application/dtmf`; undefined: it is none. */
function digitOf(message: IncomingRequestMessage): string | undefined {
  const type = message.getHeader('content-type') ?? '';
  if (!/^application\/dtmf(?:-relay)?\b/i.test(type)) return undefined;
  return /^(?:\s*Signal\s*=\s*)?([0-9*#A-D])\s*(?:$|[\r\n])/i.exec(message.body)?.[1]?.toUpperCase();
}

const GLARE_TRIES = 4;

interface Shown {
  state: Leg['state'];
  forgotten: boolean;
  sdp: string | undefined;
  listener: LegListener;
}

/** What legs of both directions have in common once there is a session. */
export function createDialog(
  flow: Flow,
  waiting: Waiting,
  first: { readonly caller: boolean; readonly sdp?: string | undefined },
) {
  /** What the leg shows of itself. It is the leg: with accessors to variables here, each would be kept as a table of 1 kB. */
  const own: Shown = { state: 'early', forgotten: false, sdp: first.sdp, listener: quiet };
  let session: Session | undefined;
  let leaveWhenAcked = false;
  let leaveReason: string | undefined;
  let acked: ((sdp: string | undefined) => void) | undefined;

  const offLost = flow.onLost(() => finish('lost'));
  const finish = (how: LegEnd): void => {
    if (own.state === 'ended') return;
    own.state = 'ended';
    offLost();
    acked?.(undefined);
    own.listener.ended(how);
  };

  /** The SDP of their next ACK; whoever still waits for an earlier one waits in vain. */
  const untilAck = (): Promise<string | undefined> =>
    new Promise((resolve) => {
      acked?.(undefined);
      acked = resolve;
    });

  const bye = (reason: string | undefined): void => {
    if (session === undefined || session.sessionState === SessionState.Terminated) return;
    // The library throws where RFC 3261, 15 forbids a BYE: before the ACK of our 200.
    if (session.sessionState === SessionState.AckWait) {
      leaveWhenAcked = true;
      leaveReason = reason;
      return;
    }
    session.bye(undefined, reason === undefined ? undefined : { extraHeaders: [`Reason: ${reason}`] });
  };

  const take = (standing: Session): void => {
    session = standing;
    session.delegate = {
      onAck: ({ message }) => {
        const answer = sdpOf(message);
        if (answer !== undefined) own.sdp = answer;
        acked?.(answer);
        if (leaveWhenAcked) bye(leaveReason);
      },
      onAckTimeout: () => {
        // The server transaction is over: from here on the library allows it.
        standing.bye();
        finish('lost');
      },
      onBye: (request) => {
        request.accept();
        finish('left');
      },
      onInvite: (request) => reinvited(request),
      onInfo: (request) => {
        if (request.message.getHeader('content-type')?.startsWith(LEAVING_TYPE) === true) {
          request.accept();
          return own.listener.leaving();
        }
        const digit = digitOf(request.message);
        if (digit === undefined) return void request.reject({ statusCode: 469, extraHeaders: ['Recv-Info:'] });
        request.accept();
        own.listener.digit(digit);
      },
      onRefer: (request) => {
        const to = request.message.getHeader('refer-to');
        if (to === undefined) return void request.reject({ statusCode: 400 });
        request.accept({ statusCode: 202 });
        own.listener.referred(to);
      },
    };
  };

  const reinvited = (request: IncomingInviteRequest): void => {
    const offered = sdpOf(request.message);
    if (own.state !== 'standing') return void request.reject({ statusCode: 481 });
    let done = false;
    own.listener.changed({
      sdp: offered,
      accept(answer) {
        if (done || own.state !== 'standing') return Promise.resolve(undefined);
        done = true;
        if (offered !== undefined) own.sdp = offered;
        request.accept({ statusCode: 200, extraHeaders: [`Contact: ${flow.contact}`], body: bodyOf(answer) });
        return untilAck();
      },
      refuse(status) {
        if (done || own.state === 'ended') return;
        done = true;
        request.reject({ statusCode: status });
      },
    });
  };

  const offerOnce = (offer: string | undefined): Promise<Reply> =>
    new Promise((resolve) => {
      if (own.state !== 'standing' || session === undefined) return resolve({ ok: false, status: 481 });
      const stop = flow.onLost(() => resolve({ ok: false, status: 503 }));
      const settle = (reply: Reply): void => {
        stop();
        resolve(reply);
      };
      try {
        session.invite(
          {
            onAccept: (accepted) => {
              const theirs = sdpOf(accepted.message);
              if (theirs !== undefined) own.sdp = theirs;
              settle({
                ok: true,
                sdp: theirs,
                ack: (answer) => void accepted.ack(answer === undefined ? {} : { body: bodyOf(answer) }),
              });
            },
            onReject: ({ message }) => {
              const status = message.statusCode ?? 500;
              own.forgotten ||= status === 481;
              if (status === 481 || status === 408) finish('lost');
              settle({ ok: false, status });
            },
            onRedirect: () => settle({ ok: false, status: 302 }),
          },
          { extraHeaders: [`Contact: ${flow.contact}`], ...(offer === undefined ? {} : { body: bodyOf(offer) }) },
        );
      } catch {
        // Another change is under way on this side: as if the peer had said so.
        settle({ ok: false, status: 491 });
      }
    });

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      // RFC 3261, 14.1: who began the call waits longer, so that the two do not meet again.
      const ms =
        (first.caller ? 2_100 : 0) +
        Math.floor((Number.parseInt(unguessable().slice(0, 6), 16) / 0xffffff) * 1_900) +
        10;
      waiting.after(ms, resolve);
    });

  const change = async (offer: string | undefined): Promise<Reply> => {
    for (let tries = 1; ; tries += 1) {
      const reply = await offerOnce(offer);
      if (reply.ok || (reply.status !== 491 && reply.status !== 500) || tries === GLARE_TRIES) return reply;
      await pause();
    }
  };

  const probe = (): void => {
    if (own.state !== 'standing' || !(session instanceof SessionDialog)) return;
    const askedAfter = flow.heardAt;
    flow.core.request(session.createOutgoingRequestMessage('OPTIONS'), {
      onReject: ({ message: { statusCode } }) => {
        if (statusCode !== 481 && statusCode !== 408) return;
        // Over a socket nothing is said twice: what was asked into a broken one stays unanswered, and its page may be back since.
        if (statusCode === 408 && flow.transport === 'WS' && flow.heardAt > askedAfter) return;
        own.forgotten ||= statusCode === 481;
        session?.dispose();
        finish('lost');
      },
    });
  };

  return {
    take,
    finish,
    bye,
    untilAck,
    state: () => own.state,
    /** The session stands; `theirs`: the SDP with which they agreed to it. */
    stand(theirs: string | undefined): void {
      own.state = 'standing';
      if (theirs !== undefined) own.sdp = theirs;
    },
    /** The leg, with what depends on who began it. */
    leg({
      early,
      ...role
    }: Pick<Leg, 'ring' | 'progress' | 'answer' | 'end'> & {
      /** {@link Leg.farewell} before it stands. */
      readonly early: () => Farewell;
    }): Leg {
      return Object.assign(own, role, {
        flow,
        farewell: () => (own.state === 'ended' ? undefined : own.state === 'early' ? early() : { bye: byeOf(session) }),
        change,
        info(contentType: string, content: string) {
          if (own.state !== 'standing') return;
          session?.info(undefined, { body: { contentDisposition: 'render', contentType, content } });
        },
        probe,
        replaces: () =>
          session === undefined || own.state !== 'standing'
            ? undefined
            : `${session.callId};to-tag=${session.remoteTag};from-tag=${session.localTag}`,
      });
    },
  };
}

import { LoggerFactory } from 'sip.js/lib/core/log/logger-factory.js';
import { IncomingRequestMessage } from 'sip.js/lib/core/messages/incoming-request-message.js';
import { Parser } from 'sip.js/lib/core/messages/parser.js';
import { UserAgentCore } from 'sip.js/lib/core/user-agent-core/user-agent-core.js';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import type { OutgoingInviteRequest, Session } from 'sip.js/lib/core/index.js';

import type { Begun } from './begun.ts';
import type { CallEvent, EndReason } from './callMachine.ts';
import { reasonOf } from './reason.ts';

/** Gathering ends at the latest after this: a server for connectivity that does not answer costs no more. Milliseconds. */
const GATHER_MS = 1_500;
/** Whoever hangs up has this long for their BYE to leave. Milliseconds. */
const GOODBYE_MS = 500;
/** A broken way may come back within this. Milliseconds. */
const LOST_MS = 15_000;
/** The far end closed the way itself: so long it may take until it is there on another, or says goodbye. Milliseconds. */
const CLOSED_MS = 3_000;
const OWN_DOMAIN = 'ringdesk.invalid';

export interface WebLeg {
  readonly hangUp: () => void;
  /** The far end hears nothing any more; another track, and it hears that. */
  readonly send: (track: MediaStreamTrack) => void;
  /** RFC 4733. */
  readonly dtmf: (digit: string) => void;
}

const session = (content: string) => ({ contentDisposition: 'session', contentType: 'application/sdp', content });

/** The far end does not listen, or does not speak: the visitor is on hold (RFC 3264, section 8.4). */
const isHold = (sdp: string): boolean => /^a=(sendonly|inactive)\r?$/m.test(sdp);

/**
 * One call from the page: SIP over a WebSocket of its own (RFC 7118), audio by WebRTC. `tell` hears what becomes of it,
 * and of its end exactly once; `remote` what the far end says.
 */
export function startLeg(
  origin: string,
  begun: Begun,
  track: MediaStreamTrack,
  remote: (stream: MediaStream) => void,
  tell: (event: CallEvent) => void,
): WebLeg {
  const peer = new RTCPeerConnection({ iceServers: begun.iceServers.map((server) => ({ ...server })) });
  const sender = peer.addTrack(track, new MediaStream([track]));
  const address = new URL(begun.path, origin);
  address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:';
  const socket = new WebSocket(address, 'sip');
  const own = Grammar.URIParse(begun.uri);
  const target = Grammar.URIParse(begun.target);
  let invite: OutgoingInviteRequest | undefined;
  let dialog: Session | undefined;
  let over = false;
  let answered = false;
  let lost: ReturnType<typeof setTimeout> | undefined;

  const end = (because: EndReason): void => {
    if (over) return;
    over = true;
    clearTimeout(lost);
    peer.close();
    setTimeout(() => socket.close(), GOODBYE_MS);
    tell({ type: 'ended', because });
  };
  const failed = (): void => end('failed');
  const loseIt = (): void => {
    dialog?.bye();
    end('lost');
  };

  /**
   * Whoever talks is told of the end by BYE; where the server that would pass it on is gone, by their way being closed
   * (close_notify, RFC 8446, section 6.1): the state of the connection shows that only half a minute later.
   */
  const watchWay = (): void => {
    const way = sender.transport;
    way?.addEventListener('statechange', () => {
      if (way.state !== 'closed') return;
      setTimeout(() => sender.transport === way && way.state === 'closed' && answered && !over && loseIt(), CLOSED_MS);
    });
  };

  const loggerFactory = new LoggerFactory();
  loggerFactory.builtinEnabled = false;
  const described = async (): Promise<string> => {
    if (peer.iceGatheringState !== 'complete')
      await new Promise<void>((resolve) => {
        setTimeout(resolve, GATHER_MS);
        peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve());
      });
    return peer.localDescription?.sdp ?? '';
  };
  const core =
    own &&
    new UserAgentCore(
      {
        aor: own,
        contact: { uri: own, pubGruu: undefined, tempGruu: undefined, toString: () => `<${own.toString()}>` },
        displayName: '',
        loggerFactory,
        hackViaTcp: false,
        routeSet: [],
        sipjsId: 'visit',
        supportedOptionTags: [],
        supportedOptionTagsResponse: [],
        userAgentHeaderFieldValue: 'Ringdesk',
        viaForceRport: false,
        viaHost: OWN_DOMAIN,
        authenticationFactory: () => undefined,
        transportAccessor: () => ({
          protocol: 'WS',
          send: async (text) => {
            if (socket.readyState === WebSocket.OPEN) socket.send(text);
          },
        }),
      },
      // Nobody calls a visitor.
      { onInvite: (request) => void request.reject({ statusCode: 603 }) },
    );

  /** What the far end changes while the call goes on: hold, another agent, another way. */
  const follow = (stands: Session): void => {
    dialog = stands;
    stands.delegate = {
      onBye: (request) => {
        request.accept();
        end('farEnd');
      },
      onInvite: (request) => {
        const { body } = request.message;
        const answer = async (): Promise<string> => {
          if (body) await peer.setRemoteDescription({ type: 'offer', sdp: body });
          await peer.setLocalDescription();
          return described();
        };
        answer().then(
          (sdp) => {
            watchWay();
            request.accept({ statusCode: 200, extraHeaders: [`Contact: <${begun.uri}>`], body: session(sdp) });
            if (body) tell({ type: 'held', on: isHold(body) });
          },
          () => request.reject({ statusCode: 488 }),
        );
      },
      // The answer to an offer of ours that an INVITE without one asked for.
      onAck: ({ message }) => {
        if (message.body && peer.signalingState === 'have-local-offer')
          peer.setRemoteDescription({ type: 'answer', sdp: message.body }).catch(failed);
      },
    };
  };

  const call = async (): Promise<void> => {
    await peer.setLocalDescription();
    watchWay();
    const sdp = await described();
    if (over) return;
    if (!core || !own || !target) return failed();
    const contact = [`Contact: <${begun.uri}>`, 'Allow: INVITE, ACK, CANCEL, BYE, INFO, OPTIONS'];
    const message = core.makeOutgoingRequestMessage('INVITE', target, own, target, {}, contact, session(sdp));
    invite = core.invite(message, {
      onProgress: ({ message: { statusCode, body } }) => {
        if (body) peer.setRemoteDescription({ type: 'pranswer', sdp: body }).catch(failed);
        if (statusCode === 182) tell({ type: 'waiting' });
        else if (statusCode !== 100) tell({ type: 'ringing' });
      },
      onAccept: (response) => {
        answered = true;
        response.ack();
        follow(response.session);
        if (over) return void response.session.bye();
        peer.setRemoteDescription({ type: 'answer', sdp: response.message.body }).then(
          () => tell({ type: 'joined' }),
          () => {
            response.session.bye();
            failed();
          },
        );
      },
      onReject: ({ message: { statusCode } }) => end(reasonOf(statusCode ?? 0)),
    });
  };

  peer.addEventListener('track', ({ track: heard }) => remote(new MediaStream([heard])));
  peer.addEventListener('connectionstatechange', () => {
    const { connectionState } = peer;
    clearTimeout(lost);
    if (connectionState === 'failed' || connectionState === 'disconnected') lost = setTimeout(loseIt, LOST_MS);
  });
  socket.addEventListener('open', () => void call().catch(failed));
  // Whoever talks already goes on: only the way of their sound decides from here.
  socket.addEventListener('close', () => !answered && failed());
  socket.addEventListener('message', ({ data }) => {
    const message =
      typeof data === 'string' && data.trim() ? Parser.parseMessage(data, loggerFactory.getLogger('sip')) : undefined;
    if (!message) return;
    if (!(message instanceof IncomingRequestMessage)) core?.receiveIncomingResponseFromTransport(message);
    else core?.receiveIncomingRequestFromTransport(message);
  });
  return {
    hangUp: () => {
      if (dialog) dialog.bye();
      else invite?.cancel();
      end('hungUp');
    },
    send: (next) => void sender.replaceTrack(next).catch(() => undefined),
    dtmf: (digit) => sender.dtmf?.insertDTMF(digit, 120, 80),
  };
}

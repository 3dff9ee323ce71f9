import { LoggerFactory } from 'sip.js/lib/core/log/logger-factory.js';
import { IncomingRequestMessage } from 'sip.js/lib/core/messages/incoming-request-message.js';
import { Parser } from 'sip.js/lib/core/messages/parser.js';
import { UserAgentCore } from 'sip.js/lib/core/user-agent-core/user-agent-core.js';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import type { OutgoingInviteRequest, Session } from 'sip.js/lib/core/index.js';
import { usableIceServers } from '@ringdesk/shared/rules/iceServerAddress.ts';

import { agentIn } from './agentIn.ts';
import type { Begun } from './begun.ts';
import { openCallLine } from './callLine.ts';
import type { CallEvent, EndReason, Stage } from './callMachine.ts';
import { reasonOf } from './reason.ts';

/** Gathering ends at the latest after this: a server for connectivity that does not answer costs no more. Milliseconds. */
const GATHER_MS = 1_500;
/** How long the server keeps a call whose page is gone: while it waits or rings. Milliseconds. */
const KEPT_MS = 15_000;
/** A broken way may come back within this. Milliseconds. */
const LOST_MS = 15_000;
/** The far end closed the way itself: so long it may take until it is there on another, or says goodbye. Milliseconds. */
const CLOSED_MS = 3_000;
const OWN_DOMAIN = 'ringdesk.invalid';
/** What the server says of the call beside SIP's own words. */
const STAGE_HEADER = 'x-ringdesk-stage';
const PLACE_HEADER = 'x-ringdesk-place';
const NEWS_TYPE = 'application/vnd.ringdesk.stage';

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

/** What the server says; undefined: nothing that is understood here. */
function newsOf(stage: string | undefined, place: string | undefined): CallEvent | undefined {
  if (stage === 'talking') return { type: 'joined' };
  if (stage === 'held') return { type: 'held', on: true };
  const known = /^(?:waiting|ringing|connecting|voicemail|announcement)$/.test(stage ?? '');
  if (!known) return undefined;
  return { type: stage as Stage, place: /^[1-9]\d{0,5}$/.test(place ?? '') ? Number(place) : undefined };
}

export interface WebLegParts {
  readonly origin: string;
  readonly begun: Begun;
  readonly track: MediaStreamTrack;
  /** What the far end says; undefined: nobody is there to say anything. */
  readonly remote: (stream: MediaStream | undefined) => void;
  /** Hears what becomes of the call, and of its end exactly once. */
  readonly tell: (event: CallEvent) => void;
  /** See {@link openCallLine}. */
  readonly resume: () => Promise<string | undefined>;
}

/** One call from the page: SIP over a WebSocket of its own (RFC 7118), audio by WebRTC. */
export function startLeg({ origin, begun, track, remote, tell, resume }: WebLegParts): WebLeg {
  const peer = new RTCPeerConnection({
    iceServers: usableIceServers(begun.iceServers).map((server) => ({ ...server })),
  });
  const sender = peer.addTrack(track, new MediaStream([track]));
  const own = Grammar.URIParse(begun.uri);
  const target = Grammar.URIParse(begun.target);
  let invite: OutgoingInviteRequest | undefined;
  let dialog: Session | undefined;
  let over = false;
  let answered = false;
  /** Since the answer the server has said who, or what, is at the other end. */
  let said = false;
  /** Somebody is at the other end, and not only a voice of the server's. */
  let joined = false;
  /** The server says that they are about to be back, and ends the call where they are not. */
  let away = false;
  let heard: MediaStream | undefined;
  let lost: ReturnType<typeof setTimeout> | undefined;

  const end = (because: EndReason): void => {
    if (over) return;
    over = true;
    clearTimeout(lost);
    peer.close();
    line.close();
    tell({ type: 'ended', because });
  };
  const failed = (): void => end('failed');
  const loseIt = (): void => {
    dialog?.bye();
    end('lost');
  };
  const hear = (event: CallEvent): void => {
    if (event.type === 'joined') remote(heard);
    if (event.type !== 'broken') away = false;
    if (event.type !== 'held' && event.type !== 'broken') joined = event.type === 'joined';
    tell(event);
  };

  /**
   * Whoever talks is told of the end by BYE; where the server that would pass it on is gone, by their way being closed
   * (close_notify, RFC 8446, section 6.1): the state of the connection shows that only half a minute later.
   */
  const watchWay = (): void => {
    const way = sender.transport;
    way?.addEventListener('statechange', () => {
      if (way.state !== 'closed' || over) return;
      // Whoever was there is gone; who waits again is told so, and hears the page's own tone.
      if (!joined) remote(undefined);
      setTimeout(
        () => sender.transport === way && way.state === 'closed' && joined && !away && !over && loseIt(),
        CLOSED_MS,
      );
    });
  };

  const loggerFactory = new LoggerFactory();
  loggerFactory.builtinEnabled = false;
  /** With every candidate: after an ICE restart gathering is called complete for a moment more, by what it had gathered before. */
  const described = async (): Promise<string> => {
    const sdp = (): string => peer.localDescription?.sdp ?? '';
    const isDone = (): boolean => peer.iceGatheringState === 'complete' && /^a=candidate:/m.test(sdp());
    if (!isDone())
      await new Promise<void>((resolve) => {
        setTimeout(resolve, GATHER_MS);
        peer.addEventListener('icegatheringstatechange', () => isDone() && resolve());
      });
    return sdp();
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
          send: async (text) => line.send(text),
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
            if (body) hear({ type: 'held', on: isHold(body) });
          },
          () => request.reject({ statusCode: 488 }),
        );
      },
      onInfo: (request) => {
        const { message } = request;
        request.accept();
        const [stage, place] = (message.body.split('\n')[0] ?? '').trim().split(' ');
        const news = message.getHeader('content-type')?.startsWith(NEWS_TYPE) ? newsOf(stage, place) : undefined;
        said ||= news !== undefined && news.type !== 'held';
        if (news) hear(news.type === 'joined' ? { ...news, agent: agentIn(message.body) } : news);
        if (news?.type === 'held') away = true;
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
      onProgress: ({ message }) => {
        const { statusCode, body } = message;
        if (body) peer.setRemoteDescription({ type: 'pranswer', sdp: body }).catch(failed);
        if (statusCode === 100) return;
        const news = newsOf(message.getHeader(STAGE_HEADER), message.getHeader(PLACE_HEADER));
        hear(news ?? { type: statusCode === 182 ? 'waiting' : 'ringing' });
      },
      onAccept: (response) => {
        answered = true;
        response.ack();
        follow(response.session);
        if (over) return void response.session.bye();
        const { message: taken } = response;
        // Answered so that music can be heard: nobody is there yet.
        const news = newsOf(taken.getHeader(STAGE_HEADER), taken.getHeader(PLACE_HEADER));
        peer.setRemoteDescription({ type: 'answer', sdp: taken.body }).then(
          // What was said since the answer, while it was worked in, is newer than what came with it.
          () => said || hear(news ?? { type: 'joined' }),
          () => {
            response.session.bye();
            failed();
          },
        );
      },
      onReject: ({ message: { statusCode } }) => end(reasonOf(statusCode ?? 0)),
    });
  };

  peer.addEventListener('track', ({ track: theirs }) => {
    heard = new MediaStream([theirs]);
    remote(heard);
  });
  peer.addEventListener('connectionstatechange', () => {
    const { connectionState } = peer;
    clearTimeout(lost);
    if (connectionState === 'failed' || connectionState === 'disconnected')
      lost = setTimeout(() => joined && !away && loseIt(), LOST_MS);
  });
  const line = openCallLine({
    open: (path) => {
      const address = new URL(path, origin);
      address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:';
      return new WebSocket(address, 'sip');
    },
    path: begun.path,
    resume,
    opened: () => void call().catch(failed),
    heard: (text) => {
      const message = Parser.parseMessage(text, loggerFactory.getLogger('sip'));
      if (!message) return;
      if (!(message instanceof IncomingRequestMessage)) core?.receiveIncomingResponseFromTransport(message);
      else core?.receiveIncomingRequestFromTransport(message);
    },
    broken: (on) => hear({ type: 'broken', on }),
    // Whoever talks goes on: there the way of their sound decides.
    patience: () => (joined && !away ? Infinity : KEPT_MS),
    lost: () => end(answered ? 'lost' : 'failed'),
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

import { Invitation } from 'sip.js/lib/api/invitation.js';
import { Inviter } from 'sip.js/lib/api/inviter.js';
import { SessionState } from 'sip.js/lib/api/session-state.js';
import { SIPExtension } from 'sip.js/lib/api/user-agent-options.js';
import { UserAgent } from 'sip.js/lib/api/user-agent.js';
import { ListenMode } from '@ringdesk/shared/model/call.ts';
import type { Session } from 'sip.js';

import type { PhoneOrder } from './phoneEvent.ts';
import { type LegMedia, openLegMedia } from './legMedia.ts';
import { describerOf } from './legDescriber.ts';
import { endReasonOf } from './sipAnswers.ts';
import type { CallEndReason, CallRole, LegId } from './phoneCall.ts';
import { reinvite, type Reinvitable } from './sipReinvite.ts';
import { sendTones } from './sipTones.ts';
import { NoMicrophone, type SipPhone, type SipPhoneParts } from './sipPhone.ts';
import { SipTransport } from './sipTransport.ts';

/** Headers between the server's endpoint and this phone, and the host part of addresses between them. */
const CALL_HEADER = 'X-Ringdesk-Call';
const ROLE_HEADER = 'X-Ringdesk-Role';
const OWN_DOMAIN = 'ringdesk.invalid';
/** Of an INFO: the page of this phone goes, and may be back. */
const LEAVING_TYPE = 'application/vnd.ringdesk.leaving';

interface Leg extends Reinvitable {
  readonly id: LegId;
  readonly role: CallRole | undefined;
  media: LegMedia | undefined;
  because: CallEndReason | undefined;
  lost: ReturnType<typeof setTimeout> | undefined;
  mend: ReturnType<typeof setTimeout> | undefined;
}

const roleOf = (value: string | undefined): CallRole | undefined =>
  value === 'talk' || value === 'consult' ? value : ListenMode.safeParse(value).data;

/** The other party's way is lost for so long before the leg is given up. Milliseconds. */
const LOST_MS = 20_000;
/** So long a broken way may come back by itself. Milliseconds. */
const MEND_MS = 3_000;

class SipJsPhone implements SipPhone {
  readonly #parts: SipPhoneParts;
  readonly #agent: UserAgent;
  readonly #transport: SipTransport;
  readonly #legs = new Map<LegId, Leg>();
  readonly #bySession = new WeakMap<Session, Leg>();
  #cseq = 0;

  constructor(parts: SipPhoneParts) {
    this.#parts = parts;
    const uri = UserAgent.makeURI(parts.uri);
    if (uri === undefined) throw new Error('The address of this phone is not a SIP address.');
    this.#agent = new UserAgent({
      uri,
      contactName: parts.deskId,
      viaHost: OWN_DOMAIN,
      contactParams: { transport: 'ws' },
      userAgentString: 'Ringdesk',
      transportConstructor: SipTransport,
      sessionDescriptionHandlerFactory: (session) => describerOf(() => this.#bySession.get(session)?.media),
      sipExtensionReplaces: SIPExtension.Supported,
      sendInitialProvisionalResponse: false,
      gracefulShutdown: false,
      // Messages carry numbers and names of customers.
      logBuiltinEnabled: false,
      logConfiguration: false,
      delegate: { onInvite: (invitation) => this.#invited(invitation) },
    });
    this.#transport = this.#agent.transport as SipTransport;
    void this.#agent.start();
  }

  readonly heard = (text: string): void => this.#transport.onMessage?.(text);

  readonly mediaOf = (leg: LegId): LegMedia | undefined => this.#legs.get(leg)?.media;

  readonly socketChanged: SipPhone['socketChanged'] = (socket) => {
    if (socket === undefined) this.#transport.detach();
    else this.#transport.attach(socket);
  };

  readonly register = (seconds: number): Promise<number | undefined> => {
    const core = this.#agent.userAgentCore;
    const { uri } = this.#agent.configuration;
    const contact = `${this.#agent.contact.toString({ register: true })};expires=${seconds}`;
    const message = core.makeOutgoingRequestMessage(
      'REGISTER',
      uri.clone(),
      uri,
      uri,
      { callId: `register-${this.#parts.deskId}`, cseq: (this.#cseq += 1) },
      [`Contact: ${contact}`, `Expires: ${seconds}`],
    );
    // The registrar is the domain, without a user (RFC 3261, section 10.2).
    if (message.ruri !== undefined) message.ruri.user = undefined;
    return new Promise((resolve) => {
      core.register(message, {
        onAccept: ({ message: answer }) => {
          const granted = Number(/expires=(\d+)/i.exec(answer.getHeader('contact') ?? '')?.[1]);
          resolve(granted > 0 ? granted : seconds);
          if (seconds > 0) this.#transport.release();
        },
        onReject: () => resolve(undefined),
        onRedirect: () => resolve(undefined),
      });
    });
  };

  readonly carryOut = (order: PhoneOrder): void => {
    const leg = this.#legs.get(order.leg);
    switch (order.type) {
      case 'invite':
        return void this.#invite(order.leg, order.callId, order.role);
      case 'answer':
        return void this.#answer(leg, order.role, order.held === true);
      case 'refuse':
        return this.#refuse(leg, order.code);
      case 'end':
        return this.#end(leg);
      case 'hold':
        return this.#hold(leg, order.on);
      case 'dtmf':
        if (leg?.media === undefined || leg.session === undefined) return undefined;
        return void sendTones(leg.media, leg.session, order.digits, (digits, ok) =>
          this.#parts.event({ type: 'tonesSent', leg: leg.id, digits, ok }),
        );
    }
  };

  readonly restartIce = (id: LegId): void => {
    const leg = this.#legs.get(id);
    if (leg?.media === undefined) return;
    leg.media.restartIce();
    void reinvite(leg);
  };

  readonly leaving = (id: LegId): void => {
    const body = { contentDisposition: 'render', contentType: LEAVING_TYPE, content: 'leaving' };
    const session = this.#legs.get(id)?.session;
    // One that is over has nobody to tell.
    session?.info({ requestOptions: { body } }).catch(() => undefined);
  };

  readonly close = (): void => {
    for (const leg of this.#legs.values()) this.#end(leg);
    void this.#agent.stop();
  };

  #leg(id: LegId, role: CallRole | undefined, session?: Session): Leg {
    const leg: Leg = {
      id,
      role,
      session,
      media: undefined,
      over: false,
      because: undefined,
      turn: Promise.resolve(),
      lost: undefined,
      mend: undefined,
    };
    this.#legs.set(id, leg);
    return leg;
  }

  /** From here on the session tells its own end. */
  #follow(leg: Leg, session: Session): void {
    leg.session = session;
    this.#bySession.set(session, leg);
    session.delegate = {
      onBye: (bye) => {
        leg.because ??= 'farEnd';
        void bye.accept();
      },
      onCancel: () => {
        leg.because ??= 'farEnd';
      },
    };
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established && !leg.over) this.#parts.event({ type: 'joined', leg: leg.id });
      // SIP.js ends the session before it tells why.
      if (state === SessionState.Terminated) queueMicrotask(() => this.#gone(leg));
    });
  }

  #gone(leg: Leg): void {
    if (!this.#legs.delete(leg.id)) return;
    clearTimeout(leg.lost);
    clearTimeout(leg.mend);
    leg.media?.close();
    this.#parts.mediaChanged(leg.id);
    if (!leg.over) this.#parts.event({ type: 'left', leg: leg.id, because: leg.because ?? 'failed' });
  }

  #invited(invitation: Invitation): void {
    const leg = this.#leg(this.#parts.newLeg(), roleOf(invitation.request.getHeader(ROLE_HEADER)?.trim()));
    this.#follow(leg, invitation);
    const { replacee } = invitation;
    this.#parts.event({
      type: 'invited',
      leg: leg.id,
      callId: invitation.request.getHeader(CALL_HEADER)?.trim(),
      role: leg.role,
      replaces: replacee === undefined ? undefined : this.#bySession.get(replacee)?.id,
    });
  }

  async #invite(id: LegId, callId: string, role: CallRole): Promise<void> {
    const leg = this.#leg(id, role);
    if (!(await this.#withMedia(leg))) return;
    const target = UserAgent.makeURI(`sip:call@${OWN_DOMAIN}`);
    if (target === undefined) throw new Error('The address of the server is not a SIP address.');
    const inviter = new Inviter(this.#agent, target, {
      earlyMedia: true,
      extraHeaders: [`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: ${role}`],
    });
    this.#follow(leg, inviter);
    await inviter
      .invite({
        requestDelegate: {
          onProgress: ({ message }) => {
            if (message.statusCode === 180 || message.statusCode === 183)
              this.#parts.event({ type: 'ringing', leg: id, media: message.body !== '' });
          },
          onReject: ({ message }) => {
            leg.because ??= endReasonOf(message.statusCode ?? 0);
          },
        },
      })
      .catch(() => this.#gone(leg));
  }

  async #answer(leg: Leg | undefined, role: CallRole, held: boolean): Promise<void> {
    if (!(leg?.session instanceof Invitation) || !(await this.#withMedia(leg, role))) return;
    if (held) leg.media?.hold(true);
    // Cancelled meanwhile, or the media failed: the session ends by itself, and says so.
    await leg.session.accept().catch(() => {
      leg.because ??= 'failed';
      this.#refuse(leg, 603);
    });
  }

  /** Opens the media of a leg; false where that ended it. */
  async #withMedia(leg: Leg, role = leg.role): Promise<boolean> {
    try {
      const track = await this.#parts.firstTrack(leg.id);
      if (leg.over || !this.#legs.has(leg.id)) {
        // What was made ready for it goes, too.
        this.#parts.mediaChanged(leg.id);
        return false;
      }
      leg.media = openLegMedia({
        iceServers: this.#parts.iceServers(),
        track,
        connectionChanged: (state) => this.#connection(leg, state),
        remoteChanged: () => this.#parts.mediaChanged(leg.id),
      });
      this.#parts.mediaChanged(leg.id);
      return true;
    } catch (problem) {
      leg.because = problem instanceof NoMicrophone && role !== 'listen' ? 'microphone' : 'failed';
      if (leg.session instanceof Invitation) this.#refuse(leg, 486);
      else this.#gone(leg);
      return false;
    }
  }

  #refuse(leg: Leg | undefined, statusCode: 486 | 603): void {
    if (!(leg?.session instanceof Invitation)) return;
    const { state } = leg.session;
    if (state !== SessionState.Initial && state !== SessionState.Establishing) return;
    void leg.session.reject({ statusCode });
  }

  #end(leg: Leg | undefined): void {
    if (leg === undefined) return;
    leg.over = true;
    const { session } = leg;
    leg.media?.close();
    if (session === undefined) return this.#gone(leg);
    // Ends that cross are no failure.
    const nothing = (): void => undefined;
    if (session.state === SessionState.Established) session.bye().catch(nothing);
    else if (session instanceof Inviter) session.cancel().catch(nothing);
    else this.#refuse(leg, 603);
  }

  #hold(leg: Leg | undefined, on: boolean): void {
    if (leg?.media === undefined) return;
    leg.media.hold(on);
    void reinvite(leg).then((ok) => {
      if (!ok) leg.media?.hold(!on);
      if (!leg.over) this.#parts.event({ type: 'holdChanged', leg: leg.id, on, ok });
    });
  }

  /** A way that broke is looked for anew; one that stays broken ends the leg. */
  #connection(leg: Leg, state: RTCPeerConnectionState): void {
    if (state === 'connected') {
      clearTimeout(leg.lost);
      clearTimeout(leg.mend);
      leg.lost = leg.mend = undefined;
    }
    if ((state !== 'failed' && state !== 'disconnected') || leg.over) return;
    // A moment without packets mends itself more often than not.
    leg.mend ??= setTimeout(() => this.restartIce(leg.id), state === 'failed' ? 0 : MEND_MS);
    leg.lost ??= setTimeout(() => {
      leg.because = 'lost';
      this.#parts.event({ type: 'left', leg: leg.id, because: 'lost' });
      this.#end(leg);
    }, LOST_MS);
  }
}

/** The phone over SIP.js. Throws where `uri` is no SIP address. */
export const createSipJsPhone = (parts: SipPhoneParts): SipPhone => new SipJsPhone(parts);

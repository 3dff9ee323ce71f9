import {
  IncomingRequestMessage,
  type IncomingInviteRequest,
  LoggerFactory,
  type OutgoingInviteRequestDelegate,
  Parser,
  type Session,
  UserAgentCore,
} from 'sip.js/lib/core/index.js';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';

/** One socket of the phone, as the test's server has it. */
export interface PeerSocket {
  send(text: string): void;
  close(): void;
}

interface Arrived {
  readonly headers: Readonly<Record<string, string>>;
  readonly sdp: string;
  readonly request: IncomingInviteRequest;
  /** Answers with this session description; resolves at its ACK. */
  readonly accept: (sdp: string) => Session;
}

const session = (content: string) => ({
  contentDisposition: 'session',
  contentType: 'application/sdp',
  content,
});

/**
 * The server as the phone sees it, in the hands of a test: SIP.js's own core, so that transactions and dialogs are real. A
 * second socket of the same phone takes the dialogs of the first over, as the server's endpoint does.
 */
export class SipPeer {
  /** Every REGISTER: its Contact and how long. */
  readonly registered: { contact: string; expires: number }[] = [];
  /** What follows is refused or not answered. */
  registerWith: 'accept' | 'refuse' | 'silence' = 'accept';
  /** Texts of all messages that came. */
  readonly heard: string[] = [];
  readonly #invites: Arrived[] = [];
  readonly #waiting: ((arrived: Arrived) => void)[] = [];
  readonly #core: UserAgentCore;
  readonly #loggerFactory = new LoggerFactory();
  #socket: PeerSocket | undefined;
  #target = '';
  /** What is in an offer of the phone within a dialog: the answer of the far end. */
  onReinvite: (sdp: string) => Promise<string | 488 | 491> = () =>
    Promise.reject(new Error('Nobody answers re-INVITEs.'));
  onBye: () => void = () => undefined;
  /** Bodies of the INFOs that came within a dialog, and whether they are taken. */
  readonly informed: string[] = [];
  takesInfo = true;

  constructor() {
    this.#loggerFactory.builtinEnabled = false;
    const uri = Grammar.URIParse('sip:call@ringdesk.invalid');
    if (uri === undefined) throw new Error('No address.');
    this.#core = new UserAgentCore(
      {
        aor: uri,
        contact: { uri, pubGruu: undefined, tempGruu: undefined, toString: () => `<${uri.toString()}>` } as never,
        displayName: '',
        loggerFactory: this.#loggerFactory,
        hackViaTcp: false,
        routeSet: [],
        sipjsId: 'peer1',
        supportedOptionTags: ['replaces'],
        supportedOptionTagsResponse: ['replaces'],
        userAgentHeaderFieldValue: 'test',
        viaForceRport: false,
        viaHost: 'peer.invalid',
        authenticationFactory: () => undefined,
        transportAccessor: () => ({ protocol: 'WS', send: async (text: string) => this.#socket?.send(text) }),
      } as never,
      {
        onInvite: (request) => this.#arrived(request),
        onRegister: (request) => {
          const { message } = request;
          this.#target = /<([^>]+)>/.exec(message.getHeader('contact') ?? '')?.[1] ?? '';
          const expires = Number(/expires=(\d+)/.exec(message.getHeader('contact') ?? '')?.[1]);
          this.registered.push({ contact: this.#target, expires });
          if (this.registerWith === 'refuse') request.reject({ statusCode: 403 });
          if (this.registerWith === 'accept')
            request.accept({ statusCode: 200, extraHeaders: [`Contact: <${this.#target}>;expires=${expires}`] });
        },
      },
    );
  }

  attach(socket: PeerSocket): void {
    this.#socket = socket;
  }

  detach(): void {
    this.#socket?.close();
    this.#socket = undefined;
  }

  receive(text: string): void {
    if (text === '\r\n\r\n') return this.#socket?.send('\r\n');
    this.heard.push(text);
    const message = Parser.parseMessage(text, this.#loggerFactory.getLogger('parser'));
    if (message === undefined) return;
    if (message instanceof IncomingRequestMessage) {
      // The core takes only what is addressed to itself.
      if (!message.toTag) (message as { ruri: unknown }).ruri = this.#core.configuration.contact.uri;
      this.#core.receiveIncomingRequestFromTransport(message);
    } else this.#core.receiveIncomingResponseFromTransport(message);
  }

  /** The next INVITE of the phone that begins a dialog, also one that came already. */
  nextInvite(): Promise<Arrived> {
    const first = this.#invites.shift();
    if (first !== undefined) return Promise.resolve(first);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #arrived(request: IncomingInviteRequest): void {
    const { message } = request;
    const header = (name: string): string => message.getHeader(name) ?? '';
    const arrived: Arrived = {
      headers: { call: header('X-Ringdesk-Call'), role: header('X-Ringdesk-Role') },
      sdp: message.body,
      request,
      accept: (sdp) => {
        const { session: dialog } = request.accept({ statusCode: 200, body: session(sdp) });
        this.#follow(dialog);
        return dialog;
      },
    };
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#invites.push(arrived);
    else waiting(arrived);
  }

  #follow(dialog: Session): void {
    dialog.delegate = {
      onBye: (request) => {
        request.accept();
        this.onBye();
      },
      onInfo: (request) => {
        this.informed.push(request.message.body);
        if (this.takesInfo) request.accept();
        else request.reject({ statusCode: 469 });
      },
      onInvite: (request) => {
        void this.onReinvite(request.message.body).then((answer) => {
          if (typeof answer === 'number') request.reject({ statusCode: answer });
          else
            request.accept({
              statusCode: 200,
              body: session(answer),
              extraHeaders: ['Contact: <sip:call@ringdesk.invalid>'],
            });
        });
      },
    };
  }

  /** A new offer within the dialog; answers what the other side says to it. */
  reinvite(dialog: Session, sdp: string): Promise<string> {
    return new Promise((resolve, reject) => {
      dialog.invite(
        {
          onAccept: (answer) => {
            answer.ack();
            resolve(answer.message.body);
          },
          onReject: ({ message }) => reject(new Error(`Refused with ${message.statusCode}.`)),
        },
        { body: session(sdp), extraHeaders: ['Contact: <sip:call@ringdesk.invalid>'] },
      );
    });
  }

  /**
   * Calls the phone; without `sdp` it is the phone that offers. Resolves at the final answer; where that is 200, `ack` must
   * follow.
   */
  invite(options: {
    readonly callId?: string;
    readonly role?: string;
    readonly sdp?: string;
    readonly replaces?: Session;
  }): Promise<{ status: number; sdp: string; ack: (sdp?: string) => Session }> {
    const target = Grammar.URIParse(this.#target);
    const { uri } = this.#core.configuration.contact;
    if (target === undefined) throw new Error('The phone is not registered.');
    const { replaces } = options;
    const headers = [
      'Contact: <sip:call@ringdesk.invalid>',
      'Allow: INVITE, ACK, BYE, CANCEL, INFO',
      ...(options.callId === undefined ? [] : [`X-Ringdesk-Call: ${options.callId}`]),
      ...(options.role === undefined ? [] : [`X-Ringdesk-Role: ${options.role}`]),
      ...(replaces === undefined
        ? []
        : [`Replaces: ${replaces.callId};to-tag=${replaces.remoteTag};from-tag=${replaces.localTag}`]),
    ];
    const message = this.#core.makeOutgoingRequestMessage(
      'INVITE',
      target,
      uri,
      target,
      {},
      headers,
      options.sdp === undefined ? undefined : session(options.sdp),
    );
    return new Promise((resolve) => {
      const delegate: OutgoingInviteRequestDelegate = {
        onAccept: (answer) => {
          const dialog = answer.session;
          this.#follow(dialog);
          resolve({
            status: 200,
            sdp: answer.message.body,
            ack: (sdp) => {
              answer.ack(sdp === undefined ? {} : { body: session(sdp) });
              return dialog;
            },
          });
        },
        onReject: ({ message: answer }) =>
          resolve({
            status: answer.statusCode ?? 0,
            sdp: '',
            ack: () => {
              throw new Error('It was refused.');
            },
          }),
      };
      this.#core.invite(message, delegate);
    });
  }
}

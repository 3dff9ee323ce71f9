import {
  type BodyAndContentType,
  type Invitation,
  Inviter,
  type Session,
  type SessionDescriptionHandler,
  SessionState,
  Registerer,
  SIPExtension,
  URI,
  TransportState,
  UserAgent,
} from 'sip.js';

/** A session of sound that names its owner, so that a test sees who would hear whom. */
export const soundOf = (name: string, direction = 'sendrecv'): string =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=${name}\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=${direction}\r\n`;

export const ownerOf = (sdp: string | undefined): string | undefined => /^s=(.*)\r?$/m.exec(sdp ?? '')?.[1]?.trim();
export const directionIn = (sdp: string | undefined): string | undefined =>
  /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(sdp ?? '')?.[1];

/** Where a browser has its peer connection: what it was told of the other side. */
class Sound implements SessionDescriptionHandler {
  remote: string | undefined;
  direction = 'sendrecv';
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  close(): void {
    this.remote = undefined;
  }

  getDescription(): Promise<BodyAndContentType> {
    return Promise.resolve({ body: soundOf(this.#name, this.direction), contentType: 'application/sdp' });
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  rollbackDescription(): Promise<void> {
    return Promise.resolve();
  }

  setDescription(sdp: string): Promise<void> {
    this.remote = sdp;
    return Promise.resolve();
  }

  sendDtmf(): boolean {
    return false;
  }
}

export const soundIn = (session: Session): Sound => session.sessionDescriptionHandler as Sound;
/** Whose sound this session plays. */
export const heardIn = (session: Session): string | undefined => ownerOf(soundIn(session)?.remote);

export interface PageOptions {
  readonly name: string;
  readonly server: string;
  /** Names the page where it comes back: its Contact. */
  readonly contact?: string;
}

/** A softphone or a visitor's page: the library's own client over a real WebSocket. */
export async function openSipPage({ name, server, contact = name }: PageOptions) {
  const invitations: Invitation[] = [];
  const arrivals = new Set<(invitation: Invitation) => void>();
  const agent = new UserAgent({
    uri: new URI('sip', name, 'ringdesk.invalid'),
    contactName: contact,
    viaHost: 'ringdesk.invalid',
    transportOptions: { server },
    logBuiltinEnabled: false,
    noAnswerTimeout: 0,
    sipExtensionReplaces: SIPExtension.Supported,
    sessionDescriptionHandlerFactory: () => new Sound(name),
    delegate: {
      onInvite: (invitation) => {
        invitations.push(invitation);
        for (const arrived of arrivals) arrived(invitation);
      },
    },
  });
  await agent.start();
  const registerer = new Registerer(agent, { expires: 600 });

  return {
    name,
    agent,
    invitations,
    /** Rejects where it is refused, or where the socket breaks before the answer. */
    register: (): Promise<void> =>
      new Promise((resolve, reject) => {
        agent.transport.stateChange.addListener((state) => {
          if (state === TransportState.Disconnected) reject(new Error('the socket broke'));
        });
        registerer
          .register({
            requestDelegate: {
              onAccept: () => resolve(),
              onReject: ({ message }) => reject(new Error(`refused: ${message.statusCode}`)),
            },
          })
          .catch(reject);
      }),
    /** Takes every call at once, as a desk does whose person has accepted. */
    answersAll(): void {
      arrivals.add((invitation) => void invitation.accept().catch(() => undefined));
    },
    rejectsAll(statusCode = 486): void {
      arrivals.add((invitation) => void invitation.reject({ statusCode }).catch(() => undefined));
    },
    async call(headers: readonly string[] = [], options: { readonly withoutSdp?: boolean } = {}): Promise<Inviter> {
      const inviter = new Inviter(agent, new URI('sip', 'call', 'ringdesk.invalid'), {
        extraHeaders: [...headers],
        inviteWithoutSdp: options.withoutSdp ?? false,
      });
      await inviter.invite();
      return inviter;
    },
    /** Breaks the socket without a word. */
    drop: (): Promise<void> => agent.transport.disconnect(),
    close: (): Promise<void> => agent.stop(),
  };
}

export type SipPage = Awaited<ReturnType<typeof openSipPage>>;

export const stateOf = (session: Session | undefined): SessionState | undefined => session?.state;
export { SessionState };

import { createHash } from 'node:crypto';

import { headerOf, random, SipParty, type SipPlace, type Turn } from './sipParty.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** A phone with an account of its own, which answers every call at once where `answers`. */
export class SipPhone extends SipParty {
  readonly #user: string;
  readonly #password: string;
  readonly #id = random();
  readonly #waiting = new Map<number, Turn>();
  readonly #first = Promise.withResolvers<void>();
  /** Resolves with the first registration that was taken. */
  readonly isRegistered = this.#first.promise;
  /** Told of each call that rings here. */
  onRing: () => void = () => undefined;
  answers = true;
  #nonce = '';
  #realm = '';
  #sent = 0;
  #proofs = 0;
  #ringing = '';
  readonly #later = new Set<NodeJS.Timeout>();

  private constructor(
    address: string,
    server: SipPlace,
    account: { readonly user: string; readonly password: string },
  ) {
    super(address, server);
    this.#user = account.user;
    this.#password = account.password;
  }

  static open(
    address: string,
    server: SipPlace,
    account: { readonly user: string; readonly password: string },
  ): Promise<SipPhone> {
    return new SipPhone(address, server, account).open();
  }

  /** Registers, or renews the registration. */
  register(): Promise<void> {
    const number = (this.#sent += 1);
    const turn = Promise.withResolvers<void>();
    this.#waiting.set(number, turn);
    const uri = `sip:${this.server}`;
    const headers = [
      `From: <sip:${this.#user}@${this.server}>;tag=${this.#id}`,
      `To: <sip:${this.#user}@${this.server}>`,
      `Call-ID: ${this.#id}`,
      `CSeq: ${number} REGISTER`,
      `Contact: <sip:bench@${this.host}>;expires=600`,
      ...(this.#nonce === '' ? [] : [this.#proof(uri)]),
    ];
    this.request('REGISTER', uri, { headers });
    return turn.promise;
  }

  #proof(uri: string): string {
    this.#proofs += 1;
    const count = this.#proofs.toString(16).padStart(8, '0');
    const own = md5(`${this.#user}:${this.#realm}:${this.#password}`);
    const response = md5(`${own}:${this.#nonce}:${count}:c:auth:${md5(`REGISTER:${uri}`)}`);
    return `Authorization: Digest username="${this.#user}", realm="${this.#realm}", nonce="${this.#nonce}", uri="${uri}", response="${response}", algorithm=MD5, qop=auth, nc=${count}, cnonce="c"`;
  }

  protected received(text: string): void {
    if (text.startsWith('SIP/2.0 ')) return this.#answered(text);
    if (text.startsWith('ACK ')) return;
    if (text.startsWith('CANCEL ')) {
      this.reply(text, '200 OK', this.#id);
      return this.reply(this.#ringing, '487 Request Terminated', this.#id);
    }
    if (!text.startsWith('INVITE ')) return this.reply(text, '200 OK', this.#id);
    this.#ringing = text;
    this.onRing();
    this.reply(text, '180 Ringing', this.#id);
    if (this.answers) this.reply(text, '200 OK', this.#id, this.sound);
  }

  #answered(text: string): void {
    const number = Number.parseInt(headerOf(text, 'CSeq'), 10);
    const turn = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (turn === undefined) return;
    if (text.startsWith('SIP/2.0 200 ')) {
      this.#first.resolve();
      return turn.resolve();
    }
    const laterSeconds = Number(headerOf(text, 'Retry-After'));
    // RFC 3261, 21.5.4: the server has no time now, and says when to come again.
    if (text.startsWith('SIP/2.0 503 ') && laterSeconds > 0) {
      const timer = setTimeout(() => {
        this.#later.delete(timer);
        this.#again(turn);
      }, laterSeconds * 1_000);
      return void this.#later.add(timer);
    }
    const challenge = headerOf(text, 'WWW-Authenticate');
    const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1];
    if (nonce === undefined || nonce === this.#nonce)
      return turn.reject(new Error(`A phone was refused: ${text.split('\r\n')[0]}`));
    this.#nonce = nonce;
    this.#realm = /realm="([^"]+)"/.exec(challenge)?.[1] ?? '';
    this.#proofs = 0;
    this.#again(turn);
  }

  #again(turn: Turn): void {
    this.register().then(
      () => turn.resolve(),
      (error: Error) => turn.reject(error),
    );
  }

  override close(): void {
    for (const timer of this.#later) clearTimeout(timer);
    super.close();
  }
}

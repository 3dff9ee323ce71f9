import { headerOf, OUR_NUMBER, random, SipParty, type SipPlace, type Turn } from './sipParty.ts';

/** A call that somebody on a line makes. Each promise rejects where the call is refused. */
export interface BenchCall {
  /** 180. */
  readonly rings: Promise<void>;
  /** 200, which was confirmed. */
  readonly answered: Promise<void>;
  /** Before it is answered; resolves when the other side knows. */
  cancel(): Promise<void>;
  hangUp(): Promise<void>;
}

interface Known {
  readonly id: string;
  readonly from: string;
  readonly branch: string;
  readonly rings: Turn;
  readonly answered: Turn;
  readonly over: Turn;
  leaving: boolean;
  to: string;
  target: string;
}

/** A line to the telephone network, from which people call. */
export class SipLine extends SipParty {
  readonly #calls = new Map<string, Known>();

  /** At an address of its own on this machine: by it the server knows the line. */
  static open(address: string, server: SipPlace): Promise<SipLine> {
    return new SipLine(address, server).open();
  }

  call(): BenchCall {
    const known: Known = {
      id: `${random()}@${this.address}`,
      from: `<sip:+34600111222@${this.host}>;tag=${random()}`,
      branch: `z9hG4bK${random()}`,
      rings: Promise.withResolvers(),
      answered: Promise.withResolvers(),
      over: Promise.withResolvers(),
      leaving: false,
      to: `<sip:${OUR_NUMBER}@${this.server}>`,
      target: `sip:${OUR_NUMBER}@${this.server}`,
    };
    for (const { promise } of [known.rings, known.answered, known.over]) promise.catch(() => undefined);
    this.#calls.set(known.id, known);
    this.#say(known, 'INVITE', 1, { branch: known.branch, body: this.sound });
    return {
      rings: known.rings.promise,
      answered: known.answered.promise,
      cancel: () => {
        known.leaving = true;
        this.#say(known, 'CANCEL', 1, { branch: known.branch });
        return known.over.promise;
      },
      hangUp: () => {
        this.#say(known, 'BYE', 2, {});
        return known.over.promise;
      },
    };
  }

  #say(call: Known, method: string, number: number, parts: { readonly branch?: string; readonly body?: string }): void {
    const headers = [
      `From: ${call.from}`,
      `To: ${call.to}`,
      `Call-ID: ${call.id}`,
      `CSeq: ${number} ${method}`,
      `Contact: <sip:+34600111222@${this.host}>`,
    ];
    this.request(method, call.target, { headers, ...parts });
  }

  protected received(text: string): void {
    const call = this.#calls.get(headerOf(text, 'Call-ID'));
    if (!text.startsWith('SIP/2.0 ')) {
      // The server asks whether the line works, or ends a call.
      if (!text.startsWith('ACK ')) this.reply(text, '200 OK', 'line');
      return;
    }
    if (call === undefined) return;
    const status = Number(text.slice(8, 11));
    const method = headerOf(text, 'CSeq').split(' ')[1];
    if (method === 'BYE') return this.#end(call);
    if (method !== 'INVITE') return;
    if (status === 180) call.rings.resolve();
    if (status < 200) return;
    call.to = headerOf(text, 'To');
    if (status < 300) {
      call.target = /<(sip:[^>]+)>/.exec(headerOf(text, 'Contact'))?.[1] ?? call.target;
      this.#say(call, 'ACK', 1, {});
      return call.answered.resolve();
    }
    this.#say(call, 'ACK', 1, { branch: call.branch });
    if (call.leaving) return this.#end(call);
    for (const turn of [call.rings, call.answered, call.over])
      turn.reject(new Error(`The call was refused: ${status}`));
  }

  #end(call: Known): void {
    this.#calls.delete(call.id);
    call.over.resolve();
  }
}

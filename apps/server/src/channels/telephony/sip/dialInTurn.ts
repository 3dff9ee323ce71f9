import type { Dialled, Leg, LegListener, Reply } from './leg.ts';
import type { Waiting } from './reliability.ts';

/** A server that has not even said 100 by then is not waited for: four times the request was sent. */
const SILENT_MS = 4_000;
/** RFC 3263, 4.3: a server that has no time, or says nothing; a broken way is told as the first. */
const NEXT: ReadonlySet<number> = new Set([408, 503]);

/** What is heard of a call that is being tried at one server. */
export interface Heard {
  readonly trying: () => void;
  readonly ringing: (sdp: string | undefined) => void;
}

/** One server, and how the call is begun there. */
export interface Try {
  begin(heard: Heard): Dialled;
  /** It did not take the call. */
  failed(): void;
}

/** The leg at the server that has it now. What it ends with there is told once it is the last. */
class LegInTurn implements Leg {
  readonly #now: () => Leg;
  readonly #giveUp: () => void;
  #listener: LegListener | undefined;
  #settled = false;

  constructor(now: () => Leg, giveUp: () => void) {
    this.#now = now;
    this.#giveUp = giveUp;
  }

  /** No other server is tried any more. */
  settle(): void {
    this.#settled = true;
    if (this.#listener !== undefined) this.#now().listener = this.#listener;
  }

  get flow(): Leg['flow'] {
    return this.#now().flow;
  }
  get state(): Leg['state'] {
    return this.#settled ? this.#now().state : 'early';
  }
  get forgotten(): boolean {
    return this.#now().forgotten;
  }
  get sdp(): Leg['sdp'] {
    return this.#now().sdp;
  }
  get listener(): LegListener {
    return this.#listener ?? this.#now().listener;
  }
  set listener(listener: LegListener) {
    this.#listener = listener;
    if (this.#settled) this.#now().listener = listener;
  }

  readonly ring: Leg['ring'] = (sdp) => this.#now().ring(sdp);
  readonly progress: Leg['progress'] = (status, headers) => this.#now().progress(status, headers);
  readonly answer: Leg['answer'] = (sdp, headers) => this.#now().answer(sdp, headers);
  readonly change: Leg['change'] = (sdp) => this.#now().change(sdp);
  readonly info: Leg['info'] = (contentType, content) => this.#now().info(contentType, content);
  readonly probe: Leg['probe'] = () => this.#now().probe();
  readonly farewell: Leg['farewell'] = () => this.#now().farewell();
  readonly replaces: Leg['replaces'] = () => this.#now().replaces();
  readonly end: Leg['end'] = (options) => {
    this.#giveUp();
    this.#now().end(options);
  };
}

/**
 * Calls by one server after the other until one takes the call: the next where one has no time, cannot be reached or says
 * nothing (RFC 3263, 4.3). Once it has rung anywhere that server has the last word, so that nobody's phone rings twice.
 */
export function dialInTurn(
  [first, ...others]: readonly [Try, ...Try[]],
  waiting: Waiting,
  ringing: Heard['ringing'],
): Dialled {
  let over = false;
  let now: Dialled;

  const begin = (one: Try, isLast: boolean): Promise<{ readonly reply: Reply; readonly rang: boolean }> =>
    new Promise((resolve) => {
      let rang = false;
      const stop = isLast
        ? () => undefined
        : waiting.after(SILENT_MS, () => {
            resolve({ reply: { ok: false, status: 408 }, rang });
            mine.abandon();
          });
      const mine = one.begin({
        trying: stop,
        ringing(sdp) {
          rang = true;
          stop();
          ringing(sdp);
        },
      });
      now = mine;
      void mine.answered.then((reply) => {
        stop();
        resolve({ reply, rang });
      });
    });

  const goOn = async (begun: ReturnType<typeof begin>): Promise<Reply> => {
    let one = first;
    let { reply, rang } = await begun;
    for (const [index, next] of others.entries()) {
      if (reply.ok || rang || over || !NEXT.has(reply.status)) break;
      one.failed();
      one = next;
      ({ reply, rang } = await begin(one, index === others.length - 1));
    }
    leg.settle();
    return reply;
  };

  const begun = begin(first, others.length === 0);
  const leg = new LegInTurn(
    () => now.leg,
    () => (over = true),
  );
  return {
    leg,
    answered: goOn(begun),
    abandon() {
      over = true;
      now.abandon();
    },
  };
}

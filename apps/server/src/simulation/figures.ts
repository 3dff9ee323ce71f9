import type { Reply } from '@ringdesk/shared/protocol/socket.ts';

/** What a run of the simulation saw. Times in milliseconds of the clock passed in. */
export class Figures {
  readonly #clock: () => number;
  readonly #posted = new Map<string, number>();
  readonly #begunAt = new Map<string, number>();
  readonly #rungAt = new Map<string, number>();
  conversations = 0;
  messages = 0;
  offers = 0;
  accepted = 0;
  declined = 0;
  closed = 0;
  transfers = 0;
  /** Customers who left without an answer. */
  abandoned = 0;
  /** Refused commands, by code of the refusal. */
  readonly refusals = new Map<string, number>();
  /** From a command to its acknowledgement. */
  readonly acknowledged: number[] = [];
  /** From a message being sent to its line on the screen of the other side. */
  readonly shown: number[] = [];
  /** From the first message of a customer to the ring at an agent. */
  readonly rung: number[] = [];

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock();
  }

  sent(messageId: string): void {
    this.messages += 1;
    this.#posted.set(messageId, this.#clock());
  }

  /** The message is on the screen of the other side. */
  seen(messageId: string): void {
    const at = this.#posted.get(messageId);
    if (at === undefined) return;
    this.#posted.delete(messageId);
    this.shown.push(this.#clock() - at);
  }

  /** A message never got through: nobody will see it. */
  forget(messageId: string): void {
    this.#posted.delete(messageId);
  }

  /** The customer learnt that their conversation exists; `sentAt`: when they sent its first message. */
  began(interactionId: string, sentAt: number): void {
    this.conversations += 1;
    this.#begunAt.set(interactionId, sentAt);
    this.#match(interactionId);
  }

  /** An offer of the interaction rings. */
  rang(interactionId: string): void {
    this.offers += 1;
    if (!this.#rungAt.has(interactionId)) this.#rungAt.set(interactionId, this.#clock());
    this.#match(interactionId);
  }

  /** Customer and agent learn of each other in either order. */
  #match(interactionId: string): void {
    const begunAt = this.#begunAt.get(interactionId);
    const rungAt = this.#rungAt.get(interactionId);
    if (begunAt === undefined || rungAt === undefined) return;
    this.#begunAt.delete(interactionId);
    if (rungAt >= begunAt) this.rung.push(rungAt - begunAt);
  }

  answered(sentAt: number, reply: Reply): void {
    this.acknowledged.push(this.#clock() - sentAt);
    if (reply.ok) return;
    const { code } = reply.error;
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }
}

/** The value below which `share` of the list lies; NaN for an empty one. */
export function percentile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

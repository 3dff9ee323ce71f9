import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { VisitorLine, VisitorUpdate, VisitorWelcome } from '@ringdesk/shared/protocol/visitor.ts';

import { type ClientParts, type Page, WidgetClient } from './client.ts';
import type { Pace } from './pace.ts';
import { between, type Random } from './random.ts';
import { Plans } from './timers.ts';

/** What one customer comes for. */
export interface Visit {
  readonly page: Page;
  /** Empty: they do not say. */
  readonly name: string;
  /** Their lines, in order; each but the first answers something the agent wrote. */
  readonly lines: readonly string[];
  /** Said once when nobody answers. */
  readonly nudge: string;
}

export interface CustomerParts extends ClientParts {
  readonly pace: Pace;
  readonly random: Random;
}

/** Once everything is said, a customer stays this many times the agent's closing time before they end the chat themselves. */
const LINGER = 3;

/**
 * One customer with the widget open: writes, waits, answers what the agent writes, leaves.
 *
 *   arrives ─▶ types ─▶ waits ─▶ (agent wrote) types ─▶ … ─▶ lingers ─▶ gone
 *                         └ nudges once ─ patience over ──────────────▶ gone
 */
export class SimulatedCustomer {
  readonly #parts: CustomerParts;
  readonly #visit: Visit;
  readonly #client: WidgetClient;
  readonly #plans: Plans;
  readonly #gone: () => void;
  #next = 0;
  #seen = 0;
  #writing = false;
  #begun = false;
  #nudged = false;
  #answered = false;
  #left = false;
  #interaction: InteractionId | undefined;
  #firstSentAt = 0;

  /** `gone` is called once, when the customer has closed the page. */
  constructor(parts: CustomerParts, visit: Visit, gone: () => void) {
    this.#parts = parts;
    this.#visit = visit;
    this.#gone = gone;
    this.#plans = new Plans(parts.delay);
    this.#client = new WidgetClient(parts, visit.page, {
      welcome: (welcome) => this.#welcomed(welcome),
      update: ({ updates }) => {
        for (const update of updates) this.#learn(update);
      },
      turnedAway: () => this.leave(),
    });
  }

  /** Closes the page at once, without a word. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#plans.dropAll();
    this.#client.close();
    this.#gone();
  }

  #welcomed({ lines, conversation }: VisitorWelcome): void {
    if (conversation !== null) this.#learn({ kind: 'conversation', conversation });
    for (const line of lines) this.#learn({ kind: 'line', line });
    if (this.#begun) return;
    this.#begun = true;
    if (this.#visit.name !== '') void this.#client.command('name.set', { name: this.#visit.name });
    this.#answerSoon();
  }

  #learn(update: VisitorUpdate): void {
    if (update.kind === 'line') this.#read(update.line);
    if (update.kind !== 'conversation' || update.conversation === null) return;
    const { interactionId, state } = update.conversation;
    if (this.#interaction === undefined) {
      this.#interaction = interactionId;
      this.#parts.figures.began(interactionId, this.#firstSentAt);
    }
    if (state === 'closed')
      this.#plans.set('leave', between(this.#parts.random, this.#parts.pace.think), () => this.leave());
  }

  #read(line: VisitorLine): void {
    if (line.seq <= this.#seen) return;
    this.#seen = line.seq;
    if (line.from !== 'agent') return;
    this.#answered = true;
    this.#parts.figures.seen(line.id);
    this.#plans.drop('nudge');
    this.#plans.drop('patience');
    this.#plans.set('read', Math.min(1_000, this.#parts.pace.think[0]), () => {
      void this.#client.command('conversation.read', { seq: this.#seen });
    });
    if (this.#next < this.#visit.lines.length) this.#answerSoon();
    else this.#plans.set('leave', this.#parts.pace.closeAfter * LINGER, () => void this.#endChat());
  }

  /** Waits for the end of what the agent writes, then types. What comes meanwhile is read, and answered by the same line. */
  #answerSoon(): void {
    if (this.#writing) return;
    this.#plans.set('think', between(this.#parts.random, this.#parts.pace.think), () => {
      this.#writing = true;
      const text = this.#visit.lines[this.#next] ?? '';
      this.#type(text, () => void this.#say(text));
    });
  }

  /** Shows the text as it grows, as a person's keystrokes would. */
  #type(text: string, done: () => void): void {
    const { pace } = this.#parts;
    const duration = Math.min(pace.longestTyping, text.length * pace.perCharacter);
    const steps = Math.max(1, Math.floor(duration / pace.keystrokes));
    const step = (count: number): void => {
      if (count >= steps) return done();
      this.#client.type(text.slice(0, Math.ceil((text.length * count) / steps)));
      this.#plans.set('type', duration / steps, () => step(count + 1));
    };
    step(1);
  }

  async #say(text: string): Promise<void> {
    const messageId = this.#parts.newId();
    const { figures } = this.#parts;
    if (this.#next === 0) this.#firstSentAt = figures.now();
    figures.sent(messageId);
    const reply = await this.#client.command('message.post', { messageId, text, attachmentIds: [] });
    if (this.#left) return;
    this.#writing = false;
    if (!reply.ok) {
      figures.forget(messageId);
      this.#plans.set('think', between(this.#parts.random, this.#parts.pace.think), () => this.#answerSoon());
      return;
    }
    if (text !== this.#visit.nudge) this.#next += 1;
    this.#wait();
  }

  #wait(): void {
    const { pace, figures } = this.#parts;
    if (!this.#nudged && this.#visit.nudge !== '') {
      this.#plans.set('nudge', pace.nudgeAfter, () => {
        this.#nudged = true;
        this.#writing = true;
        this.#type(this.#visit.nudge, () => void this.#say(this.#visit.nudge));
      });
    }
    this.#plans.set('patience', pace.patience, () => {
      if (!this.#answered) figures.abandoned += 1;
      void this.#endChat();
    });
  }

  async #endChat(): Promise<void> {
    if (this.#left) return;
    await this.#client.command('conversation.end', {});
    this.leave();
  }
}

import type { CallControl, CallControlEvents, CallFact, CallOrder, EndpointConfig } from '../callControl.ts';

/**
 * An endpoint whose phones and lines are the test's: it remembers what it was asked, and reports what the test says. It keeps
 * the promises of the interface: orders about calls it never had come to nothing, and `ended` comes once.
 */
export class ScriptedEndpoint {
  readonly orders: CallOrder[] = [];
  config: EndpointConfig | undefined;
  stopped = false;
  #events: CallControlEvents | undefined;
  readonly #waiting = new Set<() => void>();
  readonly #calls = new Set<string>();

  readonly start = (config: EndpointConfig, events: CallControlEvents): CallControl => {
    this.config = config;
    this.#events = events;
    return {
      configure: (next) => {
        this.config = next;
      },
      order: (order) => {
        if (order.type === 'authorise') this.#calls.add(order.callId);
        this.orders.push(order);
        for (const check of this.#waiting) check();
      },
      clientOpened: () => undefined,
      clientSaid: () => undefined,
      clientClosed: () => undefined,
      stop: async () => {
        this.stopped = true;
      },
    };
  };

  tell(fact: CallFact): void {
    if (fact.type === 'arrived') this.#calls.add(fact.callId);
    if (fact.type === 'ended' && !this.#calls.delete(fact.callId)) return;
    if (this.#events === undefined) throw new Error('nobody started the endpoint');
    this.#events.fact(fact);
  }

  /** The first order of this type from position `from` on; the test's own time limit ends a wait in vain. */
  order<T extends CallOrder['type']>(type: T, from = 0): Promise<Extract<CallOrder, { type: T }>> {
    return new Promise((resolve) => {
      const check = (): void => {
        const found = this.orders.slice(from).find((order) => order.type === type);
        if (found === undefined) return;
        this.#waiting.delete(check);
        resolve(found as Extract<CallOrder, { type: T }>);
      };
      this.#waiting.add(check);
      check();
    });
  }
}

/** What a customer says, and what an agent answers to it. */
export type Exchange = readonly [customer: string, agent: string];

export interface Script {
  readonly topic: 'support' | 'sales';
  /** Path of the page the customer writes from. */
  readonly page: string;
  readonly exchanges: readonly Exchange[];
}

/** What simulated people say in one language. */
export interface Spoken {
  readonly names: readonly string[];
  readonly scripts: readonly Script[];
  readonly nudges: readonly string[];
  /** To words that are in no script: a person plays the customer. */
  readonly toAnythingElse: readonly string[];
  /** An internal note to the team that takes over. */
  readonly handOver: string;
}

/** The little of a Socket.IO client socket that the widget uses; tests play it by script. */
export interface Wire {
  readonly connected: boolean;
  /** Connects again by itself. */
  readonly active: boolean;
  readonly on: (event: string, listener: (value?: unknown) => void) => unknown;
  readonly emit: (event: string, ...values: unknown[]) => unknown;
  readonly connect: () => unknown;
  readonly disconnect: () => unknown;
  /** Sent only if the connection can take it now; never kept. */
  readonly volatile: { readonly emit: (event: string, ...values: unknown[]) => unknown };
}

/** Read anew at every connecting, so that a renewed token is used. */
export type Handshake = () => {
  readonly protocol: number;
  readonly channelId: string;
  readonly token?: string;
  readonly languages: readonly string[];
  readonly pageUrl: string;
};

/** Time, chance and timers, passed in so that tests can turn them by hand. */
export interface Surroundings {
  /** Milliseconds since 1970, by the visitor's clock. */
  readonly now: () => number;
  readonly newId: () => string;
  /** From 0 up to 1. */
  readonly chance: () => number;
  /** Runs `act` once after `ms`; the answer takes it back. */
  readonly after: (ms: number, act: () => void) => () => void;
}

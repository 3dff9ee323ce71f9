import type { CallFact, CallOrder, EndpointConfig, SipClient } from '../callControl.ts';

/** What the main thread tells the worker. */
export type ToWorker =
  | { readonly type: 'configure'; readonly config: EndpointConfig }
  | { readonly type: 'order'; readonly order: CallOrder }
  | { readonly type: 'opened'; readonly socketId: string; readonly client: SipClient }
  | { readonly type: 'said'; readonly socketId: string; readonly text: string }
  | { readonly type: 'closed'; readonly socketId: string }
  | { readonly type: 'stop' };

/** What the worker tells the main thread. */
export type FromWorker =
  | { readonly type: 'fact'; readonly fact: CallFact }
  | { readonly type: 'toClient'; readonly socketId: string; readonly text: string | undefined }
  /** Something to be counted in the log: a category, never what was said. */
  | { readonly type: 'noted'; readonly category: string; readonly count: number }
  /** Once a second. */
  | { readonly type: 'alive' }
  | { readonly type: 'stopped' };

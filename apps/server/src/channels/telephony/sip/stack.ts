import { randomBytes } from 'node:crypto';
import { ClientTransaction, LoggerFactory, Timers } from 'sip.js/lib/core/index.js';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import type { URI } from 'sip.js/lib/grammar/uri.js';

import { remembered } from './grammarMemory.ts';

/**
 * What SIP.js leaves to its user, set once for the process. It was written for WebSockets: over UDP an answer may come
 * late or twice, so ended transactions are remembered as long as RFC 3261 says (17.1.1.2, 17.1.2.2, 17.2.1, 17.2.2).
 */
Timers.TIMER_D = 32_000;
Timers.TIMER_J = 32_000;
Timers.TIMER_I = 5_000;
Timers.TIMER_K = 5_000;

/** 96 bits nobody can guess: tags, branches and Call-IDs are all that keeps a stranger out of a dialog. */
export const unguessable = (): string => randomBytes(12).toString('hex');

// The library's own branches are random below ten million, by a generator that can be predicted.
Object.assign(ClientTransaction, {
  makeId: (request: { readonly method: string; readonly branch?: string }): string =>
    request.method === 'CANCEL' && request.branch !== undefined ? request.branch : `z9hG4bK${unguessable()}`,
});

// Every header of every message is read with it.
Object.assign(Grammar, { parse: remembered(Grammar.parse) });

/** The library writes whole messages to its log, with numbers and credentials: it gets none. */
export const silent = new LoggerFactory();
silent.builtinEnabled = false;
silent.level = 0;

/** undefined: not an address. */
export function parseUri(text: string): URI | undefined {
  return Grammar.URIParse(text);
}

/** For addresses of our own making; throws where one is none. */
export function uriOf(text: string): URI {
  const uri = parseUri(text);
  if (uri === undefined) throw new Error('not a SIP address');
  return uri;
}

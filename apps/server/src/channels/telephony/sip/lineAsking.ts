import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js';

import type { TrunkConfig } from '../callControl.ts';
import type { Exchange, Flow } from './flow.ts';
import type { LineHealth, LineProblem } from './lineHealth.ts';
import { parseUri } from './stack.ts';

const REGISTER_SECONDS = 300;
/** RFC 3261, 10.2.8: a registrar may want us less often, but not so that a lost line is missed for a day. */
const MAX_REGISTER_SECONDS = 3_600;
const PING_MS = 30_000;
/** Past timer F (32 s) no answer comes: whatever became of the question, the next is asked. */
const ANSWER_MS = 40_000;

export interface LineAskingParts {
  readonly exchange: Exchange;
  readonly config: () => TrunkConfig;
  /** User part of our address there. */
  readonly user: string;
  readonly health: LineHealth;
  /** Nothing came back in time, or the way broke. */
  readonly unreachable: () => void;
}

/** Address of a party at the line; undefined: it cannot be written. */
export function lineUri({ host, port, transport }: TrunkConfig['settings'], user?: string) {
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const tail = transport === 'udp' ? '' : `;transport=${transport}`;
  return parseUri(`sip:${user === undefined ? '' : `${user}@`}${bracketed}:${port}${tail}`);
}

/**
 * Registers with a line, or asks it (OPTIONS), again and again, and tells from the answers how it does. At most one question
 * is open, and none stays open for ever.
 */
export function createLineAsking(parts: LineAskingParts) {
  const { exchange, health } = parts;
  let nextAt = 0;
  let wantedSeconds = REGISTER_SECONDS;
  let open: { readonly since: number } | undefined;

  const again = (ms: number): void => {
    open = undefined;
    nextAt = exchange.now() + ms;
  };
  const failed = (problem: LineProblem): void => {
    again(health.failing(problem));
    if (problem === 'unreachable') parts.unreachable();
  };
  const worked = (ms: number): void => {
    health.working();
    again(ms);
  };

  const accepted = (message: IncomingResponseMessage): void => {
    if (!parts.config().settings.registers) return worked(PING_MS);
    const told = /expires=(\d+)/i.exec(message.getHeader('contact') ?? '')?.[1] ?? message.getHeader('expires');
    const granted = Math.min(Number(told ?? wantedSeconds) || wantedSeconds, wantedSeconds);
    worked(Math.max(20, granted * 0.8) * 1_000);
  };

  const rejected = (status: number, message?: IncomingResponseMessage): void => {
    if (status === 408 || status === 503) return failed('unreachable');
    if (!parts.config().settings.registers) return worked(PING_MS);
    const least = Number(message?.getHeader('min-expires'));
    if (status === 423 && least > wantedSeconds && least <= MAX_REGISTER_SECONDS) {
      wantedSeconds = least;
      return again(0);
    }
    if (status === 401 || status === 407) return failed('unauthorized');
    failed(status === 403 || status === 404 ? 'refused' : 'badAnswer');
  };

  return {
    isDue: (): boolean => exchange.now() >= nextAt && (open === undefined || exchange.now() - open.since > ANSWER_MS),
    /** Asks at the next look: something was set anew. */
    soon(): void {
      open = undefined;
      nextAt = 0;
    },
    failed,
    ask(flow: Flow): void {
      const { settings, password } = parts.config();
      const far = lineUri(settings);
      const own = lineUri(settings, parts.user);
      if (far === undefined || own === undefined) return failed('notSet');
      if (settings.registers && password === undefined) return failed('notSet');
      const mine = { since: exchange.now() };
      open = mine;
      const { core, contact } = flow;
      const ours = (then: () => void): void => {
        if (open === mine) then();
      };
      const delegate = {
        onAccept: ({ message }: { readonly message: IncomingResponseMessage }) => ours(() => accepted(message)),
        onReject: ({ message }: { readonly message: IncomingResponseMessage }) =>
          ours(() => rejected(message.statusCode ?? 500, message)),
        onRedirect: () => ours(() => rejected(302)),
      };
      if (settings.registers)
        core.register(
          core.makeOutgoingRequestMessage('REGISTER', far, own, own, {}, [
            `Contact: ${contact};expires=${wantedSeconds}`,
          ]),
          delegate,
        );
      else core.request(core.makeOutgoingRequestMessage('OPTIONS', far, own, far, {}), delegate);
    },
    /** Takes our address back from the line. */
    unregister({ core, contact }: Flow): void {
      const { settings } = parts.config();
      const far = lineUri(settings);
      const own = lineUri(settings, parts.user);
      if (!settings.registers || health.state() !== 'ok' || far === undefined || own === undefined) return;
      core.register(core.makeOutgoingRequestMessage('REGISTER', far, own, own, {}, [`Contact: ${contact};expires=0`]));
    },
  };
}

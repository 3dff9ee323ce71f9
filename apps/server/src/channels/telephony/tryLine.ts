import { MINUTE } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { CallControl, CallControlEvents, EndpointConfig, TrunkConfig } from './callControl.ts';

/** A provider that has not answered by then will not (RFC 3261, 17.1.2.2: timer F is 32 s; people wait less). */
export const TRY_MS = 12_000;

export interface TryLineParts {
  /** Starts an endpoint of its own, so that what runs is not touched. */
  readonly start: (config: EndpointConfig, events: CallControlEvents) => CallControl;
  readonly base: EndpointConfig;
  readonly monotonic: () => number;
  readonly delay: (run: () => void, ms: number) => () => void;
}

/**
 * Registers over a line, or asks it (OPTIONS), as it stands in the form, from an endpoint of its own on free ports.
 *
 * @returns milliseconds until it answered; `providerFailed` with what is wrong, `unreachable` when nothing came in time
 */
export function tryLine(line: TrunkConfig, parts: TryLineParts): Promise<Result<number, Refusal>> {
  const { start, base, monotonic, delay } = parts;
  const begun = monotonic();
  return new Promise((resolve) => {
    let done = false;
    // It may report before it has been returned.
    const started: { control?: CallControl } = {};
    const finish = (result: Result<number, Refusal>): void => {
      if (done) return;
      done = true;
      cancel();
      void started.control?.stop();
      resolve(result);
    };
    const cancel = delay(
      () => finish(refuse({ code: 'providerFailed', problem: 'unreachable' })),
      Math.min(TRY_MS, MINUTE),
    );
    started.control = start(
      {
        ...base,
        trunks: [line],
        phones: [],
        listen: { host: base.listen.host, udpPort: 0, tcpPort: undefined, tls: undefined },
        rtpengine: undefined,
        legsDir: undefined,
      },
      {
        fact(fact) {
          if (fact.type !== 'trunk') return;
          const { state, problem } = fact.health;
          if (state === 'ok') finish(ok(Math.round(monotonic() - begun)));
          else if (state === 'failing') finish(refuse({ code: 'providerFailed', problem: problem ?? 'badAnswer' }));
        },
        toClient: () => undefined,
      },
    );
    if (done) void started.control.stop();
  });
}

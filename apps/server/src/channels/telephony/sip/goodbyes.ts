import { type Exchange, createFlow, type Flow } from './flow.ts';
import { sayFarewell } from './farewell.ts';
import type { KeptLeg, KeptParty } from './keptLegs.ts';
import type { Datagrams } from './sockets.ts';
import type { Trunk } from './trunk.ts';

/** A line that is not there by then has ended its side by itself, or never will. */
const WAIT_MS = 10 * 60_000;
/** A goodbye to a phone is repeated for so long. */
const REPEAT_MS = 5_000;

export interface GoodbyesParts {
  readonly exchange: Exchange;
  readonly trunk: (party: Extract<KeptParty, { kind: 'line' }>) => Trunk | undefined;
  readonly datagrams: () => Datagrams | undefined;
  /** Our host and port as a phone there reaches them. */
  readonly ownPlace: (address: string) => string;
}

/** Ends the legs of a process that was killed: over their line as soon as it can be reached, over UDP where a phone was. */
export function createGoodbyes(parts: GoodbyesParts) {
  const { exchange } = parts;
  let waiting: readonly KeptLeg[] = [];
  let until = 0;

  const toPhone = ({ address, port }: Extract<KeptParty, { kind: 'phone' }>): Flow => {
    const flow = createFlow(
      {
        transport: 'UDP',
        user: 'call',
        host: parts.ownPlace(address),
        limitBytes: 64 * 1024,
        send: (text) => parts.datagrams()?.send(text, { address, port }),
        invited: (request) => void request.reject({ statusCode: 403 }),
      },
      exchange,
    );
    exchange.waiting.after(REPEAT_MS, () => flow.lose());
    return flow;
  };

  const wayTo = (party: KeptParty): Flow | undefined => {
    if (party.kind === 'line') return parts.trunk(party)?.goodbye();
    return party.transport === 'UDP' && parts.datagrams() !== undefined ? toPhone(party) : undefined;
  };

  return {
    add(left: readonly KeptLeg[]): void {
      waiting = [...waiting, ...left];
      until = exchange.now() + WAIT_MS;
    },
    /** Says what can be said by now. Once a second. */
    look(): void {
      if (waiting.length === 0) return;
      const still: KeptLeg[] = [];
      for (const kept of waiting) {
        const flow = wayTo(kept.party);
        if (flow === undefined) still.push(kept);
        else sayFarewell(flow, kept.farewell);
      }
      waiting = exchange.now() < until ? still : [];
    },
    /** A phone over TCP or TLS is back: only over its own connection it can be told. */
    phoneBack(user: string, flow: Flow): void {
      const theirs = waiting.filter(({ party }) => party.kind === 'phone' && party.user === user);
      waiting = waiting.filter((kept) => !theirs.includes(kept));
      for (const { farewell } of theirs) sayFarewell(flow, farewell);
    },
  };
}

export type Goodbyes = ReturnType<typeof createGoodbyes>;

import type { Exchange, Flow } from './flow.ts';
import type { Address, LineWay, Road } from './lineWay.ts';

/** A server that did not take a call is asked last for so long. */
const SHUN_MS = 60_000;
/** Past timer B nothing comes any more of what was begun over a way. */
const IDLE_MS = 40_000;

export interface OtherServersParts {
  readonly exchange: Exchange;
  readonly way: Pick<LineWay, 'servers' | 'beside'>;
  /** A flow that sends this way, as we are reached from this server. */
  readonly open: (send: (text: string) => void, server: Address) => Flow;
  /** What goes on over it. */
  readonly goesOn: (flow: Flow) => 'nothing' | 'rings' | 'talks';
}

interface Other {
  readonly flow: Flow;
  readonly road: Road;
  usedAt: number;
}

/**
 * The servers of a line beside the one in use, for calls which that one does not take: each has a flow of its own, so that
 * all of a call goes where the call is.
 */
export function createOtherServers({ exchange, way, open, goesOn }: OtherServersParts) {
  const others = new Map<string, Other>();
  const shunned = new Map<string, number>();
  const keyOf = ({ address, port }: Address): string => `${address} ${port}`;
  const isShunned = (server: Address): boolean => (shunned.get(keyOf(server)) ?? 0) > exchange.now();

  const forget = (key: string): void => {
    const other = others.get(key);
    others.delete(key);
    other?.flow.lose();
    other?.road.drop();
  };

  const begin = (server: Address): Other => {
    const key = keyOf(server);
    const road = way.beside(server, {
      received: (text, from) => other.flow.receive(text, from),
      closed: () => {
        // As on the line itself: who talks goes on over the next connection, who is being called learns that nobody is.
        if (others.get(key) === other && goesOn(other.flow) !== 'talks') forget(key);
      },
    });
    const other: Other = { road, flow: open((text) => road.send(text), server), usedAt: exchange.now() };
    others.set(key, other);
    return other;
  };

  return {
    /** In the order in which a call is to be tried at them now. */
    inTurn: (): readonly Address[] => way.servers().toSorted((a, b) => Number(isShunned(a)) - Number(isShunned(b))),
    /** The server did not take a call. */
    shun: (server: Address): void => void shunned.set(keyOf(server), exchange.now() + SHUN_MS),
    flowTo(server: Address): Flow {
      const other = others.get(keyOf(server)) ?? begin(server);
      other.usedAt = exchange.now();
      return other.flow;
    },
    /** The one whose call or question this belongs to. */
    holding: (text: string): Flow | undefined => [...others.values()].find(({ flow }) => flow.holds(text))?.flow,
    /** Lets go of ways over which nobody talks any more. Once a second. */
    tick(): void {
      const now = exchange.now();
      for (const [key, until] of shunned) if (until <= now) shunned.delete(key);
      for (const [key, other] of others) {
        if (goesOn(other.flow) !== 'nothing') other.usedAt = now;
        else if (now - other.usedAt > IDLE_MS) forget(key);
      }
    },
    close(): void {
      for (const key of others.keys()) forget(key);
    },
  };
}

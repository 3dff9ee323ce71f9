import { SECOND } from '@ringdesk/shared/model/time.ts';

import { createNgClient, type NgAddress, type NgAnswer, type NgClient, NgSilent } from './ngClient.ts';
import { NoMediaServer } from './noMediaServer.ts';

/** How often each media server is asked whether it is there, and still has the calls it was given. */
const ASK_EVERY = SECOND;
/** More names than this do not fit into one datagram: then nobody is missed. */
const MOST_LISTED = 1_000;

export interface MediaServersParts {
  readonly addresses: readonly NgAddress[];
  /**
   * What every name of this installation's calls begins with at a media server, and no other's; what a process before has
   * left under it is deleted once the server answers. Empty: nothing is, as nothing says whose it is.
   */
  readonly prefix: string;
  readonly newId: () => string;
  readonly events: {
    /** `ok`: at least one answers. Told when it changes, and once it is known. */
    health(ok: boolean): void;
    /** This call's media are gone: its server died, or was started anew and knows nothing of it. Told once. */
    lost(ngCallId: string): void;
  };
}

/** One of them, with the calls that run over it. */
export interface MediaServer {
  readonly localAddress: string;
  send(command: string, ngCallId: string, parameters?: Parameters<NgClient['send']>[1]): Promise<NgAnswer>;
}

export interface MediaServers {
  /** Whether a new call would find one. */
  readonly up: boolean;
  /**
   * Gives the call to the one with the fewest, or to the one that has the call it belongs `beside`, and remembers it. Throws
   * {@link NoMediaServer} where none answers.
   */
  take(ngCallId: string, beside?: string): MediaServer;
  /** Deletes the call at its server. Resolves in any case. */
  release(ngCallId: string): Promise<void>;
  stop(): void;
}

/** The media servers of this installation: who is there, who has which call. */
export function createMediaServers({ addresses, prefix, newId, events }: MediaServersParts): MediaServers {
  const servers = addresses.map((address) => new Server(address, prefix, newId));
  let told: boolean | undefined;
  let known = 0;
  const tell = (): void => {
    const ok = servers.some(({ up }) => up);
    // Before all have been asked once, nobody is dead.
    if (ok === told || (!ok && known < servers.length)) return;
    told = ok;
    events.health(ok);
  };

  const look = async (server: Server, first: boolean): Promise<void> => {
    const lost = await server.look();
    if (stopped) return;
    if (first) known += 1;
    tell();
    for (const ngCallId of lost) events.lost(ngCallId);
  };

  let stopped = false;
  const timers = servers.map((server) => {
    void look(server, true);
    const timer = setInterval(() => void look(server, false), ASK_EVERY);
    timer.unref();
    return timer;
  });

  return {
    get up() {
      return servers.some(({ up }) => up);
    },
    take(ngCallId, beside = ngCallId) {
      const has = servers.find(({ calls }) => calls.has(beside));
      const server = has ?? servers.filter(({ up }) => up).toSorted((a, b) => a.calls.size - b.calls.size)[0];
      if (server === undefined) throw new NoMediaServer('no media server answers');
      server.calls.set(ngCallId, server.calls.get(ngCallId) ?? 'new');
      return server;
    },
    async release(ngCallId) {
      const server = servers.find(({ calls }) => calls.has(ngCallId));
      if (server?.calls.delete(ngCallId) !== true) return;
      // One that does not answer has forgotten the call, or will when no media come any more.
      await server.send('delete', ngCallId, { 'delete-delay': 0 }).catch(() => undefined);
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      for (const server of servers) server.close();
    },
  };
}

class Server implements MediaServer {
  up = false;
  /** `new`: it may not know of the call yet. */
  readonly calls = new Map<string, 'new' | 'known'>();
  readonly #address: NgAddress;
  readonly #prefix: string;
  readonly #newId: () => string;
  #client: NgClient | undefined;
  #looking = false;
  #closed = false;
  #swept = false;

  constructor(address: NgAddress, prefix: string, newId: () => string) {
    this.#address = address;
    this.#prefix = prefix;
    this.#newId = newId;
  }

  get localAddress(): string {
    return this.#client?.localAddress ?? '127.0.0.1';
  }

  async send(command: string, ngCallId: string, parameters?: Parameters<NgClient['send']>[1]): Promise<NgAnswer> {
    if (this.#client === undefined) throw new NgSilent('never reached');
    const answer = await this.#client.send(command, { ...parameters, 'call-id': this.#prefix + ngCallId });
    if (this.calls.has(ngCallId)) this.calls.set(ngCallId, 'known');
    return answer;
  }

  /** Asks how it is. Resolves to the calls that are lost with that; never rejects. */
  async look(): Promise<readonly string[]> {
    if (this.#looking || this.#closed) return [];
    this.#looking = true;
    try {
      this.#client ??= await createNgClient(this.#address, this.#newId);
      const expected = [...this.calls].filter(([, state]) => state === 'known').map(([id]) => id);
      const answer = await this.#client.send('list', { limit: String(MOST_LISTED) });
      this.up = true;
      if (!this.#swept) this.#sweep(this.#client, answer['calls']);
      return this.#without(expected, answer['calls']);
    } catch {
      this.up = false;
      // The name of its machine may lead elsewhere by now.
      this.#client?.close();
      this.#client = undefined;
      return this.#forget([...this.calls.keys()]);
    } finally {
      this.#looking = false;
      if (this.#closed) this.#client?.close();
    }
  }

  close(): void {
    this.#closed = true;
    if (!this.#looking) this.#client?.close();
  }

  #without(expected: readonly string[], listed: unknown): readonly string[] {
    if (!Array.isArray(listed) || listed.length >= MOST_LISTED) return [];
    const there = new Set<unknown>(listed);
    return this.#forget(expected.filter((id) => !there.has(this.#prefix + id)));
  }

  /** Ends what was left there: ports that nobody speaks over, for as long as the server waits for somebody to. */
  #sweep(client: NgClient, listed: unknown): void {
    this.#swept = true;
    if (this.#prefix === '' || !Array.isArray(listed)) return;
    const left = listed.filter(
      (name): name is string =>
        typeof name === 'string' && name.startsWith(this.#prefix) && !this.calls.has(name.slice(this.#prefix.length)),
    );
    for (const name of left) client.send('delete', { 'call-id': name, 'delete-delay': 0 }).catch(() => undefined);
  }

  #forget(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => this.calls.delete(id));
  }
}

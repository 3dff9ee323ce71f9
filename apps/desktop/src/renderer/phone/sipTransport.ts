import { EmitterImpl } from 'sip.js/lib/api/emitter.js';
import { TransportState } from 'sip.js/lib/api/transport-state.js';
import type { Emitter, Transport } from 'sip.js';

/** As long as the server keeps a running call whose socket is gone; after it nobody waits for these messages. */
const KEEP_UNSENT_MS = 30_000;

interface Unsent {
  readonly text: string;
  readonly sent: () => void;
  readonly dropped: (problem: Error) => void;
}

/** What it needs of a WebSocket. */
export interface SipSocket {
  send(text: string): void;
  close(): void;
}

/**
 * The pipe under SIP.js. Sockets come and go beneath it (each with a ticket of its own), the dialogs above stay: what is
 * said while no socket is registered waits for the next one, because over a reliable transport SIP says nothing twice
 * (RFC 3261, section 17.1.2.2). REGISTER alone goes out at once: by it the server gives the calls to the new socket.
 */
export class SipTransport implements Transport {
  readonly protocol = 'WS';
  readonly stateChange: Emitter<TransportState>;
  onConnect: (() => void) | undefined;
  onDisconnect: ((problem?: Error) => void) | undefined;
  onMessage: ((text: string) => void) | undefined;
  readonly #states = new EmitterImpl<TransportState>();
  #state = TransportState.Disconnected;
  #socket: SipSocket | undefined;
  #registered = false;
  #unsent: readonly Unsent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.stateChange = this.#states;
  }

  get state(): TransportState {
    return this.#state;
  }

  /** A socket stands; nothing but REGISTER goes over it yet. */
  attach(socket: SipSocket): void {
    this.#socket = socket;
    this.#registered = false;
    this.#change(TransportState.Connected);
    this.onConnect?.();
  }

  /** The server knows this socket: what waited goes out, in its order. */
  release(): void {
    this.#registered = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#unsent;
    this.#unsent = [];
    for (const { text, sent } of waiting) {
      this.#socket?.send(text);
      sent();
    }
  }

  /** The socket is gone. */
  detach(): void {
    if (this.#socket === undefined) return;
    this.#socket = undefined;
    this.#registered = false;
    this.#change(TransportState.Disconnected);
    this.onDisconnect?.();
  }

  send(text: string): Promise<void> {
    if (this.#socket !== undefined && (this.#registered || text.startsWith('REGISTER '))) {
      this.#socket.send(text);
      return Promise.resolve();
    }
    if (text.startsWith('REGISTER ')) return Promise.reject(new Error('There is no connection.'));
    return new Promise((resolve, reject) => {
      this.#unsent = [...this.#unsent, { text, sent: resolve, dropped: reject }];
      this.#timer ??= setTimeout(() => this.#drop(), KEEP_UNSENT_MS);
    });
  }

  isConnected(): boolean {
    return this.#socket !== undefined;
  }

  /** Connecting is the line's business. */
  connect(): Promise<void> {
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.#socket?.close();
    this.detach();
    this.#drop();
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#unsent;
    this.#unsent = [];
    for (const { dropped } of waiting) dropped(new Error('No connection came in time.'));
  }

  #change(state: TransportState): void {
    this.#state = state;
    this.#states.emit(state);
  }
}

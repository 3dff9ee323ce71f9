import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { IncomingInviteRequest } from 'sip.js/lib/core/index.js';

import { networkOf } from '../../../application/network.ts';
import { TokenBuckets } from '../../../application/tokenBuckets.ts';
import { OWN_DOMAIN, type PhoneAccount } from '../callControl.ts';
import { createDigest, parseCredentials } from './digest.ts';
import { createFlow, type Exchange, type Flow, markedReply, type Place } from './flow.ts';
import type { Registrar } from './registrar.ts';
import { headerOf, plainReply, screen, type Screened } from './screening.ts';

const LIMIT_BYTES = 64 * 1024;
/** What an address nobody knows may ask of us. Scanners ask hundreds of times a second. */
const STRANGER = { perSecond: 2, burst: 20 };
/** Wrong passwords from one network before it is not heard for a while. */
const GUESSES = { perSecond: 1 / 60, burst: 10 };
const MAX_FLOWS = 1_000;

export interface PhonesParts {
  readonly exchange: Exchange;
  readonly wallNow: () => number;
  readonly registrar: Registrar;
  readonly called: (request: IncomingInviteRequest, flow: Flow, agentId: AgentId) => void;
  /** A phone of this account has proved itself over a way that is new. */
  readonly cameBack: (user: string, flow: Flow) => void;
}

/** A way back to whoever sent something. */
export interface Back {
  readonly transport: 'UDP' | 'TCP' | 'TLS' | 'WS';
  readonly from: Place;
  /** Host and port of ours they reached. */
  readonly host: string;
  readonly send: (text: string) => void;
}

/**
 * Phones of other makes: whoever registers proves with every request that it knows its account's password (RFC 3261, 22).
 * Until then a source has no state here, and gets no answer but the challenge to a REGISTER.
 */
export function createPhones(parts: PhonesParts) {
  const { exchange } = parts;
  const digest = createDigest(OWN_DOMAIN, parts.wallNow);
  const strangers = new TokenBuckets(STRANGER);
  const guesses = new TokenBuckets(GUESSES);
  const flows = new Map<string, { readonly flow: Flow; readonly user: string; readonly back: Back }>();
  /** Requests whose proof was taken before their flow was there: a proof is good once. */
  const proved = new Set<string>();
  let accounts = new Map<string, PhoneAccount>();

  /** The account whose password the request proves; else the challenge, or nothing for who is not worth one. */
  const prove = (
    message: Screened,
    from: Place,
  ): { readonly account: PhoneAccount } | { readonly challenge: string } | undefined => {
    const origin = networkOf(from.address);
    const challenge = (stale: boolean) => ({ challenge: digest.challenge(origin, stale) });
    const header = headerOf(message.headers, 'authorization') ?? headerOf(message.headers, 'proxy-authorization');
    if (header === undefined) return challenge(false);
    const credentials = parseCredentials(header);
    const account = accounts.get(credentials?.get('username') ?? '');
    const verdict =
      credentials === undefined || account === undefined
        ? 'wrong'
        : digest.verify(credentials, message.method ?? '', account.password, origin);
    if (verdict === 'good' && account !== undefined) return { account };
    if (verdict === 'stale') return challenge(true);
    return guesses.take(origin, exchange.now()) > 0 ? undefined : challenge(false);
  };

  const keyOf = ({ transport, from }: Back): string => `${transport} ${from.address} ${from.port}`;

  const open = (account: PhoneAccount, back: Back): Flow => {
    const flow: Flow = createFlow(
      {
        transport: back.transport,
        user: 'call',
        host: back.host,
        limitBytes: LIMIT_BYTES,
        send: back.send,
        guard: (message) => {
          if (message.method !== 'REGISTER' && (message.method !== 'INVITE' || message.belongs)) return undefined;
          if (proved.delete(branchOf(message)) || flow.knows(branchOf(message))) return undefined;
          const proof = prove(message, back.from);
          if (proof === undefined) return { status: 403 };
          if ('challenge' in proof) return { status: 401, extra: proof.challenge };
          return proof.account.user === account.user ? undefined : { status: 403 };
        },
        invited: (request) => parts.called(request, flow, account.agentId),
        registering: (request) => {
          parts.registrar.register(request, flow, account.agentId, 'phone');
        },
      },
      exchange,
    );
    return flow;
  };

  return {
    configure(next: readonly PhoneAccount[]): void {
      const before = accounts;
      accounts = new Map(next.map((account) => [account.user, account]));
      for (const { flow, user } of flows.values()) {
        const [was, is] = [before.get(user), accounts.get(user)];
        // What it has proved is not its account's any more: whoever has lost a phone gives the account another password.
        if (is === undefined || is.password !== was?.password || is.agentId !== was.agentId)
          parts.registrar.remove(flow);
      }
    },
    /** Something from an address that is no trunk's. False: this peer is not worth its connection. */
    received(text: string, back: Back): boolean {
      const known = flows.get(keyOf(back));
      // A phone that was given another account registers from the place of the one before.
      if (known !== undefined && (registeringUser(text) ?? known.user) === known.user) {
        known.flow.receive(text, back.from);
        return true;
      }
      const now = exchange.now();
      if (accounts.size === 0 || !text.startsWith('REGISTER ') || strangers.take(networkOf(back.from.address), now) > 0)
        return false;
      const screening = screen(text, LIMIT_BYTES);
      if (screening.kind !== 'good' || exchange.budget.take(now) > 0) return false;
      const proof = prove(screening.message, back.from);
      if (proof === undefined) return false;
      if ('challenge' in proof) {
        const reply = plainReply(screening.message, 401, proof.challenge);
        if (reply !== undefined) back.send(markedReply(reply, back.from));
        return true;
      }
      if (flows.size >= MAX_FLOWS) return false;
      known?.flow.lose();
      const flow = open(proof.account, back);
      flows.set(keyOf(back), { flow, user: proof.account.user, back });
      flow.onLost(() => flows.delete(keyOf(back)));
      proved.add(branchOf(screening.message));
      flow.receive(text, back.from);
      proved.clear();
      parts.cameBack(proof.account.user, flow);
      return true;
    },
    /** Whose flow this is, and where they are; undefined: no phone's. */
    behind(flow: Flow): { readonly user: string; readonly back: Back } | undefined {
      return [...flows.values()].find((one) => one.flow === flow);
    },
    /** Its connection is gone. */
    gone(back: Back): void {
      flows.get(keyOf(back))?.flow.lose();
    },
    /** Lets go of whose registration has ended and who is in no call. */
    tick(inCall: (flow: Flow) => boolean): void {
      for (const { flow } of flows.values())
        if (parts.registrar.bindingOf(flow) === undefined && !inCall(flow)) flow.lose();
    },
    stop(): void {
      for (const { flow } of flows.values()) flow.lose();
    },
  };
}

const branchOf = (message: Screened): string =>
  /;\s*branch\s*=\s*([^\s;,]+)/i.exec(headerOf(message.headers, 'via') ?? '')?.[1] ?? '';

/** The account a REGISTER names; undefined: it names none, or is none. */
const registeringUser = (text: string): string | undefined =>
  text.startsWith('REGISTER ') ? /^authorization\s*:[^\r\n]*\busername="([^"]*)"/im.exec(text)?.[1] : undefined;

export type Phones = ReturnType<typeof createPhones>;

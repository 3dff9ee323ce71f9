import type { AgentId, InteractionId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { IncomingInviteRequest, IncomingRequestMessage } from 'sip.js/lib/core/index.js';

import { CALL_HEADER, type CallOrder, ROLE_HEADER, type SipClient } from '../callControl.ts';
import { type Call, type CallParts, endCall, legsOf, newCall, type Permission, PROBE_MS, stopAttempt } from './call.ts';
import { completeConsult, consult, endConsult } from './consulting.ts';
import { repeatNews, tellCustomer } from './customerNews.ts';
import { calledNumber, dialledUser, numberOf, sameDigits } from './calledNumber.ts';
import type { Flow } from './flow.ts';
import { displayName, type Leg, receiveLeg } from './leg.ts';
import { endListening, listenIn } from './listening.ts';
import { createPermissions, type Expected, roleOf } from './permissions.ts';
import { joinColleague, reachOut } from './reachingOut.ts';
import { agentHungUp } from './rating.ts';
import { ring, stopOthers, stopRinging } from './ringing.ts';
import { announce, music, pauseRecording, record, voicemail } from './sounding.ts';
import { connect, forward, hearCustomer, letAgentGo } from './talking.ts';

const PERMISSION_MS = 30_000;
/**
 * A desk learns of what it may do at the same moment as the order for it sets out: its INVITE may be here first, and then
 * waits for so long.
 */
const EARLY_MS = 3_000;
/** What an agent dials on a phone of another make is allowed or refused by then. */
const ALLOWED_MS = 10_000;
const MAX_HOPS = 70;
/** Of what is dialled. */
const ADDRESS_MOST = 64;

/** How who may not call is told why (RFC 3261, 21.4). */
const REFUSED = { forbidden: 403, busy: 486, unavailable: 480 } as const;

export interface CallsParts extends Omit<CallParts, 'rated'> {
  /** UUIDv7. */
  readonly newCallId: () => InteractionId;
}

/** What RFC 3261, 20.22 leaves of the hops; a call that comes back to us again and again ends. */
const hopsOf = (message: IncomingRequestMessage): number =>
  Math.min(MAX_HOPS, Number(message.getHeader('max-forwards') ?? MAX_HOPS));

/** Every call of the worker: who may begin one, who is told what, what is done to it by order. */
export function createCalls(parts: CallsParts) {
  const calls = new Map<InteractionId, Call>();
  /** Colleagues who accepted before the caller's own INVITE was here. */
  const awaited = new Map<InteractionId, AgentId>();
  /** Whose phones shall ring for a caller whose own INVITE is not here yet. */
  const toRing = new Map<InteractionId, Extract<CallOrder, { type: 'ring' }>>();

  const report: CallParts['report'] = (fact) => {
    if (fact.type === 'ended') {
      // Who is asked for a rating is on the line still.
      if (calls.get(fact.callId)?.rating?.stop === undefined) calls.delete(fact.callId);
      permissions.forget(fact.callId);
      awaited.delete(fact.callId);
      toRing.delete(fact.callId);
    }
    parts.report(fact);
  };
  const inner: CallParts = { ...parts, report, rated: ({ id }) => void calls.delete(id) };

  /** What goes on by itself: a fault of ours ends it, not the worker. */
  const begin = (work: Promise<unknown>): void => void work.catch(() => parts.exchange.noted('orderFailed'));

  const authorise = (order: Extract<CallOrder, { type: 'authorise' }>): void => {
    const { callId, agentId, role, to, until } = order;
    const call = calls.get(callId);
    // Who is consulted has accepted: at a desk, or by the phone that waits for it.
    if (role === 'consult' && to.kind === 'agent' && call !== undefined) stopOthers(call, to.agentId);
    const missed = (): void => {
      if (role === 'consult') report({ type: 'farEndFailed', callId, role, because: 'unreachable' });
      // Nobody called: the call that was allowed never came to be.
      else if (!calls.has(callId)) report({ type: 'ended', callId, by: 'server', because: 'failed' });
    };
    permissions.expect(callId, { kind: 'call', agentId, role, to, until }, PERMISSION_MS, missed);
  };

  /** Own softphones, by their headers (see callControl). */
  const softphoneCalled = (flow: Flow, request: IncomingInviteRequest, agentId: AgentId): void => {
    const callId = request.message.getHeader(CALL_HEADER) as InteractionId | undefined;
    const role = request.message.getHeader(ROLE_HEADER);
    const one = callId === undefined ? undefined : permissions.claim(callId, agentId, (it) => roleOf(it) === role);
    if (callId === undefined || (one === undefined && permissions.full()))
      return void request.reject({ statusCode: 403 });
    const leg = receiveLeg(flow, request, parts.exchange.waiting);
    request.trying();
    if (one !== undefined) return allowed(callId, leg, one);
    permissions.wait({ callId, agentId, role, leg }, EARLY_MS);
  };

  /** The softphone of an agent does what it may. */
  const allowed = (callId: InteractionId, leg: Leg, one: Expected): void => {
    const call = calls.get(callId);
    if (one.kind === 'call' && one.role === 'talk')
      return call === undefined ? callOut(callId, leg, one) : leg.end({ status: 486 });
    if (call === undefined) return leg.end({ status: 481 });
    if (one.kind === 'listen') return begin(listenIn(inner, call, one.agentId, one.mode, leg));
    return begin(consult(inner, call, leg, one, parts.newCallId()));
  };

  const permissions = createPermissions({ waiting: parts.exchange.waiting, allowed });

  const callOut = (callId: InteractionId, leg: Leg, permission: Permission): void => {
    const { to } = permission;
    const shown = to.kind === 'outside' ? { user: to.number, name: to.number } : { user: 'call', name: '' };
    const call = newCall(callId, { anchored: parts.media().available, shown, hops: MAX_HOPS });
    calls.set(callId, call);
    call.awaited = awaited.get(callId);
    begin(reachOut(inner, call, leg, permission));
    const rings = toRing.get(callId);
    toRing.delete(callId);
    if (rings !== undefined && call.awaited === undefined) carryOut(rings, call);
  };

  const arrived = (
    leg: Leg,
    message: IncomingRequestMessage,
    from: { readonly trunkId: TrunkId; readonly account: string } | Extract<SipClient, { kind: 'visitor' }>,
  ): void => {
    leg.ring();
    if (leg.state === 'ended') return;
    const id = parts.newCallId();
    const number = numberOf(message.from.uri.user);
    const name = displayName(message.from.displayName ?? '');
    const trunk = 'trunkId' in from;
    const shown = { user: trunk ? (number ?? 'anonymous') : 'visitor', name };
    const hops = hopsOf(message);
    const call = newCall(id, { anchored: parts.media().available, shown, hops, told: !trunk });
    calls.set(id, call);
    hearCustomer(inner, call, leg);
    const to = trunk ? (calledNumber(message, from.account) ?? '') : '';
    report({
      type: 'arrived',
      callId: id,
      from: trunk
        ? { kind: 'trunk', trunkId: from.trunkId, number, name }
        : { kind: 'visitor', customerId: from.customerId, channelId: from.channelId },
      to,
    });
  };

  const carryOut = (order: Exclude<CallOrder, { type: 'authorise' | 'refuse' }>, call: Call): void => {
    switch (order.type) {
      case 'ring':
        return begin(ring(inner, call, order.agentIds, order.callerName));
      case 'stopRinging':
        return stopRinging(call, order.agentIds, order.because);
      case 'connect':
        if (call.customer !== undefined || call.agent?.agentId === order.agentId)
          return begin(connect(inner, call, order.agentId));
        return begin(joinColleague(inner, call, order.agentId));
      case 'forward':
        return begin(forward(inner, call, order.to));
      case 'completeConsult':
        return begin(completeConsult(inner, call));
      case 'endConsult':
        // Whoever picked a phone up for it, and was not joined yet, is sent away with it.
        stopRinging(call, undefined, 'over');
        return endConsult(inner, call);
      case 'news':
        // What was seen a moment ago: by now somebody may be with them, be on the way, or have left.
        if ((call.agent !== undefined) !== (order.stage === 'talking') || call.attempt !== undefined) return;
        if (call.away !== undefined) return;
        return tellCustomer(inner, call, order.stage, order);
      case 'music':
        if (order.on) letAgentGo(inner, call);
        return begin(music(inner, call, order));
      case 'voicemail':
        return begin(voicemail(inner, call, order));
      case 'announce':
        return begin(announce(inner, call, order));
      case 'record':
        return begin(record(inner, call, order));
      case 'pauseRecording':
        return begin(pauseRecording(inner, call, order));
      case 'listen':
        return permissions.expect(
          order.callId,
          { kind: 'listen', agentId: order.agentId, mode: order.mode },
          PERMISSION_MS,
          () => undefined,
        );
      case 'stopListening':
        return endListening(inner, call, order.agentId);
      case 'hangUp':
        // Who is asked for a rating already was hung up on at their desk and their phone alike.
        if (call.over) return;
        stopAttempt(call);
        return call.agent === undefined ? endCall(inner, call, 'server', 'hangUp') : agentHungUp(inner, call);
      case 'askRating':
        if (call.agent !== undefined) call.rating = { language: order.language ?? 'en' };
        return;
    }
  };

  return {
    softphoneCalled,
    /** A visitor's page: one call at a time on its flow. */
    visitorCalled(flow: Flow, request: IncomingInviteRequest, client: Extract<SipClient, { kind: 'visitor' }>): void {
      if ([...calls.values()].some((call) => call.customer?.flow === flow))
        return void request.reject({ statusCode: 486 });
      request.trying();
      arrived(receiveLeg(flow, request, parts.exchange.waiting), request.message, client);
    },
    /** `account`: our name at the line. */
    trunkCalled(flow: Flow, request: IncomingInviteRequest, trunkId: TrunkId, account: string): Leg {
      request.trying();
      const leg = receiveLeg(flow, request, parts.exchange.waiting);
      arrived(leg, request.message, { trunkId, account });
      return leg;
    },
    /**
     * A phone of another make calls: what its agent was just allowed at the desk, else what the rules for calling out say of
     * it. It dials once at a time.
     */
    phoneCalled(flow: Flow, request: IncomingInviteRequest, agentId: AgentId): void {
      const user = dialledUser(request.message);
      const number = numberOf(user);
      for (const callId of permissions.calls()) {
        const fits = (one: Expected): boolean =>
          one.kind === 'call' && one.role === 'talk' && one.to.kind === 'outside' && sameDigits(one.to.number, number);
        const one = calls.has(callId) ? undefined : permissions.claim(callId, agentId, fits);
        if (one?.kind !== 'call') continue;
        request.trying();
        return callOut(callId, receiveLeg(flow, request, parts.exchange.waiting), one);
      }
      if (user === '' || user.length > ADDRESS_MOST) return void request.reject({ statusCode: 404 });
      if (permissions.full() || permissions.waits(flow)) return void request.reject({ statusCode: 486 });
      request.trying();
      const callId = parts.newCallId();
      const leg = receiveLeg(flow, request, parts.exchange.waiting);
      permissions.wait({ callId, agentId, role: 'talk', leg }, ALLOWED_MS);
      report({ type: 'dialled', callId, agentId, to: number ?? user });
    },
    order(order: CallOrder): void {
      if (order.type === 'authorise') return authorise(order);
      if (order.type === 'refuse') return permissions.refuse(order.callId, REFUSED[order.because]);
      const call = calls.get(order.callId);
      if (call !== undefined) return carryOut(order, call);
      if (!permissions.has(order.callId)) return;
      // The softphone's INVITE is still under way.
      if (order.type === 'connect') awaited.set(order.callId, order.agentId);
      if (order.type === 'ring') toRing.set(order.callId, order);
      if (order.type === 'stopRinging') toRing.delete(order.callId);
      if (order.type === 'hangUp') report({ type: 'ended', callId: order.callId, by: 'agent', because: 'hangUp' });
    },
    /** The media of this call are gone with their server: nobody hears anybody. */
    mediaLost(callId: InteractionId): void {
      const call = calls.get(callId);
      if (call !== undefined) endCall(inner, call, 'server', 'failed');
    },
    /** A line is given up: calls over it end, a consultation over it alone. */
    lineGone(has: (leg: Leg) => boolean): void {
      for (const call of calls.values()) {
        const { customer, agent, attempt, consult: asked } = call;
        const parties = [customer, agent?.leg, ...(customer === undefined ? (attempt?.legs ?? []) : [])];
        if (parties.some((leg) => leg !== undefined && has(leg))) endCall(inner, call, 'server', 'failed');
        else if (asked?.other !== undefined && has(asked.other)) endConsult(inner, call);
      }
    },
    /** Whether somebody talks over this flow, or calls over it. */
    standing: (flow: Flow): 'talks' | 'calls' | 'no' => {
      const states = [...calls.values()].flatMap((call) => legs(call).filter((leg) => leg.flow === flow));
      if (states.some(({ state }) => state === 'standing')) return 'talks';
      return states.some(({ state }) => state === 'early') ? 'calls' : 'no';
    },
    /** Asks every leg, or those of one flow, whether its peer still knows it; who waits is told again that they do. */
    probe(flow?: Flow): void {
      for (const call of calls.values()) {
        for (const leg of legs(call)) if (flow === undefined || leg.flow === flow) leg.probe();
        if (flow === undefined || call.customer?.flow === flow) repeatNews(inner, call, flow !== undefined);
      }
    },
    /** Every leg there is. */
    legs: (): readonly Leg[] => [...calls.values()].flatMap(legsOf),
    /** Every leg of this call; none of one that is over. */
    legsOf(callId: InteractionId): readonly Leg[] {
      const call = calls.get(callId);
      return call === undefined ? [] : legsOf(call);
    },
    probeEveryMs: PROBE_MS,
    stop(): void {
      for (const call of calls.values()) endCall(inner, call, 'server', 'lost');
    },
  };
}

const legs = (call: Call): readonly Leg[] =>
  [call.customer, call.agent?.leg, call.consult?.asker, call.consult?.other].filter((leg) => leg !== undefined);

export type Calls = ReturnType<typeof createCalls>;

import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import type { CallFact, LegRole, Party } from '../callControl.ts';
import { type Call, type CallParts, endCall, stopAttempt } from './call.ts';
import { tellCustomer } from './customerNews.ts';
import { agentPeer, ELSEWHERE, outsidePeer } from './dialling.ts';
import { directionOf, holds, passOn } from './holding.ts';
import { type Begun, join, type Peer, standingPeer } from './joining.ts';
import type { Leg } from './leg.ts';
import { endListening } from './listening.ts';
import { agentHungUp } from './rating.ts';
import { pickedUpBy, stopRinging } from './ringing.ts';

/** A page that is loaded anew is back by then; one that was closed is not. */
const AWAY_MS = 15_000;
/** Two strangers talk at the center's cost, with nobody beside who would notice that they never hung up. */
const SENT_ON_MS = 2 * 60 * 60_000;

/** Listens to the customer's leg for as long as the call lives. */
export function hearCustomer(parts: CallParts, call: Call, leg: Leg): void {
  call.customer = leg;
  leg.listener = {
    ended: (how) => endCall(parts, call, 'customer', how === 'lost' ? 'lost' : 'hangUp'),
    changed: (change) => void passOn(parts, call, leg, change),
    digit: (digit) => {
      parts.report({ type: 'digit', callId: call.id, by: 'customer', digit });
      call.agent?.leg.info('application/dtmf-relay', `Signal=${digit}\r\nDuration=160\r\n`);
    },
    // A customer is sent on by agents only: to follow them would let strangers call at our cost.
    referred: () => undefined,
    // A colleague who was called: nobody is at their end any more.
    leaving: () => endCall(parts, call, 'customer', 'hangUp'),
  };
}

/** Listens to whoever is in the agent's place. Their end is the end of the call, their loss is not: the customer waits. */
export function hearAgent(parts: CallParts, call: Call, leg: Leg, agentId: AgentId | undefined): void {
  call.agent = { leg, agentId };
  leg.listener = {
    ended: (how) => {
      if (call.over || call.agent?.leg !== leg || how === 'ended') return;
      const alone = how === 'lost' && agentId !== undefined && call.customer?.state === 'standing';
      if (!alone) return how === 'lost' ? endCall(parts, call, 'agent', 'lost') : agentHungUp(parts, call);
      // The way to the page is there, and it does not know its call: it was loaded anew.
      const isBack = leg.forgotten && !leg.flow.lost && parts.registrar.bindingOf(leg.flow)?.device === 'softphone';
      if (isBack && call.attempt === undefined) void giveBack(parts, call, leg, agentId);
      else leaveWaiting(parts, call, agentId);
    },
    changed: (change) => void passOn(parts, call, leg, change),
    digit: (digit) => {
      parts.report({ type: 'digit', callId: call.id, by: 'agent', digit });
      call.customer?.info('application/dtmf-relay', `Signal=${digit}\r\nDuration=160\r\n`);
    },
    referred: (to) => {
      if (agentId !== undefined) parts.report({ type: 'referred', callId: call.id, agentId, to });
    },
    leaving: () => {
      if (call.over || call.agent?.leg !== leg || call.away !== undefined) return;
      keepOnHold(
        parts,
        call,
        parts.exchange.waiting.after(AWAY_MS, () => endCall(parts, call, 'agent', 'hangUp')),
      );
    },
  };
}

/** The customer waits with nobody at their other end: the rules say who comes next. */
function leaveWaiting(parts: CallParts, call: Call, agentId: AgentId): void {
  expectBackNoLonger(call);
  call.agent = undefined;
  call.held = false;
  endListening(parts, call);
  parts.report({ type: 'connectFailed', callId: call.id, agentId, because: 'failed' });
}

function expectBackNoLonger(call: Call): void {
  call.away?.stop();
  call.away = undefined;
}

/** Whoever talks with the customer is gone for a moment: they hear that they are on hold, and everybody sees it. */
function keepOnHold(parts: CallParts, call: Call, stop: () => void): void {
  expectBackNoLonger(call);
  call.away = { stop };
  // Through that softphone nobody hears anything now.
  endListening(parts, call);
  tellCustomer(parts, call, 'held', { agent: call.news?.agent });
  playMusic(parts, call);
  if (call.held) return;
  call.held = true;
  parts.report({ type: 'held', callId: call.id, on: true });
}

/** A browser on hold plays its own tone. */
function playMusic(parts: CallParts, call: Call): void {
  if (!call.anchored || call.customer?.flow.kind !== 'plain') return;
  parts
    .media()
    .music(call.id, 'customer', call.musicFile, true)
    .catch(() => parts.exchange.noted('musicFailed'));
}

/** The page is back that had this leg: it is called about its call, and the two talk on. */
async function giveBack(parts: CallParts, call: Call, leg: Leg, agentId: AgentId): Promise<void> {
  keepOnHold(parts, call, () => undefined);
  const begun = await attempt(parts, call, agentId, (legs) =>
    agentPeer(parts, call, agentId, legs, { role: 'talk', only: leg }),
  );
  if (begun?.ok === true) return replaceAgent(parts, call, begun.leg, agentId);
  if (!call.over && call.agent?.leg === leg) leaveWaiting(parts, call, agentId);
}

/** Puts who was joined in the agent's place; the one before leaves, and with them who listened through their softphone. */
function replaceAgent(parts: CallParts, call: Call, leg: Leg, agentId: AgentId | undefined): void {
  const before = call.agent?.leg;
  // The same person again: whom the customer talks with was said before, and is not said anew.
  const isBack = call.away !== undefined && call.agent?.agentId === agentId;
  const stays = isBack && holds(directionOf(leg.sdp ?? ''));
  const agent = isBack ? call.news?.agent : undefined;
  expectBackNoLonger(call);
  hearAgent(parts, call, leg, agentId);
  // Whether the queue of somebody else asks for a rating is said anew.
  if (!isBack) call.rating = undefined;
  tellCustomer(parts, call, 'talking', { agent });
  if (stays) playMusic(parts, call);
  if (call.held && !stays) {
    call.held = false;
    parts.report({ type: 'held', callId: call.id, on: false });
  }
  if (before !== undefined && before !== leg) {
    before.end({ reason: ELSEWHERE });
    endListening(parts, call);
  }
  stopRinging(call, undefined, 'elsewhere');
}

/** Who talks with the customer leaves, and the customer waits: they were sent on to a queue, or taken from their agent. */
export function letAgentGo(parts: CallParts, call: Call): void {
  const before = call.agent?.leg;
  if (before === undefined) return;
  expectBackNoLonger(call);
  call.agent = undefined;
  call.held = false;
  before.end({ reason: ELSEWHERE });
  endListening(parts, call);
}

/**
 * Runs one join at a time: a new one ends the one under way. Resolves to undefined where another, or the end of the call,
 * made it pointless.
 */
async function attempt(
  parts: CallParts,
  call: Call,
  agentId: AgentId | undefined,
  peerOf: (legs: Set<Leg>) => Peer,
): Promise<Begun | undefined> {
  stopAttempt(call);
  const mine = { legs: new Set<Leg>(), agentId };
  call.attempt = mine;
  if (call.agent === undefined) tellCustomer(parts, call, 'connecting');
  const begun = await join(parts, call, peerOf(mine.legs));
  if (call.attempt !== mine || call.over) {
    if (begun.ok) begun.leg.end();
    return undefined;
  }
  call.attempt = undefined;
  // They hung up in the moment of being joined: nobody heard it, as nobody listened yet.
  if (begun.ok && begun.leg.state === 'ended') return { ok: false, because: 'failed' };
  return begun;
}

/** Joins the customer with this agent; `role` and `only` are of a consultation that becomes the call. */
export async function connect(
  parts: CallParts,
  call: Call,
  agentId: AgentId,
  dialling: { readonly role?: LegRole; readonly only?: Leg; readonly headers?: readonly string[] } = {},
): Promise<boolean> {
  if (call.agent?.agentId === agentId && call.agent.leg.state === 'standing') return true;
  const picked = pickedUpBy(call, agentId);
  const begun = await attempt(parts, call, agentId, (legs) =>
    picked === undefined
      ? agentPeer(parts, call, agentId, legs, { role: 'talk', ...dialling })
      : pickedPeer(call, picked),
  );
  if (begun === undefined) return false;
  if (!begun.ok) {
    parts.report(notJoined(call, agentId, begun.because));
    return false;
  }
  for (const phone of call.phones) if (phone.leg === begun.leg) call.phones.delete(phone);
  replaceAgent(parts, call, begun.leg, agentId);
  parts.report({ type: 'connected', callId: call.id, agentId });
  return true;
}

function notJoined(call: Call, agentId: AgentId, why: Extract<Begun, { ok: false }>['because']): CallFact {
  const because = why === 'noPhone' || why === 'failed' ? why : 'noAnswer';
  return { type: 'connectFailed', callId: call.id, agentId, because };
}

/** A phone of another make that was picked up: it was offered the waiting customer already and has answered. */
function pickedPeer(call: Call, leg: Leg): Peer {
  const standing = standingPeer(leg);
  return {
    kind: leg.flow.kind,
    begin: async (offer) =>
      offer !== undefined && call.customer?.state === 'early'
        ? { ok: true, leg, reply: { ok: true, sdp: leg.sdp, ack: () => undefined } }
        : standing.begin(offer),
  };
}

/** What the far end's refusal is called in facts. */
export const farProblem = (
  because: Extract<Begun, { ok: false }>['because'],
): Extract<CallFact, { type: 'farEndFailed' }>['because'] =>
  because === 'failed' || because === 'noPhone' ? 'unreachable' : because;

/** Sends the customer on to somebody; the agent's leg ends once they answer. */
export async function forward(parts: CallParts, call: Call, to: Party): Promise<void> {
  if (to.kind === 'agent') return void (await connect(parts, call, to.agentId));
  const ringing = (): void => parts.report({ type: 'farEnd', callId: call.id, role: 'forward', state: 'ringing' });
  const begun = await attempt(parts, call, undefined, (legs) => outsidePeer(parts, call, to, legs, ringing));
  if (begun === undefined) return;
  if (!begun.ok)
    return parts.report({ type: 'farEndFailed', callId: call.id, role: 'forward', because: farProblem(begun.because) });
  replaceAgent(parts, call, begun.leg, undefined);
  goOnOutside(parts, call, begun.leg);
}

/** The customer talks with somebody outside from now on: for the team it is over, and those two go on, though not for ever. */
export function goOnOutside(parts: CallParts, call: Call, leg: Leg): void {
  // Who listened and what recorded did so for the team: those two talk among themselves.
  endListening(parts, call);
  if (call.anchored)
    parts
      .media()
      .record(call.id, false)
      .catch(() => parts.exchange.noted('mediaFailed'));
  parts.report({ type: 'farEnd', callId: call.id, role: 'forward', state: 'answered' });
  const over = parts.exchange.waiting.after(SENT_ON_MS, () => {
    if (call.agent?.leg === leg) endCall(parts, call, 'server', 'hangUp');
  });
  const heard = leg.listener;
  leg.listener = {
    ...heard,
    ended(how) {
      over();
      heard.ended(how);
    },
  };
}

/** Joins the customer with a leg that stands; true once they talk. */
export async function joinStanding(
  parts: CallParts,
  call: Call,
  leg: Leg,
  agentId: AgentId | undefined,
): Promise<boolean> {
  const begun = await attempt(parts, call, agentId, () => standingPeer(leg));
  if (begun?.ok !== true) {
    if (begun !== undefined && agentId !== undefined) parts.report(notJoined(call, agentId, begun.because));
    return false;
  }
  replaceAgent(parts, call, leg, agentId);
  return true;
}

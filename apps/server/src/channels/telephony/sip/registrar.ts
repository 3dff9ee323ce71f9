import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { IncomingRegisterRequest } from 'sip.js/lib/core/index.js';
import { NameAddrHeader } from 'sip.js/lib/grammar/name-addr-header.js';
import type { URI } from 'sip.js/lib/grammar/uri.js';

import type { CallFact } from '../callControl.ts';
import type { Exchange, Flow } from './flow.ts';

export type Device = 'softphone' | 'phone';

/** One device of an agent and the way to it. */
export interface Binding {
  readonly agentId: AgentId;
  readonly device: Device;
  readonly flow: Flow;
  /** Where requests to it go: its Contact. */
  readonly contact: URI;
  readonly expiresAt: number;
}

const DEFAULT_SECONDS = 600;
const MAX_SECONDS: Readonly<Record<Device, number>> = { softphone: 600, phone: 3_600 };
/** RFC 3261, 10.3: whoever asks for less is told so (423). */
const MIN_SECONDS = 60;
/** Devices of one agent: more is a mistake or an attack. */
const MAX_DEVICES = 10;
/** A page whose script hangs still keeps its socket: only an answer says that a phone would ring. */
const PING_MS = 30_000;

interface Kept extends Binding {
  expiresAt: number;
  pingAt: number;
  offLost: () => void;
}

/** Who can be reached where (RFC 3261, 10). Tells of an agent's devices whenever they change. */
export function createRegistrar(exchange: Exchange, report: (fact: CallFact) => void) {
  const kept = new Map<Flow, Kept>();
  const told = new Map<AgentId, string>();

  const of = (agentId: AgentId): readonly Binding[] => [...kept.values()].filter((one) => one.agentId === agentId);

  const tell = (agentId: AgentId): void => {
    const devices = (['softphone', 'phone'] as const).filter((device) =>
      of(agentId).some((one) => one.device === device),
    );
    const text = devices.join();
    if ((told.get(agentId) ?? '') === text) return;
    if (text === '') told.delete(agentId);
    else told.set(agentId, text);
    report({ type: 'phones', agentId, devices });
  };

  const remove = (flow: Flow): void => {
    const one = kept.get(flow);
    if (one === undefined) return;
    kept.delete(flow);
    one.offLost();
    tell(one.agentId);
  };

  const keep = (flow: Flow, agentId: AgentId, device: Device, contact: URI, seconds: number): void => {
    kept.get(flow)?.offLost();
    const now = exchange.now();
    kept.set(flow, {
      agentId,
      device,
      flow,
      contact,
      expiresAt: now + seconds * 1_000,
      pingAt: now + PING_MS,
      offLost: flow.onLost(() => remove(flow)),
    });
    tell(agentId);
  };

  const ping = (one: Kept): void => {
    const { flow, contact } = one;
    const own = flow.core.configuration.contact.uri;
    flow.core.request(flow.core.makeOutgoingRequestMessage('OPTIONS', contact, own, contact, {}), {
      onReject: ({ message }) => {
        // Any other answer is one: it lives. Silence comes as 408, a broken way as 503.
        if ((message.statusCode === 408 || message.statusCode === 503) && kept.get(flow) === one) remove(flow);
      },
    });
  };

  return {
    of,
    bindingOf: (flow: Flow): Binding | undefined => kept.get(flow),
    remove,
    /** Answers a REGISTER of this agent's device, whose right to it was proved before. */
    register(request: IncomingRegisterRequest, flow: Flow, agentId: AgentId, device: Device): void {
      const { message } = request;
      const header = message.getHeader('contact');
      const asked = Number(message.getHeader('expires') ?? DEFAULT_SECONDS);
      if (header?.trim() === '*') {
        if (asked !== 0) return void request.reject({ statusCode: 400 });
        remove(flow);
        return void request.accept({ statusCode: 200 });
      }
      const contact: unknown = header === undefined ? undefined : message.parseHeader('contact');
      if (header === undefined)
        return void request.accept({ statusCode: 200, extraHeaders: contacts(kept.get(flow), exchange.now()) });
      if (!(contact instanceof NameAddrHeader)) return void request.reject({ statusCode: 400 });
      const wanted = Number(contact.getParam('expires') ?? asked);
      if (!Number.isInteger(wanted) || wanted < 0) return void request.reject({ statusCode: 400 });
      if (wanted === 0) {
        remove(flow);
        return void request.accept({ statusCode: 200 });
      }
      if (wanted < MIN_SECONDS)
        return void request.reject({ statusCode: 423, extraHeaders: [`Min-Expires: ${MIN_SECONDS}`] });
      if (!kept.has(flow) && of(agentId).length >= MAX_DEVICES) return void request.reject({ statusCode: 403 });
      keep(flow, agentId, device, contact.uri, Math.min(wanted, MAX_SECONDS[device]));
      request.accept({ statusCode: 200, extraHeaders: contacts(kept.get(flow), exchange.now()) });
    },
    /** Forgets who is due, asks whom it is time to ask. Once a second. */
    tick(): void {
      const now = exchange.now();
      for (const one of kept.values()) {
        if (one.expiresAt <= now) remove(one.flow);
        else if (one.pingAt <= now) {
          one.pingAt = now + PING_MS;
          ping(one);
        }
      }
    },
  };
}

const contacts = (one: Binding | undefined, now: number): string[] =>
  one === undefined
    ? []
    : [`Contact: <${one.contact.toString()}>;expires=${Math.max(1, Math.round((one.expiresAt - now) / 1_000))}`];

export type Registrar = ReturnType<typeof createRegistrar>;

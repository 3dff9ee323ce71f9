import {
  type CallSettings,
  defaultCallSettings,
  defaultTelephonySettings,
  type PhoneState,
  type TelephonySettings,
} from '@ringdesk/shared/model/call.ts';
import type { InteractionId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { CommandInput, CommandName } from '@ringdesk/shared/protocol/commands.ts';
import type { DialledNumber } from '@ringdesk/shared/rules/dialRules.ts';
import {
  agentId,
  Center,
  channelId,
  commandOf,
  customerId,
  interactionId,
  queueId,
  settingsOf,
} from './center.testkit.ts';
import { effectsOf } from './effects.ts';
import type { Event } from './events.ts';
import type { DomainCallOrder } from './callOrders.ts';
import type { CallInput } from './inputs.ts';
import type { InteractionRecord, OfferRecord } from './records.ts';

export const trunkId = (name: string): TrunkId => name as TrunkId;

/** A number in a country that may be called. */
export const spain = (number = '+34600111222'): DialledNumber => ({
  kind: 'number',
  number,
  country: 'ES',
  premium: false,
});

/** The settings of a call queue: four rings, who waits waits, no wrap-up unless a test wants one. */
export function callSettingsOf(
  members: readonly string[],
  call: Partial<CallSettings> = {},
  settings: Partial<QueueSettings> = {},
): QueueSettings {
  return settingsOf(members, {
    wrapUpSeconds: 0,
    missedOffersLimit: null,
    ...settings,
    call: { ...defaultCallSettings, ...call },
  });
}

/** A center with phones. */
export class CallCenter extends Center {
  /** A call queue with a number of the same name. */
  callQueue(
    name: string,
    members: readonly string[],
    call: Partial<CallSettings> = {},
    settings: Partial<QueueSettings> = {},
  ): this {
    this.server(
      commandOf('queue.create', {
        queueId: queueId(name),
        name,
        language: 'en',
        settings: callSettingsOf(members, call, settings),
      }),
    );
    this.server(
      commandOf('channel.create', {
        channelId: channelId(name),
        name,
        queueId: queueId(name),
        kind: 'phone',
        settings: { trunkId: trunkId('t0'), number: '+34910000000' },
      }),
    );
    return this;
  }

  saveCalls(
    name: string,
    members: readonly string[],
    call: Partial<CallSettings>,
    settings: Partial<QueueSettings> = {},
  ): readonly Event[] {
    const { version } = this.state.queues.get(queueId(name)) ?? { version: 1 };
    return this.server(
      commandOf('queue.save', {
        queueId: queueId(name),
        version,
        name,
        language: 'en',
        settings: callSettingsOf(members, call, settings),
      }),
    );
  }

  /** Agents with a softphone that is registered. */
  withPhones(...names: readonly string[]): this {
    for (const name of names) {
      if (!this.state.agents.has(agentId(name))) this.agent(name);
      this.phone(name);
    }
    return this;
  }

  phone(name: string, devices: PhoneState['devices'] = ['softphone']): readonly Event[] {
    return this.server({ type: 'phone.changed', agentId: agentId(name), devices });
  }

  trunk(settings: Partial<TelephonySettings> = {}, maxCalls = 10): this {
    this.server({
      type: 'telephony.configured',
      settings: { ...defaultTelephonySettings, outboundTrunkId: trunkId('t0'), countries: ['ES'], ...settings },
      trunks: [{ id: trunkId('t0'), maxCalls, country: 'ES' }],
    });
    return this;
  }

  /** Somebody calls; the call has the caller's name. */
  rings(caller: string, channel = 'sales'): readonly Event[] {
    return this.server({
      type: 'call.arrived',
      interactionId: interactionId(caller),
      channelId: channelId(channel),
      customerId: customerId(caller),
      customerName: caller,
      number: '+34600000001',
      ownNumber: '+34910000000',
      trunkId: trunkId('t0'),
    });
  }

  tells<T extends CallInput['type']>(
    type: T,
    caller: string,
    more: Omit<Extract<CallInput, { type: T }>, 'type' | 'interactionId'>,
  ): readonly Event[] {
    return this.server({ type, interactionId: interactionId(caller), ...more } as CallInput);
  }

  callOf(caller: string): InteractionRecord {
    const interaction = this.state.interactions.get(interactionId(caller));
    if (!interaction) throw new Error(`there is no call of ${caller}`);
    return interaction;
  }

  ringsWhere(caller: string): readonly string[] {
    return [...this.callOf(caller).offers.values()].map((offer) => offer.agentId);
  }

  callOffer(agent: string, caller: string): OfferRecord {
    const offer = [...this.callOf(caller).offers.values()].find((candidate) => candidate.agentId === agent);
    if (!offer) throw new Error(`${caller} does not ring at ${agent}`);
    return offer;
  }

  picksUp(agent: string, caller: string): readonly Event[] {
    return this.command(agent, 'offer.accept', { offerId: this.callOffer(agent, caller).id });
  }

  /** Accepted and joined. */
  talks(agent: string, caller: string): readonly Event[] {
    return [...this.picksUp(agent, caller), ...this.tells('call.connected', caller, { agentId: agentId(agent) })];
  }

  refuses(agent: string, caller: string): readonly Event[] {
    return this.command(agent, 'offer.decline', { offerId: this.callOffer(agent, caller).id });
  }

  hangsUp(caller: string, by: 'customer' | 'agent' = 'customer'): readonly Event[] {
    return this.tells('call.ended', caller, { by, because: 'hangUp' });
  }

  on<N extends CommandName>(
    by: string,
    name: N,
    caller: string,
    more: Omit<CommandInput<N>, 'interactionId'>,
  ): readonly Event[] {
    return this.command(by, name, { interactionId: interactionId(caller), ...more } as CommandInput<N>);
  }

  /** What the endpoint is asked because of these events. */
  orders(events: readonly Event[]): readonly DomainCallOrder[] {
    return effectsOf(events, this.state).flatMap(({ type, payload }) =>
      type === 'call.order' ? [payload as DomainCallOrder] : [],
    );
  }

  dials(by: string, name: string, number: DialledNumber = spain(), customer?: string) {
    const input = {
      interactionId: interactionId(name) as InteractionId,
      to: { kind: 'number' as const, number: number.kind === 'number' ? number.number : '112' },
    };
    return this.try(
      { kind: 'agent', agentId: agentId(by) },
      {
        type: 'command',
        command: { name: 'call.dial', input },
        dialled: { number, ...(customer && { customer: { id: customerId(customer), name: customer } }) },
      },
    );
  }
}

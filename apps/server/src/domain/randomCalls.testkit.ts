import type { CallSettings } from '@ringdesk/shared/model/call.ts';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { HOUR } from '@ringdesk/shared/model/time.ts';
import { callSettingsOf, spain, trunkId } from './calls.testkit.ts';
import { agentId, type Center, channelId, commandOf, customerId, interactionId, queueId } from './center.testkit.ts';
import type { Chance } from './chance.testkit.ts';
import type { Actor, Input } from './inputs.ts';

interface Envelope {
  readonly actor: Actor;
  readonly input: Input;
}

const server: Actor = { kind: 'server' };
const peaks = [1, 50, 100];

/** What callers, phones, the endpoint and the desks may do next with calls, in every order and about any call. */
export class RandomCalls {
  readonly #chance: Chance;
  readonly #center: Center;
  readonly #agents: readonly string[];
  readonly #queues: readonly string[];
  #calls = 0;

  constructor(chance: Chance, center: Center, agents: readonly string[], queues: readonly string[]) {
    this.#chance = chance;
    this.#center = center;
    this.#agents = agents;
    this.#queues = queues;
  }

  settings(name: string, members: readonly string[], service: Partial<QueueSettings>): QueueSettings {
    const chance = this.#chance;
    return callSettingsOf(
      members,
      {
        rings: chance.of([1, 4, 12]),
        missed: this.#missed(name),
        missedAfterSeconds: chance.of([null, 5, 60]),
        recording: chance.of(['off', 'onDemand', 'always']),
        showListening: chance.maybe(0.5),
      },
      {
        ...service,
        distribution: chance.of(['evenly', 'strict', 'toAll']),
        availabilityCheck: chance.of(['online', 'off', 'off', 'off', 'shift']),
        wrapUpSeconds: chance.of([0, 10, 45]),
        missedOffersLimit: chance.of([null, null, null, 1]),
        interceptAllowed: chance.maybe(0.5),
      },
    );
  }

  #missed(name: string): CallSettings['missed'] {
    const chance = this.#chance;
    const other = this.#queues.find((queue) => queue !== name && this.#center.state.queues.has(queueId(queue)));
    return chance.of<CallSettings['missed']>([
      { kind: 'wait' },
      { kind: 'voicemail', greetingId: null, maxSeconds: 60 },
      { kind: 'forwardToAgent', agentId: agentId(chance.of(this.#agents)) },
      { kind: 'forwardToNumber', number: '+34911' },
      { kind: 'hangUp', announcementId: null },
      { kind: 'hangUp', announcementId: 'file' as never },
      other === undefined ? { kind: 'wait' } : { kind: 'overflow', queueId: queueId(other) },
    ]);
  }

  anything(): Envelope | undefined {
    const joined = this.#chance.maybe(0.4) ? this.#joins() : undefined;
    if (joined) return joined;
    const kind = this.#chance.next();
    if (kind < 0.1) return this.#arrives();
    if (kind < 0.16) return this.#phone();
    if (kind < 0.24) return this.#dials();
    if (kind < 0.5) return this.#reports();
    return this.#desk();
  }

  /** Most of what is being joined comes about. */
  #joins(): Envelope | undefined {
    for (const id of this.#center.state.calls) {
      const interaction = this.#center.state.interactions.get(id);
      const connecting = [...(interaction?.offers.values() ?? [])].find(({ state }) => state === 'connecting');
      const about = { interactionId: id };
      if (connecting)
        return { actor: server, input: { type: 'call.connected', ...about, agentId: connecting.agentId } };
      if (interaction?.state === 'connecting')
        return { actor: server, input: { type: 'call.farEnd', ...about, role: 'talk', state: 'answered' } };
      if (interaction?.call?.consult?.state === 'ringing')
        return { actor: server, input: { type: 'call.farEnd', ...about, role: 'consult', state: 'answered' } };
    }
    return undefined;
  }

  #some(): InteractionId | undefined {
    const { state } = this.#center;
    const live = [...state.calls];
    // Now and then about one that is over.
    const all = this.#chance.maybe(0.1)
      ? [...state.interactions.values()].flatMap(({ id, call }) => (call ? [id] : []))
      : live;
    return all.length === 0 ? undefined : this.#chance.of(all);
  }

  #arrives(): Envelope {
    const chance = this.#chance;
    const id = interactionId(`call${(this.#calls += 1)}`);
    return {
      actor: server,
      input: {
        type: 'call.arrived',
        interactionId: chance.maybe(0.05) ? (this.#some() ?? id) : id,
        channelId: channelId(chance.of(this.#queues)),
        customerId: customerId(`p${chance.below(6)}`),
        customerName: 'word',
        ...(chance.maybe(0.7) && { number: '+34600000001' }),
        trunkId: trunkId('t0'),
      },
    };
  }

  #phone(): Envelope {
    const chance = this.#chance;
    const id = agentId(chance.of(this.#agents));
    const kind = chance.next();
    if (kind < 0.03) return { actor: server, input: { type: 'calls.lost' } };
    if (kind < 0.1) {
      const settings = {
        countries: ['ES'],
        premiumAllowed: false,
        maxCallsPerHour: 5,
        maxMinutesPerDay: 60,
        iceServers: [],
      };
      const outboundTrunkId = chance.maybe(0.8) ? trunkId('t0') : null;
      const trunks = [{ id: trunkId('t0'), maxCalls: 1 + chance.below(3), country: 'ES' }];
      return {
        actor: server,
        input: { type: 'telephony.configured', settings: { ...settings, outboundTrunkId }, trunks },
      };
    }
    if (kind < 0.28)
      return {
        actor: { kind: 'agent', agentId: id },
        input: commandOf('phone.setCallWaiting', { colleagues: chance.maybe(0.8), transfers: chance.maybe(0.8) }),
      };
    if (kind < 0.36)
      return {
        actor: { kind: 'agent', agentId: id },
        input: commandOf('phone.report', { microphone: chance.of(['ok', 'ok', 'blocked']) }),
      };
    const devices = chance.of([['softphone'], ['softphone'], ['softphone', 'phone'], ['phone'], []] as const);
    return { actor: server, input: { type: 'phone.changed', agentId: id, devices: [...devices] } };
  }

  #dials(): Envelope {
    const chance = this.#chance;
    const input = {
      interactionId: interactionId(`out${(this.#calls += 1)}`),
      to: chance.maybe(0.6)
        ? { kind: 'number' as const, number: '+34600111222' }
        : { kind: 'agent' as const, agentId: agentId(chance.of(this.#agents)) },
      ...(chance.maybe(0.3) && { returns: this.#some() ?? interactionId('call1') }),
    };
    return {
      actor: { kind: 'agent', agentId: agentId(chance.of(this.#agents)) },
      input: {
        type: 'command',
        command: { name: 'call.dial', input },
        dialled: { number: spain(), customer: { id: customerId(`p${chance.below(6)}`), name: '' } },
      },
    };
  }

  /** What the endpoint tells: mostly what fits, sometimes what does not any more. */
  #reports(): Envelope | undefined {
    const chance = this.#chance;
    const id = this.#some();
    if (id === undefined) return undefined;
    const interaction = this.#center.state.interactions.get(id);
    const connecting = [...(interaction?.offers.values() ?? [])].find(({ state }) => state === 'connecting');
    const asked = interaction?.call?.consult?.with;
    const likely = connecting?.agentId ?? (asked?.kind === 'agent' ? asked.agentId : undefined) ?? interaction?.ownerId;
    const who = likely && chance.maybe(0.9) ? likely : agentId(chance.of(this.#agents));
    const role =
      interaction?.call?.action === 'forwarding' ? 'forward' : interaction?.call?.consult ? 'consult' : 'talk';
    const about = { interactionId: id };
    const input = chance.of<() => Input>([
      () => ({ type: 'call.connected', ...about, agentId: who }),
      () => ({ type: 'call.connected', ...about, agentId: who }),
      () => ({ type: 'call.connected', ...about, agentId: who }),
      () => ({ type: 'call.connectFailed', ...about, agentId: who }),
      () => ({ type: 'call.farEnd', ...about, role, state: chance.of(['ringing', 'answered', 'answered']) }),
      () => ({ type: 'call.farEnd', ...about, role, state: 'answered' }),
      () => ({ type: 'call.farEndFailed', ...about, role, because: chance.of(['busy', 'noAnswer']) }),
      () => ({ type: 'call.held', ...about, on: chance.maybe(0.5) }),
      () => ({ type: 'call.consultEnded', ...about }),
      () => ({ type: 'call.recording', ...about, on: chance.maybe(0.5) }),
      () => ({ type: 'call.recordingPaused', ...about, on: chance.maybe(0.5) }),
      () => ({ type: 'call.recorded', ...about, kind: 'recording', attachmentId: 'file' as never, seconds: 3, peaks }),
      () => ({
        type: 'call.listening',
        ...about,
        agentId: agentId(chance.of(this.#agents)),
        mode: chance.of(['listen', 'whisper', 'barge']),
        on: chance.maybe(0.6),
      }),
      () => ({ type: 'call.pickedUp', ...about, agentId: agentId(chance.of(this.#agents)) }),
      () => ({ type: 'call.phoneDeclined', ...about, agentId: agentId(chance.of(this.#agents)) }),
      () => ({
        type: 'call.ended',
        ...about,
        by: chance.of(['customer', 'customer', 'agent', 'server']),
        because: chance.of(['hangUp', 'hangUp', 'failed', 'lost']),
      }),
    ])();
    return { actor: server, input };
  }

  #desk(): Envelope | undefined {
    const chance = this.#chance;
    const { offers: all, calls } = this.#center.state;
    const offers = [...all.values()].filter(({ state, interactionId: id }) => state === 'pending' && calls.has(id));
    const waiting = offers.filter(({ beside }) => beside === true);
    if (offers.length > 0 && chance.maybe(waiting.length > 0 ? 0.9 : 0.5)) {
      const offer = chance.of(waiting.length > 0 ? waiting : offers);
      const name = chance.of(['offer.accept', 'offer.accept', 'offer.accept', 'offer.decline'] as const);
      return { actor: { kind: 'agent', agentId: offer.agentId }, input: commandOf(name, { offerId: offer.id }) };
    }
    const beside = chance.maybe(0.9) ? this.#beside() : undefined;
    if (beside) return beside;
    const id = this.#some();
    if (id === undefined) return undefined;
    const owner = this.#center.state.interactions.get(id)?.ownerId;
    const actor: Actor = {
      kind: 'agent',
      agentId: owner && chance.maybe(0.8) ? owner : agentId(chance.of(this.#agents)),
    };
    return { actor, input: this.#does(id) };
  }

  /** Of two who talk one asks the other or hands their call on to them, where it waits [81]. */
  #beside(): Envelope | undefined {
    const chance = this.#chance;
    const { calls, interactions } = this.#center.state;
    const talked = [...calls].flatMap((id) => {
      const { state, ownerId, call } = interactions.get(id) ?? {};
      return state === 'active' && ownerId !== undefined && !call?.consult ? [{ id, ownerId }] : [];
    });
    const from = talked.length < 2 ? undefined : chance.of(talked);
    if (!from) return undefined;
    const { id: interactionId, ownerId } = from;
    const other = chance.of(talked.filter(({ id }) => id !== interactionId));
    const to = { kind: 'agent' as const, agentId: other.ownerId };
    const input = chance.maybe(0.6)
      ? commandOf('call.consult', { interactionId, with: to })
      : commandOf('interaction.transfer', { interactionId, to });
    return { actor: { kind: 'agent', agentId: ownerId }, input };
  }

  #does(id: InteractionId): Input {
    const chance = this.#chance;
    const about = { interactionId: id };
    const agent = { kind: 'agent' as const, agentId: agentId(chance.of(this.#agents)) };
    const number = { kind: 'number' as const, number: '+34600111222' };
    const dialled = { number: spain() };
    const call = this.#center.state.interactions.get(id)?.call;
    if (call?.consult && chance.maybe(0.6))
      return commandOf(
        chance.of(['call.completeConsult', 'call.conference', 'call.conference', 'call.endConsult'] as const),
        about,
      );
    const queue = { kind: 'queue' as const, queueId: queueId(chance.of(this.#queues)) };
    if (call?.answeredAt !== undefined && !call.consult && chance.maybe(0.15))
      return commandOf('call.consult', { ...about, with: queue });
    if (call?.answeredAt !== undefined && !call.consult && chance.maybe(0.3))
      return chance.maybe(0.5)
        ? commandOf('call.consult', { ...about, with: agent })
        : { type: 'command', command: { name: 'call.consult', input: { ...about, with: number } }, dialled };
    return chance.of<() => Input>([
      () => commandOf('call.hangUp', about),
      () => ({
        type: 'command',
        command: { name: 'call.sendOn', input: { ...about, number: number.number } },
        dialled,
      }),
      () => commandOf('call.consult', { ...about, with: agent }),
      () => commandOf('call.consult', { ...about, with: agent }),
      () => ({ type: 'command', command: { name: 'call.consult', input: { ...about, with: number } }, dialled }),
      () => commandOf('call.completeConsult', about),
      () => commandOf('call.completeConsult', about),
      () => commandOf('call.conference', about),
      () => commandOf('call.endConsult', about),
      () => commandOf('call.record', { ...about, on: chance.maybe(0.5) }),
      () => commandOf('call.pauseRecording', { ...about, paused: chance.maybe(0.5) }),
      () => commandOf('call.listen', { ...about, mode: 'listen' }),
      () => commandOf('call.stopListening', about),
      () => commandOf('call.settleMissed', { ...about, settled: chance.maybe(0.6) }),
      () => commandOf('interaction.transfer', { ...about, to: agent }),
      () =>
        commandOf('interaction.transfer', {
          ...about,
          to: { kind: 'queue', queueId: queueId(chance.of(this.#queues)) },
        }),
      () => commandOf('interaction.take', about),
      () => commandOf('interaction.intercept', about),
      () => commandOf('interaction.close', about),
      () => commandOf('interaction.finishWrapUp', about),
      () => commandOf('interaction.park', { ...about, until: this.#center.now + HOUR }),
      () => commandOf('interaction.setPriority', { ...about, priority: chance.below(10) }),
    ])();
  }
}

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { interactionName } from '../../text/customerName.ts';
import { text } from '../../text/text.ts';
import type { Mirror } from '../../workspace/mirror.ts';
import type { Fact } from './notify.ts';

/** The name of an interaction's customer; empty where it is gone. */
export function customerOf(mirror: Mirror, id: InteractionId): string {
  const interaction = mirror.interactions.get(id);
  return interaction === undefined ? '' : interactionName(interaction, text);
}

/** What the system's notice of a fact says. `hideContent`: nothing of what the customer wrote. */
export function nativeWords(fact: Fact, mirror: Mirror, hideContent: boolean): { title: string; body: string } {
  if (fact.kind === 'queueAlert') {
    const queue = mirror.queues.get(fact.queueId);
    return { title: queue?.name ?? '', body: text('palette:waiting', { count: queue?.waiting ?? 0 }) };
  }
  const interaction = mirror.interactions.get(fact.interactionId);
  const customer = customerOf(mirror, fact.interactionId);
  const preview = hideContent
    ? text('notifications:messageHidden')
    : (interaction?.preview?.text ?? text('notifications:messageHidden'));
  if (fact.kind === 'offer') {
    const queue = interaction === undefined ? '' : (mirror.queues.get(interaction.queueId)?.name ?? '');
    return {
      title:
        interaction?.medium === 'call'
          ? text('offers:callCard', { kind: text('offers:callKind.queue'), queue })
          : text('notifications:offerTitle', { queue }),
      body:
        interaction?.medium === 'call'
          ? customer
          : hideContent
            ? customer
            : text('notifications:offerBody', { customer, preview }),
    };
  }
  if (fact.kind === 'mention') return { title: text('notifications:mentionTitle'), body: customer };
  return { title: customer, body: preview };
}

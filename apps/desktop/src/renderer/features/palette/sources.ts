import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';

import { type CommandId, entryOf } from '../../app/commandTable.ts';
import { customerName } from '../../text/customerName.ts';
import type { Translate } from '../../text/text.ts';
import type { Mirror } from '../../workspace/mirror.ts';
import type { Findable } from './rank.ts';

/** What choosing an entry does. */
export type Act =
  | { readonly kind: 'command'; readonly id: CommandId }
  /** `reveal`: the element that is scrolled to and gets the focus there. */
  | { readonly kind: 'open'; readonly path: string; readonly reveal?: string | undefined }
  /** Begins to hand the open conversation over. */
  | { readonly kind: 'transfer'; readonly to: string }
  /** Puts a number into the dial pad. */
  | { readonly kind: 'dial'; readonly number: string }
  /** Shows the waiting conversations of one queue. */
  | { readonly kind: 'filter'; readonly queueId: QueueId };

export interface Entry extends Findable {
  readonly act: Act;
  readonly kind: 'command' | 'conversation' | 'closed' | 'person' | 'queue' | 'setting' | 'number';
}

/** A place in the settings; the composition knows them. */
export interface SettingPlace {
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  readonly path: string;
  /** The element of a single setting. */
  readonly reveal?: string;
}

/** What the first character means: `@` people, `#` queues, `>` settings, `+` a number to call, none of them commands and conversations. */
export function modeOf(typed: string): {
  readonly mode: 'all' | 'people' | 'queues' | 'settings' | 'dial';
  readonly query: string;
} {
  // The sign belongs to the number.
  if (/^\s*\+/.test(typed)) return { mode: 'dial', query: typed.trim() };
  const modes = { '@': 'people', '#': 'queues', '>': 'settings' } as const;
  const sign = typed.trimStart()[0] ?? '';
  return sign in modes
    ? { mode: modes[sign as keyof typeof modes], query: typed.trimStart().slice(1) }
    : { mode: 'all', query: typed };
}

export function commandEntries(available: readonly CommandId[], t: Translate): readonly Entry[] {
  return available
    .filter((id) => entryOf(id).hidden === undefined && id !== 'app.palette')
    .map((id) => ({
      id: `command-${id}`,
      text: t(`app:commands.${id}`),
      kind: 'command',
      act: { kind: 'command', id },
    }));
}

/** More open ones than this are not looked through here: what is older is found by the server. */
export const MOST_CONVERSATIONS = 5_000;

/** Open conversations, at most so many, and my closed ones, a tenth as many; each latest first. */
export function conversationEntries(mirror: Mirror, atMost: number, t: Translate): readonly Entry[] {
  const entry = (id: InteractionId, kind: 'conversation' | 'closed'): readonly Entry[] => {
    const interaction = mirror.interactions.get(id);
    if (interaction === undefined) return [];
    const queue = mirror.queues.get(interaction.queueId)?.name;
    const preview = interaction.preview?.text ?? undefined;
    const detail = [queue, preview].filter((part) => part !== undefined && part !== '').join(' · ');
    return [
      {
        id: `conversation-${id}`,
        text: customerName(interaction.customer, t),
        detail,
        kind,
        act: { kind: 'open', path: `/inbox/${id}` },
      },
    ];
  };
  return [
    ...mirror.lists.all.slice(0, atMost).flatMap((id) => entry(id, 'conversation')),
    ...mirror.lists.closed.slice(0, Math.ceil(atMost / 10)).flatMap((id) => entry(id, 'closed')),
  ];
}

/** @param actOf what choosing a person does */
export function personEntries(
  agents: readonly Agent[],
  stateOf: (agent: Agent) => string,
  actOf: (agent: Agent) => Act,
  t: Translate,
): readonly Entry[] {
  return agents
    .filter((agent) => !agent.dismissed)
    .map((agent) => ({
      id: `person-${agent.id}`,
      text: agent.name,
      detail: t('palette:load', { state: stateOf(agent), count: agent.chatLoad }),
      kind: 'person',
      act: actOf(agent),
    }));
}

/** @param actOf what choosing a queue does */
export function queueEntries(mirror: Mirror, actOf: (id: QueueId) => Act, t: Translate): readonly Entry[] {
  return [...mirror.queues.values()].map((queue) => ({
    id: `queue-${queue.id}`,
    text: queue.name,
    detail: t('palette:waiting', { count: queue.waiting }),
    kind: 'queue',
    act: actOf(queue.id),
  }));
}

/** The number that is typed, where there is something to dial. */
export function dialEntries(typed: string, t: Translate): readonly Entry[] {
  const number = typed.replaceAll(/[^0-9+]/g, '');
  if (!/[0-9]/.test(number)) return [];
  return [{ id: 'dial', text: t('palette:dial', { number: typed }), kind: 'number', act: { kind: 'dial', number } }];
}

export function settingEntries(places: readonly SettingPlace[]): readonly Entry[] {
  return places.map(({ id, text, detail, path, reveal }) => ({
    id: `setting-${id}`,
    text,
    ...(detail === undefined ? {} : { detail }),
    kind: 'setting',
    act: { kind: 'open', path, reveal },
  }));
}

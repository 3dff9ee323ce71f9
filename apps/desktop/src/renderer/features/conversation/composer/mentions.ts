import type { Agent, Department } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import { folded } from '../transcript/find.ts';

const MOST_ROWS = 8;
/** The contract takes no more in one message. */
const MOST_MENTIONS = 20;

/** Somebody a note can call by name: a colleague, or a department with everybody in it. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
  readonly kind: 'agent' | 'department';
  /** Who is told. */
  readonly calls: readonly AgentId[];
}

/**
 * Whom `me` can mention: colleagues who have not left, and departments with any of them. A department of more people than
 * one message may call is none: some of them would not be told.
 */
export function mentionable(
  agents: readonly Pick<Agent, 'id' | 'name' | 'dismissed'>[],
  departments: readonly Department[],
  me: AgentId,
): readonly Mentionable[] {
  const people = agents.filter(({ id, dismissed }) => id !== me && !dismissed);
  const here = new Set(people.map(({ id }) => id));
  const teams = departments.map(({ id, name, agentIds }) => ({
    id,
    name,
    kind: 'department' as const,
    calls: agentIds.filter((agentId) => here.has(agentId)),
  }));
  return [
    ...people.map(({ id, name }) => ({ id, name, kind: 'agent' as const, calls: [id] })),
    ...teams.filter(({ calls }) => calls.length > 0 && calls.length <= MOST_MENTIONS),
  ];
}

/** Whom the word after `@` may mean: any part of the name may start with it; people before departments. */
export function matchMentionable(
  all: readonly Mentionable[],
  query: string,
  collator: Intl.Collator,
): readonly Mentionable[] {
  const wanted = folded(query.trim());
  return all
    .filter(
      ({ name }) =>
        folded(name).startsWith(wanted) ||
        folded(name)
          .split(/\s+/u)
          .some((part) => part.startsWith(wanted)),
    )
    .toSorted((a, b) => a.kind.localeCompare(b.kind) || collator.compare(a.name, b.name))
    .slice(0, MOST_ROWS);
}

/**
 * Who is mentioned by a note as it stands: `@` and the whole name. The longest name wins where one begins another
 * (`@Ana Ruiz` does not mention `Ana`), and a name that goes on (`@Anabel`) mentions nobody called `Ana`.
 */
export function mentionsIn(text: string, all: readonly Mentionable[]): readonly AgentId[] {
  const found = new Set(mentionParts(text, all).flatMap(({ whom }) => whom?.calls ?? []));
  return [...found].slice(0, MOST_MENTIONS);
}

export interface MentionPart<N> {
  readonly text: string;
  readonly whom?: N;
}

/** Cuts a note into mentions and the text between them, in order. */
export function mentionParts<N extends { readonly name: string }>(
  text: string,
  named: readonly N[],
): readonly MentionPart<N>[] {
  const longestFirst = named.toSorted((a, b) => b.name.length - a.name.length);
  const parts: MentionPart<N>[] = [];
  let plainFrom = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const whom = longestFirst.find(
      ({ name }) => text.startsWith(name, at + 1) && !/^[\p{L}\p{N}]/u.test(text.slice(at + 1 + name.length)),
    );
    if (whom === undefined) continue;
    if (at > plainFrom) parts.push({ text: text.slice(plainFrom, at) });
    plainFrom = at + 1 + whom.name.length;
    parts.push({ text: text.slice(at, plainFrom), whom });
  }
  if (plainFrom < text.length) parts.push({ text: text.slice(plainFrom) });
  return parts;
}

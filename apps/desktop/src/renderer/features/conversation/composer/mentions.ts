import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import { folded } from '../transcript/find.ts';

const MOST_ROWS = 8;
/** The contract takes no more in one message. */
const MOST_MENTIONS = 20;

type Person = Pick<Agent, 'id' | 'name' | 'dismissed'>;

/** Colleagues for the word after `@`: any part of the name may start with it; who left is not offered. */
export function matchPeople<P extends Person>(
  people: readonly P[],
  query: string,
  me: AgentId,
  collator: Intl.Collator,
): readonly P[] {
  const wanted = folded(query.trim());
  return people
    .filter((person) => person.id !== me && !person.dismissed)
    .filter(
      ({ name }) =>
        folded(name).startsWith(wanted) ||
        folded(name)
          .split(/\s+/u)
          .some((part) => part.startsWith(wanted)),
    )
    .toSorted((a, b) => collator.compare(a.name, b.name))
    .slice(0, MOST_ROWS);
}

/**
 * Who is mentioned by a note as it stands: `@` and the whole name. The longest name wins where one begins another
 * (`@Ana Ruiz` does not mention `Ana`), and a name that goes on (`@Anabel`) mentions nobody called `Ana`.
 */
export function mentionsIn(text: string, people: readonly Person[]): readonly AgentId[] {
  const found = new Set<AgentId>();
  for (const part of mentionParts(text, people)) if (part.agentId !== undefined) found.add(part.agentId);
  return [...found].slice(0, MOST_MENTIONS);
}

export interface MentionPart {
  readonly text: string;
  readonly agentId?: AgentId;
}

/** Cuts a note into mentions and the text between them, in order. */
export function mentionParts(text: string, people: readonly Person[]): readonly MentionPart[] {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length);
  const parts: MentionPart[] = [];
  let plainFrom = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const person = longestFirst.find(
      ({ name }) => text.startsWith(name, at + 1) && !/^[\p{L}\p{N}]/u.test(text.slice(at + 1 + name.length)),
    );
    if (person === undefined) continue;
    if (at > plainFrom) parts.push({ text: text.slice(plainFrom, at) });
    plainFrom = at + 1 + person.name.length;
    parts.push({ text: text.slice(at, plainFrom), agentId: person.id });
  }
  if (plainFrom < text.length) parts.push({ text: text.slice(plainFrom) });
  return parts;
}

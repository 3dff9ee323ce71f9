import type { Reply } from '@ringdesk/shared/protocol/socket.ts';

import type { Actor, Input } from '../domain/inputs.ts';
import type { Batch, CommandKey, JournalEvent, ReplyEntry, Rules, StoredReply } from './ports/journal.ts';

/** One submission on its way. */
export interface Entry {
  readonly input: Input;
  readonly actor: Actor;
  readonly command: CommandKey | undefined;
  readonly resolve: (reply: Reply) => void;
}

/** What one tick decided: the transaction, and who gets which reply after it. */
export interface Decided<E extends JournalEvent, C> {
  readonly batch: Batch<E>;
  readonly changes: C;
  readonly inputs: readonly Input[];
  readonly answers: readonly { readonly entry: Entry; readonly reply: Reply }[];
}

export type BatchOutcome<E extends JournalEvent, C> =
  | { readonly kind: 'decided'; readonly decided: Decided<E, C> }
  /** A rule threw; the state is no longer what the log says. `entry`: the input it threw on, where that is known. */
  | { readonly kind: 'bug'; readonly entry: Entry | undefined; readonly error: unknown };

const reused: Reply = { ok: false, error: { code: 'commandIdReused' } };
const storageFull: Reply = { ok: false, error: { code: 'storageFull' } };

/** The stored reply of a command, or the refusal of an id that was used for another body. */
function again(command: CommandKey, { bodyHash, reply }: StoredReply): Reply {
  return bodyHash === command.bodyHash ? reply : reused;
}

/** Replies by their command. Ids of different scopes hardly ever meet; where they do, the scopes are compared. */
class KnownReplies {
  readonly #byId = new Map<string, { readonly scope: string; readonly stored: StoredReply }[]>();

  get({ scope, id }: CommandKey): StoredReply | undefined {
    return this.#byId.get(id)?.find((each) => each.scope === scope)?.stored;
  }

  add({ scope, id }: CommandKey, stored: StoredReply): void {
    const same = this.#byId.get(id);
    if (same === undefined) this.#byId.set(id, [{ scope, stored }]);
    else same.push({ scope, stored });
  }
}

/** Replies known before the tick. `stored` stands in the order of the entries with commands. */
function knownReplies(entries: readonly Entry[], stored: readonly (StoredReply | undefined)[]): KnownReplies {
  const known = new KnownReplies();
  let next = 0;
  for (const { command } of entries) {
    if (command === undefined) continue;
    const reply = stored[next];
    next += 1;
    if (reply !== undefined) known.add(command, reply);
  }
  return known;
}

/** Decides the inputs of one tick in their order; synchronous from the first to the last. */
function all<S, E extends JournalEvent, C>(
  entries: readonly Entry[],
  stored: readonly (StoredReply | undefined)[],
  { state, rules, now, newId }: { state: S; rules: Rules<S, E, C>; now: number; newId: () => string },
): BatchOutcome<E, C> {
  const known = knownReplies(entries, stored);
  const events: E[] = [];
  const replies: ReplyEntry[] = [];
  const inputs: Input[] = [];
  const answers: { entry: Entry; reply: Reply }[] = [];
  for (const entry of entries) {
    const { input, actor, command } = entry;
    const earlier = command === undefined ? undefined : known.get(command);
    if (command !== undefined && earlier !== undefined) {
      answers.push({ entry, reply: again(command, earlier) });
      continue;
    }
    let reply: Reply;
    try {
      const handled = rules.handle(state, input, { now, actor, newId });
      if (handled.ok) for (const event of handled.value.events) events.push(event);
      reply = handled.ok ? { ok: true, value: handled.value.reply } : handled;
    } catch (error) {
      return { kind: 'bug', entry, error };
    }
    inputs.push(input);
    answers.push({ entry, reply });
    if (command === undefined) continue;
    known.add(command, { bodyHash: command.bodyHash, reply });
    const { scope, id, bodyHash } = command;
    replies.push({ scope, id, bodyHash, at: now, reply });
  }
  try {
    const projection = rules.projectionOf(events, state);
    const effects = rules.effectsOf(events, state);
    const changes = rules.changesOf(events, state);
    return {
      kind: 'decided',
      decided: { batch: { at: now, events, replies, effects, projection }, changes, inputs, answers },
    };
  } catch (error) {
    return { kind: 'bug', entry: entries.length === 1 ? entries[0] : undefined, error };
  }
}

/** While nothing can be written: a command that was answered before gets its reply, everything else waits for room. */
function onlyStored(entries: readonly Entry[], stored: readonly (StoredReply | undefined)[]): void {
  const known = knownReplies(entries, stored);
  for (const { command, resolve } of entries) {
    const earlier = command === undefined ? undefined : known.get(command);
    resolve(command !== undefined && earlier !== undefined ? again(command, earlier) : storageFull);
  }
}

export const decideBatch = { all, onlyStored };

/**
 * The desk's line to its server. Screens use these:
 *
 *   sendCommand(name, input)   something the engine shall do; kept, ordered and repeated until answered (outbox.ts).
 *                              Promise of Result<reply, Refusal>; the screen changes at once (workspace/predict.ts).
 *   ask(name, input)           a query: once, answered within 10 s or refused with `unavailable`, at once when the line
 *                              breaks; 45 s where the server asks somebody else. What a screen shows is asked for with
 *                              `untilAnswered`.
 *   signalTyping(id, typing)   to the customer; signalComposing(id, kind) to colleagues who have the conversation open.
 *                              Both are volatile: lost when there is no connection.
 *   signalActivity(seconds)    for how long nobody has touched this desk; 0: somebody does.
 *   retryMessage(commandId), discardMessage(commandId)   for a message with state `failed`.
 *   retryNow()                 connect now instead of at `link.retryAt`.
 *
 * After a (re)connection: `hello`, a snapshot with its sequence number, then updates that grow by one; a gap asks for a
 * new snapshot, and until it is there `useLink().phase` is not `live` (architecture, section 3.5).
 */
import type { CommandId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { CommandInput, CommandName, CommandReply } from '@ringdesk/shared/protocol/commands.ts';
import type { QueryInput, QueryName, QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Composing } from '@ringdesk/shared/protocol/socket.ts';
import type { Result } from '@ringdesk/shared/result.ts';

export interface Connection {
  start(): void;
  /** Closes the line and forgets what is in memory. */
  stop(): void;
  retryNow(): void;
  /** The device woke up or its network came back: connect now, or find out whether the line is still alive. */
  check(): void;
  sendCommand<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandReply<N>, Refusal>>;
  ask<N extends QueryName>(name: N, input: QueryInput<N>): Promise<Result<QueryReply<N>, Refusal>>;
  signalTyping(interactionId: InteractionId, typing: boolean): void;
  signalComposing(interactionId: InteractionId, kind: Composing['kind']): void;
  /** False: there is no line over which it could be told. */
  signalActivity(idleSeconds: number): boolean;
  retryMessage(commandId: CommandId): void;
  discardMessage(commandId: CommandId): void;
}

let current: Connection | undefined;

/** Set once by the composition root; tests of screens set their own. */
export function installConnection(connection: Connection): void {
  current = connection;
}

function line(): Connection {
  if (current === undefined) throw new Error('The connection is used before the composition root made it.');
  return current;
}

export const sendCommand: Connection['sendCommand'] = (name, input) => line().sendCommand(name, input);
export const ask: Connection['ask'] = (name, input) => line().ask(name, input);
export const signalTyping: Connection['signalTyping'] = (id, typing) => line().signalTyping(id, typing);
export const signalComposing: Connection['signalComposing'] = (id, kind) => line().signalComposing(id, kind);
export const signalActivity: Connection['signalActivity'] = (seconds) => line().signalActivity(seconds);
export const retryMessage: Connection['retryMessage'] = (id) => line().retryMessage(id);
export const discardMessage: Connection['discardMessage'] = (id) => line().discardMessage(id);
export const retryNow: Connection['retryNow'] = () => line().retryNow();

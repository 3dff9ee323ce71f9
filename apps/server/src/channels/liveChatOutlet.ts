import {
  type ServerToVisitor,
  VISITOR_NAMESPACE,
  type VisitorToServer,
  type VisitorUpdate,
} from '@ringdesk/shared/protocol/visitor.ts';
import type { Namespace, Socket } from 'socket.io';

import { cutOff, isBackedUp, isLagging } from '../application/backPressure.ts';
import { updateFrame } from '../application/updateFrames.ts';
import type { VisitorOutlet } from '../application/visitorFeed.ts';
import type { Visitor } from './liveChatVisitor.ts';

export type VisitorSocket = Socket<VisitorToServer, ServerToVisitor, Record<string, never>, { visitor: Visitor }>;
export type VisitorNamespace = Namespace<VisitorToServer, ServerToVisitor, Record<string, never>, { visitor: Visitor }>;
export type ByeReason = Parameters<ServerToVisitor['bye']>[0]['reason'];

/** Says why and lets this page go. */
export function dismiss(socket: VisitorSocket, reason: ByeReason): void {
  socket.emit('bye', { reason });
  // Who does not read will not answer the closing handshake either: what waits for them is thrown away at once.
  if (reason === 'tooSlow') cutOff(socket);
  else socket.disconnect(true);
}

/** One open page. Numbers its updates, and lets go of a client that does not read them. */
export class PageOutlet implements VisitorOutlet {
  readonly customerId: Visitor['customerId'];
  readonly channelId: Visitor['channelId'];
  readonly language: Visitor['language'];
  readonly #socket: VisitorSocket;
  /** Texts of messages on their way whose lines the page takes from the answer. */
  readonly #own = new Map<string, string>();
  seq = 0;

  constructor(socket: VisitorSocket) {
    ({ customerId: this.customerId, channelId: this.channelId, language: this.language } = socket.data.visitor);
    this.#socket = socket;
  }

  send(all: readonly VisitorUpdate[]): void {
    const updates = this.#own.size === 0 ? all : all.filter((update) => !this.#isKnown(update));
    if (updates.length === 0) return;
    if (isBackedUp(this.#socket.conn)) {
      dismiss(this.#socket, 'tooSlow');
      return;
    }
    this.seq += 1;
    this.#socket.conn.write(updateFrame(VISITOR_NAMESPACE, this.seq, updates));
  }

  /** From now until what is returned is called the line of this message goes only to the visitor's other pages. */
  takesOwnLine(messageId: string, text: string): () => void {
    this.#own.set(messageId, text);
    return () => this.#own.delete(messageId);
  }

  #isKnown(update: VisitorUpdate): boolean {
    if (update.kind !== 'line') return false;
    const { id, text, attachments } = update.line;
    return attachments.length === 0 && this.#own.get(id) === text;
  }

  close(): void {
    dismiss(this.#socket, 'channelOff');
  }

  /** Volatile: dropped for a client that lags. */
  type(typing: boolean): void {
    if (!isLagging(this.#socket.conn)) this.#socket.volatile.emit('typing', { typing });
  }
}

/**
 * Whose line the page takes from the answer, by what it sent; what is returned ends that. Nothing is parsed yet: what does not fit is refused later, and no line
 * comes of it.
 */
export function ownLineOf(envelope: unknown, outlet: PageOutlet): () => void {
  const { ownLine, input } = Object(envelope) as { readonly ownLine?: unknown; readonly input?: unknown };
  const { messageId, text } = Object(input) as { readonly messageId?: unknown; readonly text?: unknown };
  if (ownLine !== false || typeof messageId !== 'string' || typeof text !== 'string') return () => undefined;
  return outlet.takesOwnLine(messageId, text);
}

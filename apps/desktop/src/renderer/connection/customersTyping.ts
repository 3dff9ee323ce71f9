import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import { Typing } from '@ringdesk/shared/protocol/socket.ts';

import { workspaceWriter } from '../workspace/workspaceWriter.ts';

/** The customer's unsent text is not shown for longer than this after the last keystroke. */
const TYPING_MS = 60_000;

type After = (ms: number, act: () => void) => () => void;

/** Keeps what customers are typing [42]; whoever falls silent (closed the page, lost the line) is forgotten. */
export class CustomersTyping {
  readonly #after: After;
  readonly #now: () => Instant;
  readonly #ends = new Map<InteractionId, () => void>();

  constructor(after: After, now: () => Instant) {
    this.#after = after;
    this.#now = now;
  }

  heard(raw: unknown): void {
    const typing = Typing.safeParse(raw);
    if (!typing.success) return;
    const { interactionId: id, text = '' } = typing.data;
    this.#ends.get(id)?.();
    this.#ends.delete(id);
    const over = !typing.data.typing && text === '';
    workspaceWriter.typing(id, over ? undefined : { text, at: this.#now() });
    if (!over)
      this.#ends.set(
        id,
        this.#after(TYPING_MS, () => workspaceWriter.typing(id, undefined)),
      );
  }

  /** The line is gone: nobody knows who types. The store forgets by itself. */
  clear(): void {
    for (const cancel of this.#ends.values()) cancel();
    this.#ends.clear();
  }
}

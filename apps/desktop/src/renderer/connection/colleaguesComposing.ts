import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { ColleagueComposing } from '@ringdesk/shared/protocol/socket.ts';

import { workspaceWriter } from '../workspace/workspaceWriter.ts';

/** Said again every 3 seconds while a colleague writes; after this long without a word they no longer do. */
export const COMPOSING_MS = 8_000;

type After = (ms: number, act: () => void) => () => void;

/** Keeps who else writes in which conversation; whoever falls silent (closed, lost the line) is forgotten. */
export class ColleaguesComposing {
  readonly #after: After;
  readonly #ends = new Map<string, () => void>();

  constructor(after: After) {
    this.#after = after;
  }

  heard(raw: unknown): void {
    const said = ColleagueComposing.safeParse(raw);
    if (!said.success) return;
    const { interactionId, agentId, kind } = said.data;
    this.#forget(interactionId, agentId);
    workspaceWriter.composing(interactionId, agentId, kind);
    if (kind === null) return;
    this.#ends.set(
      `${interactionId} ${agentId}`,
      this.#after(COMPOSING_MS, () => workspaceWriter.composing(interactionId, agentId, null)),
    );
  }

  /** The line is gone: nobody knows who writes. The store forgets by itself. */
  clear(): void {
    for (const cancel of this.#ends.values()) cancel();
    this.#ends.clear();
  }

  #forget(interactionId: InteractionId, agentId: AgentId): void {
    const key = `${interactionId} ${agentId}`;
    this.#ends.get(key)?.();
    this.#ends.delete(key);
  }
}

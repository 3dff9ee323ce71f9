import type { CustomerId } from '@ringdesk/shared/model/ids.ts';

/** Names of people who have not written yet; more are not kept, the oldest go first. */
const MAX_NAMES = 10_000;

/** What visitors said their name is, until their first message brings it into the conversation. */
export class VisitorNames {
  readonly #names = new Map<CustomerId, string>();

  /** Empty: not known. */
  get(id: CustomerId): string {
    return this.#names.get(id) ?? '';
  }

  set(id: CustomerId, name: string): void {
    this.#names.delete(id);
    this.#names.set(id, name);
    const [oldest] = this.#names.size > MAX_NAMES ? this.#names.keys() : [];
    if (oldest !== undefined) this.#names.delete(oldest);
  }
}

/** Which server the desk belongs to, and the token of whoever is signed in there. */
import type { StartOptions } from './serverAddress.ts';
import type { SettingsFile } from './storedSettings.ts';
import type { Vault } from './vault.ts';

export class ChosenServer {
  readonly #settings: SettingsFile;
  readonly #vault: Vault;
  /** Said at the start, or chosen since; the file has the rest. */
  #origin: string | undefined;

  constructor(start: Pick<StartOptions, 'server'>, settings: SettingsFile, vault: Vault) {
    this.#settings = settings;
    this.#vault = vault;
    this.#origin = start.server ?? settings.get().server ?? undefined;
  }

  /** undefined: none was chosen yet. */
  get origin(): string | undefined {
    return this.#origin;
  }

  /** Of whoever is signed in; null where nobody is. */
  get token(): string | null {
    return this.#vault.get(this.#origin);
  }

  /** The server, while somebody is signed in to it: pages may then talk to no other. */
  get signedInTo(): string | undefined {
    return this.token === null ? undefined : this.#origin;
  }

  choose(origin: string): void {
    this.#origin = origin;
    this.#settings.change({ server: origin });
  }

  /** @param keep over the end of the process, where the system has a safe place */
  async signIn(token: string, keep: boolean): Promise<void> {
    if (this.#origin !== undefined) await this.#vault.set(this.#origin, token, keep);
  }

  signOut(): Promise<void> {
    return this.#vault.clear();
  }

  /** Leaves the server for good, and its token with it. */
  async forget(): Promise<void> {
    await this.signOut();
    this.#origin = undefined;
    this.#settings.change({ server: null });
  }
}

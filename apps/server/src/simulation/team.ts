import type { Language } from '@ringdesk/shared/model/language.ts';
import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import { http } from '@ringdesk/shared/protocol/http.ts';

import { type AgentParts, SimulatedAgent } from './agent.ts';
import type { Random } from './random.ts';
import { answerTo, handOverNote } from './talk.ts';

export interface Colleague {
  readonly email: string;
  readonly password: string;
  /** Desks of this agent that are open now, the simulated one included. */
  readonly desks: () => number;
}

export interface TeamOptions extends Omit<AgentParts, 'answer' | 'handOver'> {
  readonly colleagues: readonly Colleague[];
  /** Answered in this language where the customer's words do not tell theirs. */
  readonly language: Language;
  readonly fetch: typeof fetch;
}

/** How often it is looked whether a person sits down at, or gets up from, a colleague's desk. */
const LOOK_MS = 1_000;
/** A person who reloads the page is back within this. */
const RELOAD_MS = 15_000;

/** What agents of this language say. */
export const manner = (random: Random, language: Language): Pick<AgentParts, 'answer' | 'handOver'> => ({
  answer: (said) => answerTo(said, random, language),
  handOver: (said) => handOverNote(said, language),
});

/**
 * Simulated colleagues who make room for people: as soon as a person signs in as one of them, that one is only the person, whose
 * offers ring for real; some seconds after they have gone, the simulated agent goes on with what is left.
 */
export class SimulatedTeam {
  readonly #options: TeamOptions;
  readonly #seats: Seat[];
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(options: TeamOptions) {
    this.#options = options;
    this.#seats = options.colleagues.map((colleague) => new Seat(options, colleague));
  }

  /** Signs everybody in, one after the other, and keeps looking until {@link stop}. */
  start(): void {
    const look = async (): Promise<void> => {
      for (const seat of this.#seats) if (!this.#stopped) await seat.look();
      if (!this.#stopped) this.#cancel = this.#options.delay(() => void look(), LOOK_MS);
    };
    void look();
  }

  /** Closes every simulated desk and ends its session. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await Promise.all(this.#seats.map((seat) => seat.stop()));
  }
}

class Seat {
  readonly #options: TeamOptions;
  readonly #colleague: Colleague;
  #token: string | undefined;
  #agent: SimulatedAgent | undefined;
  #connected = false;
  #personSeenAt = Number.NEGATIVE_INFINITY;
  /** The sign-in was refused: this colleague's password belongs to a person now. */
  #lost = false;

  constructor(options: TeamOptions, colleague: Colleague) {
    this.#options = options;
    this.#colleague = colleague;
  }

  async look(): Promise<void> {
    if (this.#lost) return;
    const now = this.#options.figures.now();
    if (this.#colleague.desks() > (this.#connected ? 1 : 0)) {
      this.#personSeenAt = now;
      this.#getUp();
      return;
    }
    if (this.#agent !== undefined || now - this.#personSeenAt < RELOAD_MS) return;
    this.#token ??= await this.#signIn();
    if (this.#token === undefined) this.#lost = true;
    else await this.#sitDown(this.#token);
  }

  async stop(): Promise<void> {
    this.#lost = true;
    this.#getUp();
    if (this.#token !== undefined) await this.#post('/api/sign-out', {}, this.#token);
    this.#token = undefined;
  }

  async #sitDown(token: string): Promise<void> {
    const { random, language } = this.#options;
    const agent = new SimulatedAgent({ ...this.#options, ...manner(random, language) }, token, () => {
      this.#agent = undefined;
      this.#connected = false;
      this.#token = undefined;
    });
    this.#agent = agent;
    await agent.ready;
    this.#connected = this.#agent === agent;
  }

  #getUp(): void {
    this.#agent?.leave();
    this.#agent = undefined;
    this.#connected = false;
  }

  async #signIn(): Promise<string | undefined> {
    const { email, password } = this.#colleague;
    const answer = await this.#post('/api/sign-in', { email, password, device: 'Simulated colleague' });
    if (answer?.ok !== true) return undefined;
    const parsed = http['POST /api/sign-in'].reply.safeParse(await answer.json());
    return parsed.success ? parsed.data.token : undefined;
  }

  /** Undefined where the server could not be reached. */
  async #post(path: string, body: object, token?: string): Promise<Response | undefined> {
    const headers = {
      'content-type': 'application/json',
      [DESK_HEADER]: '1',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    try {
      return await this.#options.fetch(`${this.#options.url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
    } catch {
      return undefined;
    }
  }
}

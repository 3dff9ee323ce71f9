import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

import { SIGNATURE_HEADER, signRequest } from '../../application/signedRequests.ts';

/** A question as it came over the wire. */
export interface Asked {
  readonly messageId: string;
  readonly text: string;
  readonly lines: readonly { readonly from: string; readonly text: string }[];
  readonly language: string;
}

/** One turn of the script: answers, or leaves the question without one. */
export type Turn = (response: ServerResponse, asked: Asked) => void;

/** A real HTTP bot that follows a script: one turn for each question, the last one for all that follow. */
export class ScriptedBot {
  readonly asked: Asked[] = [];
  readonly url: string;
  secret = '';
  now: () => number = Date.now;
  #script: Turn[];
  readonly #waiting = new Set<() => void>();

  private constructor(url: string, script: Turn[]) {
    this.url = url;
    this.#script = script;
  }

  static async start(...script: Turn[]): Promise<ScriptedBot> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const bot = new ScriptedBot(`http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`, script);
    server.on('request', (request, response) => void bot.serve(request, response));
    return bot;
  }

  /** Signed by the bot's secret. */
  answers(body: unknown): Turn {
    return (response) => {
      const text = JSON.stringify(body);
      response.writeHead(200, { [SIGNATURE_HEADER]: signRequest(this.secret, text, this.now()) }).end(text);
    };
  }

  follow(...script: Turn[]): void {
    this.#script = script;
  }

  /** Until so many questions came. */
  async heard(count: number): Promise<void> {
    if (this.asked.length >= count) return;
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (this.asked.length < count) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
    });
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked;
    const turn = this.#script.length > 1 ? this.#script.shift() : this.#script[0];
    this.asked.push(asked);
    turn?.(response, asked);
    for (const check of this.#waiting) check();
  }
}

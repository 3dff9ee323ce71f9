import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of a method, with its fields: of JSON as they are, of a form as text; files by their name and content. */
export interface Call {
  readonly method: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: readonly { readonly name: string; readonly content: string }[];
}

/** What the server answers instead of doing what it is asked. */
export type Scripted =
  | { readonly kind: 'refuse'; readonly code: number; readonly description: string; readonly retryAfter?: number }
  | { readonly kind: 'page'; readonly status: number; readonly body: string }
  /** The method is carried out, and then the line breaks: the caller never knows. */
  | { readonly kind: 'hangUpAfter' }
  /** Nothing of the answer ever comes. */
  | { readonly kind: 'silence' };

interface Update {
  readonly update_id: number;
}

export const TOKEN = '123456:AAtesttokentesttokentesttokentest';

/**
 * A server that speaks the Bot API as its documentation describes it: updates stay until an offset confirms them and come
 * again until then, a second poller ends the first with 409, a webhook excludes polling. What it answers can be scripted per
 * method, once for each call.
 */
export class ScriptedTelegram {
  readonly calls: Call[] = [];
  /** Updates nobody has confirmed. */
  readonly pending: Update[] = [];
  readonly contents = new Map<string, Buffer>();
  webhookUrl = '';
  webhookSecret = '';
  readonly #server: Server;
  readonly #script = new Map<string, Scripted[]>();
  readonly #watchers = new Set<() => void>();
  #poller: (() => void) | undefined;
  #nextUpdate = 100;
  #nextMessage = 1;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(port = 0): Promise<ScriptedTelegram> {
    const holder: { telegram?: ScriptedTelegram } = {};
    const server = createServer((request, response) => {
      holder.telegram?.serve(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    holder.telegram = new ScriptedTelegram(server);
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    return holder.telegram;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** The next calls of the method are answered so, one after the other. */
  script(method: string, ...answers: readonly Scripted[]): void {
    this.#script.set(method, [...(this.#script.get(method) ?? []), ...answers]);
  }

  /** Scripted answers of a method that nobody has got yet. */
  scriptedFor(method: string): number {
    return this.#script.get(method)?.length ?? 0;
  }

  /** A customer writes; answers the update as Telegram delivers it. */
  write(text: string, over: object = {}, from = 4242): Update {
    return this.push({ message: this.message({ text, ...over }, from) });
  }

  message(over: object, from = 4242): { readonly message_id: number } & Record<string, unknown> {
    return {
      message_id: this.#nextMessage++,
      date: 1_790_000_000,
      chat: { id: from, type: 'private', first_name: 'Mia' },
      from: { id: from, is_bot: false, first_name: 'Mia', last_name: 'Sol', language_code: 'es-AR' },
      ...over,
    };
  }

  push(content: object, updateId = this.#nextUpdate++): Update {
    const update = { update_id: updateId, ...content };
    this.pending.push(update);
    this.#poller?.();
    return update;
  }

  sent(method = 'sendMessage'): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Until so many calls of a method have come. */
  async called(method: string, times = 1): Promise<Call> {
    await this.until(() => this.sent(method).length >= times);
    return this.sent(method)[times - 1] as Call;
  }

  /** Until something about the server is so; looked at after every call. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((done) => {
      const check = (): void => {
        if (!isSo()) return;
        this.#watchers.delete(check);
        done();
      };
      this.#watchers.add(check);
      check();
    });
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, token, name = ''] = /^\/(bot|file\/bot)([^/]+)\/(.+)$/.exec(request.url ?? '') ?? [];
    if (kind === 'file/bot') {
      const content = this.contents.get(decodeURIComponent(name));
      if (content === undefined) response.writeHead(404).end('not found');
      else response.end(content);
      return;
    }
    const call = await readCall(name, request);
    const answer = this.#script.get(name)?.shift();
    if (answer === undefined || answer.kind === 'hangUpAfter') this.calls.push(call);
    const done = (): void => {
      for (const watch of this.#watchers) watch();
    };
    if (answer !== undefined) {
      this.#answerScripted(answer, request, response);
      done();
      return;
    }
    const result = token === TOKEN ? await this.#perform(call, request) : refused(401, 'Unauthorized');
    const { status, body } =
      'error_code' in result ? { status: result.error_code, body: result } : { status: 200, body: result };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    done();
  }

  #answerScripted(answer: Scripted, request: IncomingMessage, response: ServerResponse): void {
    switch (answer.kind) {
      case 'refuse': {
        const body = refused(answer.code, answer.description, answer.retryAfter);
        response.writeHead(answer.code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        return;
      }
      case 'page':
        response.writeHead(answer.status, { 'content-type': 'text/html' }).end(answer.body);
        return;
      case 'hangUpAfter':
        request.socket.destroy();
        return;
      case 'silence':
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"ok":');
    }
  }

  async #perform({ method, fields }: Call, request: IncomingMessage): Promise<Answer> {
    switch (method) {
      case 'getMe':
        return { ok: true, result: { id: 123_456, is_bot: true, first_name: 'Desk', username: 'ringdesk_bot' } };
      case 'getUpdates':
        return this.#getUpdates(fields, request);
      case 'setWebhook':
        this.webhookUrl = String(fields['url']);
        this.webhookSecret = String(fields['secret_token']);
        return { ok: true, result: true };
      case 'deleteWebhook':
        this.webhookUrl = '';
        return { ok: true, result: true };
      case 'getWebhookInfo':
        return { ok: true, result: { url: this.webhookUrl, pending_update_count: 0 } };
      case 'getFile':
        return { ok: true, result: { file_id: fields['file_id'], file_path: `files/${String(fields['file_id'])}` } };
      default:
        return { ok: true, result: this.message({ chat: { id: fields['chat_id'], type: 'private' } }) };
    }
  }

  async #getUpdates(fields: Call['fields'], request: IncomingMessage): Promise<Answer> {
    if (this.webhookUrl !== '') return refused(409, "Conflict: can't use getUpdates method while webhook is active");
    this.#poller?.();
    const offset = Number(fields['offset'] ?? 0);
    while (offset > 0 && this.pending.some(({ update_id: id }) => id < offset)) {
      this.pending.splice(
        this.pending.findIndex(({ update_id: id }) => id < offset),
        1,
      );
    }
    for (const watch of this.#watchers) watch();
    if (this.pending.length === 0 && Number(fields['timeout'] ?? 0) > 0) {
      await new Promise<void>((done) => {
        this.#poller = done;
        request.socket.once('close', done);
      });
    }
    return { ok: true, result: this.pending.slice(0, 100) };
  }
}

type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error_code: number; readonly description: string; readonly parameters?: object };

const refused = (code: number, description: string, retryAfter?: number): Extract<Answer, { ok: false }> => ({
  ok: false,
  error_code: code,
  description,
  ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
});

async function readCall(method: string, request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    return {
      method,
      fields: body.length === 0 ? {} : (JSON.parse(body.toString()) as object as Call['fields']),
      files: [],
    };
  }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const fields: Record<string, unknown> = {};
  const files: { name: string; content: string }[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else files.push({ name: value.name, content: await value.text() });
  }
  return { method, fields, files };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import { Channel as ChannelSchema } from '@ringdesk/shared/model/channel.ts';
import { type QueueSettings, type Queue, Queue as QueueSchema } from '@ringdesk/shared/model/queue.ts';
import { io, type Socket } from 'socket.io-client';

/**
 * Stage of the widget's browser tests: the real server with the demo team, agents on the real desk protocol, and a
 * website of another origin with a strict policy that embeds the widget.
 */
const serverMain = fileURLToPath(new URL('../server/src/main.ts', import.meta.url));

export interface RunningServer {
  readonly url: string;
  readonly password: string;
  readonly kill: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>;
}

/** Starts the server on `folder`; with port 0 on any free one. Answers when it says that it is ready. */
export async function startServer(folder: string, port = 0): Promise<RunningServer> {
  const env = {
    ...process.env,
    RINGDESK_PORT: String(port),
    RINGDESK_DATA_DIR: folder,
    RINGDESK_DEMO: '1',
    // The demo's own customers would write to the same agents.
    RINGDESK_DEMO_CUSTOMERS: '0',
    RINGDESK_CONVERSATIONS_PER_HOUR: '100000',
    // The mail server of the tests is on this machine.
    RINGDESK_ALLOW_PRIVATE_HOOKS: '1',
  };
  const child: ChildProcess = spawn(process.execPath, [serverMain], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: string): void => {
      said += text;
      const ready = /Ringdesk is ready: (http:\S+)[\s\S]*"msg":"ready"/.exec(said)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return {
    url,
    password: /\b(demo-\w+)/.exec(said)?.[1] ?? '',
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

type Update = { readonly kind: string } & Readonly<Record<string, unknown>>;

export interface AgentClient {
  readonly socket: Socket;
  readonly channels: readonly Channel[];
  readonly queues: readonly Queue[];
  readonly command: (name: string, input: object) => Promise<{ ok: boolean; value?: unknown }>;
  /** The next update of this kind that `fits`, also one that came since the last wait. */
  readonly update: <T>(kind: string, fits?: (update: T) => boolean) => Promise<T>;
  /** Keystrokes of the customer as they come. */
  readonly typed: string[];
}

/** Signs a demo agent in over HTTP and the socket, and makes them available unless they are only to look on. */
export async function signIn(server: RunningServer, name: string, state = 'available'): Promise<AgentClient> {
  const answer = await fetch(`${server.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ringdesk': '1', origin: server.url },
    body: JSON.stringify({ email: `${name}@demo.example`, password: server.password, device: 'test' }),
  });
  const { token } = (await answer.json()) as { token: string };
  const socket = io(`${server.url}/agent`, { transports: ['websocket'], auth: { protocol: 1, token } });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const updates: Update[] = [];
  const waiting = new Set<() => void>();
  const typed: string[] = [];
  socket.on('update', (batch: { updates: Update[] }) => {
    updates.push(...batch.updates);
    for (const look of waiting) look();
  });
  socket.on('typing', (typing: { text?: string }) => typed.push(typing.text ?? ''));
  const welcome = (await socket.emitWithAck('hello')) as {
    value: { snapshot: { channels: unknown[]; queues: unknown[] } };
  };
  let ids = 0;
  const client: AgentClient = {
    socket,
    channels: welcome.value.snapshot.channels.map((channel) => ChannelSchema.parse(channel)),
    queues: welcome.value.snapshot.queues.map((queue) => QueueSchema.parse(queue)),
    command: (command, input) =>
      socket.emitWithAck('command', { id: `t${(ids += 1)}-${Date.now()}`, name: command, input }) as ReturnType<
        AgentClient['command']
      >,
    update: <T>(kind: string, fits: (update: T) => boolean = () => true) =>
      new Promise<T>((resolve) => {
        const look = (): void => {
          const place = updates.findIndex((each) => each.kind === kind && fits(each as T));
          if (place < 0) return;
          const [found] = updates.splice(place, 1);
          waiting.delete(look);
          resolve(found as T);
        };
        waiting.add(look);
        look();
      }),
    typed,
  };
  const declared = await client.command('presence.set', { state });
  if (!declared.ok) throw new Error(`${name} cannot be ${state}: ${JSON.stringify(declared)}`);
  return client;
}

/** Saves settings of the queue of the agent's first channel, over what is set; answers the channel's id. */
export function settingsOf(admin: AgentClient): {
  readonly channelId: string;
  readonly set: (change: Partial<QueueSettings>) => Promise<void>;
} {
  const [channel] = admin.channels;
  const queue = admin.queues.find(({ id }) => id === channel?.queueId);
  if (channel === undefined || queue === undefined) throw new Error('The demo has no channel with a queue.');
  const { id: queueId, name, language } = queue;
  let { version, settings } = queue;
  return {
    channelId: channel.id,
    set: async (change) => {
      settings = { ...settings, ...change };
      const saved = await admin.command('queue.save', { queueId, version, name, language, settings });
      if (!saved.ok) throw new Error(`The settings were refused: ${JSON.stringify(saved)}`);
      ({ version } = saved.value as { version: number });
    },
  };
}

/** Styles of a page that is not kind to what it embeds. */
const rudeStyles = `
  html { font-size: 5px; } body { font: 30px/3 serif; color: teal; letter-spacing: 3px; margin: 20px; }
  button, div, section, input, textarea, svg, ringdesk-chat { all: revert; border: 9px solid red !important; display: block !important; opacity: 0.3 !important; transform: rotate(3deg) !important; }`;

export interface Website {
  readonly url: string;
  readonly close: () => void;
}

/** A website on `localhost` whose policy lets only the server's own origin in. `body` goes before the snippet. */
export async function openWebsite(
  server: RunningServer,
  channelId: string,
  options: { lang?: string; body?: string; snippets?: number } = {},
): Promise<Website> {
  const { lang = 'en', body = '', snippets = 1 } = options;
  const policy = [
    `default-src 'none'`,
    `script-src ${server.url}`,
    `style-src 'self'`,
    `connect-src ${server.url} ${server.url.replace('http', 'ws')}`,
    `img-src ${server.url}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
  const snippet = `<script async src="${server.url}/widget/loader.js" data-channel="${channelId}"></script>`;
  const website: Server = createServer((request, response) => {
    if (request.url === '/style.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end(rudeStyles);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
    response.end(`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Shop</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css"></head>
      <body><h1>A shop</h1><a id="away" href="/away">Elsewhere</a>${body}${snippet.repeat(snippets)}</body></html>`);
  });
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(website.address() as AddressInfo).port}/`,
    close: () => {
      website.closeAllConnections();
      website.close();
    },
  };
}

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A visitor's own browser profile. What the page's console and policy complain of is collected in `complaints`. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1_000, height: 760 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  // The closed shadow root is opened for the test's eyes only; one test looks from outside.
  await context.addInitScript(() => {
    // oxlint-disable-next-line typescript/unbound-method -- the proxy calls it on the element it is called on
    Element.prototype.attachShadow = new Proxy(Element.prototype.attachShadow, {
      apply: (attach, element: Element, [init]: [ShadowRootInit]) => attach.call(element, { ...init, mode: 'open' }),
    });
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      !/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|WebSocket connection/.test(message.text())
    )
      complaints.push(message.text());
  });
  await page.goto(url);
  return { page, context, complaints };
}

/** A folder that is gone after the tests. */
export const temporaryFolder = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'ringdesk-widget-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/**
 * The desk's own pages as the Electron app serves them: from another origin than the server, under the app's policy, which follows the
 * sign-in, and behind the app's second fence around requests. Main's judgements are the real ones; only its windows are played.
 */
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';

import type { BrowserContext, Page } from '@playwright/test';

import { appInfo } from '../../../apps/desktop/src/main/appInfo.ts';
import { answerApp, readManifest } from '../../../apps/desktop/src/main/appProtocol.ts';
import { contentSecurityPolicy } from '../../../apps/desktop/src/main/contentSecurityPolicy.ts';
import { judgeRequest } from '../../../apps/desktop/src/main/requests.ts';
import { DESKTOP_ORIGIN } from '../../../apps/server/src/application/origins.ts';

const renderer = join(import.meta.dirname, '../../../apps/desktop/out/renderer');

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/**
 * A browser gives its pages no scheme of their own, so their origin is `http://localhost:…` here: on the way to the server it becomes
 * the app's, and on the way back the browser is told what it asked for.
 */
function asTheApp(target: URL): Server {
  const headersOf = ({ headers }: IncomingMessage): NodeJS.Dict<string | string[]> => ({
    ...headers,
    host: target.host,
    ...(headers.origin === undefined ? {} : { origin: DESKTOP_ORIGIN }),
  });
  const proxy = createServer((asked, answer) => {
    const { method, url } = asked;
    const onward = request(new URL(url ?? '/', target), { method, headers: headersOf(asked) }, (reply) => {
      const allowed = reply.headers['access-control-allow-origin'] === DESKTOP_ORIGIN;
      const own = allowed ? { 'access-control-allow-origin': asked.headers.origin } : {};
      answer.writeHead(reply.statusCode ?? 502, { ...reply.headers, ...own });
      reply.pipe(answer);
    });
    onward.once('error', () => answer.destroy());
    asked.pipe(onward);
  });
  proxy.on('upgrade', (asked, socket, head) => {
    const onward = connect(Number(target.port), target.hostname, () => {
      const lines = Object.entries(headersOf(asked)).map(([name, value]) => `${name}: ${String(value)}`);
      onward.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.once('error', () => (socket.destroy(), onward.destroy()));
  });
  return proxy;
}

export interface AppShell {
  /** Where the app's pages are, in place of `app://ringdesk`. */
  readonly url: string;
  /** What a person types as the server's address. */
  readonly serverAddress: string;
  /** The policy of the last page that was given out. */
  readonly policy: () => string;
  /** Opens the desk in this profile. */
  readonly open: (context: BrowserContext) => Promise<Page>;
  readonly close: () => void;
}

/** Serves them, for a server at this address. */
export async function openAppShell(server: string): Promise<AppShell> {
  const kept: { origin: string | null; token: string | null } = { origin: null, token: null };
  const signedInTo = (): string | undefined => (kept.token === null ? undefined : (kept.origin ?? undefined));
  let policy = '';
  const answer = answerApp(await readManifest(renderer), () => (policy = contentSecurityPolicy(signedInTo())));
  const pages = createServer((asked, reply) => {
    void answer({ method: asked.method ?? 'GET', url: `${DESKTOP_ORIGIN}${asked.url ?? '/'}` }).then(async (given) => {
      reply.writeHead(given.status, Object.fromEntries(given.headers));
      reply.end(Buffer.from(await given.arrayBuffer()));
    });
  });
  const proxy = asTheApp(new URL(server));
  const url = `http://localhost:${await listen(pages)}`;
  const serverAddress = `http://127.0.0.1:${await listen(proxy)}`;
  const calls = playedMain(kept);
  return {
    url,
    serverAddress,
    policy: () => policy,
    open: async (context) => {
      await context.route('**/*', (route) => {
        const asked = route.request().url().replace(url, DESKTOP_ORIGIN);
        return judgeRequest(asked, signedInTo()) ? route.continue() : route.abort();
      });
      await context.exposeFunction('callMain', calls);
      await context.addInitScript(() => {
        const { callMain } = window as unknown as { callMain: (name: string, input: unknown) => Promise<unknown> };
        Object.assign(window, { ringdesk: { call: callMain, on: () => () => undefined } });
      });
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    close: () => {
      pages.close();
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}

/** What main answers: where the server is and the token as it keeps them, and that nothing else is switched on. */
function playedMain(kept: { origin: string | null; token: string | null }) {
  const machine = { getVersion: () => '0.1.0', getPreferredSystemLanguages: () => ['en'], isPackaged: true };
  const off = { on: false };
  return async (name: string, input: Readonly<Record<string, unknown>>): Promise<unknown> => {
    switch (name) {
      case 'app.info': {
        const facts = { platform: 'linux', wayland: false, keepToken: true, notifications: true, tray: true } as const;
        return appInfo(machine, facts);
      }
      case 'server.get':
        return { origin: kept.origin };
      case 'server.set':
        kept.origin = String(input['origin']);
        return {};
      case 'vault.get':
        return { token: kept.token };
      case 'vault.set':
        kept.token = String(input['token']);
        return {};
      case 'vault.clear':
        kept.token = null;
        return {};
      case 'notification.permission':
        return { state: 'granted' };
      case 'notification.show':
        return { shown: true };
      case 'shortcuts.set':
        return { refused: [] };
      default:
        return name.endsWith('.get') || name === 'popOut.pin' || /^(startAtLogin|telephoneLinks)\./.test(name)
          ? off
          : {};
    }
  };
}

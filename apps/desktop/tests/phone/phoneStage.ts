import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { afterAll, afterEach, beforeAll } from 'vitest';

import { chromiumPath } from '../../../../tools/chromium.ts';

import { SipPeer } from './sipPeer.ts';

const phoneEntry = new URL('../../src/renderer/phone/testing/stage.ts', import.meta.url);
export const visitorEntry = new URL('./visitorPage.ts', import.meta.url);
const ADDRESS = 'http://localhost:7550/';

/** What the agents' microphones say, in hertz; far ends say something else. */
export const MICROPHONE_HZ = 1_500;

/** The phone and the far ends as one script. */
export async function buildStage(entry: URL = phoneEntry): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry: fileURLToPath(entry), formats: ['iife'], name: 'phoneStage', fileName: () => 'stage.js' },
    },
  });
  const [chunk] = [made].flat().flatMap((result) => ('output' in result ? result.output : []));
  return (chunk as Rolldown.OutputChunk).code;
}

/** A voice for the fake microphone: syllables, because a steady tone is taken for noise and suppressed. */
function voice(folder: string): string {
  const rate = 48_000;
  const samples = new Int16Array(rate);
  for (let place = 0; place < rate; place++) {
    const within = (place / rate) % 0.25;
    const loudness = within < 0.15 ? Math.sin((Math.PI * within) / 0.15) : 0;
    samples[place] = Math.round(Math.sin((2 * Math.PI * MICROPHONE_HZ * place) / rate) * loudness * 20_000);
  }
  const data = Buffer.from(samples.buffer);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  const path = join(folder, 'voice.wav');
  writeFileSync(path, Buffer.concat([head, data]));
  return path;
}

export const openPhoneBrowser = (
  executablePath: string,
  folder: string,
  more: readonly string[] = [],
): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${voice(folder)}`,
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
      // A page that the test itself answers has no address, and may so not reach this machine unasked.
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
      ...more,
    ],
  });

export interface Desk {
  readonly page: Page;
  readonly peer: SipPeer;
  readonly context: BrowserContext;
  /** How many tickets were given. */
  readonly tickets: () => number;
  /** No ticket from now on, or tickets again. */
  readonly setOnline: (online: boolean) => void;
}

export interface DeskOptions {
  readonly deskId?: string;
  readonly microphone?: boolean;
  /** The browser asks for the microphone, and nobody answers yet. */
  readonly asksPermission?: boolean;
}

/** A page with a phone which is registered at a peer of its own. */
async function openDesk(browser: Browser, script: string, options: DeskOptions = {}): Promise<Desk> {
  const { deskId = 'desk-1', microphone = true, asksPermission = false } = options;
  const permissions = microphone ? ['microphone'] : [];
  const context = await browser.newContext({ permissions });
  const page = await context.newPage();
  const peer = new SipPeer();
  let tickets = 0;
  let online = true;
  await context.route(`${ADDRESS}**`, (route) =>
    route.request().url().endsWith('stage.js')
      ? route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><script src="/stage.js"></script>' }),
  );
  await context.routeWebSocket(/\/sip\?ticket=/, (socket) => {
    peer.attach({ send: (text) => socket.send(text), close: () => void socket.close() });
    socket.onMessage((text) => peer.receive(String(text)));
  });
  await page.exposeFunction('ticketOfTest', () =>
    online
      ? {
          path: `/sip?ticket=${(tickets += 1)}`,
          uri: 'sip:ana@ringdesk.invalid',
          iceServers: [],
          anchored: false,
        }
      : undefined,
  );
  await page.goto(ADDRESS);
  if (asksPermission) await page.evaluate(() => window.stage.setPermission('prompt'));
  await page.evaluate((id) => window.stage.start(id), deskId);
  return {
    page,
    peer,
    context,
    tickets: () => tickets,
    setOnline: (next) => {
      online = next;
    },
  };
}

/** Without a browser the tests of the phone are skipped, and counted so. */
export const noBrowser = chromiumPath() === undefined;

/** A browser for the tests of this block: what it answers gives a page with a phone, which is closed after its test. */
export function phones(): (options?: DeskOptions) => Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'ringdesk-phone-'));
  let browser: Browser;
  let script = '';

  beforeAll(async () => {
    script = await buildStage();
    browser = await openPhoneBrowser(chromiumPath() ?? '', folder);
  }, 60_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  return (options) => openDesk(browser, script, options);
}

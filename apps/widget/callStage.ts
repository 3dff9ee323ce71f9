import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { Server } from 'socket.io';

import { SipPeer } from '../desktop/tests/phone/sipPeer.ts';
import { openPage } from './browserStage.ts';

/**
 * Stage of the call's browser tests: a server that says what it is told to, a website on an address of its own, and the far
 * end of the call: SIP in the test's hands, sound in a second page.
 */
const dist = new URL('./dist/', import.meta.url);

export interface CallServer {
  readonly url: string;
  /** What `call.begin` is answered with, in the order of asking; the last stays. */
  readonly replies: object[];
  /** Every rating that was given. */
  readonly ratings: object[];
  /** Every page loses its connection, and gets none until it may again. */
  readonly setOnline: (online: boolean) => void;
  readonly close: () => Promise<void>;
}

export const begun = {
  ok: true,
  value: {
    path: '/sip?ticket=once',
    uri: 'sip:visitor-1@ringdesk.invalid',
    target: 'sip:call@ringdesk.invalid',
    iceServers: [],
  },
};

const face = {
  channelId: 'site',
  title: 'Halden Bikes',
  settings: {
    title: 'Halden Bikes',
    greeting: '',
    askName: 'no',
    language: 'auto',
    accent: '#2f54d9',
    position: 'right',
    liveTyping: false,
    attachments: false,
  },
  language: 'en',
  open: true,
  askRating: false,
  transcriptByEmail: false,
  calls: true,
  rateCalls: true,
};

/** The visitors' door, the widget's files, and at `/` a website with the widget in `language`. */
export async function startCallServer(host = '127.0.0.1'): Promise<CallServer> {
  const replies: object[] = [begun];
  const ratings: object[] = [];
  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server');
    if (pathname.startsWith('/widget/')) {
      const file = readFileSync(join(dist.pathname, pathname.slice('/widget/'.length)));
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(file);
      return;
    }
    const language = searchParams.get('lang') ?? 'en';
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
      `<!doctype html><html lang="${language}"><head><title>Shop</title>
       <meta name="viewport" content="width=device-width, initial-scale=1"></head>
       <body><h1>A shop</h1><script async src="/widget/loader.js" data-channel="site"></script></body></html>`,
    );
  });
  const io = new Server(http);
  let online = true;
  io.engine.use((_request: unknown, _response: unknown, next: (problem?: Error) => void) =>
    next(online ? undefined : new Error('offline')),
  );
  io.of('/visitor').on('connection', (socket) => {
    socket.on('hello', (answer: (reply: object) => void) =>
      answer({
        ok: true,
        value: {
          token: 't',
          face,
          consentVersion: null,
          name: '',
          conversation: null,
          lines: [],
          seq: 0,
          serverNow: Date.now(),
        },
      }),
    );
    socket.on('command', ({ name, input }: { name: string; input: object }, answer: (reply: object) => void) => {
      if (name === 'rating.give') ratings.push(input);
      if (name !== 'call.begin') return answer({ ok: true, value: {} });
      answer((replies.length > 1 ? replies.shift() : replies[0]) ?? begun);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, host, resolve));
  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}/`,
    replies,
    ratings,
    setOnline: (on) => {
      online = on;
      if (!on) io.of('/visitor').disconnectSockets(true);
    },
    close: async () => {
      await io.close();
    },
  };
}

export const openCallBrowser = (executablePath: string, more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
      ...more,
    ],
  });

/** The far end's sound, in a page of its own: a tone out, and how much came in. */
function farEnd(hz: number): void {
  const peer = new RTCPeerConnection();
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.frequency.value = hz;
  const out = audio.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  for (const track of out.stream.getTracks()) peer.addTrack(track, out.stream);
  const ear = document.createElement('audio');
  peer.addEventListener('track', ({ track }) => {
    ear.srcObject = new MediaStream([track]);
    void ear.play();
  });
  const described = async (): Promise<string> => {
    while (peer.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 20));
    return peer.localDescription?.sdp ?? '';
  };
  window.farEnd = {
    answer: async (sdp) => {
      await peer.setRemoteDescription({ type: 'offer', sdp });
      await peer.setLocalDescription();
      return described();
    },
    offer: async (direction) => {
      for (const line of peer.getTransceivers()) line.direction = direction;
      await peer.setLocalDescription(await peer.createOffer());
      return described();
    },
    accept: (sdp) => peer.setRemoteDescription({ type: 'answer', sdp }),
    received: async () => {
      let [energy, packets] = [0, 0];
      const all = (await peer.getStats()).values() as Iterable<{
        type: string;
        totalAudioEnergy?: number;
        packetsReceived?: number;
      }>;
      for (const entry of all)
        if (entry.type === 'inbound-rtp') [energy, packets] = [entry.totalAudioEnergy ?? 0, entry.packetsReceived ?? 0];
      return { energy, packets };
    },
  };
}

declare global {
  interface Window {
    farEnd: {
      readonly answer: (sdp: string) => Promise<string>;
      readonly offer: (direction: RTCRtpTransceiverDirection) => Promise<string>;
      readonly accept: (sdp: string) => Promise<void>;
      readonly received: () => Promise<{ readonly energy: number; readonly packets: number }>;
    };
    ears: HTMLAudioElement[];
  }
}

export interface Visit {
  readonly page: Page;
  readonly far: Page;
  readonly peer: SipPeer;
  readonly complaints: string[];
}

/** A visitor with the widget open, and whoever they call. `microphone` false: the browser has been told to refuse it. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions & { readonly microphone?: boolean } = {},
): Promise<Visit> {
  const { microphone = true, ...more } = options;
  const { page, context, complaints } = await openPage(browser, 'about:blank', more);
  const peer = new SipPeer();
  await context.routeWebSocket(/\/sip\?ticket=/, (socket) => {
    peer.attach({ send: (text) => socket.send(text), close: () => void socket.close() });
    socket.onMessage((text) => peer.receive(String(text)));
  });
  await context.addInitScript((allowed) => {
    window.ears = [];
    globalThis.Audio = class extends Audio {
      constructor() {
        super();
        window.ears.push(this);
      }
    };
    // A page without encryption has no devices at all.
    if (!allowed && isSecureContext)
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Denied', 'NotAllowedError'));
  }, microphone);
  if (microphone) await context.grantPermissions(['microphone']);
  await page.goto(url);
  const far = await context.newPage();
  await far.goto('about:blank');
  await far.evaluate(farEnd, 600);
  await page.bringToFront();
  return { page, far, peer, complaints };
}

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import type { BrowserContext, Page } from '@playwright/test';

import { ownAddress } from '../../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';

const PROGRAM = '/usr/bin/turnserver';
/** Debian's package `coturn`. */
export const hasRelay = existsSync(PROGRAM);

export interface Relay {
  /** As it stands among the settings of telephony. */
  readonly address: string;
  readonly secret: string;
  close(): Promise<void>;
}

/** Ports it relays over: those after its own. */
export const RELAYED_PORTS = 50;

/** The real relay (RFC 8656) on this port, which lets in who shows a password made with the secret. */
export async function startRelay(port: number): Promise<Relay> {
  const secret = 'shared-with-the-relay';
  const ip = ownAddress();
  const child = spawn(
    PROGRAM,
    [
      '-n',
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--fingerprint',
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=ringdesk.invalid',
      `--listening-ip=${ip}`,
      `--relay-ip=${ip}`,
      `--listening-port=${port}`,
      `--min-port=${port + 1}`,
      `--max-port=${port + RELAYED_PORTS}`,
      '--allow-loopback-peers',
      '--pidfile=',
      '--userdb=',
      '--log-file=stdout',
    ],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  await answers(ip, port, () => child.exitCode !== null);
  return {
    address: `turn:${ip}:${port}?transport=udp`,
    secret,
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Asks (RFC 8489, a binding request) until it answers. */
async function answers(ip: string, port: number, isOver: () => boolean): Promise<void> {
  const socket = createSocket('udp4');
  const answered = once(socket, 'message').then(() => true);
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  for (;;) {
    socket.send(request, port, ip);
    if (await Promise.race([answered, pause(100, false)])) break;
    if (isOver()) throw new Error('the relay ended before it answered');
  }
  socket.close();
}

/** From here on the pages of this profile reach others over relays only, as behind a strict firewall. */
export async function relayOnly(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const peers: RTCPeerConnection[] = [];
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
        peers.push(this);
      }
    };
    Object.assign(window, { peers });
  });
}

/** What kinds of way the page's sound takes, each once: its own end of it, `relay` where that is at a relay. */
export const waysOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const { peers } = window as unknown as { readonly peers: readonly RTCPeerConnection[] };
    // More than one may have been agreed to while the page looked for the best.
    const ways = new Set<string>();
    for (const peer of peers) {
      const report = await peer.getStats();
      for (const entry of report.values() as Iterable<Record<string, unknown>>) {
        if (entry['type'] !== 'candidate-pair' || entry['nominated'] !== true) continue;
        const local = report.get(String(entry['localCandidateId'])) as Record<string, unknown> | undefined;
        ways.add(String(local?.['candidateType']));
      }
    }
    return [...ways];
  });

/** The relays' candidates a page is given with this password. */
export const relaysFor = (page: Page, server: RTCIceServer): Promise<number> =>
  page.evaluate(async (asked) => {
    const peer = new RTCPeerConnection({ iceServers: [asked], iceTransportPolicy: 'relay' });
    peer.addTransceiver('audio');
    let relays = 0;
    const gathered = new Promise<void>((resolve) => {
      peer.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate === null) resolve();
        else if (candidate.type === 'relay') relays += 1;
      });
    });
    await peer.setLocalDescription();
    await gathered;
    peer.close();
    return relays;
  }, server);

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { SECOND } from '@ringdesk/shared/model/time.ts';

import type { Config } from '../config.ts';
import type { Finding } from './doctor.ts';

/** One that runs on the same machine answers within a millisecond. */
const ANSWER_MS = 2 * SECOND;

/** What is set for calls: each port of lines and phones, and the media server. Nothing where nothing is set. */
export async function examineTelephony({ sip, rtpengine }: Pick<Config, 'sip' | 'rtpengine'>): Promise<Finding[]> {
  const host = sip.host ?? '127.0.0.1';
  return Promise.all([
    ...(sip.udpPort === undefined ? [] : [examineUdp(host, sip.udpPort)]),
    ...(sip.tcpPort === undefined ? [] : [examineTcp(host, sip.tcpPort, 'TCP')]),
    ...(sip.tls === undefined ? [] : [examineTcp(host, sip.tls.port, 'TLS')]),
    ...(rtpengine === undefined ? [] : [examineMediaServer(rtpengine)]),
  ]);
}

const portFinding = (named: string, code: string | undefined): Finding => {
  const what = 'SIP port';
  if (code === undefined) return { verdict: 'ok', what, words: `${named} is free` };
  if (code === 'EADDRINUSE')
    return { verdict: 'warn', what, words: `${named} is taken, by the running server or another program` };
  return { verdict: 'fail', what, words: `${named} cannot be opened (${code})` };
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');

async function examineUdp(host: string, port: number): Promise<Finding> {
  const probe = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  probe.bind(port, host);
  const code = await once(probe, 'listening').then(() => undefined, codeOf);
  probe.close();
  return portFinding(`UDP ${host}:${port}`, code);
}

async function examineTcp(host: string, port: number, transport: 'TCP' | 'TLS'): Promise<Finding> {
  const probe = createServer().listen(port, host);
  const code = await once(probe, 'listening').then(() => undefined, codeOf);
  probe.close();
  return portFinding(`${transport} ${host}:${port}`, code);
}

/** Asks it as rtpengine's ng protocol wants to be asked: a word of our own, and a bencoded order. */
async function examineMediaServer({ host, port }: { readonly host: string; readonly port: number }): Promise<Finding> {
  const what = 'media server';
  const probe = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const answered = once(probe, 'message', { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    () => true,
    () => false,
  );
  probe.send('doctor d7:command4:pinge', port, host, () => undefined);
  const ok = await answered;
  probe.close();
  return ok
    ? { verdict: 'ok', what, words: `rtpengine answers at ${host}:${port}` }
    : {
        verdict: 'fail',
        what,
        words: `nothing answers at ${host}:${port}; start rtpengine, or see listen-ng in its configuration`,
      };
}

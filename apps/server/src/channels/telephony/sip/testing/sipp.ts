import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = '/usr/bin/sipp';
/** Whether the real caller can be had here; tests that need it are skipped, and counted so, where it cannot. */
export const hasSipp = existsSync(PROGRAM);

const head = (
  method: string,
  to: string,
  cseq: number,
): string => `${method} sip:+34910000000@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      From: "Sipp" <sip:+34600333444@[local_ip]>;tag=[pid]s[call_number]
      To: <sip:+34910000000@[remote_ip]>${to}
      Call-ID: [call_id]
      CSeq: ${cseq} ${method}
      Contact: <sip:sipp@[local_ip]:[local_port]>
      Max-Forwards: 70`;

const send = (text: string, options = ''): string => `<send${options}><![CDATA[\n\n      ${text}\n\n]]></send>`;
const bare = (text: string): string => `${text}\n      Content-Length: 0\n`;
const expects = (status: number, optional = false): string =>
  `<recv response="${status}"${optional ? ' optional="true"' : ''}/>`;

const sdp = `v=0
      o=- 1 1 IN IP4 [local_ip]
      s=sipp
      c=IN IP4 [local_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 0`;

/** Steps of a caller. */
export const steps = {
  invite: send(
    `${head('INVITE', '', 1)}\n      Content-Type: application/sdp\n      Content-Length: [len]\n\n      ${sdp}`,
    ' retrans="500"',
  ),
  rings: `${expects(100, true)}${expects(180)}`,
  answered: `${expects(200)}`,
  ack: send(bare(head('ACK', '[peer_tag_param]', 1))),
  bye: `${send(bare(head('BYE', '[peer_tag_param]', 2)), ' retrans="500"')}${expects(200)}`,
  /** Of the call that rings. */
  cancel: `${send(
    bare(`CANCEL sip:+34910000000@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-3]
      From: "Sipp" <sip:+34600333444@[local_ip]>;tag=[pid]s[call_number]
      To: <sip:+34910000000@[remote_ip]>
      Call-ID: [call_id]
      CSeq: 1 CANCEL
      Max-Forwards: 70`),
  )}<recv response="200"/><recv response="487"/>${send(bare(head('ACK', '[peer_tag_param]', 1)).replace('[branch]', '[branch-6]'))}`,
  pause: (ms: number): string => `<pause milliseconds="${ms}"/>`,
  /** They hang up. */
  leaves: `<recv request="BYE"/>${send('SIP/2.0 200 OK\n      [last_Via:]\n      [last_From:]\n      [last_To:]\n      [last_Call-ID:]\n      [last_CSeq:]\n      Content-Length: 0\n')}`,
  refused: (status: number): string =>
    `${expects(status)}${send(bare(head('ACK', '[peer_tag_param]', 1)).replace('[branch]', '[branch-2]'))}`,
} as const;

/** Runs one call of these steps against an address; resolves to whether all went as written. */
export async function runSipp(
  script: readonly string[],
  where: { readonly host: string; readonly port: number; readonly from: string; readonly fromPort: number },
): Promise<{ readonly ok: boolean; readonly said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-sipp-'));
  const file = join(folder, 'scenario.xml');
  await writeFile(
    file,
    `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="caller">\n${script.join('\n')}\n</scenario>\n`,
  );
  const args = [
    '-sf',
    file,
    '-m',
    '1',
    '-i',
    where.from,
    '-p',
    String(where.fromPort),
    '-timeout',
    '25s',
    '-nostdin',
    '-trace_err',
    '-error_file',
    join(folder, 'errors'),
  ];
  const child = spawn(PROGRAM, [...args, `${where.host}:${where.port}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  await rm(folder, { recursive: true, force: true });
  return { ok: code === 0, said: said.slice(-3_000) };
}

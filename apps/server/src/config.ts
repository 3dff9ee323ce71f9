import { join, resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Addresses and networks (CIDR) of the proxies whose `X-Forwarded-*` headers are believed. */
const ProxyList = z
  .string()
  .transform((raw) =>
    raw
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine((list) => list.every((entry) => ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)), {
    message: 'must be addresses or networks such as 127.0.0.1 or 10.0.0.0/8, separated by commas',
  });

const PublicUrl = z
  .url({ protocol: /^https?$/, message: 'must be an address such as https://desk.example.com' })
  .transform((raw) => new URL(raw))
  .refine((url) => url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '', {
    message: 'must be an origin without path, query or credentials',
  })
  .transform((url) => url.origin);

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, { message: `must be from ${min} to ${max}` });

const Flag = z
  .enum(['0', '1', 'false', 'true'], { message: 'must be 0 or 1' })
  .transform((raw) => raw === '1' || raw === 'true');

/** Every setting the server reads from the environment: the only list. `example` goes to `.env.example`. */
const settings = {
  RINGDESK_HOST: {
    schema: z.string().min(1).max(255).default('127.0.0.1'),
    example: '127.0.0.1',
    about: 'Address to listen on. 0.0.0.0 or :: for all; put a TLS proxy in front before you do.',
  },
  RINGDESK_PORT: {
    schema: whole(0, 65_535).default(7080),
    example: '7080',
    about: 'Port to listen on; 0 takes any free one.',
  },
  RINGDESK_DATA_DIR: {
    schema: z
      .string()
      .min(1)
      .max(4_000)
      .default('./data')
      .transform((path) => resolve(path)),
    example: './data',
    about: 'Everything the server keeps is in this folder.',
  },
  RINGDESK_PUBLIC_URL: {
    schema: PublicUrl.optional(),
    example: '',
    about: 'Address under which browsers reach the server, when a proxy is in front: https://desk.example.com',
  },
  RINGDESK_TRUST_PROXY: {
    schema: ProxyList.default([]),
    example: '',
    about:
      'Addresses or networks of your own proxies, separated by commas. X-Forwarded-* headers of others are ignored.',
  },
  RINGDESK_DEMO: {
    schema: Flag.default(false),
    example: '0',
    about: '1: an empty data folder is filled with a demo team.',
  },
  RINGDESK_DEMO_CUSTOMERS: {
    schema: whole(0, 40).default(8),
    example: '8',
    about: 'Simulated customers who write to the demo team at the same time, with simulated colleagues; 0: none.',
  },
  RINGDESK_METRICS_TOKEN: {
    schema: z.string().min(16, 'must have at least 16 characters').max(200).optional(),
    example: '',
    about:
      'Bearer token for /metrics. Without one it answers this machine alone, and nobody where a proxy is set above.',
  },
  RINGDESK_VISITORS_PER_ADDRESS: {
    schema: whole(1, 100_000).default(50),
    example: '50',
    about: 'Open widget connections per IP address (per /64 network for IPv6).',
  },
  RINGDESK_MAX_VISITORS: {
    schema: whole(1, 1_000_000).default(5_000),
    example: '5000',
    about: 'Open widget connections in all; more are asked to come back later.',
  },
  RINGDESK_CONVERSATIONS_PER_HOUR: {
    schema: whole(1, 1_000_000).default(300),
    example: '300',
    about: 'New widget conversations per IP address and hour (per /64 network for IPv6).',
  },
  RINGDESK_ALLOW_PRIVATE_HOOKS: {
    schema: Flag.default(false),
    example: '0',
    about:
      '1: webhooks and bots may stand on this machine or in private networks, on any port and without TLS. For gateways of your own.',
  },
  RINGDESK_TELEGRAM_API: {
    schema: z
      .url({ protocol: /^https?$/, message: 'must be an address such as https://api.telegram.org' })
      .transform((raw) => raw.replace(/\/+$/, ''))
      .default('https://api.telegram.org'),
    example: 'https://api.telegram.org',
    about: 'Where the Bot API of Telegram is: another address for a local Bot API server.',
  },
  RINGDESK_SIP_HOST: {
    schema: z.string().min(1).max(255).optional(),
    example: '0.0.0.0',
    about:
      'Address on which lines and phones of other makes reach the server by SIP; 0.0.0.0 for all. Without one lines work over whatever address leads to them, and phones are let in from this machine alone.',
  },
  RINGDESK_SIP_UDP_PORT: {
    schema: whole(0, 65_535).optional(),
    example: '5060',
    about:
      'Opens SIP over UDP on this port, for phones of other makes and for lines that do not register. Without it lines that register use a port of their own.',
  },
  RINGDESK_SIP_TCP_PORT: {
    schema: whole(0, 65_535).optional(),
    example: '5060',
    about: 'Opens SIP over TCP on this port. Closed without it.',
  },
  RINGDESK_SIP_TLS_PORT: {
    schema: whole(0, 65_535).optional(),
    example: '5061',
    about: 'Opens SIP over TLS on this port; needs the two files below. Closed without it.',
  },
  RINGDESK_SIP_TLS_CERT: {
    schema: z.string().min(1).max(4_000).optional(),
    example: '/etc/ringdesk/sip.crt',
    about: 'Certificate for SIP over TLS, with its chain (PEM). One that was renewed is shown without a restart.',
  },
  RINGDESK_SIP_TLS_KEY: {
    schema: z.string().min(1).max(4_000).optional(),
    example: '/etc/ringdesk/sip.key',
    about: 'Its private key (PEM).',
  },
  RINGDESK_SIP_PUBLIC_HOST: {
    schema: z.string().min(1).max(253).optional(),
    example: '',
    about: 'Address or name of this machine as lines reach it, where that is another one: behind NAT.',
  },
  RINGDESK_RTPENGINE: {
    schema: z
      .string()
      .regex(/^\[?[A-Za-z0-9.:-]+\]?:\d{1,5}$/, 'must be host:port such as 127.0.0.1:22222')
      .transform((raw) => ({
        host: raw.slice(0, raw.lastIndexOf(':')).replace(/^\[|\]$/g, ''),
        port: Number(raw.slice(raw.lastIndexOf(':') + 1)),
      }))
      .refine(({ port }) => port >= 1 && port <= 65_535, { message: 'must have a port from 1 to 65535' })
      .optional(),
    example: '127.0.0.1:22222',
    about: 'Control address (ng) of rtpengine: hold music, recording, voicemail, and calls between lines and browsers.',
  },
  RINGDESK_LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    example: 'info',
    about: 'fatal, error, warn, info, debug or silent.',
  },
} as const;

type SettingName = keyof typeof settings;
type Settings = { readonly [N in SettingName]: z.output<(typeof settings)[N]['schema']> };

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute path. */
  readonly dataDir: string;
  readonly publicUrl: string | undefined;
  readonly trustProxy: readonly string[];
  readonly demo: boolean;
  /** Simulated customers of the demo team at the same time. */
  readonly demoCustomers: number;
  readonly metricsToken: string | undefined;
  readonly visitorsPerAddress: number;
  readonly maxVisitors: number;
  readonly conversationsPerHour: number;
  /** Webhooks and bots may stand in private networks. */
  readonly allowPrivateHooks: boolean;
  /** Without a slash at the end. */
  readonly telegramApi: string;
  readonly sip: {
    readonly host: string | undefined;
    readonly udpPort: number | undefined;
    readonly tcpPort: number | undefined;
    readonly tls: { readonly port: number; readonly certFile: string; readonly keyFile: string } | undefined;
    readonly publicHost: string | undefined;
  };
  readonly rtpengine: { readonly host: string; readonly port: number } | undefined;
  readonly logLevel: Settings['RINGDESK_LOG_LEVEL'];
}

/** Obeyed by `main.ts` under NODE_ENV=test and by nothing else. */
const forTests: ReadonlySet<string> = new Set(['RINGDESK_FAILPOINT', 'RINGDESK_TEST_CLOCK']);

/** Read by the desk, the tests and the tools of this repository: none of the server's business, and no slip either. */
const forOthers: ReadonlySet<string> = new Set([
  'RINGDESK_URL',
  'RINGDESK_CHROMIUM',
  'RINGDESK_CORPORA',
  'RINGDESK_SEED',
  'RINGDESK_SIP_MUTATIONS',
  'RINGDESK_SIP_SEED',
]);

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  /** One sentence per setting that is wrong, each naming it. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the configuration from the environment. Empty values count as absent. A misspelt `RINGDESK_` name is a problem
 * too: a setting that silently does nothing is worse than a server that does not start.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigReading {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(settings)) {
    const raw = env[name]?.trim();
    const parsed = schema.safeParse(raw === '' ? undefined : raw);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is not valid'}.`);
  }
  for (const name of Object.keys(env)) {
    if (name.startsWith('RINGDESK_') && !(name in settings) && !forTests.has(name) && !forOthers.has(name)) {
      problems.push(`${name} is not a setting of Ringdesk.`);
    }
  }
  if (
    values['RINGDESK_SIP_TLS_PORT'] !== undefined &&
    !(values['RINGDESK_SIP_TLS_CERT'] && values['RINGDESK_SIP_TLS_KEY'])
  )
    problems.push('RINGDESK_SIP_TLS_PORT needs RINGDESK_SIP_TLS_CERT and RINGDESK_SIP_TLS_KEY.');
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, config: configOf(values as Settings) };
}

const configOf = (values: Settings): Config => ({
  host: values.RINGDESK_HOST,
  port: values.RINGDESK_PORT,
  dataDir: values.RINGDESK_DATA_DIR,
  publicUrl: values.RINGDESK_PUBLIC_URL,
  trustProxy: values.RINGDESK_TRUST_PROXY,
  demo: values.RINGDESK_DEMO,
  demoCustomers: values.RINGDESK_DEMO_CUSTOMERS,
  metricsToken: values.RINGDESK_METRICS_TOKEN,
  visitorsPerAddress: values.RINGDESK_VISITORS_PER_ADDRESS,
  maxVisitors: values.RINGDESK_MAX_VISITORS,
  conversationsPerHour: values.RINGDESK_CONVERSATIONS_PER_HOUR,
  allowPrivateHooks: values.RINGDESK_ALLOW_PRIVATE_HOOKS,
  telegramApi: values.RINGDESK_TELEGRAM_API,
  sip: {
    host: values.RINGDESK_SIP_HOST,
    udpPort: values.RINGDESK_SIP_UDP_PORT,
    tcpPort: values.RINGDESK_SIP_TCP_PORT,
    tls: tlsOf(values),
    publicHost: values.RINGDESK_SIP_PUBLIC_HOST,
  },
  rtpengine: values.RINGDESK_RTPENGINE,
  logLevel: values.RINGDESK_LOG_LEVEL,
});

function tlsOf(values: Settings): Config['sip']['tls'] {
  const { RINGDESK_SIP_TLS_PORT: port, RINGDESK_SIP_TLS_CERT: certFile, RINGDESK_SIP_TLS_KEY: keyFile } = values;
  return port === undefined || certFile === undefined || keyFile === undefined
    ? undefined
    : { port, certFile, keyFile };
}

/**
 * Takes the settings of the file `.env` in this folder into the environment of the process; what is set there already
 * wins. No file is no problem; one that cannot be read throws. Tests do not read it: they say themselves what is set.
 */
export function readEnvironmentFile(folder: string = process.cwd()): void {
  if (process.env['NODE_ENV'] === 'test') return;
  try {
    loadEnvFile(join(folder, '.env'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The text of `.env.example`, written by `node apps/server/src/main.ts --env-example`. */
export const envExample = (): string =>
  Object.entries(settings)
    .map(([name, { about, example }]) => `# ${about}\n#${name}=${example}\n`)
    .join('\n');

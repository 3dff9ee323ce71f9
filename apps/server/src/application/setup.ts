import { randomInt } from 'node:crypto';
import type { AgentId, ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import type { http } from '@ringdesk/shared/protocol/http.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { z } from 'zod';

import type { SignedIn } from './accounts.ts';
import { type DemoParts, isDemo, loadDemo } from './demo.ts';
import { addPerson } from './newcomers.ts';
import { hashNewPassword } from './passwordHashing.ts';
import { sameSecret } from './secrets.ts';
import type { Sessions } from './sessions.ts';
import type { SignInDelays } from './signInDelays.ts';

export type SetupWish = z.output<(typeof http)['POST /api/setup']['input']>;

export interface Setup {
  /** Whether there is anybody who can sign in, and what a visitor of the sign-in screen may know. */
  state(): Promise<{ readonly setUp: boolean; readonly centerName: string; readonly demo: boolean }>;
  /** The one-time code for the first run; undefined once it is over. Only the console of the server shows it. */
  code(): Promise<string | undefined>;
  /**
   * First run: makes the first admin and what they chose to begin with. Refuses with `alreadySetUp`, `codeWrong`,
   * `weakPassword`, and with `badCredentials` and its `retryAt` after several wrong codes.
   */
  run(wish: SetupWish, network: string, now: Instant): Promise<Result<SignedIn, Refusal>>;
}

export interface SetupParts extends DemoParts {
  readonly sessions: Sessions;
  readonly delays: SignInDelays;
}

/** Without letters and digits that are mistaken for each other; 12 of 31 are 59 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const newCode = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  );

/** What somebody copied by hand: small letters, spaces and forgotten dashes are not mistakes. */
const asWritten = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** In the table of delays the set-up stands beside the e-mail addresses, under a key that none can have. */
const DELAY_KEY = '#setup';

export function createSetup(parts: SetupParts): Setup {
  const { engine, accounts, delays } = parts;
  const code = newCode();
  let running = false;

  const isSetUp = async (): Promise<boolean> => (await accounts.count()) > 0;

  return {
    async state() {
      return { setUp: await isSetUp(), centerName: engine.read((state) => state.centerName), demo: isDemo(engine) };
    },
    async code() {
      return (await isSetUp()) ? undefined : code;
    },
    async run(wish, network, now) {
      if (running || (await isSetUp())) return refuse({ code: 'alreadySetUp' });
      const retryAt = delays.retryAt(DELAY_KEY, network, now);
      if (retryAt !== undefined) return refuse({ code: 'badCredentials', retryAt });
      if (!sameSecret(asWritten(wish.code), asWritten(code))) {
        delays.failed(DELAY_KEY, network, now);
        return refuse({ code: 'codeWrong' });
      }
      running = true;
      try {
        return await firstRun(parts, wish, now);
      } finally {
        running = false;
      }
    },
  };
}

async function firstRun(parts: SetupParts, wish: SetupWish, now: Instant): Promise<Result<SignedIn, Refusal>> {
  const { engine, hashing, sessions, audit } = parts;
  const hash = await hashNewPassword(hashing, wish.password, wish);
  if (!hash.ok) return hash;
  const { name, email, language } = wish;
  const admin = await addPerson(
    parts,
    { name, email, language, role: 'admin', departmentIds: [], passwordHash: hash.value },
    now,
  );
  if (!admin.ok) return admin;
  const named = await engine.submit({ type: 'center.named', name: wish.centerName }, { actor: { kind: 'server' } });
  if (!named.ok) return refuse(named.error);
  const begun = await begin(parts, wish, admin.value, now);
  if (!begun.ok) return begun;
  await audit(
    { by: admin.value, act: 'center.setUp', subject: null, details: JSON.stringify({ first: wish.first.kind }) },
    now,
  );
  return ok(await sessions.open(admin.value, wish.device, now));
}

/** What the admin begins with. Their own commands, so that rights and history are as if made by hand. */
async function begin(parts: SetupParts, wish: SetupWish, admin: AgentId, now: Instant): Promise<Result<void, Refusal>> {
  const { engine, newId } = parts;
  const { first, language } = wish;
  if (first.kind === 'nothing') return ok(undefined);
  if (first.kind === 'demo') return loadDemo(parts, admin, language, now);
  const queueId = newId() as QueueId;
  const channelId = newId() as ChannelId;
  const steps: AnyCommand[] = [
    {
      name: 'queue.create',
      input: {
        queueId,
        name: first.queueName,
        language,
        settings: { ...defaultQueueSettings, members: [{ kind: 'agent', agentId: admin }] },
      },
    },
    {
      name: 'channel.create',
      input: { channelId, name: first.channelName, queueId, kind: 'liveChat', settings: defaultLiveChatSettings },
    },
  ];
  for (const command of steps) {
    const done = await engine.submit({ type: 'command', command }, { actor: { kind: 'agent', agentId: admin } });
    if (!done.ok) return refuse(done.error);
  }
  return ok(undefined);
}

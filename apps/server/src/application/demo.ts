import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type {
  AgentId,
  CannedResponseId,
  ChannelId,
  DepartmentId,
  QueueId,
  ReasonId,
} from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import { type QueueSettings, defaultQueueSettings, type Member } from '@ringdesk/shared/model/queue.ts';
import type { Role } from '@ringdesk/shared/model/agent.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { DeskEngine } from './deskEngine.ts';
import { teamOf } from './deskEngine.ts';
import { demoTexts } from './demoTexts.ts';
import { addPerson } from './newcomers.ts';
import type { PasswordHashing } from './passwordHashing.ts';
import type { Audit } from './people.ts';
import type { AccountTable, CannedResponseTable } from './ports/tables.ts';
import { signatureOf } from './secrets.ts';

/** Reserved for examples (RFC 2606): no letter ever reaches it. */
const DEMO_DOMAIN = 'demo.example';

interface DemoPerson {
  readonly name: string;
  readonly login: string;
  readonly role: Role;
  readonly language: Language;
  readonly department: 'support' | 'sales' | 'billing' | null;
}

/** The demo team: an admin, two supervisors and eight agents in three departments. */
export const demoTeam: readonly DemoPerson[] = [
  { name: 'Alex Morgan', login: 'admin', role: 'admin', language: 'en', department: null },
  { name: 'Olga Petrova', login: 'olga', role: 'supervisor', language: 'ru', department: null },
  { name: 'Diego Ramos', login: 'diego', role: 'supervisor', language: 'es', department: null },
  { name: 'Ana Torres', login: 'ana', role: 'agent', language: 'es', department: 'support' },
  { name: 'Ben Carter', login: 'ben', role: 'agent', language: 'en', department: 'support' },
  { name: 'Chen Wei', login: 'chen', role: 'agent', language: 'en', department: 'support' },
  { name: 'Irina Volkova', login: 'irina', role: 'agent', language: 'ru', department: 'support' },
  { name: 'João Almeida', login: 'joao', role: 'agent', language: 'pt', department: 'sales' },
  { name: 'Maya Singh', login: 'maya', role: 'agent', language: 'en', department: 'sales' },
  { name: 'Lucas Ferreira', login: 'lucas', role: 'agent', language: 'pt', department: 'billing' },
  { name: 'Nora Lindqvist', login: 'nora', role: 'agent', language: 'en', department: 'billing' },
];

export const demoEmail = (login: string): string => `${login}@${DEMO_DOMAIN}`;

/** Whether this center was filled with the demo team. */
export const isDemo = (engine: DeskEngine): boolean =>
  teamOf(engine).some(({ email }) => email.endsWith(`@${DEMO_DOMAIN}`));

/** Where the demo's customers write: the connected channels, by turns with questions about help and about buying. */
export const demoEntrances = (engine: DeskEngine) =>
  engine.read((state) =>
    [...state.channels.values()].flatMap(({ id, queueId, kind }, index) => {
      if (kind !== 'liveChat') return [];
      const queue = queueId === null ? undefined : state.queues.get(queueId);
      const topic = index % 2 === 0 ? ('support' as const) : ('sales' as const);
      return queue?.active === true ? [{ channelId: id, topic, language: queue.language }] : [];
    }),
  );

/**
 * The demo team's one password: made from the center's own key, so that it is another one in every data folder and can be
 * printed at each start without being stored.
 */
export const demoPassword = (key: Uint8Array): string =>
  `demo-${signatureOf(key, 'demo password', '1').replace(/[-_]/g, '').slice(0, 10)}`;

export interface DemoSignIn {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly password: string;
}

/** The sign-ins to print. They stop working for whoever has changed the password. */
export const demoSignIns = (key: Uint8Array): readonly DemoSignIn[] =>
  demoTeam.map(({ name, login, role }) => ({ name, email: demoEmail(login), role, password: demoPassword(key) }));

export interface DemoParts {
  readonly engine: DeskEngine;
  readonly accounts: AccountTable;
  readonly canned: CannedResponseTable;
  readonly hashing: PasswordHashing;
  readonly audit: Audit;
  readonly newId: () => string;
  readonly signingKey: Uint8Array;
}

/**
 * Fills a center with the demo team, three queues of chats (one per distribution method) with a channel each, one of calls with a button on the shop's pages, presence reasons and
 * canned responses, in the admin's language. `admin`: who already is; absent: the demo's own admin is made.
 */
export async function loadDemo(
  parts: DemoParts,
  admin: AgentId | undefined,
  language: Language,
  now: Instant,
): Promise<Result<void, Refusal>> {
  const { engine, hashing, newId, signingKey } = parts;
  // One password, so one hash: eleven would keep the first screen waiting.
  const hash = await hashing.hash(demoPassword(signingKey));
  if (!hash.ok) return hash;
  const ids = new Map<string, AgentId>();
  for (const person of demoTeam) {
    if (person.login === 'admin' && admin !== undefined) continue;
    const { name, login, role, language: own } = person;
    const added = await addPerson(
      parts,
      { name, email: demoEmail(login), role, language: own, departmentIds: [], passwordHash: hash.value },
      now,
    );
    if (!added.ok) return added;
    ids.set(login, added.value);
  }
  const actor = admin ?? ids.get('admin');
  if (actor === undefined) throw new Error('The demo team has no admin.');
  if (admin === undefined) {
    const named = await engine.submit(
      { type: 'center.named', name: demoTexts[language].center },
      { actor: { kind: 'server' } },
    );
    if (!named.ok) return refuse(named.error);
  }
  for (const command of demoCommands(ids, actor, language, newId)) {
    const done = await engine.submit({ type: 'command', command }, { actor: { kind: 'agent', agentId: actor } });
    if (!done.ok) return refuse(done.error);
  }
  for (const { shortcut, text } of demoTexts[language].canned) {
    const id = newId() as CannedResponseId;
    await parts.canned.save({ id, list: { kind: 'center' }, folder: '', shortcut, text, uses: 0 });
  }
  return ok(undefined);
}

/** The administrative steps, in the order in which an admin would make them. */
function demoCommands(
  ids: ReadonlyMap<string, AgentId>,
  admin: AgentId,
  language: Language,
  newId: () => string,
): AnyCommand[] {
  const texts = demoTexts[language];
  const departments = (['support', 'sales', 'billing'] as const).map((key) => ({
    key,
    id: newId() as DepartmentId,
    agentIds: demoTeam.filter(({ department }) => department === key).flatMap(({ login }) => ids.get(login) ?? []),
  }));
  const department = (key: string): Member[] =>
    departments.filter((each) => each.key === key).map(({ id }) => ({ kind: 'department', departmentId: id }));
  const agent = (login: string): Member[] => {
    const id = ids.get(login);
    return id === undefined ? [] : [{ kind: 'agent', agentId: id }];
  };
  const queues: {
    readonly key: 'support' | 'sales' | 'billing';
    readonly id: QueueId;
    readonly settings: Partial<QueueSettings>;
  }[] = [
    {
      key: 'support',
      id: newId() as QueueId,
      settings: {
        // The admin as well, so that whoever looks at the demo is rung too.
        members: [...department('support'), { kind: 'agent', agentId: admin }],
        distribution: 'evenly',
        limit: 5,
        interceptAllowed: true,
        closeText: texts.closing,
        askRating: true,
        topics: [...texts.topics],
        firstReplySeconds: 120,
        nextReplySeconds: 300,
      },
    },
    {
      key: 'sales',
      id: newId() as QueueId,
      settings: {
        members: [...department('sales'), ...agent('ana')],
        distribution: 'strict',
        // One at a time, or the first in order would take almost every one and the others would hardly be rung.
        limit: 1,
        interceptAllowed: true,
      },
    },
    {
      key: 'billing',
      id: newId() as QueueId,
      settings: { members: department('billing'), distribution: 'toAll', agentShown: 'nothing' },
    },
  ];
  const shop = newId() as ChannelId;
  const calls = newId() as QueueId;
  const channel = (key: 'support' | 'sales' | 'billing', accent: string): AnyCommand => ({
    name: 'channel.create',
    input: {
      channelId: key === 'sales' ? shop : (newId() as ChannelId),
      name: texts.channels[key],
      queueId: queues.find((queue) => queue.key === key)?.id ?? (newId() as QueueId),
      kind: 'liveChat',
      settings: { ...defaultLiveChatSettings, greeting: texts.greeting, accent },
    },
  });
  const supervisor = (login: string, keys: readonly string[]): AnyCommand[] => {
    const agentId = ids.get(login);
    const person = demoTeam.find((each) => each.login === login);
    if (agentId === undefined || person === undefined) return [];
    const supervises = queues.filter(({ key }) => keys.includes(key)).map(({ id }) => id);
    return [
      { name: 'agent.save', input: { agentId, name: person.name, role: person.role, supervises, absent: false } },
    ];
  };
  return [
    {
      name: 'presenceReasons.save',
      input: {
        reasons: texts.reasons.map(({ state, name, limitMinutes }) => ({
          id: newId() as ReasonId,
          state,
          name,
          limitMinutes,
        })),
      },
    },
    ...departments.map(({ key, id, agentIds }): AnyCommand => ({
      name: 'department.save',
      input: { id, name: texts.departments[key], agentIds },
    })),
    ...queues.map(({ key, id, settings }): AnyCommand => ({
      name: 'queue.create',
      input: { queueId: id, name: texts.queues[key], language, settings: { ...defaultQueueSettings, ...settings } },
    })),
    channel('support', '#2f54d9'),
    channel('sales', '#0b7a5b'),
    channel('billing', '#7a4fa3'),
    {
      name: 'queue.create',
      input: {
        queueId: calls,
        name: texts.calls.queue,
        language,
        settings: {
          ...defaultQueueSettings,
          // Whoever of the team sits at a desk is called: the simulated colleagues have no telephone.
          members: [...department('sales'), ...department('support'), { kind: 'agent', agentId: admin }],
          distribution: 'toAll',
          interceptAllowed: true,
          wrapUpSeconds: 45,
          missedOffersLimit: null,
          topics: [...texts.topics],
          call: { ...defaultCallSettings, rings: 6 },
        },
      },
    },
    {
      name: 'channel.create',
      input: {
        channelId: newId() as ChannelId,
        name: texts.calls.button,
        queueId: calls,
        kind: 'webCall',
        settings: { siteChannelId: shop },
      },
    },
    ...supervisor('olga', ['support', 'billing']),
    ...supervisor('diego', ['sales']),
  ];
}

/**
 * Who is signed in on this device: sign in and out, first run, invitations. Screens show the refusal of a result;
 * everything else follows from `useLink()`: `signedOut` shows the sign-in screen, `live` the desk.
 */
import type { AgentId, CommandId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import { v7 as uuidv7 } from 'uuid';

import { serverNow, steadyNow } from '../workspace/clock.ts';
import { forgetDrafts, forgetDraftsOfClosed, loadDrafts } from '../workspace/drafts.ts';
import { forgetAccount } from '../workspace/localDatabase.ts';
import { workspace } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { type Connection, installConnection } from './connection.ts';
import { createConnection } from './deskConnection.ts';
import { socketTo } from './deskSocket.ts';
import { appInfo, desktop } from './desktop.ts';
import { type HttpInput, type HttpReply, request, type Unreachable } from './http.ts';
import { indexedDbRows } from './outboxRows.ts';
import { loadPreferences } from './preferences.ts';
import { setServerFacts } from './serverFacts.ts';
import { forgetTriedSignIns, ownMistake, signedInAfter } from './triedSignIns.ts';

export type Attempt<T> = Result<T, Refusal | Unreachable>;

let connection: Connection | undefined;
let token: string | undefined;
let origin = '';

/** The server's origin, e.g. to show where one signs in; empty while none is chosen (desktop app, first start). */
export function serverOrigin(): string {
  return origin;
}

/** The token of the desktop app; undefined in a browser, where the cookie speaks. */
export function sessionToken(): string | undefined {
  return token;
}

/** Address of a file or picture of the server, from the path it gave. */
export function serverUrl(path: string): string {
  return origin + path;
}

/** A new id for a command, a message or anything else made on this device; sorts by time. */
export function newId<I extends string>(): I {
  return uuidv7() as I;
}

/** Prepares the line; called once. Then asks the server who we are to it; see {@link enter}. */
export async function openSession(): Promise<void> {
  const api = desktop();
  origin = (await api.call('server.get', {})).origin ?? '';
  token = (await api.call('vault.get', {})).token ?? undefined;
  connection = createConnection({
    open: (events) => socketTo(origin, () => token)(events),
    rows: indexedDbRows,
    steadyNow,
    now: serverNow,
    newId: () => newId<CommandId>(),
    chance: Math.random,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    inSync: (me, first) => {
      // What cannot be read here is not shown; the desk goes on without it.
      if (first) void loadDrafts(me).catch(() => undefined);
      // Also after a break: what was chosen meanwhile is saved now, here or on another device.
      void loadPreferences();
    },
  });
  installConnection(connection);
  forgetDraftsOfClosed();
  api.on('power.changed', ({ state }) => {
    if (state === 'resume' || state === 'online' || state === 'unlock') connection?.check();
  });
}

/** What the server says of itself: set up or not, signed in or not. */
export async function serverState(at = origin): Promise<Attempt<HttpReply<'GET /api/state'>>> {
  const reply = await request(at, 'GET /api/state', {}, token);
  if (reply.ok) setServerFacts(reply.value);
  return reply;
}

/** Connects with the session that is there; without one the link becomes `signedOut`. */
export async function enter(): Promise<void> {
  const state = origin === '' ? undefined : await serverState();
  if (state?.ok === true && state.value.protocol !== PROTOCOL_VERSION)
    return workspaceWriter.link({ phase: 'wrongVersion', since: serverNow() });
  // An unreachable server is the connection's to retry: the desk opens with what is kept on this device.
  if (origin === '' || (state?.ok === true && !state.value.signedIn)) return workspaceWriter.signedOut(serverNow());
  connection?.start();
}

export async function signIn(input: {
  readonly origin: string;
  readonly email: string;
  readonly password: string;
  readonly keep: boolean;
}): Promise<Attempt<AgentId>> {
  const device = deviceName();
  const reply = await request(input.origin, 'POST /api/sign-in', {
    email: input.email,
    password: input.password,
    device,
  });
  if (reply.ok) signedInAfter(input.email, reply.value.failed);
  else if (reply.error.code === 'badCredentials') ownMistake(input.email, reply.error.retryAt);
  return entered(reply, input.origin, input.keep);
}

/** First run: makes the first admin, and the first queue and channel or the demo team. */
export async function setUp(input: Omit<HttpInput<'POST /api/setup'>, 'device'>): Promise<Attempt<AgentId>> {
  return entered(await request(origin, 'POST /api/setup', { ...input, device: deviceName() }), origin, true);
}

export function lookAtInvitation(secret: string): Promise<Attempt<HttpReply<'POST /api/invitation'>>> {
  return request(origin, 'POST /api/invitation', { secret });
}

/** Takes an invitation or sets a new password with a reset link; signs in. */
export async function acceptInvitation(
  input: Omit<HttpInput<'POST /api/invitation/accept'>, 'device'>,
): Promise<Attempt<AgentId>> {
  return entered(
    await request(origin, 'POST /api/invitation/accept', { ...input, device: deviceName() }),
    origin,
    true,
  );
}

/** Ends the session here and everywhere it is open, and wipes what this device kept of the person. */
export async function signOut(): Promise<void> {
  const me = workspace.getState().confirmed?.me;
  connection?.stop();
  await request(origin, 'POST /api/sign-out', {}, token);
  await forget(me);
}

/** The server ended the session: the token is worth nothing. What was written and not sent stays for the same person. */
export async function sessionEnded(): Promise<void> {
  token = undefined;
  await desktop().call('vault.clear', {});
}

async function forget(me: AgentId | undefined): Promise<void> {
  await sessionEnded();
  forgetDrafts();
  forgetTriedSignIns();
  if (me !== undefined) await forgetAccount(me).catch(() => undefined);
  workspaceWriter.signedOut(serverNow());
}

async function entered(
  reply: Attempt<{ readonly token: string; readonly agentId: AgentId }>,
  at: string,
  keep: boolean,
): Promise<Attempt<AgentId>> {
  if (!reply.ok) return refuse(reply.error);
  if (appInfo().can.chooseServer && at !== origin) await desktop().call('server.set', { origin: at });
  origin = at;
  if (appInfo().kind === 'electron') {
    token = reply.value.token;
    await desktop().call('vault.set', { token, keep });
  }
  // What the one before had on the screen is not shown to somebody else for even a moment.
  if (workspace.getState().confirmed?.me !== reply.value.agentId) workspaceWriter.signedOut(serverNow());
  connection?.start();
  return ok(reply.value.agentId);
}

/** How this device is called in the list of sessions: "Chrome, Linux". */
function deviceName(): string {
  const { kind, platform } = appInfo();
  const system = { mac: 'macOS', windows: 'Windows', linux: 'Linux', other: '' }[platform];
  const browser = /Firefox\//.test(navigator.userAgent)
    ? 'Firefox'
    : /Edg\//.test(navigator.userAgent)
      ? 'Edge'
      : /Chrome\//.test(navigator.userAgent)
        ? 'Chrome'
        : /Safari\//.test(navigator.userAgent)
          ? 'Safari'
          : '';
  return [kind === 'electron' ? 'Ringdesk' : browser, system].filter((part) => part !== '').join(', ');
}

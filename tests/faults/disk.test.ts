import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { AGENT_UPLOAD_PATH, DESK_HEADER, VISITOR_UPLOAD_PATH } from '@ringdesk/shared/protocol/files.ts';
import { expect, onTestFinished, test } from 'vitest';

import type { AgentClient } from '../../apps/server/src/transport/testing/clients.ts';
import { PASSWORD } from '../e2e/stage/center.ts';
import { newId } from '../e2e/stage/newId.ts';
import { FaultStage } from './stage.ts';

const LIMIT_MS = 90_000;

const note = (interactionId: InteractionId, text: string) =>
  ({ interactionId, messageId: newId(), kind: 'note', text, mentions: [], attachmentIds: [] }) as never;

/** A small disk of its own; undefined where this user may not mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'ringdesk-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', folder]).status === 0;
  const remove = (): void => {
    if (mounted) spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!mounted) {
    remove();
    return undefined;
  }
  onTestFinished(remove);
  return folder;
}

/** Everything that is left of a disk. */
function filler(folder: string) {
  const file = join(folder, 'filler');
  return {
    fill(): void {
      // Whole megabytes first, then what is left of the last one.
      for (const bytes of [1_048_576, 4_096, 1]) {
        try {
          for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
    },
    remove: () => rmSync(file),
  };
}

/** The reserve is given up first; then it is really full. The first refusal that is not about the pace. */
async function writeUntilFull(
  stage: FaultStage,
  desk: AgentClient,
  interactionId: InteractionId,
  disk: { readonly fill: () => void },
): Promise<unknown> {
  for (let round = 0; round < 400; round += 1) {
    if (round % 8 === 0) disk.fill();
    const reply = await desk.command('message.post', note(interactionId, `${round} ${'x'.repeat(3_900)}`));
    if (reply.ok) continue;
    if (reply.error.code !== 'slowDown') return reply.error;
    stage.server.pass(reply.error.retryAfterMs);
  }
  return undefined;
}

test(
  '[F3] a full disk: writes are refused in words, reads go on, and with room it recovers by itself',
  { timeout: LIMIT_MS },
  async ({ skip }) => {
    const folder = smallDisk();
    if (folder === undefined) return skip('mounting a small disk needs root');
    const { stage, people } = await FaultStage.open(['Ana'], {}, { folder });
    const ana = await stage.desk(people[0]!);
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const { offer } = await ana.update('offer.put');
    await ana.must('offer.accept', { offerId: offer.id });
    const disk = filler(folder);
    expect(await writeUntilFull(stage, ana, offer.interactionId, disk)).toEqual({ code: 'storageFull' });
    const { lines } = await ana.ask('transcript.get', { interactionId: offer.interactionId, limit: 200 });
    expect(lines.length).toBeGreaterThan(0);
    disk.remove();
    await stage.server.says(/"status":"readOnly"/);
    stage.server.pass(2_000);
    await stage.server.says(/"status":"running"/);
    expect(await ana.command('message.post', note(offer.interactionId, 'Room again'))).toMatchObject({ ok: true });
    expect(await stage.judge()).toEqual([]);
  },
);

test(
  '[F3] a full disk at every door: uploads, commands, sign-in and invitations are refused in words, and work again with room',
  { timeout: LIMIT_MS },
  async ({ skip }) => {
    const folder = smallDisk();
    if (folder === undefined) return skip('mounting a small disk needs root');
    const { stage, people } = await FaultStage.open(['Ana'], {}, { folder });
    const [ana] = people;
    if (ana === undefined) throw new Error('nobody is here');
    const desk = await stage.desk(ana);
    const admin = stage.center.adminDesk;
    const visitor = await stage.visitor();
    await visitor.write('Hello');
    const { offer } = await desk.update('offer.put');
    await desk.must('offer.accept', { offerId: offer.id });
    const other = await stage.visitor();

    const post = async (path: string, body: string | FormData, headers: Readonly<Record<string, string>>) => {
      const answer = await fetch(`${stage.server.url}${path}`, { method: 'POST', body, headers });
      return { ok: answer.ok, error: answer.ok ? undefined : await answer.json() };
    };
    const json = { 'content-type': 'application/json', [DESK_HEADER]: '1' };
    const upload = async (path: string, token: string) => {
      const form = new FormData();
      form.append('file', new Blob(['text in a file']), 'a.txt');
      return post(path, form, { authorization: `Bearer ${token}`, [DESK_HEADER]: '1' });
    };
    const signIn = (password: string) =>
      post('/api/sign-in', JSON.stringify({ email: ana.email, password, device: 'test' }), json);
    let invited = 0;
    const invite = () => {
      invited += 1;
      const email = `ben${invited}@example.com`;
      return admin.query('invitations.create', { email, name: 'Ben', role: 'agent', departmentIds: [] });
    };
    const doors: Readonly<Record<string, () => Promise<{ readonly ok: boolean; readonly error?: unknown }>>> = {
      'upload of an agent': () => upload(AGENT_UPLOAD_PATH, ana.token),
      'upload of a visitor': () => upload(VISITOR_UPLOAD_PATH, other.welcome?.token ?? ''),
      'command of an agent': () => desk.command('message.post', note(offer.interactionId, 'full?')),
      'command of an admin': () => admin.command('presenceReasons.save', { reasons: [] }),
      'message of a visitor': () => visitor.write('Full?'),
      'first message of a visitor': () => other.write('Hello?'),
      'sign-in': () => signIn(PASSWORD),
      'sign-in with a wrong password': () => signIn('wrong'),
      invitation: invite,
      'canned response': () => admin.query('canned.save', { id: newId(), shortcut: 'hi', text: 'Hello' }),
    };
    const disk = filler(folder);
    expect(await writeUntilFull(stage, desk, offer.interactionId, disk)).toEqual({ code: 'storageFull' });
    // Answered after the reserve was given up.
    expect(await doors['command of an agent']?.()).toEqual({ ok: false, error: { code: 'storageFull' } });
    for (const [door, knock] of Object.entries(doors)) {
      // What was refused gave back the little that it had taken.
      disk.fill();
      // A wrong password is told from a right one all the same; only what there is to keep of it is lost.
      const code = door === 'sign-in with a wrong password' ? 'badCredentials' : 'storageFull';
      expect({ door, ...(await knock()) }).toEqual({ door, ok: false, error: { code } });
    }
    const readiness = await fetch(`${stage.server.url}/readyz`);
    expect({ status: readiness.status, ...((await readiness.json()) as object) }).toMatchObject({
      status: 503,
      engine: 'readOnly',
      diskLow: true,
    });
    expect((await fetch(`${stage.server.url}/healthz`)).status).toBe(200);

    disk.remove();
    await stage.server.says(/"status":"readOnly"/);
    stage.server.pass(2_000);
    await stage.server.says(/"status":"running"/);
    for (const [door, knock] of Object.entries(doors)) {
      const { ok } = await knock();
      expect({ door, ok }).toEqual({ door, ok: door !== 'sign-in with a wrong password' });
    }
    expect((await fetch(`${stage.server.url}/readyz`)).status).toBe(200);
    expect(await stage.judge()).toEqual([]);
  },
);

test(
  '[F3] started on a full disk: the reserve is given up for it; without one it says what it needs, and starts with room',
  { timeout: LIMIT_MS },
  async ({ skip }) => {
    const folder = smallDisk();
    if (folder === undefined) return skip('mounting a small disk needs root');
    const { stage, people } = await FaultStage.open(['Ana'], {}, { folder });
    // A clean end leaves nothing behind in which it could write without room.
    await stage.server.kill('SIGTERM');
    const disk = filler(folder);
    disk.fill();
    expect(existsSync(join(folder, 'ballast'))).toBe(true);
    await stage.restart();
    expect(existsSync(join(folder, 'ballast'))).toBe(false);
    await stage.desk(people[0]!);
    await stage.server.kill('SIGTERM');
    disk.fill();
    await expect(stage.restart()).rejects.toThrow(`There is no room on the disk of the data directory ${folder}.`);
    disk.remove();
    await stage.restart();
    await stage.desk(people[0]!);
    expect(await stage.judge()).toEqual([]);
  },
);

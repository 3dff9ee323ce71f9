import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { type ClientRequest, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { AGENT_UPLOAD_PATH, DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';

import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { silentLog } from '../../apps/server/src/application/testing/tinyEngine.ts';
import { runCommand } from '../../apps/server/src/cli/runCommand.ts';
import { backUp, verifyCopy } from '../../apps/server/src/storage/backup.ts';
import { scheduleBackups } from '../../apps/server/src/storage/backupSchedule.ts';
import { openDatabase } from '../../apps/server/src/storage/database.ts';
import { migrations } from '../../apps/server/src/storage/schema.ts';
import { startTestServer } from '../../apps/server/src/transport/testing/testServer.ts';
import type { Person } from '../e2e/stage/center.ts';
import { newId } from '../e2e/stage/newId.ts';
import { ServerProcess, temporaryFolder } from '../e2e/stage/serverProcess.ts';
import { judgeJournal } from './journalWitness.ts';
import { FaultStage } from './stage.ts';

// Real fsyncs and processes on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const script = fileURLToPath(new URL('./killedWork.ts', import.meta.url));

function folder(): string {
  const made = temporaryFolder();
  onTestFinished(made.remove);
  return made.path;
}

/** Runs it until it dies of its own hand; true where it was killed, and did not end. */
async function dies(...words: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [script, ...words], { stdio: 'ignore' });
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return signal === 'SIGKILL';
}

const ringdesk = async (dataDir: string, ...words: readonly string[]) => {
  const said: string[] = [];
  const code = await runCommand(words, {
    dataDir,
    host: '127.0.0.1',
    port: 0,
    wall: Date.now,
    write: (line) => said.push(line),
  });
  return { code, said: said.join('\n') };
};

const note = (interactionId: InteractionId, text: string) =>
  ({ interactionId, messageId: newId(), kind: 'note', text, mentions: [], attachmentIds: [] }) as never;

/** A server with a conversation that is Ana's. */
async function working() {
  const { stage, people } = await FaultStage.open(['Ana']);
  const [ana] = people;
  if (ana === undefined) throw new Error('nobody is here');
  const desk = await stage.desk(ana);
  const visitor = await stage.visitor();
  await visitor.write('Hello');
  const { offer } = await desk.update('offer.put');
  const { interactionId } = await desk.must('offer.accept', { offerId: offer.id });
  const notesOf = async (): Promise<readonly (string | null)[]> => {
    const { lines } = await (await stage.desk(ana)).ask('transcript.get', { interactionId, limit: 200 });
    return lines.flatMap((line) => (line.type === 'message' && line.kind === 'note' ? [line.text] : []));
  };
  return { stage, ana, desk, interactionId, notesOf };
}

describe('[F1] kill -9 in the middle of an upload', () => {
  /** The head of an upload and half of its content; the rest never comes. */
  function beginUpload({ url }: ServerProcess, { token }: Person): ClientRequest {
    const upload = request(`${url}${AGENT_UPLOAD_PATH}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        [DESK_HEADER]: '1',
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': 1_000_000,
      },
    });
    // The server is about to die.
    upload.on('error', () => {});
    upload.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
    upload.write('x'.repeat(500_000));
    return upload;
  }

  test('leaves no file that anybody could send, and what lies there is swept', async () => {
    const { stage, ana } = await working();
    const quarantine = join(stage.folder, 'attachments', 'quarantine');
    mkdirSync(quarantine, { recursive: true });
    const watching = watch(quarantine);
    const begun = once(watching, 'change');
    beginUpload(stage.server, ana);
    await begun;
    await stage.server.kill();
    watching.close();
    expect(readdirSync(quarantine)).toHaveLength(1);

    const server = await startTestServer({ dataDir: stage.folder });
    const { attachments } = server.running.application;
    const form = new FormData();
    form.append('file', new Blob(['whole']), 'b.txt');
    const sent = await fetch(`${server.url}${AGENT_UPLOAD_PATH}`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${ana.token}`, [DESK_HEADER]: '1' },
    });
    expect(sent.status).toBe(200);
    await attachments.sweep(server.running.engine.now());
    expect(readdirSync(quarantine)).toEqual([]);
    await server.stop();
    const database = openDatabase(join(stage.folder, 'ringdesk.db'), { readonly: true });
    onTestFinished(() => void database.close());
    expect(database.prepare('SELECT name FROM files').pluck().all()).toEqual(['b.txt']);
  });
});

describe('[F26] kill -9 in the middle of a backup', () => {
  test('leaves no backup, nothing that others may read, and the next one is whole', async () => {
    const { stage, desk, interactionId } = await working();
    await desk.must('message.post', note(interactionId, 'before the backup'));
    const backups = folder();
    expect(await dies('backup', join(stage.folder, 'ringdesk.db'), join(backups, 'first.db'), 'backupPage:1')).toBe(
      true,
    );
    const half = readdirSync(backups);
    expect(half.filter((name) => name.endsWith('.db'))).toEqual([]);
    expect(half.filter((name) => (statSync(join(backups, name)).mode & 0o077) !== 0)).toEqual([]);
    expect(await desk.command('message.post', note(interactionId, 'It works on'))).toMatchObject({ ok: true });
    expect(await ringdesk(stage.folder, 'backup', join(backups, 'first.db'))).toMatchObject({ code: 0 });
    expect(verifyCopy(join(backups, 'first.db')).counts['transcript_lines']).toBeGreaterThan(2);
    expect(await stage.judge()).toEqual([]);
  });

  test('the server that makes it every hour dies: what it left half made is gone with the next one', async () => {
    const { stage } = await working();
    const backups = join(stage.folder, 'backups');
    mkdirSync(backups);
    const partial = join(backups, 'backup-2026-11-21T06-00-00Z.db');
    expect(await dies('backup', join(stage.folder, 'ringdesk.db'), partial, 'backupPage:1')).toBe(true);
    expect(readdirSync(backups).filter((name) => name.includes('.partial')).length).toBeGreaterThan(0);
    await stage.server.kill();
    const schedule = scheduleBackups(stage.folder, Date.now, silentLog);
    onTestFinished(() => schedule.stop());
    verifyCopy(await schedule.run());
    expect(readdirSync(backups).filter((name) => name.includes('.partial'))).toEqual([]);
    await stage.restart();
  });
});

describe('[F26] kill -9 in the middle of a restore', () => {
  const places = ['restoreCopied', 'restoreDecided', 'restoreLogAside', 'restoreAside'] as const;

  test.each(places)('at %s: the server has the one or the other, whole, and the other is kept', async (place) => {
    const { stage, desk, interactionId, notesOf } = await working();
    await desk.must('message.post', note(interactionId, 'before the backup'));
    const backup = join(folder(), 'copy.db');
    await backUp(join(stage.folder, 'ringdesk.db'), backup, () => {});
    await desk.must('message.post', note(interactionId, 'after the backup'));
    await stage.server.kill();
    expect(await dies('restore', backup, stage.folder, place)).toBe(true);
    await stage.restart();
    const decided = place !== 'restoreCopied';
    expect(await notesOf()).toEqual(decided ? ['before the backup'] : ['before the backup', 'after the backup']);
    const kept = readdirSync(stage.folder).includes('backups') ? readdirSync(join(stage.folder, 'backups')) : [];
    expect(kept.filter((name) => /^before-restore-.*\.db$/.test(name))).toHaveLength(decided ? 1 : 0);
    expect(await stage.judge()).toEqual([]);
  });
});

describe('[F25] kill -9 in the middle of the steps from an earlier release', () => {
  const early = new URL('./upgrade/schema-3.db.gz', import.meta.url);
  const statements = migrations.slice(3).flatMap((migration) => migration.statements).length;

  test.each([1, 4, 9, Math.floor(statements / 2), statements])(
    'at statement %d: the next start takes the rest, and nothing is lost',
    async (statement) => {
      const data = folder();
      const file = join(data, 'ringdesk.db');
      writeFileSync(file, gunzipSync(readFileSync(early)));
      const counts = verifyCopy(file).counts;
      const dying = ServerProcess.start({
        folder: data,
        env: { RINGDESK_FAILPOINT: `migrationStatement:${statement}` },
      });
      await expect(dying).rejects.toThrow('SIGKILL');
      // What it had is in the copy made before, whatever became of the rest.
      const copy = join(data, 'backups', `before-schema-3-to-${migrations.length}.db`);
      expect(verifyCopy(copy)).toMatchObject({ schema: 3, counts });
      const killed = join(folder(), 'killed.db');
      for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${killed}${end}`);
      const half = openDatabase(killed);
      expect(half.pragma('integrity_check', { simple: true })).toBe('ok');
      half.close();

      const server = await ServerProcess.start({ folder: data });
      await server.kill('SIGTERM');
      const after = verifyCopy(file);
      expect(after.schema).toBe(migrations.length);
      for (const table of ['accounts', 'interactions', 'files', 'canned_responses'])
        expect({ table, rows: after.counts[table] }).toEqual({ table, rows: counts[table] });
      // What has become due since is said meanwhile.
      expect(after.counts['transcript_lines']).toBeGreaterThanOrEqual(counts['transcript_lines'] ?? Infinity);
      expect(judgeJournal(data).problems).toEqual([]);
    },
  );
});

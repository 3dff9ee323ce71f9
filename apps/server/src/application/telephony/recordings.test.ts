import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttachmentId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultRecordingRights, type RecordingRights } from '@ringdesk/shared/model/rights.ts';
import { v7 } from 'uuid';
import { describe, expect, onTestFinished, test } from 'vitest';

import { type CallCenter, callCenter, calls, closed, talks } from '../../channels/telephony/testing/callCenter.ts';

const SOUND = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));

/** A call of Ana's that was recorded and is over, and a supervisor of its queue. */
async function given(kind: 'recording' | 'voicemail' = 'recording') {
  const center = await callCenter({ recording: 'always' });
  const { server, adminDesk, anaDesk, endpoint, queueId } = center;
  const sam = await server.person('Sam', 'supervisor');
  await supervises(center, sam, [queueId]);
  const samDesk = await server.desk(sam);
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-recordings-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const file = join(folder, `${kind}.wav`);
  await writeFile(file, SOUND);
  const callId = calls(center);
  if (kind === 'recording') await talks(center, callId);
  endpoint.tell({ type: 'ended', callId, by: 'customer', because: 'hangUp' });
  if (kind === 'recording') {
    await closed(center, callId);
    await anaDesk.must('interaction.finishWrapUp', { interactionId: callId });
  }
  endpoint.tell({ type: 'recorded', callId, kind, file, seconds: 7, peaks: [] });
  const attachmentId = await recordedIn(adminDesk, callId);
  return { ...center, sam, samDesk, callId, attachmentId };
}

const supervises = (
  { adminDesk }: CallCenter,
  { id, name }: { id: CallCenter['ana']['id']; name: string },
  queues: QueueId[],
) => adminDesk.must('agent.save', { agentId: id, name, role: 'supervisor', supervises: queues, absent: false });

async function recordedIn(desk: CallCenter['adminDesk'], callId: InteractionId): Promise<AttachmentId> {
  await expect
    .poll(async () => (await desk.ask('transcript.get', { interactionId: callId, limit: 50 })).lines.map(nameOf))
    .toContain('recorded');
  const { lines } = await desk.ask('transcript.get', { interactionId: callId, limit: 50 });
  const found = lines.flatMap((line) =>
    line.type === 'happening' && line.what.name === 'recorded' && line.what.attachmentId
      ? [line.what.attachmentId]
      : [],
  );
  return found[0]!;
}

const nameOf = (line: { type: string; what?: { name: string } }): string | undefined => line.what?.name;

type Desk = CallCenter['anaDesk'];

const link = async (desk: Desk, attachmentId: AttachmentId, use: 'listen' | 'download') => {
  const reply = await desk.query('attachment.link', { attachmentId, use });
  return reply.ok ? (reply.value as { path: string }).path : reply.error.code;
};

const rights = (change: Partial<RecordingRights>): { recordings: RecordingRights } => ({
  recordings: { ...defaultRecordingRights, ...change },
});

describe('rights over recordings', () => {
  test('[74–77] by default agents hear their own calls and take nothing away; whoever leads hears and downloads; nobody but admins erases', async () => {
    const { anaDesk, benDesk, samDesk, adminDesk, attachmentId } = await given();
    const may = async (desk: Desk) => {
      const reply = await desk.query('recording.get', { attachmentId });
      return reply.ok ? (reply.value as { may: unknown }).may : reply.error.code;
    };
    expect(await may(anaDesk)).toEqual({ listen: true, download: false, erase: false });
    // A colleague does not even see the call.
    expect(await may(benDesk)).toBe('notFound');
    expect(await may(samDesk)).toEqual({ listen: true, download: true, erase: false });
    expect(await may(adminDesk)).toEqual({ listen: true, download: true, erase: true });
    expect(await link(anaDesk, attachmentId, 'download')).toBe('notAllowed');
    expect(await link(samDesk, attachmentId, 'download')).toMatch(/^\/files\//);
    expect(await samDesk.query('recording.erase', { attachmentId })).toMatchObject({ error: { code: 'notAllowed' } });
  });

  test('[74–77] who reads the call by a mention sees it, and does not hear it', async () => {
    const { anaDesk, benDesk, ben, callId, attachmentId } = await given();
    await anaDesk.must('message.post', {
      interactionId: callId,
      messageId: v7() as MessageId,
      kind: 'note',
      text: 'Please call back',
      mentions: [ben.id],
      attachmentIds: [],
    });
    expect(await benDesk.query('transcript.get', { interactionId: callId, limit: 10 })).toMatchObject({ ok: true });
    expect(await link(benDesk, attachmentId, 'listen')).toBe('notAllowed');
  });

  test('[74–77] what an admin changes counts at once, at the file itself and for each part of it', async () => {
    const { anaDesk, samDesk, adminDesk, server, attachmentId } = await given();
    const heard = await link(anaDesk, attachmentId, 'listen');
    const taken = await link(samDesk, attachmentId, 'download');
    const part = (path: string) => server.fetch(path, { headers: { range: 'bytes=10-19' } });
    const half = await part(heard);
    expect(half.status).toBe(206);
    expect(half.headers.get('content-range')).toBe('bytes 10-19/1000');
    expect(half.headers.get('cache-control')).toBe('no-store');
    expect(half.headers.get('content-disposition')).toBe('inline');
    expect(Buffer.from(await half.arrayBuffer())).toEqual(SOUND.subarray(10, 20));
    // An address to listen with is none to download with.
    expect((await server.fetch(heard.replace('/sound/', '/content/'))).status).not.toBe(200);
    await adminDesk.ask(
      'rights.save',
      rights({
        agent: { listen: 'none', download: 'none', erase: 'none' },
        supervisor: { listen: 'all', download: 'none', erase: 'none' },
      }),
    );
    for (const path of [heard, taken]) {
      const refused = await part(path);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 'notAllowed' });
      expect((await server.fetch(path)).status).toBe(403);
    }
    expect(await link(anaDesk, attachmentId, 'listen')).toBe('notAllowed');
    expect(await link(samDesk, attachmentId, 'listen')).toMatch(/^\/files\//);
  });

  test('[74–77] a right to download is never more than the one to listen', async () => {
    const { adminDesk, samDesk } = await callCenterWithLead();
    const beyond = rights({ agent: { listen: 'none', download: 'own', erase: 'none' } });
    expect(await adminDesk.query('rights.save', beyond)).toMatchObject({
      error: { code: 'invalid', fields: { 'recordings.agent.download': 'beyond-listening' } },
    });
    expect(await samDesk.query('rights.save', rights({}))).toMatchObject({ error: { code: 'notAllowed' } });
    expect(await samDesk.query('rights.get', {})).toMatchObject({ error: { code: 'notAllowed' } });
    expect(await adminDesk.ask('rights.get', {})).toEqual({ recordings: defaultRecordingRights });
  });

  test('[74–77] listening, downloading and erasing are written down, with whose call it was; what was refused is not', async () => {
    const { anaDesk, samDesk, adminDesk, ana, sam, callId, attachmentId } = await given();
    await link(anaDesk, attachmentId, 'listen');
    await link(anaDesk, attachmentId, 'download');
    await link(samDesk, attachmentId, 'download');
    await adminDesk.ask('rights.save', rights({ supervisor: { listen: 'all', download: 'all', erase: 'all' } }));
    await samDesk.ask('recording.erase', { attachmentId });
    const { entries } = await adminDesk.ask('audit.list', { limit: 50 });
    const about = entries.filter(({ act }) => act.startsWith('recording.') || act === 'rights.saved');
    expect(about.map(({ act, by, subject }) => [act, by, subject]).toReversed()).toEqual([
      ['recording.listened', ana.id, callId],
      ['recording.downloaded', sam.id, callId],
      ['rights.saved', expect.any(String), null],
      ['recording.erased', sam.id, callId],
    ]);
    expect(about.find(({ act }) => act === 'recording.downloaded')?.details).toBe(
      JSON.stringify({ attachmentId, agent: { name: 'Ana' } }),
    );
  });

  test('what is erased is gone from the disk and from every address, and who erased it is known', async () => {
    const { samDesk, anaDesk, adminDesk, admin, server, attachmentId } = await given();
    const taken = await link(samDesk, attachmentId, 'download');
    const path = server.running.application.attachments.pathOf(attachmentId, 'content');
    expect(existsSync(path)).toBe(true);
    await adminDesk.ask('recording.erase', { attachmentId });
    expect(existsSync(path)).toBe(false);
    expect((await server.fetch(taken)).status).toBe(404);
    expect(await link(anaDesk, attachmentId, 'listen')).toBe('recordingErased');
    expect(await anaDesk.ask('recording.get', { attachmentId })).toEqual({
      may: { listen: false, download: false, erase: false },
      erased: { at: expect.any(Number), by: admin.id },
    });
    expect(await adminDesk.query('recording.erase', { attachmentId })).toMatchObject({
      error: { code: 'recordingErased' },
    });
  });

  test('[61] a message in the mailbox is heard by whoever may return the call', async () => {
    const { benDesk, attachmentId } = await given('voicemail');
    expect(await link(benDesk, attachmentId, 'listen')).toMatch(/^\/files\//);
    expect(await link(benDesk, attachmentId, 'download')).toBe('notAllowed');
  });
});

async function callCenterWithLead() {
  const center = await callCenter();
  const sam = await center.server.person('Sam', 'supervisor');
  return { ...center, samDesk: await center.server.desk(sam) };
}

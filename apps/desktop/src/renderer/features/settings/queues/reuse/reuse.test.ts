import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { AgentId, BotId, DepartmentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { usualWorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { describe, expect, it } from 'vitest';

import { callFields, formSettings, type QueueForm } from '../queueForm.ts';
import { queueFileOf, readQueueFile } from './queueFile.ts';
import { isKnown, referencesIn, withoutUnknown, withPicturesOf } from './references.ts';

const [ana, eva] = ['ana', 'eva'] as AgentId[] as [AgentId, AgentId];
const form: QueueForm = {
  ...formSettings(defaultQueueSettings),
  name: 'Sales',
  language: 'es',
  members: [
    { kind: 'agent', agentId: ana },
    { kind: 'department', departmentId: 'night' as DepartmentId },
  ],
  agentEntries: [{ agentId: ana, name: 'Support', pictureId: 'face' as never }],
  workingHours: usualWorkingHours('Europe/Madrid'),
  overdueNotice: { agentId: eva, text: '#DIALOG#' },
  botId: 'guide' as BotId,
  topics: ['Price'],
};
const file = (change: (content: Record<string, unknown> & { settings: Record<string, unknown> }) => void): string => {
  const content = JSON.parse(queueFileOf(form, { ana: 'Ana' })) as never;
  change(content);
  return JSON.stringify(content);
};

describe('a queue as a file', () => {
  it('[11] is read back as it was written, without pictures', () => {
    const { name, language, medium, ...rest } = form;
    const values = Object.fromEntries(Object.entries(rest).filter(([field]) => !callFields.includes(field as never)));
    expect(readQueueFile(queueFileOf(form, { ana: 'Ana' }), medium)).toEqual({
      ok: true,
      value: {
        name,
        values: { ...values, language, agentEntries: [{ agentId: ana, name: 'Support', pictureId: null }] },
        missing: [],
        unknown: [],
        names: { ana: 'Ana' },
      },
    });
  });

  it('names the line at which it is no JSON', () => {
    const broken = queueFileOf(form, {}).replace('"language": "es",', '"language": "es"');
    expect(readQueueFile(broken, 'chat')).toEqual({ ok: false, error: { kind: 'notJson', line: 6 } });
    expect(readQueueFile('hello', 'chat')).toMatchObject({ ok: false, error: { kind: 'notJson' } });
  });

  it.each(['null', '[]', '{}', '"x"', '{"format":"other","version":1}', '{"format":"ringdesk.queue","version":1}'])(
    'does not take %s for a queue',
    (text) => expect(readQueueFile(text, 'chat')).toEqual({ ok: false, error: { kind: 'foreign' } }),
  );

  it('refuses the file of a newer release instead of misreading it', () => {
    expect(
      readQueueFile(
        file((content) => (content['version'] = 2)),
        'chat',
      ),
    ).toEqual({
      ok: false,
      error: { kind: 'newer', version: 2 },
    });
  });

  it('lists everything that does not fit, and takes over nothing of it', () => {
    const text = file((content) => {
      content['language'] = 'xx';
      content.settings['limit'] = 0;
      content.settings['offerSeconds'] = 'soon';
      content.settings['topics'] = ['Price', 'Price'];
      content.settings['workingHours'] = {
        ...form.workingHours,
        week: [[{ from: 600, to: 540 }], [], [], [], [], [], []],
      };
    });
    const read = readQueueFile(text, 'chat');
    expect(read.ok ? undefined : read.error).toEqual({
      kind: 'wrong',
      lines: [
        { field: 'language', path: '', code: 'invalid_value' },
        { field: 'offerSeconds', path: '', code: 'invalid_type' },
        { field: 'limit', path: '', code: 'too_small 1' },
        { field: 'workingHours', path: 'week.0.0.to', code: 'ends-before-it-begins' },
        { field: 'topics', path: '', code: 'not-unique' },
      ],
    });
  });

  it('tells what the file does not have, and what is not known here', () => {
    const text = file(({ settings }) => {
      delete settings['greeting'];
      settings['teleport'] = true;
    });
    const read = readQueueFile(text, 'chat');
    expect(read.ok && [read.value.missing, read.value.unknown]).toEqual([['greeting'], ['teleport']]);
    expect(read.ok && 'greeting' in read.value.values).toBe(false);
  });
});

describe('[61] a call queue as a file', () => {
  const calls: QueueForm = {
    ...form,
    ...defaultCallSettings,
    medium: 'call',
    rings: 7,
    missed: { kind: 'voicemail', greetingId: 'hello' as never, maxSeconds: 60 },
    musicId: 'song' as never,
  };

  it('is read back by a call queue, without sounds', () => {
    const read = readQueueFile(queueFileOf(calls, {}), 'call');
    expect(read.ok && read.value.values).toMatchObject({
      rings: 7,
      missed: { kind: 'voicemail', greetingId: null, maxSeconds: 60 },
      musicId: null,
    });
    expect(read.ok && read.value.missing).toEqual([]);
  });

  it('is not taken by a chat queue, nor the other way round', () => {
    const refused = { ok: false, error: { kind: 'otherMedium' } };
    expect(readQueueFile(queueFileOf(calls, {}), 'chat')).toEqual(refused);
    expect(readQueueFile(queueFileOf(form, {}), 'call')).toEqual(refused);
  });

  it('lists what does not fit at its own setting', () => {
    const content = JSON.parse(queueFileOf(calls, {})) as { settings: { call: Record<string, unknown> } };
    content.settings.call['rings'] = 21;
    const read = readQueueFile(JSON.stringify(content), 'call');
    expect(read.ok ? undefined : read.error).toEqual({
      kind: 'wrong',
      lines: [{ field: 'rings', path: '', code: 'too_big 20' }],
    });
  });

  it('forwards to nobody where the person or the queue is not known', () => {
    const known = { agent: () => false, department: () => false, bot: () => false, queue: () => false };
    const missed = [
      { kind: 'forwardToAgent' as const, agentId: ana },
      { kind: 'overflow' as const, queueId: 'night' as QueueId },
    ];
    for (const each of missed) {
      expect(referencesIn({ missed: each }).map(({ id }) => id)).toHaveLength(1);
      expect(withoutUnknown({ missed: each }, known)).toEqual({ missed: { kind: 'wait' } });
    }
  });
});

describe('who and what settings name', () => {
  const known = { agent: (id: AgentId) => id === ana, department: () => false, bot: () => false, queue: () => false };

  it('is listed once each, told apart from what is here, and left out on request', () => {
    const unknown = referencesIn(form).filter((reference) => !isKnown(known, reference));
    expect(unknown).toEqual([
      { kind: 'department', id: 'night' },
      { kind: 'agent', id: 'eva' },
      { kind: 'bot', id: 'guide' },
    ]);
    expect(withoutUnknown(form, known)).toEqual({
      ...form,
      members: [{ kind: 'agent', agentId: ana }],
      overdueNotice: null,
      botId: null,
    });
    expect(referencesIn(withoutUnknown(form, known)).every((reference) => isKnown(known, reference))).toBe(true);
  });

  it('keeps the pictures that are here', () => {
    const there = { agentEntries: [{ agentId: ana, name: 'Help', pictureId: null }] };
    expect(withPicturesOf(there, form).agentEntries).toEqual([{ agentId: ana, name: 'Help', pictureId: 'face' }]);
    expect(withPicturesOf({ topics: [] }, form)).toEqual({ topics: [] });
  });
});

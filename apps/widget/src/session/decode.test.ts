import {
  ChannelFace,
  VisitorLine,
  VisitorUpdateBatch,
  VisitorWelcome,
  VISITOR_NAMESPACE as NAMESPACE,
} from '@ringdesk/shared/protocol/visitor.ts';
import {
  MAX_VISITOR_FILE_BYTES as MAX_BYTES,
  UploadedFile,
  VISITOR_UPLOAD_PATH as UPLOAD_PATH,
} from '@ringdesk/shared/protocol/files.ts';
import { PROTOCOL_VERSION as VERSION } from '@ringdesk/shared/protocol/socket.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { MAX_VISITOR_FILE_BYTES, VISITOR_UPLOAD_PATH } from '../files/upload.ts';
import { readBatch, readPosted, readRefused, readReply, readTyping, readUploaded, readWelcome } from './decode.ts';
import { PROTOCOL_VERSION, VISITOR_NAMESPACE } from './session.ts';

const agent = { name: 'Maya', pictureUrl: '/pictures/p1' };
const attachment = { id: 'a1', name: 'x.png', mimeType: 'image/png', bytes: 12, width: 3, height: 4 };
const line = {
  id: '01920000-0000-7000-8000-000000000001',
  seq: 3,
  at: 1_800_000_000_000,
  from: 'agent',
  agent,
  text: 'Hello <b>you</b>',
  attachments: [{ ...attachment, url: '/files/a1', previewUrl: '/files/a1/preview' }],
  choices: ['Yes', 'No'],
  happening: 'transferred',
  fromAgent: { name: 'Ben' },
};
const conversation = {
  interactionId: 'i1',
  state: 'active',
  agent,
  readSeq: 2,
  held: true,
  heldUntil: 1_800_000_200_000,
  contactWanted: true,
  rating: { score: 4, comment: 'Fine' },
};
const face = {
  channelId: 'c1',
  title: 'Sales',
  settings: {
    title: '',
    greeting: 'Hi\nthere',
    askName: 'optional',
    language: 'auto',
    accent: '#2f54d9',
    position: 'right',
    liveTyping: true,
    attachments: true,
  },
  language: 'pt',
  open: false,
  opensAt: 1_800_000_100_000,
  consent: { text: 'We keep it.', url: 'https://shop.example/privacy', version: 3 },
  contactForm: { name: 'no', email: 'required', phone: 'optional' },
  askRating: true,
  transcriptByEmail: false,
};
const welcome = {
  token: 't',
  face,
  consentVersion: 2,
  name: 'Ana',
  conversation,
  lines: [line],
  seq: 7,
  serverNow: 1_800_000_000_001,
};
const batch = {
  seq: 8,
  updates: [
    { kind: 'line', line },
    { kind: 'conversation', conversation: null },
    { kind: 'face', face },
    { kind: 'resync' },
  ],
};
const bare = {
  ...welcome,
  consentVersion: null,
  conversation: null,
  lines: [
    { ...line, from: 'me', agent: undefined, text: null, attachments: [] },
    { ...line, agent: {} },
  ],
};

/** Paths to every value inside, with the value. */
const pathsOf = (value: unknown, at: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...pathsOf(inner, [...at, key])])
    : [];

const withValue = (root: unknown, path: readonly string[], value: unknown): unknown => {
  const copy: unknown = structuredClone(root);
  let here = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) here = here[key] as Record<string, unknown>;
  here[path.at(-1) ?? ''] = value;
  return copy;
};

describe('decode', () => {
  test('the constants written down twice are equal to the contract', () => {
    expect([PROTOCOL_VERSION, VISITOR_NAMESPACE]).toEqual([VERSION, NAMESPACE]);
    expect([MAX_VISITOR_FILE_BYTES, VISITOR_UPLOAD_PATH]).toEqual([MAX_BYTES, UPLOAD_PATH]);
  });

  test.each([welcome, bare])('reads a welcome as the contract does', (value) => {
    expect(readWelcome({ ok: true, value })).toEqual({ ok: true, value: VisitorWelcome.parse(value) });
  });

  test('reads a batch and an uploaded file as the contract does', () => {
    expect(readBatch(batch)).toEqual(VisitorUpdateBatch.parse(batch));
    expect(readUploaded({ attachment })).toEqual(UploadedFile.parse({ attachment }));
  });

  test('drops keys it does not know, the dangerous ones too', () => {
    const hostile: unknown = JSON.parse(
      JSON.stringify({ ...line, extra: 1 }).replace('"extra"', '"__proto__":{"x":1},"extra"'),
    );
    const read = readBatch({ seq: 1, updates: [{ kind: 'line', line: hostile }] });
    expect(read?.updates[0]).toEqual({ kind: 'line', line: VisitorLine.parse(line) });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  // The wrong values are wrong for every field, so that what one side lets through the other must too.
  const wrong = [null, undefined, 0.5, -1, 1e300, '', 'Ж', [], {}, true, Number.NaN, '__proto__'];
  test('refuses every wrong value in every field where the contract refuses it', () => {
    const cases = pathsOf(welcome).flatMap((path) => wrong.map((value) => [path, value] as const));
    expect(cases.length).toBeGreaterThan(400);
    const judged = cases.map(([path, value]) => {
      const altered = withValue(welcome, path, value);
      const contract = VisitorWelcome.safeParse(altered);
      return {
        where: path.join('.'),
        value,
        read: readWelcome({ ok: true, value: altered }),
        contract: contract.success ? { ok: true, value: contract.data } : undefined,
      };
    });
    expect(judged.map(({ where, value, read }) => ({ where, value, read }))).toEqual(
      judged.map(({ where, value, contract }) => ({ where, value, read: contract })),
    );
  });

  test('the face has no setting that the widget does not read', () => {
    expect(Object.keys(ChannelFace.shape.settings.shape).toSorted()).toEqual(Object.keys(face.settings).toSorted());
  });

  test('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const all = [readWelcome, readBatch, readReply, readPosted, readRefused, readTyping, readUploaded];
        expect(() => all.map((read) => read(anything))).not.toThrow();
      }),
    );
  });

  test('reads refusals with what they carry, and those of a newer server too', () => {
    expect(readReply({ ok: false, error: { code: 'slowDown', retryAfterMs: 500 } })).toEqual({
      ok: false,
      error: { code: 'slowDown', retryAfterMs: 500 },
    });
    expect(readReply({ ok: false, error: { code: 'brandNew', fields: {} } })).toEqual({
      ok: false,
      error: { code: 'brandNew', fields: {} },
    });
    expect(readReply({ ok: false })).toBeUndefined();
    expect(readReply({ ok: true, value: undefined })).toEqual({ ok: true, value: {} });
  });
});

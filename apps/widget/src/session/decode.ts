import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { RefusalCode } from '@ringdesk/shared/protocol/refusals.ts';
import type {
  AgentFace,
  ChannelFace,
  Conversation,
  VisitorLine,
  VisitorUpdate,
  VisitorUpdateBatch,
  VisitorWelcome,
} from '@ringdesk/shared/protocol/visitor.ts';

/**
 * The contract's schemas of protocol/visitor.ts, read by hand: zod, even its small form, would cost every visited page
 * 6 kB. `decode.test.ts` holds both together: what the contract accepts comes out equal here, and what it refuses in
 * a field the widget uses is refused here. Unknown keys are dropped.
 */
type Read<T> = (value: unknown) => T;

/** Thrown inside this file only; {@link decoded} turns it into undefined. */
class Misfit extends Error {}

const misfit = (): never => {
  throw new Misfit();
};

const when =
  <T>(fits: (value: unknown) => boolean): Read<T> =>
  (value) =>
    fits(value) ? (value as T) : misfit();
const text = when<string>((value) => typeof value === 'string');
const flag = when<boolean>((value) => typeof value === 'boolean');
const whole = when<number>(Number.isSafeInteger);
const instant = when<number>((value) => whole(value) >= 0 && whole(value) <= 8.64e15);
const matching = <T extends string>(pattern: RegExp): Read<T> =>
  when<T>((value) => typeof value === 'string' && pattern.test(value));
const id = <T extends string>(): Read<T> => matching<T>(/^[0-9a-z_-]{1,40}$/);
const oneOf = <const T extends string>(...all: readonly T[]): Read<T> => when<T>((value) => all.includes(value as T));
const list =
  <T>(item: Read<T>): Read<T[]> =>
  (value) =>
    Array.isArray(value) ? value.map((each: unknown) => item(each)) : misfit();
const maybe =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value) =>
    value === undefined ? undefined : read(value);
const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value) =>
    value === null ? null : read(value);

/** Fields of `T` with readers; a field that may be absent is absent in what is read. */
const shape =
  <T extends object>(fields: { readonly [K in keyof Required<T>]: Read<T[K]> }): Read<T> =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return misfit();
    const made: Partial<T> = {};
    for (const key of Object.keys(fields) as (keyof T)[]) {
      const read = fields[key]((value as T)[key]);
      if (read !== undefined) made[key] = read;
    }
    return made as T;
  };

const agentFace = shape<AgentFace>({ name: maybe(text), pictureUrl: maybe(text) });

const pixels = maybe(whole);
const attachment = shape<Attachment>({
  id: id(),
  name: text,
  mimeType: text,
  bytes: when((value) => whole(value) >= 0),
  width: pixels,
  height: pixels,
});

type Linked = VisitorLine['attachments'][number];
const linked: Read<Linked> = (value) => ({
  ...attachment(value),
  ...shape<Pick<Linked, 'url' | 'previewUrl'>>({ url: text, previewUrl: maybe(text) })(value),
});

const line = shape<VisitorLine>({
  id: id(),
  seq: whole,
  at: instant,
  from: oneOf('me', 'agent', 'queue', 'bot'),
  agent: maybe(agentFace),
  text: orNull(text),
  attachments: list(linked),
  choices: maybe(list(text)),
  happening: maybe(oneOf('joined', 'left', 'transferred', 'ended', 'reopened', 'transcriptSent')),
  fromAgent: maybe(agentFace),
});

const conversation = shape<Conversation>({
  interactionId: id(),
  state: oneOf('bot', 'waiting', 'active', 'closed'),
  agent: maybe(agentFace),
  readSeq: whole,
  held: maybe(when<true>((value) => value === true)),
  heldUntil: maybe(instant),
  contactWanted: flag,
  rating: orNull(shape<NonNullable<Conversation['rating']>>({ score: whole, comment: orNull(text) })),
});

const language = ['en', 'es', 'pt', 'ru'] as const;
const asked = oneOf('no', 'optional', 'required');
const face = shape<ChannelFace>({
  channelId: id(),
  title: text,
  settings: shape<ChannelFace['settings']>({
    title: text,
    greeting: text,
    askName: asked,
    language: oneOf('auto', ...language),
    accent: matching(/^#[0-9a-f]{6}$/),
    position: oneOf('right', 'left'),
    liveTyping: flag,
    attachments: flag,
  }),
  language: oneOf(...language),
  open: flag,
  opensAt: maybe(instant),
  calls: maybe(flag),
  consent: maybe(
    shape<NonNullable<ChannelFace['consent']>>({
      text: matching(/\S/),
      url: matching(/^https?:\/\/\S{1,500}$/),
      version: whole,
    }),
  ),
  contactForm: maybe(shape<NonNullable<ChannelFace['contactForm']>>({ name: asked, email: asked, phone: asked })),
  askRating: flag,
  rateCalls: maybe(flag),
  transcriptByEmail: flag,
});

const welcome = shape<VisitorWelcome>({
  token: text,
  face,
  consentVersion: orNull(whole),
  name: text,
  conversation: orNull(conversation),
  lines: list(line),
  seq: whole,
  serverNow: instant,
});

const update: Read<VisitorUpdate> = (value) => {
  const { kind } = shape<Pick<VisitorUpdate, 'kind'>>({ kind: oneOf('conversation', 'line', 'face', 'resync') })(value);
  switch (kind) {
    case 'conversation':
      return { kind, ...shape<{ conversation: Conversation | null }>({ conversation: orNull(conversation) })(value) };
    case 'line':
      return { kind, ...shape<{ line: VisitorLine }>({ line })(value) };
    case 'face':
      return { kind, ...shape<{ face: ChannelFace }>({ face })(value) };
    case 'resync':
      return { kind };
  }
};

const batch = shape<VisitorUpdateBatch>({ seq: whole, updates: list(update) });

/** A refusal as the widget uses it; codes of a newer server are kept as they come and shown in general words. */
export interface Refused {
  readonly code: RefusalCode;
  readonly retryAfterMs?: number;
  readonly maxBytes?: number;
  /** What was refused of the input: reasons by its path, or the names of what is missing. */
  readonly fields?: object;
}

const refused = shape<Refused>({
  code: matching(/^\w{1,40}$/),
  retryAfterMs: maybe(whole),
  maxBytes: maybe(whole),
  fields: maybe(when((value) => Object(value) === value)),
});

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refused };

const decoded =
  <T>(read: Read<T>) =>
  (value: unknown): T | undefined => {
    try {
      return read(value);
    } catch (problem) {
      if (problem instanceof Misfit) return undefined;
      throw problem;
    }
  };

const answer =
  <T>(read: Read<T>): Read<Answer<T>> =>
  (value) => {
    const { ok } = shape<{ ok: boolean }>({ ok: flag })(value);
    return ok
      ? { ok, ...shape<{ value: T }>({ value: read })(value) }
      : { ok, ...shape<{ error: Refused }>({ error: refused })(value) };
  };

/** Each answers undefined to what does not fit. */
export const readWelcome = decoded(answer(welcome));
export const readBatch = decoded(batch);
export const readReply = decoded(answer<unknown>((value) => value ?? {}));
export const readPosted = decoded(shape<{ seq: number; at: number }>({ seq: whole, at: instant }));
export const readRefused = decoded(refused);
export const readTyping = decoded(shape<{ typing: boolean }>({ typing: flag }));
export const readUploaded = decoded(shape<{ attachment: Attachment }>({ attachment }));
export const readFiles = decoded(list(attachment));

/** JSON from outside; undefined where it is none. */
export const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

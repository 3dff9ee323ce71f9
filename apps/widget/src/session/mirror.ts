import type {
  ChannelFace,
  Conversation,
  VisitorLine,
  VisitorUpdateBatch,
  VisitorWelcome,
} from '@ringdesk/shared/protocol/visitor.ts';

/** A line with the conversation it belongs to: `seq` begins again with each. */
export interface Line extends VisitorLine {
  readonly group: string;
}

/** What the server said last. One writer: the session. */
export interface Mirror {
  readonly face?: ChannelFace;
  readonly name: string;
  /** [32] The newest version of the statement this visitor has accepted. */
  readonly consentVersion: number | null;
  readonly conversation: Conversation | null;
  /** By conversation in the order they came, then by `seq`; at most {@link MOST_LINES}. */
  readonly lines: readonly Line[];
  /** Number of the last update taken in. */
  readonly seq: number;
}

export const emptyMirror: Mirror = { name: '', consentVersion: null, conversation: null, lines: [], seq: 0 };

/** Enough to read back in; a phone's memory is the reason for the limit. */
const MOST_LINES = 400;

/** [32] The statement that this visitor has not accepted, in its present version. */
export const consentMissing = ({ face, consentVersion }: Mirror): ChannelFace['consent'] =>
  face?.consent?.version === consentVersion ? undefined : face?.consent;

const groupOf = (conversation: Conversation | null): string => conversation?.interactionId ?? '';

/** Puts a line in its place; one with a known id takes the place of the other, so a line is never shown twice. */
export function withLine(mirror: Mirror, line: VisitorLine): Mirror {
  const group = groupOf(mirror.conversation);
  const others = mirror.lines.filter((each) => each.id !== line.id);
  const after = others.findIndex((each) => each.group === group && each.seq > line.seq);
  const place = after < 0 ? others.length : after;
  return { ...mirror, lines: others.toSpliced(place, 0, { ...line, group }).slice(-MOST_LINES) };
}

/** The snapshot, with those earlier lines that it leaves out because they are older than its hundred. */
export function welcomed(mirror: Mirror, welcome: VisitorWelcome): Mirror {
  const { face, name, consentVersion, conversation, lines, seq } = welcome;
  const group = groupOf(conversation);
  const known = new Set(lines.map((line) => line.id));
  const first = lines.reduce((least, line) => Math.min(least, line.seq), Infinity);
  const earlier = mirror.lines.filter((line) => !known.has(line.id) && (line.group !== group || line.seq < first));
  return lines.reduce(withLine, { face, name, consentVersion, conversation, lines: earlier, seq });
}

/** What became of a batch: a new mirror, or undefined where only a new snapshot tells the truth. */
export function applied(mirror: Mirror, batch: VisitorUpdateBatch): Mirror | undefined {
  if (batch.seq <= mirror.seq) return mirror;
  if (batch.seq !== mirror.seq + 1 || batch.updates.some(({ kind }) => kind === 'resync')) return undefined;
  // The conversation first: the lines of the same batch belong to it.
  const ordered = batch.updates.toSorted((a, b) => Number(a.kind === 'line') - Number(b.kind === 'line'));
  return ordered.reduce<Mirror>(
    (next, update) => {
      switch (update.kind) {
        case 'conversation':
          return { ...next, conversation: update.conversation };
        case 'line':
          return withLine(next, update.line);
        case 'face':
          return { ...next, face: update.face };
        case 'resync':
          return next;
      }
    },
    { ...mirror, seq: batch.seq },
  );
}

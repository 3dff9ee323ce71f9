import { randomBytes } from 'node:crypto';
import { NameAddrHeader } from 'sip.js/lib/grammar/name-addr-header.js';

/** Values of one generation; the memory holds two, a megabyte or two. */
const MOST = 1_000;
/** A longer value is hardly said twice. */
const LONGEST = 512;

/** As SIP.js reads the value of a header, or a first line, by a rule of its grammar; -1: it is none. */
export type ReadByRule = (text: string, rule: string) => unknown;

/** With the class of every part: the library changes what it was given, and everybody needs their own. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = Object.create(Object.getPrototypeOf(value) as object);
  for (const [key, part] of Object.entries(value)) copy[key] = copyOf(part);
  return copy;
}

/** What is different in every message of one peer: the rest of the value is said again and again. */
interface Varying {
  /** What comes before it, the word that differs, and what follows: another of its kind would read alike. */
  readonly at: RegExp;
  /** Stands for it in the memory. */
  readonly standIn: string;
  /** What was read with the stand-in, with the word in its place; undefined: it is not what stood there. */
  put(known: unknown, word: string): unknown;
}

/** RFC 3261, 25.1. */
const TOKEN = "[\\w.!%*+`'~-]+";
/** Nobody can say it, and have one word read as another. */
const ANY = randomBytes(12).toString('hex');

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const branch: Varying = {
  at: new RegExp(`^([^"]*;branch=)(${TOKEN})(;[^"]*)?$`),
  standIn: ANY,
  put: (known, word) =>
    isObject(known) && known['branch'] === ANY ? Object.assign(known, { branch: word }) : undefined,
};

const tag: Varying = {
  at: new RegExp(`^(.*>;tag=)(${TOKEN})$`),
  standIn: ANY,
  put(known, word) {
    if (!(known instanceof NameAddrHeader) || known.getParam('tag') !== ANY) return undefined;
    known.setParam('tag', word);
    return known;
  },
};

const number: Varying = {
  at: /^()(\d{1,9})( [A-Z]+)$/,
  standIn: '0',
  put: (known, word) => (isObject(known) ? Object.assign(known, { value: Number(word) }) : undefined),
};

const callId: Varying = {
  at: new RegExp(`^()(${TOKEN}(?:@${TOKEN})?)$`),
  standIn: ANY,
  put: (known, word) => (known === ANY ? word : undefined),
};

/** By the rule their value is read by. */
const varying: Readonly<Record<string, Varying>> = { Via: branch, From: tag, To: tag, CSeq: number, Call_ID: callId };

/**
 * Remembers what was read last. The library makes its tables of rules anew for every value it reads, a tenth of a
 * millisecond each time, and the messages of one call say most of theirs again and again, and those of one peer all but
 * a branch, a tag or a number. How a value reads depends on nothing but the value; what strangers make it forget is read anew.
 */
export function remembered(read: ReadByRule): ReadByRule {
  let young = new Map<string, unknown>();
  let old = new Map<string, unknown>();

  const recall: ReadByRule = (text, rule) => {
    // No rule has a blank in its name.
    const key = `${rule} ${text}`;
    let known = young.get(key) ?? old.get(key);
    if (known === undefined) known = read(text, rule);
    if (!young.has(key)) {
      if (young.size >= MOST) [old, young] = [young, new Map()];
      young.set(key, known);
    }
    return copyOf(known);
  };

  return (text, rule) => {
    if (text.length > LONGEST) return read(text, rule);
    const differs = varying[rule];
    const [, before, word, after = ''] = differs?.at.exec(text) ?? [];
    if (differs === undefined || before === undefined || word === undefined) return recall(text, rule);
    return differs.put(recall(`${before}${differs.standIn}${after}`, rule), word) ?? recall(text, rule);
  };
}

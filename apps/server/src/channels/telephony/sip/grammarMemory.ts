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

/**
 * Remembers what was read last. The library makes its tables of rules anew for every value it reads, a tenth of a
 * millisecond each time, and the messages of one call say most of theirs again and again. How a value reads depends on
 * nothing but the value; what strangers make it forget is read anew.
 */
export function remembered(read: ReadByRule): ReadByRule {
  let young = new Map<string, unknown>();
  let old = new Map<string, unknown>();

  return (text, rule) => {
    if (text.length > LONGEST) return read(text, rule);
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
}

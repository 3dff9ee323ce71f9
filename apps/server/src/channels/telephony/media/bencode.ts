/** A value of the bencoding (BEP 3) as the ng protocol uses it: text is UTF-8. */
export type Bencoded = string | number | readonly Bencoded[] | { readonly [key: string]: Bencoded };

/** Deeper than any answer of a media server; a datagram of nothing but `l` stops here. */
const MAX_DEPTH = 16;

/** Keys in byte order, as the encoding asks. Numbers are integers. */
export function encode(value: Bencoded): string {
  if (typeof value === 'string') return `${Buffer.byteLength(value)}:${value}`;
  if (typeof value === 'number') return `i${value}e`;
  if (isList(value)) return `l${value.map(encode).join('')}e`;
  const keys = Object.keys(value).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `d${keys.map((key) => encode(key) + encode(value[key] ?? '')).join('')}e`;
}

/** What the bytes say; undefined: they are not one whole bencoded value. Never throws. */
export function decode(bytes: Uint8Array): Bencoded | undefined {
  const read = valueAt(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, 0);
  return read?.end === bytes.byteLength ? read.value : undefined;
}

const isList = (value: Bencoded): value is readonly Bencoded[] => Array.isArray(value);

interface Read<Value> {
  readonly value: Value;
  /** Behind its last byte. */
  readonly end: number;
}

function valueAt(bytes: Buffer, at: number, depth: number): Read<Bencoded> | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (bytes[at]) {
    case 0x69: // i
      return integerAt(bytes, at + 1, 0x65);
    case 0x6c: // l
      return listAt(bytes, at + 1, depth);
    case 0x64: // d
      return dictionaryAt(bytes, at + 1, depth);
    default:
      return textAt(bytes, at);
  }
}

function integerAt(bytes: Buffer, at: number, terminator: number): Read<number> | undefined {
  const end = bytes.indexOf(terminator, at);
  if (end < 0 || end - at > 17) return undefined;
  const digits = bytes.toString('latin1', at, end);
  const value = Number(digits);
  return /^(0|-?[1-9][0-9]*)$/.test(digits) && Number.isSafeInteger(value) ? { value, end: end + 1 } : undefined;
}

function textAt(bytes: Buffer, at: number): Read<string> | undefined {
  const length = integerAt(bytes, at, 0x3a);
  if (length === undefined || length.value < 0) return undefined;
  const end = length.end + length.value;
  return end > bytes.length ? undefined : { value: bytes.toString('utf8', length.end, end), end };
}

function listAt(bytes: Buffer, from: number, depth: number): Read<readonly Bencoded[]> | undefined {
  const list: Bencoded[] = [];
  let at = from;
  while (bytes[at] !== 0x65) {
    const item = valueAt(bytes, at, depth + 1);
    if (item === undefined) return undefined;
    list.push(item.value);
    at = item.end;
  }
  return { value: list, end: at + 1 };
}

function dictionaryAt(bytes: Buffer, from: number, depth: number): Read<Bencoded> | undefined {
  const entries: [string, Bencoded][] = [];
  let at = from;
  while (bytes[at] !== 0x65) {
    const key = textAt(bytes, at);
    const value = key === undefined ? undefined : valueAt(bytes, key.end, depth + 1);
    if (key === undefined || value === undefined) return undefined;
    entries.push([key.value, value.value]);
    at = value.end;
  }
  // Not by assignment: `__proto__` is a key like any other.
  return { value: Object.fromEntries(entries), end: at + 1 };
}

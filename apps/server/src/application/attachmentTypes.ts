/**
 * What may be sent as a file: extension → media types its content may turn out to be. SVG, HTML and XML are not among
 * them, nor anything an operating system runs (reliability, section 6).
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  png: ['image/png', 'image/apng'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  avif: ['image/avif'],
  heic: ['image/heic', 'image/heif'],
  heif: ['image/heif', 'image/heic'],
  bmp: ['image/bmp'],
  pdf: ['application/pdf'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  odt: ['application/vnd.oasis.opendocument.text'],
  ods: ['application/vnd.oasis.opendocument.spreadsheet'],
  odp: ['application/vnd.oasis.opendocument.presentation'],
  doc: ['application/x-cfb'],
  xls: ['application/x-cfb'],
  ppt: ['application/x-cfb'],
  zip: ['application/zip'],
  mp3: ['audio/mpeg'],
  m4a: ['audio/x-m4a', 'audio/mp4', 'video/mp4'],
  ogg: ['audio/ogg', 'application/ogg', 'audio/ogg; codecs=opus'],
  opus: ['audio/ogg', 'audio/ogg; codecs=opus'],
  wav: ['audio/wav'],
  mp4: ['video/mp4'],
  mov: ['video/quicktime'],
  webm: ['video/webm'],
  txt: ['text/plain'],
  csv: ['text/plain'],
  md: ['text/plain'],
  log: ['text/plain'],
};

/** Formats of which a preview is drawn. */
export const previewable: ReadonlySet<string> = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
]);

/** The extension in lower case, without the dot; empty: none. */
export const extensionOf = (name: string): string => /\.([^.\s]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** The media type to keep for content found to be `detected` under this name; undefined: refused. */
export function acceptedType(name: string, detected: string | undefined): string | undefined {
  const types = Object.hasOwn(allowed, extensionOf(name)) ? allowed[extensionOf(name)] : undefined;
  if (types === undefined || detected === undefined || !types.includes(detected)) return undefined;
  return detected.split(';')[0];
}

/** Names Windows keeps for devices. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Marks that turn or hide the direction of text: `gpj.exe` would read `exe.jpg`. */
const directional = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A file's name as text to show and to save under: NFC, no path, no control or direction marks, at most 120
 * characters with the extension kept. Never used as a path here.
 */
export function cleanFileName(raw: string): string {
  const wellFormed = raw.replace(/\p{Surrogate}/gu, '').normalize('NFC');
  const [base = ''] = wellFormed.split(/[\\/]/).slice(-1);
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is removed here
  const plain = base.replace(/[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF:*?"<>|]/g, '').replace(directional, '');
  const trimmed = plain
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '');
  if (trimmed === '') return 'file';
  const characters = [...(device.test(trimmed) ? `_${trimmed}` : trimmed)];
  if (characters.length <= 120) return characters.join('');
  const extension = extensionOf(trimmed);
  const tail = extension === '' ? [] : [...`.${extension}`];
  return [...characters.slice(0, 120 - tail.length), ...tail].join('');
}

/** Reads an app.asar without the tools that made it: a header in JSON, then the files one after the other. */
import { readFileSync } from 'node:fs';

import { z } from 'zod';

export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  readonly read: () => Buffer;
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>> | undefined;
  readonly size?: number | undefined;
  readonly offset?: string | undefined;
  readonly unpacked?: boolean | undefined;
  readonly link?: string | undefined;
}

const Entry: z.ZodType<Entry> = z.lazy(() =>
  z.object({
    files: z.record(z.string(), Entry).optional(),
    size: z.number().optional(),
    offset: z.string().optional(),
    unpacked: z.boolean().optional(),
    link: z.string().optional(),
  }),
);

/** Every file of the archive, by its path inside. */
export function asarFiles(archive: string): readonly PackedFile[] {
  const bytes = readFileSync(archive);
  // Two pickles of Chromium: the first holds the size of the second, the second the length of the text and the text.
  const headerSize = bytes.readUInt32LE(4);
  const textLength = bytes.readUInt32LE(12);
  const header = Entry.parse(JSON.parse(bytes.subarray(16, 16 + textLength).toString('utf8')));
  const start = 8 + headerSize;
  const walk = (entry: Entry, path: string): PackedFile[] => {
    if (entry.files !== undefined)
      return Object.entries(entry.files).flatMap(([name, inside]) => walk(inside, `${path}/${name}`));
    const offset = start + Number(entry.offset ?? 0);
    const size = entry.size ?? 0;
    return [{ path: path.slice(1), bytes: size, read: () => bytes.subarray(offset, offset + size) }];
  };
  return walk(header, '');
}

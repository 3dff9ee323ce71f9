import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { z } from 'zod';

/** A stored file as a backup's manifest lists it. Of a picture only the drawn copy is kept, so `sha256` is not its own. */
export const ManifestEntry = z.object({
  id: z.string().regex(/^[0-9a-z_-]{1,40}$/),
  purpose: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  hasPreview: z.number().int().default(0),
});
export type ManifestEntry = z.infer<typeof ManifestEntry>;

/** What became of the files of one backup or restore. */
export interface CopiedFiles {
  /** Brought now; the others were there already. */
  readonly brought: number;
  /** Ids of files that are not whole on either side. */
  readonly missing: readonly string[];
}

interface Part {
  readonly path: string;
  /** What the content must be; undefined for what the server drew itself. */
  readonly sha256?: string;
  readonly bytes?: number;
  /** A preview that is lost costs nothing but the preview. */
  readonly needed: boolean;
}

function partsOf({ id, purpose, bytes, sha256, hasPreview }: ManifestEntry): readonly Part[] {
  const home = id.slice(-2);
  const drawn = (needed: boolean): Part => ({ path: join(home, `${id}.preview.webp`), needed });
  if (purpose === 'picture') return [drawn(true)];
  const content: Part = { path: join(home, id), bytes, sha256, needed: true };
  return hasPreview === 1 ? [content, drawn(false)] : [content];
}

/**
 * Brings the files of a list from one folder of attachments to another and proves what it brought by its SHA-256. Files never
 * change, so what lies there whole is left alone: every further copy costs only what is new. `share`: hard links where both
 * folders are on one disk. A crash leaves `*.partial` at most.
 */
export async function copyFiles(
  entries: readonly ManifestEntry[],
  from: string,
  to: string,
  { share }: { readonly share: boolean },
): Promise<CopiedFiles> {
  let brought = 0;
  const missing: string[] = [];
  for (const entry of entries) {
    for (const part of partsOf(entry)) {
      const [source, target] = [join(from, part.path), join(to, part.path)];
      if (await isWhole(target, part, !share)) continue;
      const done = await bring(source, target, part, share);
      if (done) brought += 1;
      else if (part.needed) missing.push(entry.id);
    }
  }
  return { brought, missing };
}

/** `thorough`: by the content, not only by the size. */
async function isWhole(file: string, { bytes, sha256 }: Part, thorough: boolean): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true || found.size === 0) return false;
  if (bytes !== undefined && found.size !== bytes) return false;
  return !thorough || sha256 === undefined || (await sha256Of(file)) === sha256;
}

async function bring(source: string, target: string, part: Part, share: boolean): Promise<boolean> {
  if (source === target || !(await isWhole(source, part, true))) return false;
  const partial = `${target}.partial`;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rm(partial, { force: true });
  try {
    if (!share || !(await linked(source, partial))) {
      await copyFile(source, partial, constants.COPYFILE_FICLONE);
      await syncFile(partial);
      if (!(await isWhole(partial, part, true))) return false;
    }
    await rename(partial, target);
    return true;
  } finally {
    await rm(partial, { force: true });
  }
}

/** False where the two are on different disks, or the disk knows no links. */
async function linked(source: string, target: string): Promise<boolean> {
  return link(source, target).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'EACCES'].includes(error.code ?? '')) return false;
      throw error;
    },
  );
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Makes what was written to a file, or the names in a folder, survive a power loss. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Deletes the files beside backups that no manifest there lists any more. Does nothing while one of the manifests cannot
 * be read: nobody knows then what it needs.
 */
export async function removeUnlisted(backups: string): Promise<void> {
  const folder = join(backups, 'attachments');
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  if (names.length === 0) return;
  const listed = new Set<string>();
  for (const name of await readdir(backups)) {
    if (!name.endsWith('.files.json')) continue;
    const entries = await readManifest(join(backups, name));
    if (entries === undefined) return;
    for (const { id } of entries) listed.add(id);
  }
  for (const name of names) {
    const [id = ''] = basename(name).split('.');
    if (name.includes('.partial') || (id.length > 2 && !listed.has(id))) await rm(join(folder, name), { force: true });
  }
}

async function readManifest(file: string): Promise<readonly ManifestEntry[] | undefined> {
  try {
    return z.array(ManifestEntry).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

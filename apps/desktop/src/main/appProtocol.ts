/**
 * The app's own scheme, `app://ringdesk/…` (reliability, section 2, item 18). It serves a list of files made at start, never a
 * path put together from an address: what is not on the list does not exist.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { isScreen, ownUrl } from './origin.ts';

/** Path in the address → file and type. */
export type Manifest = ReadonlyMap<string, { readonly file: string; readonly type: string }>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Lists the built renderer. A file of a type nobody thought of is left out. */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = new Map<string, { file: string; type: string }>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    manifest.set(file.slice(folder.length).replaceAll('\\', '/'), { file, type });
  }
  return manifest;
}

export type Found = { readonly file: string; readonly type: string } | { readonly status: 404 | 405 };

/** What an address of the app means: a file of the list, the one page for every screen, or nothing. */
export function findFile(manifest: Manifest, method: string, address: string): Found {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405 };
  const url = ownUrl(address);
  if (url === undefined) return { status: 404 };
  return manifest.get(isScreen(url.pathname) ? '/index.html' : url.pathname) ?? { status: 404 };
}

/**
 * Answers the app's own addresses; for `protocol.handle`.
 *
 * @param policy asked at each answer, since it depends on who is signed in
 */
export function answerApp(
  manifest: Manifest,
  policy: () => string,
): (request: Pick<Request, 'method' | 'url'>) => Promise<Response> {
  return async (request) => {
    const headers: Record<string, string> = {
      'content-security-policy': policy(),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin-allow-popups',
      'cache-control': 'no-cache',
    };
    const found = findFile(manifest, request.method, request.url);
    if ('status' in found) return new Response(null, { status: found.status, headers });
    const body = request.method === 'HEAD' ? null : await readFile(found.file);
    return new Response(body, { status: 200, headers: { ...headers, 'content-type': found.type } });
  };
}

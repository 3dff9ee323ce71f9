import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { replyRefusal } from './refusalReply.ts';

/** What the pages of the desk may do (reliability, section 2.7): nothing inline, nothing from elsewhere. */
export const deskPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types app dompurify',
].join('; ');

/** Names with a hash of their content never change what they hold; compressed ones neither. */
const hashed = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+(\.(br|gz))?$/;

/**
 * The desk in the browser: the same built renderer as in Electron, at `/`. Its routes have no hash, so every address that is
 * a page and not a file answers with it.
 */
export async function deskRoutes(
  app: FastifyInstance,
  parts: { readonly folder: string; readonly notBuilt: string },
): Promise<void> {
  const index = join(parts.folder, 'index.html');
  await app.register(fastifyStatic, {
    root: parts.folder,
    prefix: '/',
    index: false,
    wildcard: true,
    // As the build left it beside each script and style.
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'deny',
    setHeaders: (reply, path) => {
      reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('content-security-policy', deskPolicy);
    },
  });

  const page = async (reply: FastifyReply): Promise<FastifyReply> => {
    reply.header('content-security-policy', deskPolicy).header('cache-control', 'no-cache');
    const html = await readFile(index).catch(() => undefined);
    if (html !== undefined) return reply.type('text/html; charset=utf-8').send(html);
    return reply.code(503).type('text/plain; charset=utf-8').send(parts.notBuilt);
  };
  app.get('/', async (_request, reply) => page(reply));
  app.setNotFoundHandler(async (request, reply) => {
    const [path = ''] = request.url.split('?');
    const isPage =
      request.method === 'GET' &&
      (request.headers.accept ?? '').includes('text/html') &&
      !/^\/(api|files|pictures|widget|socket\.io)\b|\.[a-z0-9]+$/.test(path);
    return isPage ? page(reply) : replyRefusal(reply, { code: 'notFound' });
  });
}

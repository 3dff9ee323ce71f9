/** What may leave the machine: the second fence behind the content security policy, and one that follows the sign-in at once. */
import { socketOrigin } from './contentSecurityPolicy.ts';
import { ownUrl } from './origin.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * May a page load this? The app's own files, what it made itself, and the server.
 *
 * @param server origin the desk is signed in to; while nobody is, any `https:` server and this machine may be tried
 * @param diagnostics started with `--diagnostics`: the development tools load their own pages, which are part of Electron
 */
export function judgeRequest(url: string, server: string | undefined, diagnostics = false): boolean {
  if (/^(data|blob):/.test(url) || ownUrl(url) !== undefined) return true;
  if (url.startsWith('devtools://devtools/bundled/')) return diagnostics;
  if (!URL.canParse(url)) return false;
  const { protocol, host, hostname } = new URL(url);
  const origin = `${protocol}//${host}`;
  if (server !== undefined) return origin === server || origin === socketOrigin(server);
  if (protocol === 'https:' || protocol === 'wss:') return true;
  return (protocol === 'http:' || protocol === 'ws:') && LOOPBACK.includes(hostname);
}

/**
 * What the app's pages may do (reliability, section 2, item 7). Sent with every answer of the app's own scheme.
 *
 * @param server origin the desk is signed in to. While nobody is, the person types any address, so that connections and pictures
 *   of `https:` and of this machine are open: the page that signs in goes on under this policy. `requests.ts` closes them the
 *   moment somebody is signed in.
 */
export function contentSecurityPolicy(server: string | undefined): string {
  const connect = server === undefined ? anyServer : [server, socketOrigin(server)].flatMap(sourceOf);
  const pictures = server === undefined ? anyPicture : sourceOf(server);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' blob: data:", ...pictures].join(' '),
    "media-src 'self' blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "worker-src 'self'",
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types app dompurify',
  ].join('; ');
}

const thisMachine = (scheme: 'http' | 'ws'): string[] =>
  ['localhost', '127.0.0.1'].map((host) => `${scheme}://${host}:*`);
const anyPicture = ['https:', ...thisMachine('http')];
const anyServer = ['https:', 'wss:', ...thisMachine('http'), ...thisMachine('ws')];

/** `https://desk.example` → `wss://desk.example`. */
export function socketOrigin(server: string): string {
  return server.replace(/^http/, 'ws');
}

/** The policy's grammar has no address of IP version 6; there the guard of `requests.ts` alone names the host. */
function sourceOf(origin: string): string[] {
  return origin.includes('[') ? [`${origin.slice(0, origin.indexOf(':'))}:`] : [origin];
}

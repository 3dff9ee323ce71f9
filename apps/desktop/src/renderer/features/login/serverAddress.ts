import { ServerOrigin } from '../../../bridge/desktopApi.ts';

/**
 * The origin a person means: `desk.example.com` is https, `localhost:7080` http, a pasted page address its origin.
 * Undefined when it is no address the desk may talk to (https everywhere, http on this machine only).
 */
export function serverOriginFrom(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?($|\/)/i.test(text);
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${local ? 'http' : 'https'}://${text}`;
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  if (url.username !== '' || url.password !== '') return undefined;
  const origin = ServerOrigin.safeParse(url.origin);
  return origin.success ? origin.data : undefined;
}

/** Where windows may go (reliability, section 2, items 13 to 15). Pure judgements; `windows.ts` carries them out. */
import { APP_ORIGIN, isScreen, ownUrl } from './origin.ts';

const MAX_LENGTH = 2_048;
const MAIL_FIELDS = ['subject', 'body', 'cc', 'bcc'];

export type Navigation = 'allow' | 'download' | 'deny';

/**
 * A window's page wants to go to `url`. Only screens of the app itself; a file of the server is downloaded in place of a
 * visit, since a link to it would otherwise end the desk.
 *
 * @param server origin the desk is signed in to
 */
export function judgeNavigation(url: string, server: string | undefined): Navigation {
  const own = ownUrl(url);
  if (own !== undefined) return isScreen(own.pathname) || own.pathname === '/offerWindow.html' ? 'allow' : 'deny';
  return isServerFile(url, server) ? 'download' : 'deny';
}

/** A frame inside a page: mail and previews only, which the page itself made. */
export function judgeFrame(url: string): boolean {
  return url === 'about:blank' || url === 'about:srcdoc' || url.startsWith(`blob:${APP_ORIGIN}/`);
}

/** True for `<server>/files/<id>/<variant>/<grant>`. */
export function isServerFile(url: string, server: string | undefined): boolean {
  if (server === undefined || url.length > MAX_LENGTH || !URL.canParse(url)) return false;
  const parsed = new URL(url);
  return (
    parsed.origin === server &&
    parsed.username === '' &&
    /^\/files\/[^/%\\]+\/[^/%\\]+\/[^/%\\]+$/.test(parsed.pathname)
  );
}

export type NewWindow =
  | { readonly kind: 'interaction' }
  | { readonly kind: 'external'; readonly url: string }
  | { readonly kind: 'download' }
  | { readonly kind: 'deny' };

/** `window.open` and links with a target: an empty window for one interaction, the person's browser, or nothing. */
export function judgeNewWindow(url: string, frameName: string, server: string | undefined): NewWindow {
  if (url === 'about:blank')
    return /^interaction-[0-9a-z-]{1,40}$/.test(frameName) ? { kind: 'interaction' } : { kind: 'deny' };
  if (isServerFile(url, server)) return { kind: 'download' };
  const external = judgeExternal(url, server);
  return external === undefined ? { kind: 'deny' } : { kind: 'external', url: external };
}

/**
 * The address to hand to the system, written anew, or undefined. `https:` and `mailto:` only, and pages of the own server where it
 * runs on this machine without TLS. Never a scheme that starts a program (`file:`, `smb:`, `ms-*:`) and never our own.
 */
export function judgeExternal(text: string, server: string | undefined): string | undefined {
  if (text.length > MAX_LENGTH || hasControls(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol === 'mailto:') return judgeMail(url);
  const allowed = url.protocol === 'https:' || (server !== undefined && url.origin === server);
  if (!allowed || url.hostname === '' || url.username !== '' || url.password !== '') return undefined;
  return url.href;
}

/** No field that attaches files, and no escaped line break that would begin a header. */
function judgeMail(url: URL): string | undefined {
  const fields = [...url.searchParams.keys()];
  if (/%0[0ad]/i.test(url.href) || fields.some((field) => !MAIL_FIELDS.includes(field.toLowerCase()))) return undefined;
  return url.href;
}

function hasControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return /[\u0000-\u001F\u007F]/.test(text);
}

/** The only origin that pages of the app have. */
export const APP_ORIGIN = 'app://ringdesk';

/** Addresses which are screens of the desk; each is answered with the same page. */
const routes: readonly RegExp[] = [
  /^\/$/,
  /^\/inbox(\/[0-9a-z_-]{1,40})?$/,
  /^\/(conversations|calls)$/,
  /^\/settings(\/[0-9a-zA-Z_-]{1,60}){0,4}$/,
  /^\/(sign-in|first-run|join)$/,
];

/** True for the path of a screen: `/inbox/<id>`, `/settings/queues/<id>` … Nothing is decoded: an escape is no route. */
export function isScreen(pathname: string): boolean {
  return routes.some((route) => route.test(pathname));
}

/**
 * The address, when it is one of the app's own. Compared by scheme and host: `URL.origin` is `null` for every scheme that is
 * not the web's, and a prefix would let `app://ringdesk.evil` in.
 */
export function ownUrl(text: string): URL | undefined {
  if (text.length > 2_048 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const own = `${url.protocol}//${url.host}` === APP_ORIGIN && url.username === '' && url.password === '';
  return own ? url : undefined;
}

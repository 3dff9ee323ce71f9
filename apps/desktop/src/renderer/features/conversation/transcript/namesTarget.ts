/** Marks that turn the order of what follows, or cannot be seen at all. */
const HIDDEN = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

/**
 * Whether the text of a link names the very host to which it leads, letter for letter. Not so with a name before an `@`, letters of
 * another script that look alike, numbers that hide an address, marks that turn the text round, and a text that is no address.
 */
export function namesTarget(shown: string, href: string): boolean {
  const target = URL.parse(href);
  if (target === null || target.username !== '' || target.password !== '' || HIDDEN.test(shown)) return false;
  const [, host = ''] = /^https?:\/\/([^/?#\\]+)/iu.exec(shown) ?? [];
  const named = target.port === '' ? host.replace(target.protocol === 'https:' ? /:443$/ : /:80$/, '') : host;
  return named.toLowerCase() === target.host;
}

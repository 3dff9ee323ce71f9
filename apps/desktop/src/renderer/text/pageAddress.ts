/** A page's address as people say it: host and path, without scheme, `www.`, query or a lone slash. */
export function pageAddress(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return '';
  const path = parsed.pathname === '/' ? '' : parsed.pathname.replace(/\/$/, '');
  return parsed.host.replace(/^www\./, '') + decoded(path);
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // Not every path is UTF-8; as it was sent is then the best that can be shown.
    return path;
  }
}

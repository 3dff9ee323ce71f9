/**
 * What a Wayland session does not let programs do, said once: windows cannot be put anywhere, kept above others or shown without the
 * focus, and the place of the pointer is nobody's business (Electron's own documentation, at each of these methods). Global keys go
 * through the portal of the desktop, which asks the person.
 */

/** Chromium's way to that portal. */
const PORTAL = 'GlobalShortcutsPortal';

/**
 * True where the windows are Wayland's own.
 *
 * @param ozone the value of Chromium's switch `ozone-platform`, which Electron sets from the session unless the person has
 */
export function isWayland(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  ozone: string,
): boolean {
  if (platform !== 'linux') return false;
  if (ozone !== '') return ozone === 'wayland';
  const session = environment['XDG_SESSION_TYPE'] ?? '';
  return (environment['WAYLAND_DISPLAY'] ?? '') !== '' && (session === 'wayland' || session === '');
}

/** The features to enable before Electron is ready, with those the person has given on the command line. */
export function withPortal(given: string): string {
  const features = given.split(',').filter((name) => name !== '');
  return [...new Set([...features, PORTAL])].join(',');
}

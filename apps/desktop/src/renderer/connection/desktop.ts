/**
 * The operating system, as far as the desk may use it: `desktop().call('badge.set', …)`, `desktop().on(…)`.
 * The contract is `bridge/desktopApi.ts`; the composition root installs Electron's or the browser's.
 */
import type { AppInfo, DesktopApi } from '../../bridge/desktopApi.ts';

let installed: { readonly api: DesktopApi; readonly info: AppInfo } | undefined;

/** Called once, before anything is drawn. */
export function installDesktop(api: DesktopApi, info: AppInfo): void {
  installed = { api, info };
}

export function desktop(): DesktopApi {
  return get().api;
}

/** What this machine can do; does not change while the page lives. */
export function appInfo(): AppInfo {
  return get().info;
}

function get(): NonNullable<typeof installed> {
  if (installed === undefined) throw new Error('The desktop is used before the composition root installed it.');
  return installed;
}

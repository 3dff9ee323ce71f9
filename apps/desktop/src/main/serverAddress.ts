import { parseArgs } from 'node:util';

import { ServerOrigin } from '../bridge/desktopApi.ts';

export interface StartOptions {
  /** Said on the command line or by the environment: wins over what is remembered, and is not remembered. */
  readonly server: string | undefined;
  /** True when something was said that is no address the desk may talk to. */
  readonly serverRefused: boolean;
  /** Development tools in the menu. */
  readonly diagnostics: boolean;
  /** Started with the system: no window until somebody asks for it. */
  readonly hidden: boolean;
}

/**
 * Reads `--server=<origin>`, `--diagnostics` and `--hidden`, and `RINGDESK_URL`. Chromium's own switches and links of the system
 * stand in the same list and are passed over.
 *
 * @param args without the program itself
 * @param withSystem macOS has started it with the session, of which it gives no argument
 */
export function readStart(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  withSystem = false,
): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { server: { type: 'string' }, diagnostics: { type: 'boolean' }, hidden: { type: 'boolean' } },
  });
  const said = typeof values.server === 'string' ? values.server : environment['RINGDESK_URL'];
  const server = said === undefined || said === '' ? undefined : ServerOrigin.safeParse(said.replace(/\/$/, ''));
  return {
    server: server?.success === true ? server.data : undefined,
    serverRefused: server?.success === false,
    diagnostics: values.diagnostics === true,
    hidden: values.hidden === true || withSystem,
  };
}

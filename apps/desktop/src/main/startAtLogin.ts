/** Starting with the person's session, hidden; the presence stays offline until the person acts (desk, section 2.9). */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { App } from 'electron';

export interface StartAtLogin {
  readonly get: () => boolean;
  /** Answers what holds afterwards: the system may refuse. */
  readonly set: (on: boolean) => boolean;
}

export interface LoginFacts {
  readonly platform: NodeJS.Platform;
  /** `$XDG_CONFIG_HOME`, or `~/.config`. */
  readonly configFolder: string;
  /** The file to start: of an AppImage the image itself, not what it unpacks to. */
  readonly program: string;
}

/** macOS and Windows have a list of their own; Linux reads files of a folder. */
export function startAtLogin(
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>,
  facts: LoginFacts,
): StartAtLogin {
  if (facts.platform === 'linux') return autostartFile(facts);
  const options = { args: ['--hidden'] };
  const get = (): boolean => app.getLoginItemSettings(options).openAtLogin;
  return {
    get,
    set: (on) => {
      app.setLoginItemSettings({ openAtLogin: on, ...options });
      return get();
    },
  };
}

function autostartFile({ configFolder, program }: LoginFacts): StartAtLogin {
  const folder = join(configFolder, 'autostart');
  const file = join(folder, 'ringdesk.desktop');
  const get = (): boolean => existsSync(file);
  return {
    get,
    set: (on) => {
      if (!on) rmSync(file, { force: true });
      else {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, desktopEntry(program));
      }
      return get();
    },
  };
}

/** Quoted as the Desktop Entry Specification asks: first for its `Exec` key, then for strings. */
export function desktopEntry(program: string): string {
  const exec = `"${program.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}" --hidden`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Ringdesk',
    `Exec=${exec.replaceAll('\\', '\\\\')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

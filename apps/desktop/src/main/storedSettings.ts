/**
 * What the app itself remembers between starts, in `settings.json` of its folder: no token (see `vault.ts`) and nothing about
 * customers.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { Language } from '@ringdesk/shared/model/language.ts';
import { z } from 'zod';

import { ServerOrigin } from '../bridge/desktopApi.ts';
import { ChosenHeadset } from './headsets.ts';
import { WindowPlaces } from './windowState.ts';

const StoredSettings = z.strictObject({
  server: ServerOrigin.nullable().catch(null),
  /** Null until a page said which: then the system's. */
  language: Language.nullable().catch(null),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  windows: WindowPlaces.catch({ last: null, places: {} }),
  /** Where windows of single conversations were. */
  popOuts: WindowPlaces.catch({ last: null, places: {} }),
  /** Closing the desk's window keeps it in the tray; else it quits. */
  closeToTray: z.boolean().catch(true),
  /** Links that dial open the desk; registered with the system when it is switched on. */
  telephoneLinks: z.boolean().catch(false),
  /** Headsets whose buttons the person has connected. */
  headsets: z.array(ChosenHeadset).max(20).catch([]),
  /** Spelling is checked with dictionaries that are fetched; nothing is asked of anybody before. macOS has its own. */
  spelling: z.boolean().catch(false),
  /** The person was told once that closing the window keeps the desk in the tray. */
  trayExplained: z.boolean().catch(false),
});
export type StoredSettings = z.infer<typeof StoredSettings>;

export interface SettingsFile {
  readonly get: () => StoredSettings;
  /** Written at once, as a new file that takes the place of the old: a power cut leaves one of the two whole. */
  readonly change: (change: Partial<StoredSettings>) => void;
}

/**
 * Opens the file. What is missing, broken or from a later version becomes its default: a desk that does not start over a window's
 * position helps nobody.
 *
 * @param failed told when the file could not be written; the change holds until the end of the process
 */
export function openSettings(path: string, failed: (error: unknown) => void): SettingsFile {
  let settings = read(path);
  return {
    get: () => settings,
    change: (change) => {
      settings = { ...settings, ...change };
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.new`, JSON.stringify(settings), { mode: 0o600, flush: true });
        renameSync(`${path}.new`, path);
      } catch (error) {
        failed(error);
      }
    },
  };
}

function read(path: string): StoredSettings {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The first start, or a file that a failing disk left behind: both begin anew.
    raw = {};
  }
  const known = Object.fromEntries(
    Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(raw)).filter(([name]) =>
      Object.hasOwn(StoredSettings.shape, name),
    ),
  );
  return StoredSettings.parse(known);
}

/** What holds for all pages, before the first window is made: the app's own scheme, the session's fences, the locks of every window. */
import { type BrowserWindow, dialog, protocol, session } from 'electron';

import { answerApp, type Manifest } from './appProtocol.ts';
import type { ChosenServer } from './chosenServer.ts';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';
import { Headsets } from './headsets.ts';
import { guardSession } from './sessionGuards.ts';
import type { SettingsFile } from './storedSettings.ts';
import { type ContentsParts, lockPages } from './windows.ts';
import type { Words } from './words.ts';

export interface GuardParts extends Pick<ContentsParts, 'openExternal' | 'interactions' | 'refused' | 'words'> {
  readonly manifest: Manifest;
  readonly chosen: ChosenServer;
  readonly settings: SettingsFile;
  readonly diagnostics: boolean;
  /** The window over which a question is asked. */
  readonly window: () => BrowserWindow;
}

export function guardApp(parts: GuardParts): void {
  const { manifest, chosen, settings, diagnostics, refused, words } = parts;
  const server = (): string | undefined => chosen.origin;
  const signedInTo = (): string | undefined => chosen.signedInTo;
  // The microphone, the choice of a loudspeaker and headsets: only for who is signed in, whose calls they are.
  const telephony = (): boolean => signedInTo() !== undefined;
  protocol.handle(
    'app',
    answerApp(manifest, () => contentSecurityPolicy(signedInTo())),
  );
  const headsets = new Headsets({
    telephony,
    chosen: () => settings.get().headsets,
    keep: (headsets) => settings.change({ headsets: [...headsets] }),
    choose: (names) => chooseHeadset(parts.window(), words(), names),
  });
  guardSession(session.defaultSession, { signedInTo, server, telephony, headsets, diagnostics, refused });
  lockPages({ server, refused, openExternal: parts.openExternal, interactions: parts.interactions, words });
}

/** The place of the name that was pressed; undefined for none. */
async function chooseHeadset(
  window: BrowserWindow,
  { chooseHeadset: message, cancel }: Words,
  names: readonly string[],
): Promise<number | undefined> {
  const cancelId = names.length;
  const buttons = [...names, cancel];
  const { response } = await dialog.showMessageBox(window, { message, buttons, cancelId, defaultId: 0, noLink: true });
  return response === cancelId ? undefined : response;
}

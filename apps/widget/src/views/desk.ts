import type { Attachment } from '@ringdesk/shared/model/message.ts';

import type { Keep } from '../keep.ts';
import type { Session, View } from '../session/session.ts';
import type { Words } from '../text/words.ts';

type FilesModule = typeof import('../files/files.tsx');
type FormsModule = typeof import('../forms/forms.tsx');
type ClosingModule = typeof import('../closing/closing.tsx');
export type Tray = ReturnType<FilesModule['openTray']>;

/** What every view is given: what there is to show, and what can be done. */
export interface Desk {
  readonly view: View;
  /** Milliseconds since 1970, for "today". */
  readonly now: number;
  readonly words: Words;
  readonly origin: string;
  readonly session: Session;
  readonly draft: string;
  readonly write: (text: string) => void;
  /** Posts the draft with the finished files, after `name` where it is new. */
  readonly post: (name?: string) => void;
  /** Loaded with the first file that is shown or chosen. */
  readonly files: FilesModule | undefined;
  readonly tray: Tray | undefined;
  readonly attach: (files: readonly File[]) => void;
  /** Loaded where the contact form, the statement or the offline form is to be shown. */
  readonly forms: FormsModule | undefined;
  /** Loaded where a rating or an address for the copy is asked for. */
  readonly closing: ClosingModule | undefined;
  /** [45] Posts an answer the bot offers. */
  readonly choose: (text: string) => void;
  /** The visitor wants the copy by e-mail. */
  readonly copyAsked: boolean;
  readonly askCopy: (asked: boolean) => void;
  /** Shows the call and calls, or shows the chat again; a call goes on either way. */
  readonly showCall: (shown: boolean) => void;
  /** True once after each wish to call. */
  readonly callWanted: () => boolean;
  readonly keep: Keep;
  readonly draw: () => void;
  /** The visitor wants to write in an ended conversation. */
  readonly again: boolean;
  readonly writeAgain: () => void;
  readonly sound: boolean;
  readonly switchSound: () => void;
  readonly close: () => void;
  /** New lines are read out: what was there before is not. */
  readonly live: boolean;
  /** Something new came while the visitor reads further up. */
  readonly newBelow: boolean;
  readonly scrolled: () => void;
  readonly toEnd: () => void;
  /** A finger rather than a pointer: Enter makes a new line, and nothing is focused that opens a keyboard. */
  readonly touch: boolean;
}

export const readyFiles = (tray: Tray | undefined): readonly Attachment[] => tray?.ready() ?? [];

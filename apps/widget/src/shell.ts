import type { Keep } from './keep.ts';

/** How the launcher looks before the chat is loaded; remembered from the last connection. */
export interface Look {
  readonly accent: string;
  readonly onAccent: string;
  readonly position: 'right' | 'left';
}

/** What the loader lends to the chat: its place on the page and the launcher. */
export interface Shell {
  /** The chat renders into this element, inside the closed shadow root. */
  readonly box: HTMLElement;
  readonly root: ShadowRoot;
  /** Origin of the server, taken from the address of the script; without a slash at the end. */
  readonly origin: string;
  readonly channelId: string;
  readonly keep: Keep;
  readonly isOpen: () => boolean;
  readonly open: () => void;
  /** Closes the panel and gives the focus back to the launcher. */
  readonly close: () => void;
  /** Colours and side of the launcher, kept for the next page. */
  readonly paint: (look: Look) => void;
  /** Number of unread messages on the launcher (0 hides it) and its whole accessible name. */
  readonly badge: (unread: number, label: string) => void;
}

/** What the chat tells back. */
export interface Chat {
  /** Called at each opening and closing; `byVisitor` is false where a page reopens the panel as it was. */
  readonly shown: (open: boolean, byVisitor: boolean) => void;
}

export interface ChatModule {
  /** Fails where a part of the chat cannot be had; nothing is left behind then but a connection that rests. */
  readonly mount: (shell: Shell) => Promise<Chat>;
}

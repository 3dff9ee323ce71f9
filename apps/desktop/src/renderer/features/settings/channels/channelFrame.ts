import type { ReactNode } from 'react';

/** What stands around the form of every kind of channel. */
export interface ChannelFrame {
  /** The head of the page; `actions` stand in it beside what every channel has. */
  readonly head: (actions?: ReactNode) => ReactNode;
  /** The last card of the form: the end of a channel. */
  readonly foot: ReactNode;
}

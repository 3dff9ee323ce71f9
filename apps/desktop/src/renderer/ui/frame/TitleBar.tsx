import { Minus, Search, Square, X } from 'lucide-react';
import type { ReactNode } from 'react';

import { ariaKeyShortcuts, thisPlatform } from '../actions/chord.ts';
import { Kbd } from '../actions/Kbd.tsx';
import { classNames } from '../classNames.ts';
import { BrandMark } from '../marks/BrandMark.tsx';
import { Icon } from '../marks/Icon.tsx';

export interface TitleBarProps {
  /** The product's name, and beside it the organisation's. */
  name: string;
  organisation?: string;
  /** Usually `<Omni>`. */
  centre?: ReactNode;
  /** State pill, notifications, help. */
  right?: ReactNode;
  /** Room for macOS' own buttons on the left. */
  mac?: boolean;
  windowControls?: WindowControlsProps | undefined;
}

/** The bar the window is dragged by. */
export const TitleBar = ({ name, organisation, centre, right, mac = false, windowControls }: TitleBarProps) => (
  <header className={classNames('titlebar', mac && 'titlebar-mac')}>
    <div className="brand">
      <BrandMark />
      <span>{name}</span>
      {organisation !== undefined && <span className="brand-org trunc">{organisation}</span>}
    </div>
    {centre ?? <span />}
    <div className="titlebar-right">
      {right}
      {windowControls !== undefined && <WindowControls {...windowControls} />}
    </div>
  </header>
);

export interface WindowControlsProps {
  labels: { minimise: string; maximise: string; close: string };
  onMinimise: () => void;
  onMaximise: () => void;
  onClose: () => void;
}

/** The window's own buttons, where the operating system draws none. */
export const WindowControls = ({ labels, onMinimise, onMaximise, onClose }: WindowControlsProps) => (
  <div className="winctl">
    <button type="button" aria-label={labels.minimise} onClick={onMinimise}>
      <Icon glyph={Minus} />
    </button>
    <button type="button" aria-label={labels.maximise} onClick={onMaximise}>
      <Icon glyph={Square} />
    </button>
    <button type="button" aria-label={labels.close} onClick={onClose}>
      <Icon glyph={X} />
    </button>
  </div>
);

/** The box in the middle of the title bar that opens the command palette. Its text is its name. */
export const Omni = ({ text, chord, onOpen }: { text: string; chord?: string; onOpen: () => void }) => (
  <button
    type="button"
    className="omni"
    aria-keyshortcuts={chord === undefined ? undefined : ariaKeyShortcuts(chord, thisPlatform())}
    onClick={onOpen}
  >
    <Icon glyph={Search} size={14} />
    <span className="fill trunc">{text}</span>
    {chord !== undefined && <Kbd chord={chord} />}
  </button>
);

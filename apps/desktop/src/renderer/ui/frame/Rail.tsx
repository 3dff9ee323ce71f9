import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { ariaKeyShortcuts, thisPlatform } from '../actions/chord.ts';
import { Count } from '../marks/Count.tsx';
import { Icon } from '../marks/Icon.tsx';
import { Tooltip } from '../overlays/Tooltip.tsx';

export interface RailProps {
  label: string;
  children: ReactNode;
  /** At the bottom: help, my avatar. */
  foot?: ReactNode;
}

/** The main navigation at the left edge. */
export const Rail = ({ label, children, foot }: RailProps) => (
  <nav className="rail" aria-label={label}>
    {children}
    <span className="spacer" />
    {foot}
  </nav>
);

export interface RailItemProps {
  icon: LucideIcon;
  /** The screen's name. */
  label: string;
  chord?: string;
  current?: boolean;
  /** What needs me there; with its own words for readers. */
  count?: { value: number; label: string; alarming?: boolean };
  onSelect: () => void;
}

/** One screen in the rail. */
export const RailItem = ({ icon, label, chord, current = false, count, onSelect }: RailItemProps) => (
  <Tooltip text={label} chord={chord} side="right">
    <button
      type="button"
      className="rail-item"
      aria-label={count === undefined || count.value === 0 ? label : `${label}, ${count.label}`}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={chord === undefined ? undefined : ariaKeyShortcuts(chord, thisPlatform())}
      onClick={onSelect}
    >
      <Icon glyph={icon} size={20} />
      {count !== undefined && (
        <Count value={count.value} label={count.label} tone={count.alarming === true ? 'bad' : 'accent'} />
      )}
    </button>
  </Tooltip>
);

import { ChevronDown, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { Menu, type MenuEntry } from '../overlays/Menu.tsx';
import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { Button, type ButtonProps } from './Button.tsx';

export interface SplitButtonProps {
  children: ReactNode;
  variant?: 'default' | 'primary';
  size?: ButtonProps['size'];
  icon?: LucideIcon;
  chord?: string;
  loading?: boolean;
  disabledReason?: string | undefined;
  onPress: () => void;
  /** The name of the arrow button, for example "Send options". */
  menuLabel: string;
  entries: MenuEntry[];
  className?: string;
}

/** An action and, behind an arrow, its variants. */
export const SplitButton = ({
  children,
  variant = 'default',
  size = 'md',
  onPress,
  menuLabel,
  entries,
  className,
  ...action
}: SplitButtonProps) => (
  <span className={classNames('split-btn', className)}>
    <Button variant={variant} size={size} onClick={onPress} {...action}>
      {children}
    </Button>
    <Menu
      align="end"
      side="top"
      entries={entries}
      trigger={
        <button
          type="button"
          aria-label={menuLabel}
          className={classNames('btn', variant === 'primary' && 'btn-primary', size !== 'md' && `btn-${size}`)}
        >
          <Icon glyph={ChevronDown} size={14} />
        </button>
      }
    />
  </span>
);

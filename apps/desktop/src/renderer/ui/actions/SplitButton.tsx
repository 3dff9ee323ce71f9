import { ChevronDown, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { Menu, type MenuEntry, type MenuProps } from '../overlays/Menu.tsx';
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
  /** How the menu opens, where something else than the arrow opens it, too; and whether plain keys choose in it. */
  menu?: Pick<MenuProps, 'open' | 'onOpenChange' | 'returnFocus' | 'chordsChoose'>;
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
  menu = {},
  className,
  ...action
}: SplitButtonProps) => (
  <span className={classNames('split-btn', className)}>
    <Button variant={variant} size={size} onClick={onPress} {...action}>
      {children}
    </Button>
    <Menu
      {...menu}
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

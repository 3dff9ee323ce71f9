import { EllipsisVertical, GripVertical, X } from 'lucide-react';
import type { ComponentProps, CSSProperties, ReactNode, Ref } from 'react';

import { IconButton } from '../actions/IconButton.tsx';
import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { Menu, type MenuEntry } from '../overlays/Menu.tsx';

/** An ordered list of members; its children are `OrderRow`s. */
export const OrderList = ({ label, children }: { label: string; children: ReactNode }) => (
  <ol className="order" aria-label={label}>
    {children}
  </ol>
);

export interface OrderRowProps {
  position: number;
  mark: ReactNode;
  name: string;
  /** After the name, quiet: "Available". */
  detail?: string;
  /** On the right: "4 of 6 open". */
  right?: ReactNode;
  /** The grip's name: "Move Maya Lindqvist, position 2". */
  gripLabel: string;
  /** The drag library's listeners and attributes for the grip. */
  grip?: ComponentProps<'button'>;
  /** Moving without dragging (WCAG 2.5.7): up, down, to the top, to position. */
  move: { label: string; entries: MenuEntry[] };
  remove: { label: string; onPress: () => void };
  lifted?: boolean;
  ref?: Ref<HTMLLIElement>;
  style?: CSSProperties;
}

/** One member of an ordered list. */
export const OrderRow = ({
  position,
  mark,
  name,
  detail,
  right,
  gripLabel,
  grip,
  move,
  remove,
  lifted = false,
  ref,
  style,
}: OrderRowProps) => (
  <li ref={ref} style={style} className={classNames('order-row', lifted && 'is-lifted')}>
    <button type="button" {...grip} className="order-grip" aria-label={gripLabel}>
      <Icon glyph={GripVertical} />
    </button>
    <span className="order-pos">{position}</span>
    {mark}
    <span className="fill trunc">
      <span className="order-name">{name}</span>
      {detail !== undefined && <span className="order-detail">{detail}</span>}
    </span>
    <span className="order-right">{right}</span>
    <Menu
      align="end"
      entries={move.entries}
      trigger={<IconButton size="xs" icon={EllipsisVertical} label={move.label} />}
    />
    <IconButton size="xs" icon={X} label={remove.label} onClick={remove.onPress} />
  </li>
);

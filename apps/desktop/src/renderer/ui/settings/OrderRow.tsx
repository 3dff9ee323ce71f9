import { EllipsisVertical, GripVertical, X } from 'lucide-react';
import { type ComponentProps, type CSSProperties, memo, type ReactNode, type Ref } from 'react';

import { IconButton } from '../actions/IconButton.tsx';
import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { Menu, type MenuProps } from '../overlays/Menu.tsx';

/** An ordered list of members; its children are `OrderRow`s. */
export const OrderList = ({
  label,
  children,
  ref,
}: {
  label: string;
  children: ReactNode;
  ref?: Ref<HTMLOListElement>;
}) => (
  <ol ref={ref} className="order" aria-label={label}>
    {children}
  </ol>
);

export interface OrderControlsProps {
  moveLabel: string;
  /** Moving without dragging (WCAG 2.5.7): up, down, to the top, to position. */
  moves: MenuProps['entries'];
  removeLabel: string;
  onRemove: () => void;
}

/** The buttons at the end of a row: drawn again only when they change, since a list may have hundreds. */
const OrderControls = memo(function OrderControls({ moveLabel, moves, removeLabel, onRemove }: OrderControlsProps) {
  return (
    <>
      <Menu align="end" entries={moves} trigger={<IconButton size="xs" icon={EllipsisVertical} label={moveLabel} />} />
      <IconButton size="xs" icon={X} label={removeLabel} onClick={onRemove} />
    </>
  );
});

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
  controls: OrderControlsProps;
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
  controls,
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
    <OrderControls {...controls} />
  </li>
);

import { ChevronDown } from 'lucide-react';
import { useId, type ReactNode } from 'react';

import { Icon } from '../marks/Icon.tsx';

export interface ListGroupProps {
  title: string;
  /** A text where the number is not the total, such as “50+”. */
  count: number | string;
  /** Given: the heading is a button that folds the group. */
  open?: boolean;
  onToggle?: () => void;
  children?: ReactNode;
}

/** A heading over rows, told to readers as their group. */
export const ListGroup = ({ title, count, open, onToggle, children }: ListGroupProps) => {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <ListGroupHead id={id} {...{ title, count, open, onToggle }} />
      {open !== false && children}
    </div>
  );
};

/** The heading alone, for lists that draw only the rows in sight. */
export const ListGroupHead = ({
  id,
  title,
  count,
  open,
  onToggle,
}: Omit<ListGroupProps, 'children'> & { id?: string }) => {
  const inside = (
    <>
      <span className="flex items-center gap-1" id={id}>
        {title}
        {open !== undefined && <Icon glyph={ChevronDown} size={12} />}
      </span>
      <span className="num">{count}</span>
    </>
  );
  return open === undefined ? (
    <div className="list-group" role="presentation">
      {inside}
    </div>
  ) : (
    <button type="button" className="list-group" aria-expanded={open} onClick={onToggle}>
      {inside}
    </button>
  );
};

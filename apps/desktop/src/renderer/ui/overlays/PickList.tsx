import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';

export interface PickListEntry {
  id: string;
  text: ReactNode;
  detail?: ReactNode;
  /** On the right: a tag, a key. */
  aside?: ReactNode;
  /** On the left: an icon, an avatar. */
  mark?: ReactNode;
  disabled?: boolean;
}

export interface PickListProps {
  /** `id` of the list, for `aria-controls` of the text field that steers it. */
  id: string;
  label: string;
  remark?: string;
  entries: PickListEntry[];
  /** Which one Enter takes; options have the id `<list id>-<entry id>` for `aria-activedescendant`. */
  activeId: string | undefined;
  onPick: (id: string) => void;
  onHover?: (id: string) => void;
  empty: string;
  foot?: ReactNode;
  className?: string;
}

/** The floating list of a text field that keeps the focus: canned responses, mentions, the command palette. */
export const PickList = ({
  id,
  label,
  remark,
  entries,
  activeId,
  onPick,
  onHover,
  empty,
  foot,
  className,
}: PickListProps) => (
  <div className={classNames('pop', className)}>
    <div className="pop-head">
      <span>{label}</span>
      {remark !== undefined && <span>{remark}</span>}
    </div>
    <div className={classNames('pop-list', entries.length === 0 && 'hidden')} role="listbox" id={id} aria-label={label}>
      {entries.map((entry) => (
        <div
          key={entry.id}
          id={`${id}-${entry.id}`}
          role="option"
          aria-selected={entry.id === activeId}
          aria-disabled={entry.disabled || undefined}
          className={classNames('mi', entry.id === activeId && 'is-active')}
          // Keeps the focus in the text field.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => {
            if (entry.id !== activeId) onHover?.(entry.id);
          }}
          onClick={() => {
            if (entry.disabled !== true) onPick(entry.id);
          }}
        >
          {entry.mark}
          <span className="mi-lines">
            <span className="flex items-center justify-between gap-2">
              <span className="trunc font-medium">{entry.text}</span>
              {entry.aside}
            </span>
            {entry.detail !== undefined && <span className="mi-detail trunc">{entry.detail}</span>}
          </span>
        </div>
      ))}
    </div>
    {entries.length === 0 && <div className="pop-empty">{empty}</div>}
    {foot !== undefined && <div className="pop-foot">{foot}</div>}
  </div>
);

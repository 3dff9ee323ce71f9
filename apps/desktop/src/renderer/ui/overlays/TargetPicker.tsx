import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef } from 'react';

import { classNames } from '../classNames.ts';
import { SearchField } from '../fields/SearchField.tsx';

export interface PickTarget {
  readonly id: string;
  /** On the left: an avatar, an icon. */
  readonly mark: ReactNode;
  readonly title: string;
  readonly detail: ReactNode;
  /** It can be stepped on, so that its detail says why, and not chosen. */
  readonly disabled: boolean;
}

export interface TargetPickerProps {
  /** Of the field that looks for somebody. */
  readonly searchLabel: string;
  readonly clearLabel: string;
  readonly searchRef?: RefObject<HTMLInputElement | null> | undefined;
  readonly listLabel: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly groups: readonly { readonly label: string; readonly targets: readonly PickTarget[] }[];
  /** Which one stands out. */
  readonly activeId: string | undefined;
  readonly onActive: (id: string) => void;
  /** Enter or a press on one that is not disabled; without one that stands out Enter means the first. */
  readonly onChoose: (id: string) => void;
  /** Beside the one that stands out: what choosing it does at once. The pointer makes them stand out then. */
  readonly verb?: string;
  readonly empty: string;
}

/** Who gets it: one field, rows in groups, arrows and Enter. Letters typed in the list go where they are looked for. */
export function TargetPicker(props: TargetPickerProps) {
  const { groups, activeId, onActive, onChoose, verb } = props;
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const ownSearch = useRef<HTMLInputElement>(null);
  const search = props.searchRef ?? ownSearch;
  const targets = groups.flatMap((group) => group.targets);
  const at = targets.findIndex(({ id }) => id === activeId);

  const step = (by: 1 | -1): void => {
    const next = targets[at === -1 && by === -1 ? targets.length - 1 : (at + by + targets.length) % targets.length];
    if (next === undefined) return;
    onActive(next.id);
    list.current?.querySelector(`[data-target="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const target = at === -1 ? targets.find(({ disabled }) => !disabled) : targets[at];
      if (target?.disabled === false) onChoose(target.id);
    }
  };
  const onListKeyDown = (event: KeyboardEvent): void => {
    if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey)
      search.current?.focus();
    else onKeyDown(event);
  };
  const activeDescendant = at === -1 ? undefined : `${listId}-${activeId}`;
  return (
    <>
      <div className="px-3 pb-2">
        <SearchField
          ref={search}
          label={props.searchLabel}
          clearLabel={props.clearLabel}
          value={props.query}
          onChange={props.onQuery}
          onKeyDown={onKeyDown}
          aria-controls={listId}
          aria-activedescendant={activeDescendant}
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        tabIndex={0}
        aria-label={props.listLabel}
        aria-activedescendant={activeDescendant}
        onKeyDown={onListKeyDown}
        className="pop-list max-h-[264px] overflow-y-auto"
      >
        {groups.map((group) =>
          group.targets.length === 0 ? null : (
            <div key={group.label} role="group" aria-label={group.label}>
              <div className="mi-label" role="presentation">
                {group.label}
              </div>
              {group.targets.map((target) => (
                <TargetRow
                  key={target.id}
                  id={`${listId}-${target.id}`}
                  target={target}
                  active={target.id === activeId}
                  verb={verb}
                  onHover={verb === undefined ? undefined : () => onActive(target.id)}
                  onChoose={() => onChoose(target.id)}
                />
              ))}
            </div>
          ),
        )}
        {targets.length === 0 && <div className="pop-empty">{props.empty}</div>}
      </div>
    </>
  );
}

interface TargetRowProps {
  readonly id: string;
  readonly target: PickTarget;
  readonly active: boolean;
  readonly verb: string | undefined;
  readonly onHover: (() => void) | undefined;
  readonly onChoose: () => void;
}

function TargetRow({ id, target, active, verb, onHover, onChoose }: TargetRowProps) {
  const { disabled } = target;
  return (
    <div
      id={id}
      role="option"
      data-target={target.id}
      aria-selected={active}
      aria-disabled={disabled || undefined}
      className={classNames('mi', active && 'is-active', disabled && 'opacity-60')}
      // Keeps the focus where it is looked for.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={active ? undefined : onHover}
      onClick={disabled ? undefined : onChoose}
    >
      {target.mark}
      <span className="mi-lines">
        <span className="trunc num block font-medium">{target.title}</span>
        <span className="mi-detail trunc">{target.detail}</span>
      </span>
      {/* What a press on the row does; the row itself is the control. */}
      {active && !disabled && verb !== undefined && (
        <span className="btn btn-sm btn-primary" aria-hidden>
          {verb}
        </span>
      )}
    </div>
  );
}

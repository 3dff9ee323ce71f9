import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

import type { CommandId } from '../../app/commandTable.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { ListGroupHead } from '../../ui/lists/ListGroup.tsx';
import { usePreferences } from '../../workspace/hooks.ts';
import { commandOnRow } from './commandOnRow.ts';
import { InboxRow } from './InboxRow.tsx';
import { toggleFold } from './inboxView.ts';
import { indexOfRow, isHead, itemAt, itemCount, type Section, stepFrom } from './sections.ts';

/** Longer lists draw only the rows in sight. */
const WHOLE_UP_TO = 200;
const HEAD_PX = 30;
/** The windowed list lays out places for whole steps of rows: laying all of them out anew for each that comes or goes would cost frames. */
const PLACES_STEP = 256;
/** The true heights: a row that turns out as tall as expected costs no second look at those below it. */
const ROW_PX = { comfortable: 80, compact: 52 } as const;

export interface InboxListProps {
  readonly sections: readonly Section[];
  readonly selected: InteractionId | undefined;
  readonly known: ReadonlyMap<InteractionId, Interaction>;
  readonly onSelect: (id: InteractionId) => void;
  readonly onDragOut?: ((id: InteractionId) => void) | undefined;
  /** A key for supervisors was pressed on a row which is not the open one. */
  readonly onRowKey?: ((id: InteractionId, command: CommandId) => void) | undefined;
  /** Somebody moved over the list or typed in it. */
  readonly onTouch: () => void;
  /** Below the last row. */
  readonly foot?: ReactNode;
}

/**
 * The rows under their headings, each group a listbox of its own so that its heading may be a button. One row is
 * reached by Tab; arrows, Home and End move on from it, Enter opens.
 */
export function InboxList({ sections, selected, known, onSelect, onDragOut, onRowKey, onTouch, foot }: InboxListProps) {
  const body = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<InteractionId>();
  const preferences = usePreferences();
  const { density } = preferences;
  const count = itemCount(sections);
  const windowed = count > WHOLE_UP_TO;
  const places = Math.ceil(count / PLACES_STEP) * PLACES_STEP;
  // oxlint-disable-next-line react/incompatible-library -- it is used by this component and its groups only, none of them memoised
  const virtual = useVirtualizer({
    count: places,
    enabled: windowed,
    getScrollElement: () => body.current,
    estimateSize: (index) => (isHead(sections, index) ? HEAD_PX : ROW_PX[density]),
    overscan: 8,
  });
  const reachable = reachableRow(
    sections,
    [focused, selected],
    windowed ? virtual.range?.startIndex : undefined,
    virtual.range?.endIndex,
  );

  const focusRow = (id: InteractionId | undefined): void => {
    if (id === undefined) return;
    setFocused(id);
    if (windowed) virtual.scrollToIndex(indexOfRow(sections, id));
    // The row may be drawn only after the list has scrolled to it.
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-interaction="${id}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    onTouch();
    const here = (event.target as HTMLElement).dataset['interaction'] as InteractionId | undefined;
    const command = here === undefined || here === selected ? undefined : commandOnRow(event, here, preferences);
    if (here !== undefined && command !== undefined) {
      event.preventDefault();
      onRowKey?.(here, command);
      return;
    }
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    focusRow(stepFrom(sections, here ?? reachable, step));
  };

  const rowOf = (section: Section, id: InteractionId, position: number): ReactNode => (
    <InboxRow
      key={id}
      id={id}
      selected={id === selected}
      reachable={id === reachable}
      position={position}
      size={section.ids.size}
      known={known.get(id)}
      onSelect={onSelect}
      onDragOut={onDragOut}
    />
  );
  return (
    <div
      className="list-body"
      ref={body}
      role="presentation"
      onKeyDown={onKeyDown}
      onPointerMove={onTouch}
      onPointerDown={onTouch}
      onWheel={onTouch}
    >
      {windowed ? (
        <div className="relative" style={{ height: virtual.getTotalSize() - (places - count) * ROW_PX[density] }}>
          {sections.map((section) => (
            <WindowedGroup key={section.key} section={section} sections={sections} virtual={virtual} rowOf={rowOf} />
          ))}
        </div>
      ) : (
        sections.map((section) => <WholeGroup key={section.key} section={section} rowOf={rowOf} />)
      )}
      {foot}
    </div>
  );
}

/**
 * The row that Tab reaches: the one that had the focus, else the open one, else the first. In a windowed list only a row
 * between `first` and `last` is there to be reached.
 */
function reachableRow(
  sections: readonly Section[],
  wanted: readonly (InteractionId | undefined)[],
  first: number | undefined,
  last: number | undefined,
): InteractionId | undefined {
  if (first === undefined || last === undefined) {
    return (
      wanted.find((id) => id !== undefined && indexOfRow(sections, id) >= 0) ?? stepFrom(sections, undefined, 'first')
    );
  }
  const drawn: InteractionId[] = [];
  for (let index = first; index <= last; index += 1) {
    const item = itemAt(sections, index);
    if (item?.kind === 'row') drawn.push(item.id);
  }
  return wanted.find((id) => id !== undefined && drawn.includes(id)) ?? drawn[0];
}

const STEPS: Readonly<Record<string, Parameters<typeof stepFrom>[2]>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
};

type RowOf = (section: Section, id: InteractionId, position: number) => ReactNode;

function WholeGroup({ section, rowOf }: { readonly section: Section; readonly rowOf: RowOf }) {
  const id = useId();
  if (section.ids.size === 0) return null;
  const ids = Array.from({ length: section.open ? section.ids.size : 0 }, (_, position) => section.ids.at(position));
  return (
    <div>
      <GroupHead id={id} section={section} />
      {section.open && (
        <div role="listbox" aria-labelledby={id}>
          {ids.map((each, position) => (each === undefined ? null : rowOf(section, each, position)))}
        </div>
      )}
    </div>
  );
}

interface WindowedGroupProps {
  readonly section: Section;
  readonly sections: readonly Section[];
  readonly virtual: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;
  readonly rowOf: RowOf;
}

function WindowedGroup({ section, sections, virtual, rowOf }: WindowedGroupProps) {
  const id = useId();
  const title = useGroupTitle(section);
  const drawn = virtual.getVirtualItems().flatMap((place) => {
    const item = itemAt(sections, place.index);
    return item?.section.key === section.key ? [{ place, item }] : [];
  });
  const placed = (index: number, start: number, child: ReactNode): ReactNode => (
    <div
      key={index}
      role="presentation"
      data-index={index}
      ref={virtual.measureElement}
      className="absolute inset-x-0 top-0"
      style={{ transform: `translateY(${start}px)` }}
    >
      {child}
    </div>
  );
  const head = drawn.find(({ item }) => item.kind === 'head');
  const rows = drawn.filter(({ item }) => item.kind === 'row');
  return (
    <>
      {head !== undefined && placed(head.place.index, head.place.start, <GroupHead id={id} section={section} />)}
      {rows.length > 0 && (
        <div role="listbox" aria-label={title} className="contents">
          {rows.map(({ place, item }) =>
            item.kind === 'row' ? placed(place.index, place.start, rowOf(section, item.id, item.position)) : null,
          )}
        </div>
      )}
    </>
  );
}

function useGroupTitle(section: Section): string {
  return useText('inbox')(`group.${section.key}`);
}

function GroupHead({ id, section }: { readonly id: string; readonly section: Section }) {
  const t = useText('inbox');
  const { size } = section.ids;
  return (
    <ListGroupHead
      id={id}
      title={useGroupTitle(section)}
      count={section.more === true ? t('atLeast', { number: formatNumber(size) }) : formatNumber(size)}
      open={section.open}
      onToggle={() => toggleFold(section.key)}
    />
  );
}

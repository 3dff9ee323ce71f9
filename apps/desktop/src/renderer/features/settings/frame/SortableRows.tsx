import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine } from 'lucide-react';
import { memo, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef } from 'react';

import type { Translate } from '../../../text/text.ts';
import { announce } from '../../../ui/feedback/liveRegionStore.ts';
import type { MenuEntry } from '../../../ui/overlays/Menu.tsx';
import { OrderList, OrderRow } from '../../../ui/settings/OrderRow.tsx';
import { useSettingsText } from './useWords.ts';

export interface SortableItem {
  readonly id: string;
  readonly name: string;
  readonly mark: ReactNode;
  readonly detail?: string;
  readonly right?: ReactNode;
}

export interface SortableRowsProps {
  readonly label: string;
  readonly items: readonly SortableItem[];
  /** Positions from 0. */
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: (index: number) => void;
  /** Only to be read: neither grips nor buttons. */
  readonly fixed?: boolean;
}

const onlyVertically: Modifier = ({ transform }) => ({ ...transform, x: 0 });

/** The list with one item moved; positions out of range leave it as it is. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length || from === to) return list;
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** An order changed by dragging, by the keyboard on the grip, or with the menu of a row [12]. */
export function SortableRows({ label, items, onMove, onRemove, fixed = false }: SortableRowsProps) {
  const t = useSettingsText();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const accessibility = useMemo(() => spokenIn(t, items), [t, items]);
  const ids = useMemo(() => items.map((item) => item.id), [items]);
  const list = useRef<HTMLOListElement>(null);
  const acts = useSteadyActs({ items, onMove, onRemove }, list);
  if (fixed) return <FixedRows label={label} items={items} />;

  const ended = ({ active, over }: DragEndEvent): void => {
    const from = items.findIndex((item) => item.id === active.id);
    const to = items.findIndex((item) => item.id === over?.id);
    if (from >= 0 && to >= 0 && from !== to) onMove(from, to);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[onlyVertically]}
      onDragEnd={ended}
      accessibility={accessibility}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <OrderList ref={list} label={label}>
          {items.map((item, index) => (
            <SortableRow key={item.id} item={item} index={index} acts={acts} />
          ))}
        </OrderList>
      </SortableContext>
    </DndContext>
  );
}

/**
 * What the rows call: the same functions at every drawing, so that of hundreds of rows only those are drawn which changed.
 * Removing leaves the focus in the list, at the row that took the place.
 */
function useSteadyActs(
  now: Pick<SortableRowsProps, 'items' | 'onMove' | 'onRemove'>,
  list: { readonly current: HTMLElement | null },
) {
  const t = useSettingsText();
  const latest = useRef(now);
  const vacant = useRef<number>(undefined);
  useLayoutEffect(() => {
    latest.current = now;
    const at = vacant.current;
    vacant.current = undefined;
    const row = at === undefined ? undefined : list.current?.children[Math.min(at, now.items.length - 1)];
    row?.querySelector<HTMLElement>('button:last-of-type')?.focus();
  });
  return useMemo(() => {
    const place = (id: string): number => latest.current.items.findIndex((item) => item.id === id);
    const moveTo = (from: number, to: number): void => {
      const { items, onMove } = latest.current;
      onMove(from, to);
      announce(t('order.moved', { name: items[from]?.name ?? '', position: to + 1 }));
    };
    return {
      moves: (id: string) => moveEntries(t, place(id), latest.current.items.length, moveTo),
      remove: (id: string): void => {
        vacant.current = place(id);
        latest.current.onRemove(vacant.current);
      },
    };
  }, [t]);
}

interface SortableRowProps {
  readonly item: SortableItem;
  readonly index: number;
  readonly acts: ReturnType<typeof useSteadyActs>;
}

const SortableRow = memo(function SortableRow({ item, index, acts }: SortableRowProps) {
  const t = useSettingsText();
  const { id, name } = item;
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id });
  const moves = useCallback(() => acts.moves(id), [acts, id]);
  const remove = useCallback(() => acts.remove(id), [acts, id]);
  return (
    <OrderRow
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      lifted={isDragging}
      position={index + 1}
      mark={item.mark}
      name={name}
      {...(item.detail === undefined ? {} : { detail: item.detail })}
      right={item.right}
      gripLabel={t('order.grip', { name, position: index + 1 })}
      grip={{ ...attributes, ...listeners }}
      controls={{
        moveLabel: t('order.menu', { name }),
        moves,
        removeLabel: t('order.remove', { name }),
        onRemove: remove,
      }}
    />
  );
});

function moveEntries(
  t: Translate,
  index: number,
  count: number,
  onMove: (from: number, to: number) => void,
): MenuEntry[] {
  const entry = (id: 'top' | 'up' | 'down' | 'bottom', icon: typeof ArrowUp, to: number): MenuEntry[] =>
    to === index || to < 0 || to >= count
      ? []
      : [{ id, icon, text: t(`order.${id}`), onSelect: () => onMove(index, to) }];
  const positions: MenuEntry[] = Array.from({ length: count }, (_, to) => ({
    id: `to-${to}`,
    text: t('order.position', { position: to + 1 }),
    checked: to === index,
    onSelect: () => onMove(index, to),
  }));
  return [
    ...entry('top', ArrowUpToLine, 0),
    ...entry('up', ArrowUp, index - 1),
    ...entry('down', ArrowDown, index + 1),
    ...entry('bottom', ArrowDownToLine, count - 1),
    ...(count > 2 ? [{ kind: 'submenu' as const, id: 'to', text: t('order.to'), entries: positions }] : []),
  ];
}

function FixedRows({ label, items }: Pick<SortableRowsProps, 'label' | 'items'>) {
  return (
    <OrderList label={label}>
      {items.map((item, index) => (
        <li key={item.id} className="order-row ps-3">
          <span className="order-pos">{index + 1}</span>
          {item.mark}
          <span className="fill trunc">
            <span className="order-name">{item.name}</span>
            {item.detail !== undefined && <span className="order-detail">{item.detail}</span>}
          </span>
          <span className="order-right">{item.right}</span>
        </li>
      ))}
    </OrderList>
  );
}

interface Held {
  readonly active: { readonly id: string | number };
}
interface HeldOver extends Held {
  readonly over: { readonly id: string | number } | null;
}

/** What the drag library says to readers, in the language of the screen. */
function spokenIn(t: Translate, items: readonly SortableItem[]) {
  const name = (id: string | number): string => items.find((item) => item.id === id)?.name ?? '';
  const place = (id: string | number | undefined): number => items.findIndex((item) => item.id === id) + 1;
  // The library tells at once that a lifted row is over itself; that would cut "is lifted" short.
  let away = false;
  return {
    screenReaderInstructions: { draggable: t('order.instructions') },
    announcements: {
      onDragStart: ({ active }: Held) => {
        away = false;
        return t('order.lifted', { name: name(active.id), position: place(active.id) });
      },
      onDragOver: ({ active, over }: HeldOver) => {
        if (over === null || (over.id === active.id && !away)) return undefined;
        away = true;
        return t('order.moved', { name: name(active.id), position: place(over.id) });
      },
      onDragEnd: ({ active, over }: HeldOver) =>
        t('order.dropped', { name: name(active.id), position: place(over?.id ?? active.id) }),
      onDragCancel: ({ active }: Held) => t('order.cancelled', { name: name(active.id) }),
    },
  };
}

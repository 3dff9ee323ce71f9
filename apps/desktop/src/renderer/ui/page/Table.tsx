import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Skeleton } from '../feedback/Skeleton.tsx';
import { Icon } from '../marks/Icon.tsx';

export interface TableColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and durations: right, tabular. */
  right?: boolean;
  sortable?: boolean;
  /** The header is for readers only: a column of buttons. */
  hideHeader?: boolean;
  width?: number | string;
}

export interface TableSort {
  column: string;
  direction: 'ascending' | 'descending';
}

export interface TableProps<Row> {
  /** Its name for readers. */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
  /** Given: a row opens on click, Enter and Space. */
  onOpen?: (row: Row) => void;
  selectedId?: string;
  /** What to show in place of rows. */
  loadingLabel?: string | undefined;
  empty?: ReactNode;
  error?: ReactNode;
}

const nextSort = (sort: TableSort | undefined, column: string): TableSort => ({
  column,
  direction: sort?.column === column && sort.direction === 'ascending' ? 'descending' : 'ascending',
});

/** A table whose head stays in sight. Sorting is the feature's: it gets the wish and gives the rows in order. */
export const Table = <Row,>({
  label,
  columns,
  rows,
  rowId,
  sort,
  onSort,
  onOpen,
  selectedId,
  loadingLabel,
  empty,
  error,
}: TableProps<Row>) => {
  const instead = error ?? (rows.length === 0 && loadingLabel === undefined ? empty : undefined);
  return (
    <div className="tbl-box" tabIndex={0} role="region" aria-label={label}>
      <table className="tbl" aria-busy={loadingLabel !== undefined || undefined}>
        <caption className="sr-text">{loadingLabel ?? label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {loadingLabel !== undefined && rows.length === 0
            ? Array.from({ length: 8 }, (_, index) => (
                <tr key={index}>
                  {columns.map((column) => (
                    <td key={column.id}>
                      <Skeleton width={`${50 + ((index * 17) % 40)}%`} />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <BodyRow
                  key={rowId(row)}
                  row={row}
                  columns={columns}
                  onOpen={onOpen}
                  selected={selectedId === undefined ? undefined : rowId(row) === selectedId}
                />
              ))}
        </tbody>
      </table>
      {instead}
    </div>
  );
};

const HeadCell = <Row,>({
  column,
  sort,
  onSort,
}: {
  column: TableColumn<Row>;
  sort: TableSort | undefined;
  onSort: TableProps<Row>['onSort'];
}) => {
  const sorted = sort?.column === column.id ? sort.direction : undefined;
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={column.right === true ? 'is-right' : undefined}
      style={column.width === undefined ? undefined : { width: column.width }}
    >
      {column.sortable === true && onSort !== undefined ? (
        <button type="button" className="tbl-sort" onClick={() => onSort(nextSort(sort, column.id))}>
          {column.header}
          {sorted !== undefined && <Icon glyph={sorted === 'ascending' ? ArrowUp : ArrowDown} size={12} />}
        </button>
      ) : (
        <span className={column.hideHeader === true ? 'sr-text' : undefined}>{column.header}</span>
      )}
    </th>
  );
};

interface BodyRowProps<Row> {
  row: Row;
  columns: readonly TableColumn<Row>[];
  onOpen: ((row: Row) => void) | undefined;
  selected: boolean | undefined;
}

const BodyRow = <Row,>({ row, columns, onOpen, selected }: BodyRowProps<Row>) => (
  <tr
    aria-selected={selected}
    className={classNames(onOpen !== undefined && 'is-clickable')}
    tabIndex={onOpen === undefined ? undefined : 0}
    onClick={
      onOpen === undefined
        ? undefined
        : (event) => {
            // A button inside the row does its own thing.
            if (!(event.target as Element).closest('button, a, input, [role="switch"], [role="checkbox"]')) onOpen(row);
          }
    }
    onKeyDown={
      onOpen === undefined
        ? undefined
        : (event) => {
            if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
            event.preventDefault();
            onOpen(row);
          }
    }
  >
    {columns.map((column) => (
      <td key={column.id} className={column.right === true ? 'is-right' : undefined}>
        {column.cell(row)}
      </td>
    ))}
  </tr>
);

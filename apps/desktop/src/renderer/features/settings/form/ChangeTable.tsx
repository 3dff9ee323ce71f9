import type { ReactNode } from 'react';

export interface ChangeRow {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly ReactNode[];
}

/** Settings by name with their values in columns: what changes, what somebody else changed, what will be saved. */
export function ChangeTable({
  label,
  headers,
  rows,
}: {
  readonly label: string;
  readonly headers: readonly string[];
  readonly rows: readonly ChangeRow[];
}) {
  return (
    <div className="change-table" role="region" aria-label={label} tabIndex={0}>
      <table>
        <caption className="sr-text">{label}</caption>
        <thead>
          <tr>
            {headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, index) => (
                <td key={headers[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

import { Icon } from '../../../ui/marks/Icon.tsx';

export interface FieldWarning {
  readonly id: string;
  readonly level: 'problem' | 'hint' | 'now';
  readonly text: string;
}

/** {@link FieldWarnings} where a row must know whether it has anything below its label; undefined: nothing to say. */
export const warningsBelow = (warnings: readonly FieldWarning[]): ReactNode =>
  warnings.length === 0 ? undefined : <FieldWarnings warnings={warnings} />;

/** What to know about a setting as it stands, below it. */
export function FieldWarnings({ warnings }: { readonly warnings: readonly FieldWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings">
      {warnings.map((warning) => (
        <li key={warning.id} className={warning.level === 'hint' ? 'warning is-hint' : 'warning'}>
          <Icon glyph={warning.level === 'hint' ? Info : TriangleAlert} size={14} />
          <span>{warning.text}</span>
        </li>
      ))}
    </ul>
  );
}

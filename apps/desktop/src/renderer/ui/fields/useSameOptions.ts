import { useState } from 'react';

import type { SelectOption } from './Select.tsx';

const facts = ['value', 'text', 'detail', 'disabled', 'mark'] as const;

const same = <Value extends string>(a: readonly SelectOption<Value>[], b: readonly SelectOption<Value>[]): boolean =>
  a.length === b.length && a.every((option, index) => facts.every((fact) => option[fact] === b[index]?.[fact]));

/**
 * The list as it was first given for as long as the new ones say the same. A combobox takes another list for other
 * choices: it would throw away what somebody is typing each time a colleague comes or goes.
 */
export function useSameOptions<Value extends string>(
  options: readonly SelectOption<Value>[],
): readonly SelectOption<Value>[] {
  const [kept, setKept] = useState(options);
  if (kept === options || same(kept, options)) return kept;
  setKept(options);
  return options;
}

import type { CannedResponse } from '@ringdesk/shared/model/cannedResponse.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { untilAnswered } from '../../../connection/untilAnswered.ts';

/** What was read last, by whichever composer. */
let kept: readonly CannedResponse[] | undefined;

export interface CannedList {
  readonly state: 'loading' | 'failed' | 'ready';
  readonly responses: readonly CannedResponse[];
}

/**
 * Canned responses [41]: the center's, those of the person's queues, and their own; asked for each time the list is opened, so that one which was just saved is in it.
 * What was read before shows meanwhile.
 */
export function useCanned(wanted: boolean): CannedList {
  const [list, setList] = useState<CannedList>();
  useEffect(() => {
    if (!wanted) return undefined;
    return untilAnswered(
      () => ask('canned.list', {}),
      (reply) => {
        if (reply.ok) kept = reply.value.responses;
        setList({ state: reply.ok || kept !== undefined ? 'ready' : 'failed', responses: kept ?? [] });
      },
    );
  }, [wanted]);
  return list ?? { state: kept === undefined ? 'loading' : 'ready', responses: kept ?? [] };
}

/**
 * Puts the names into a canned response: `{customer}`, `{agent}` and `{queue}`. Where a name is not known the placeholder
 * goes, and with it the space before it, so that a greeting stays one. What a name holds is text, never a placeholder.
 */
export function fillPlaceholders(
  text: string,
  names: { readonly customer: string; readonly agent: string; readonly queue: string },
): string {
  return text.replaceAll(/( ?)\{(customer|agent|queue)\}/gu, (_found, space: string, name: keyof typeof names) =>
    names[name] === '' ? '' : space + names[name],
  );
}

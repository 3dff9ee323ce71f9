import { MINUTE } from '@ringdesk/shared/model/time.ts';
import type { CannedResponse } from '@ringdesk/shared/protocol/queries.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { steadyNow } from '../../../workspace/clock.ts';

/** Read again after this long, so that a colleague's new response appears without a restart. */
const FRESH_MS = MINUTE;
let kept: { readonly responses: readonly CannedResponse[]; readonly at: number } | undefined;

export type CannedList =
  | { readonly state: 'loading' | 'failed'; readonly responses: readonly CannedResponse[] }
  | { readonly state: 'ready'; readonly responses: readonly CannedResponse[] };

/** The center's canned responses [41]; asked for when the list is opened. What was read before shows meanwhile. */
export function useCanned(wanted: boolean): CannedList {
  const [list, setList] = useState<CannedList>();
  useEffect(() => {
    if (!wanted || (kept !== undefined && steadyNow() - kept.at < FRESH_MS)) return undefined;
    let here = true;
    void ask('canned.list', {}).then((reply) => {
      if (reply.ok) kept = { responses: reply.value.responses, at: steadyNow() };
      if (here)
        setList(
          reply.ok
            ? { state: 'ready', responses: reply.value.responses }
            : { state: 'failed', responses: kept?.responses ?? [] },
        );
    });
    return () => {
      here = false;
    };
  }, [wanted]);
  return list ?? { state: kept === undefined ? 'loading' : 'ready', responses: kept?.responses ?? [] };
}

/**
 * Puts the names into a canned response: `#CUSTOMER#` and `#OPERATOR#`. Where the customer's name is not known the
 * placeholder goes, and with it the space before it, so that a greeting stays one.
 */
export function fillPlaceholders(
  text: string,
  names: { readonly customer: string; readonly operator: string },
): string {
  return text
    .replaceAll(/ ?#CUSTOMER#/gu, (found) => (names.customer === '' ? '' : found.replace('#CUSTOMER#', names.customer)))
    .replaceAll('#OPERATOR#', names.operator);
}

import type { CannedResponse } from '@ringdesk/shared/model/cannedResponse.ts';

import { folded } from '../transcript/find.ts';

/** Rows a person looks through; more would ask for a longer word instead. */
const MOST_ROWS = 50;

/**
 * Canned responses [41] for the word after `/`: those whose shortcut starts with it, then those whose shortcut holds
 * it, then those whose text or folder does; the most used first, then by shortcut in the language's order. An empty word lists
 * all.
 */
export function matchCanned(
  responses: readonly CannedResponse[],
  query: string,
  collator: Intl.Collator,
): readonly CannedResponse[] {
  const wanted = folded(query);
  const ranked = responses
    .map((response) => ({ response, rank: rankOf(response, wanted) }))
    .filter(({ rank }) => rank < 3)
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        b.response.uses - a.response.uses ||
        collator.compare(a.response.shortcut, b.response.shortcut),
    );
  return ranked.slice(0, MOST_ROWS).map(({ response }) => response);
}

function rankOf(response: CannedResponse, wanted: string): number {
  const shortcut = folded(response.shortcut);
  if (shortcut.startsWith(wanted)) return 0;
  if (shortcut.includes(wanted)) return 1;
  return folded(`${response.folder} ${response.text}`).includes(wanted) ? 2 : 3;
}

import type { ConversationReport } from '../application/ports/lists.ts';
import type { BackgroundReader } from './backgroundReader.ts';
import { decodeCursor, encodeCursor } from './cursors.ts';
import type { CatchUp } from './conversationSearch.ts';
import { NO_TOTALS } from './reportRows.ts';
import { prefixQuery } from './searchWords.ts';
import { interactionOf } from './storedNouns.ts';

/** Fewer digits than this are in every number. */
const LEAST_DIGITS = 3;

/** Digits of a number as people type it, without the zero that stands for the country; undefined: it is none. */
function digitsIn(text: string): string | undefined {
  if (!/^[\d\s()+./-]+$/.test(text)) return undefined;
  const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '');
  return digits.length < LEAST_DIGITS ? undefined : digits;
}

/** The list of conversations [49], paged by the key of the last row in the order asked for. */
export function conversationReport(reader: BackgroundReader, catchUp: CatchUp): ConversationReport {
  return {
    async page({ filter: { text, ...filter }, sort, sight, cursor, limit, only }) {
      const list = `report.${sort.by}.${sort.descending ? 'desc' : 'asc'}`;
      const [key, id] = cursor === undefined ? [] : decodeCursor(list, cursor, ['number', 'string']);
      const sought = text !== undefined && text.trim() !== '';
      const words = sought ? prefixQuery(text) : undefined;
      if (sought && words === undefined) return { items: [], totals: NO_TOTALS };
      while (words !== undefined && !catchUp()) await new Promise(setImmediate);
      const { rows, totals } = await reader.read('report', {
        filter,
        sort,
        sight,
        limit: limit + 1,
        totals: only !== 'rows',
        ...(words === undefined ? {} : { words }),
        ...(text === undefined ? {} : { digits: digitsIn(text) }),
        ...(key === undefined || id === undefined ? {} : { after: [Number(key), String(id)] as const }),
      });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(({ data }) => interactionOf(data)),
        totals,
        ...(rows.length > limit && last !== undefined ? { next: encodeCursor(list, [last.key, last.id]) } : {}),
      };
    },
  };
}

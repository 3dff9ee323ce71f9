import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import type { ReportFilter, ReportSort } from '@ringdesk/shared/model/report.ts';

import { conversationFileWords, type ConversationFileWords } from './conversationFileWords.ts';
import { CSV_BEGIN, csvRecord } from './csv.ts';
import type { DeskEngine } from './deskEngine.ts';
import type { Audit } from './people.ts';
import type { ConversationReport } from './ports/lists.ts';
import { sightFor } from './queryParts.ts';

export interface ConversationFileParts {
  readonly engine: DeskEngine;
  readonly store: { readonly report: ConversationReport };
  readonly audit: Audit;
  readonly now: () => number;
}

export interface FileRequest {
  readonly agentId: AgentId;
  readonly filter: ReportFilter;
  readonly sort: ReportSort;
  /** IANA zone in which times are written. */
  readonly zone: string;
}

/** Conversations read at a time; between them the file waits for its reader. */
const PAGE = 500;

/**
 * The list of conversations as a file [49]: what the person may see of what the filter finds, in their language. `count`: how
 * many records follow, as of now. The audit log has the export before its first record leaves.
 */
export async function conversationFile(parts: ConversationFileParts, request: FileRequest) {
  const { engine, store, audit, now } = parts;
  const { agentId, filter, sort, zone } = request;
  const page = (cursor?: string) =>
    store.report.page({
      filter,
      sort,
      sight: sightFor(engine, agentId),
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor, only: 'rows' as const }),
    });
  const first = await page();
  const details = JSON.stringify({ rows: first.totals.count });
  await audit({ by: agentId, act: 'conversations.exported', subject: null, details }, now());
  const record = recordMaker(engine, agentId, zone);

  async function* text(): AsyncGenerator<string> {
    yield CSV_BEGIN + csvRecord(record.headings);
    for (let at = first; ; at = await page(at.next)) {
      yield at.items.map((each) => csvRecord(record.of(each))).join('');
      if (at.next === undefined) return;
    }
  }
  return { count: first.totals.count, text: text() };
}

const seconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms / SECOND);

function recordMaker(engine: DeskEngine, agentId: AgentId, zone: string) {
  const language: Language = engine.read((state) => state.agents.get(agentId)?.language ?? 'en');
  const words: ConversationFileWords = conversationFileWords[language];
  // Swedish writes dates as ISO 8601 does, which every spreadsheet reads.
  const dates = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
  const namesOf = ({ channelId, queueId }: Interaction, ownerId: AgentId | undefined): readonly string[] =>
    engine.read(({ channels, queues, agents }) => {
      const owner = ownerId === undefined ? undefined : agents.get(ownerId);
      return [channels.get(channelId), queues.get(queueId), owner].map((noun) => noun?.name ?? '');
    });
  const of = (each: Interaction): readonly (string | number | undefined)[] => {
    const { responses, rating, review, customer } = each;
    const owner = 'ownerId' in each ? each.ownerId : 'agentId' in each ? each.agentId : each.lastOwnerId;
    return [
      each.id,
      dates.format(each.arrivedAt),
      dates.format(each.lastAt),
      words.states[each.state],
      ...namesOf(each, owner),
      customer.name,
      customer.email ?? '',
      customer.phone ?? '',
      each.topic ?? '',
      responses?.count ?? 0,
      seconds(responses?.firstMs),
      seconds(responses?.totalMs),
      seconds(responses && responses.totalMs / responses.count),
      seconds(responses?.maxMs),
      rating?.score,
      rating?.comment ?? '',
      review?.score,
      review?.comment ?? '',
      each.unansweredMarkAt === undefined ? words.no : words.yes,
      each.spam === true ? words.yes : words.no,
    ];
  };
  return { headings: words.headings, of };
}

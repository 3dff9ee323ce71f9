import { type CustomerStage, NEWS_TYPE, PLACE_HEADER, STAGE_HEADER } from '../callControl.ts';
import type { Call, CallParts, CustomerNews } from './call.ts';

/** RFC 3261, 13.3.1.1: who lets a caller wait says so every minute, or proxies on the way give the call up. */
const AGAIN_MS = 50_000;

/** Says to the customer what happens to their call, once for each change. Whoever is over hears nothing. */
export function tellCustomer(
  parts: CallParts,
  call: Call,
  stage: CustomerStage,
  { place, agent }: Omit<CustomerNews, 'stage'> = {},
): void {
  const before = call.news;
  const news = { stage, place, agent };
  // Phones know of waiting and ringing, not of places: to say it again would be noise on the line.
  if (before?.stage === stage && (!call.told || bodyOf(before) === bodyOf(news))) return;
  call.news = { ...news, at: parts.exchange.now() };
  say(call);
}

/** Says it again: to a page that may have missed it, or because a minute has passed. */
export function repeatNews(parts: CallParts, call: Call, always: boolean): void {
  const { news } = call;
  const due = call.customer?.state === 'early' && parts.exchange.now() - (news?.at ?? 0) >= AGAIN_MS;
  if (news === undefined || !(always || due)) return;
  call.news = { ...news, at: parts.exchange.now() };
  say(call);
}

/** For an answer behind which nobody stands yet. */
export function newsHeaders({ told, news }: Call): readonly string[] {
  if (!told || news === undefined) return [];
  const { stage, place } = news;
  return [`${STAGE_HEADER}: ${stage}`, ...(place === undefined ? [] : [`${PLACE_HEADER}: ${place}`])];
}

function say(call: Call): void {
  const { customer, told, news } = call;
  if (customer === undefined || news === undefined) return;
  if (customer.state === 'early') customer.progress(news.stage === 'waiting' ? 182 : 180, newsHeaders(call));
  else if (told) customer.info(NEWS_TYPE, bodyOf(news));
}

/** See {@link NEWS_TYPE}. */
function bodyOf({ stage, place, agent }: CustomerNews): string {
  const first = place === undefined ? stage : `${stage} ${place}`;
  return agent?.name === undefined ? first : `${first}\n${inAscii(JSON.stringify(agent))}`;
}

/** The same JSON: whatever stands in a name, a message has as many bytes as characters. */
const inAscii = (json: string): string =>
  json.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

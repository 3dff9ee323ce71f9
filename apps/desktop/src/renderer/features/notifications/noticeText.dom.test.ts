import { Notice } from '@ringdesk/shared/model/notice.ts';
import { beforeEach, expect, test } from 'vitest';

import { formatDateTime, formatTime } from '../../text/format.ts';
import { refusalText } from '../../text/refusalText.ts';
import { changeLanguage, text } from '../../text/text.ts';
import { agentNoun, snapshotOf } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { noticeText } from './noticeText.ts';

const AT = Date.UTC(2026, 4, 4, 15, 40);
const about = { id: 'n1', agentId: 'me', at: AT, interactionId: 'c1' };
const nobody = (): undefined => undefined;

beforeEach(async () => {
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me'), agentNoun('ana')] }));
  await changeLanguage('en');
});

test('a cap that is nearly used up is said in the language of the screen, with whose, how much, and until when', async () => {
  const cap = { per: 'hour', agentId: 'ana', used: 48, limit: 60, resetsAt: AT };
  const hour = Notice.parse({ ...about, text: '', cap });
  const day = Notice.parse({ ...about, text: '', cap: { ...cap, per: 'day', used: 384, limit: 480 } });
  expect(noticeText(hour, text)).toBe(
    `Agent ana has made 48 of 60 calls allowed per hour. At the limit calls are refused until ${formatTime(AT)}.`,
  );
  expect(noticeText(day, text)).toBe(
    `Agent ana has talked for 384 of 480 minutes allowed per day. At the limit calls are refused until ${formatDateTime(AT)}.`,
  );
  await changeLanguage('ru');
  expect(noticeText(hour, text)).toContain('48 из 60 звонков');
  // What a queue says is its own.
  expect(noticeText(Notice.parse({ ...about, text: 'Late: Mia' }), text)).toBe('Late: Mia');
});

test('what calls need and is out is said with since when, and with how long it was out once it works again', async () => {
  const { interactionId: _, ...nothing } = about;
  const of = (outage: object) => noticeText(Notice.parse({ ...nothing, text: '', outage }), text);
  const line = { what: 'line', trunkId: 't0', name: 'Madrid', since: AT };
  expect(of(line)).toBe(
    `The line Madrid has not worked since ${formatTime(AT)}: calls over it do not go through. The reason is in Telephony.`,
  );
  expect(of({ ...line, until: AT + 90_000 })).toBe('The line Madrid works again, after 1:30.');
  expect(of({ what: 'mediaServer', since: AT })).toContain('The media server has not answered since');
  await changeLanguage('ru');
  expect(of({ ...line, until: AT + 90_000 })).toBe('Линия «Madrid» снова работает, перерыв 1:30.');
});

test('a refusal says which cap was met and when it is possible again', () => {
  const refused = { code: 'tooManyCalls' as const, per: 'hour' as const };
  expect(refusalText({ ...refused, limit: 60, resetsAt: AT }, nobody, AT)).toBe(
    `The limit of 60 calls per hour is reached. Calls are possible again at ${formatTime(AT)}.`,
  );
  expect(refusalText({ ...refused, per: 'day', limit: 480, resetsAt: AT }, nobody, AT)).toContain(formatDateTime(AT));
  expect(refusalText({ ...refused, per: 'trunk', limit: 2 }, nobody, AT)).toBe('All lines to the outside are in use.');
});

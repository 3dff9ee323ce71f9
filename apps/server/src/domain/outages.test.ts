import type { Outage } from '@ringdesk/shared/model/notice.ts';
import { MINUTE } from '@ringdesk/shared/model/time.ts';
import { expect, it } from 'vitest';
import { CallCenter, trunkId } from './calls.testkit.ts';
import { agentId, queueId } from './center.testkit.ts';
import { snapshotFor } from './snapshot.ts';

/** Sue leads sales, which has a number of the line t0; otto leads care, which has none. */
function given(): CallCenter {
  const center = new CallCenter().agent('boss', { role: 'admin' }).withPhones('ana');
  center.agent('sue', { role: 'supervisor' }).agent('otto', { role: 'supervisor' });
  center.callQueue('sales', ['ana']).queue('care', ['ana']);
  for (const [name, queue] of [
    ['sue', 'sales'],
    ['otto', 'care'],
  ] as const)
    center.command('boss', 'agent.save', {
      agentId: agentId(name),
      name,
      role: 'supervisor',
      absent: false,
      supervises: [queueId(queue)],
    });
  return center;
}

const told = (center: CallCenter, who: string) =>
  snapshotFor(center.state, agentId(who)).notices.map(({ outage }) => outage);

const line = (center: CallCenter, more: Partial<Outage> = {}): Outage => ({
  what: 'line',
  trunkId: trunkId('t0'),
  name: 'Line',
  since: center.now,
  ...more,
});

it('a line that is out is told to admins and to those who lead queues with a number on it, once', () => {
  const center = given();
  const outage = line(center);
  center.server({ type: 'telephony.outage', outage });
  expect(told(center, 'boss')).toEqual([outage]);
  expect(told(center, 'sue')).toEqual([outage]);
  expect(told(center, 'otto')).toEqual([]);
  expect(told(center, 'ana')).toEqual([]);
  center.pass(MINUTE);
  center.server({ type: 'telephony.outage', outage: line(center) });
  expect(told(center, 'boss')).toEqual([outage]);
});

it('that it works again takes the place of what they have not seen, and is told to who has', () => {
  const center = given();
  const outage = line(center);
  center.server({ type: 'telephony.outage', outage });
  const [notice] = snapshotFor(center.state, agentId('sue')).notices;
  if (!notice) throw new Error('nothing was told');
  center.command('sue', 'notice.seen', { noticeId: notice.id });
  center.pass(5 * MINUTE);
  const over = { ...outage, until: center.now };
  center.server({ type: 'telephony.outage', outage: over });
  expect(told(center, 'boss')).toEqual([over]);
  expect(told(center, 'sue')).toEqual([over]);
  // Out again: what is over stays in the list, and the new one comes.
  const again = line(center);
  center.server({ type: 'telephony.outage', outage: again });
  expect(told(center, 'boss')).toEqual([over, again]);
});

it('the media server, and the line to the outside, concern every queue of calls', () => {
  const center = given().trunk();
  const outage: Outage = { what: 'mediaServer', since: center.now };
  center.server({ type: 'telephony.outage', outage });
  expect(told(center, 'sue')).toEqual([outage]);
  expect(told(center, 'otto')).toEqual([]);
});

it('nobody but the server tells of it', () => {
  const center = given();
  const told = center.try(
    { kind: 'agent', agentId: agentId('ana') },
    { type: 'telephony.outage', outage: line(center) },
  );
  expect(told).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
});

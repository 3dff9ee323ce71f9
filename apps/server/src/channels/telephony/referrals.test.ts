import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import type { DeskState } from '../../application/telephony/callDoor.ts';
import { callTo, colleagueAt, transferTo } from './referrals.ts';

const [ana, ben, eva, old] = ['id-ana', 'id-ben', 'id-eva', 'id-old'] as [AgentId, AgentId, AgentId, AgentId];
const agents = new Map(
  [
    [ana, 'ana@center.test', false],
    [ben, 'info@center.test', false],
    [eva, 'info@other.test', false],
    [old, 'otto@center.test', true],
  ].map(([id, email, dismissed]) => [id, { id, email, dismissed }]),
) as unknown as DeskState['agents'];
const accounts = [
  { agentId: ben, user: 'phone-1', password: 'x' },
  { agentId: old, user: 'phone-2', password: 'x' },
];

test('a colleague is named by account, e-mail address or id; never who was dismissed, or one of two', () => {
  const named = ['phone-1', 'ana', 'Ana', 'id-eva', 'info', 'phone-2', 'otto', 'id-old', ''];
  expect(named.map((user) => colleagueAt(user, agents, accounts))).toEqual([
    ben,
    ana,
    ana,
    eva,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('an address is a colleague, what reads as a number is one, anything else is nobody', () => {
  const known = { country: 'ES', colleague: (user: string) => colleagueAt(user, agents, accounts) };
  const id = 'call' as never;
  expect(callTo(id, 'phone-1', known)?.input.to).toEqual({ kind: 'agent', agentId: ben });
  expect(callTo(id, '112', known)?.input.to).toEqual({ kind: 'number', number: '112' });
  expect(callTo(id, 'somebody', known)).toBeUndefined();
  expect(transferTo(id, '"Ana" <sip:ana@ringdesk.invalid;transport=udp>', known)?.input).toMatchObject({
    to: { agentId: ana },
  });
  expect(transferTo(id, '<sip:ana@elsewhere.test>', known)).toBeUndefined();
  expect(transferTo(id, 'sip:ana@ringdesk.invalid', known)?.input).toMatchObject({ to: { agentId: ana } });
  expect(transferTo(id, 'sip:600111222@192.0.2.1', known)?.input).toMatchObject({ number: '+34600111222' });
});

import type { AgentId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Message } from '@ringdesk/shared/model/message.ts';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';

import { changeLanguage } from '../../../text/text.ts';
import { MessageRow } from './LineRow.tsx';

const { sent } = vi.hoisted(() => ({ sent: [] as unknown[] }));
vi.mock('../../../connection/connection.ts', async (original) => ({
  ...(await original<object>()),
  sendCommand: async (name: string, input: unknown) => {
    sent.push([name, input]);
    return { ok: true, value: {} };
  },
}));

beforeAll(() => changeLanguage('en'));
afterEach(() => {
  cleanup();
  sent.length = 0;
});

const line: Message = {
  type: 'message',
  id: 'm1' as MessageId,
  interactionId: 'talk' as InteractionId,
  seq: 3,
  at: 1_790_000_000_000,
  author: { kind: 'agent', agentId: 'ana' as AgentId },
  kind: 'reply',
  text: 'Good morning',
  mentions: [],
  attachments: [],
};

const show = (over: Partial<Message>, ends = false) =>
  render(
    <MessageRow
      line={{ ...line, ...over }}
      continues={false}
      ends={ends}
      customer={{ id: 'mia', name: 'Mia' }}
      customerReadSeq={0}
      query=""
    />,
  );

it('what a messenger did not take says why, wherever it stands, and can be sent again', async () => {
  show({ delivery: 'failed', deliveryProblem: 'blocked' });
  expect(screen.getByRole('alert').textContent).toContain('Not delivered. The customer has blocked the bot.');
  await userEvent.setup().click(screen.getByRole('button', { name: 'Send again' }));
  expect(sent).toEqual([['message.resend', { interactionId: 'talk', messageId: 'm1' }]]);
});

it('what may have arrived says that nobody knows', () => {
  show({ delivery: 'uncertain', deliveryProblem: 'interrupted' });
  expect(screen.getByRole('alert').textContent).toContain('It is not known whether this arrived.');
  expect(screen.getByRole('button', { name: 'Send again' })).toBeTruthy();
});

it('an automatic text that did not arrive says so as well', () => {
  show({ author: { kind: 'queue', text: 'offHours' }, delivery: 'failed', deliveryProblem: 'tooLate' });
  expect(screen.getByRole('alert').textContent).toContain('It would have come too late.');
});

it('what waits, and what the messenger has, are told apart', () => {
  const { unmount } = show({ delivery: 'waiting' });
  expect(screen.getByText('On its way to the messenger')).toBeTruthy();
  unmount();
  show({ delivery: 'sent' }, true);
  expect(screen.getByText('With the messenger')).toBeTruthy();
});

it('what the customer changed since says so', () => {
  show({ author: { kind: 'customer' }, editedAt: 1_790_000_100_000 });
  expect(screen.getByText('edited')).toBeTruthy();
});

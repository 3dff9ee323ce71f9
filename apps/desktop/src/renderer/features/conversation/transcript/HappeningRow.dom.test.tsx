import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Happening } from '@ringdesk/shared/model/message.ts';
import { render, screen } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';

import { changeLanguage } from '../../../text/text.ts';
import { HappeningRow } from './LineRow.tsx';

const maya = 'maya' as AgentId;
const closed = (topic?: string): Happening => ({
  type: 'happening',
  interactionId: 'i1' as InteractionId,
  seq: 3,
  at: 1_000,
  what: { name: 'closed', by: 'agent', agentId: maya, ...(topic === undefined ? {} : { topic }) },
});

beforeAll(() => changeLanguage('en'));

test('the line of the close says what it was about, as it was written', () => {
  render(<HappeningRow line={closed('Fit & **size**')} me={maya} />);
  expect(screen.getByText(/You closed the conversation/).textContent).toContain('· Topic: Fit & **size** ·');
});

test('the line of the close says nothing of a topic where none was chosen', () => {
  render(<HappeningRow line={closed()} me={maya} />);
  expect(screen.getByText(/You closed the conversation/).textContent).not.toContain('Topic');
});

test('who ends the chat may still be on the site, as the panel beside it says: nobody is told that they left the page', () => {
  const { interactionId, seq, at } = closed();
  render(
    <HappeningRow line={{ type: 'happening', interactionId, seq, at, what: { name: 'customerLeft' } }} me={maya} />,
  );
  expect(screen.getByText(/The customer ended the chat/)).toBeDefined();
});

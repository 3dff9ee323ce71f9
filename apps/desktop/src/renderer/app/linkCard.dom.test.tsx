import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, it } from 'vitest';

import { changeLanguage } from '../text/text.ts';
import { LinkCard } from './LinkCard.tsx';
import { addLink } from './openedLinks.ts';

const [one, two] = ['i-1', 'i-2'] as InteractionId[] as [InteractionId, InteractionId];

beforeAll(() => changeLanguage('en'));
afterEach(cleanup);

it('asks before a link is followed, one after the other, and cancel follows none', async () => {
  const user = userEvent.setup();
  const before = window.location.pathname;
  render(<LinkCard />);
  expect(screen.queryByRole('alertdialog')).toBeNull();
  addLink(one);
  addLink(two);
  addLink(one);
  expect((await screen.findByRole('alertdialog')).textContent).toContain('i-1');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(window.location.pathname).toBe(before);
  expect((await screen.findByText(/i-2/)).textContent).not.toContain('i-1');
  await user.click(screen.getByRole('button', { name: 'Open conversation' }));
  expect(window.location.pathname).toBe('/inbox/i-2');
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

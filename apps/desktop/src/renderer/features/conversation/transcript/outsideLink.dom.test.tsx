import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';

import { changeLanguage } from '../../../text/text.ts';
import { MessageText } from './MessageText.tsx';

beforeAll(() => changeLanguage('en'));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('a link that says where it leads is one, also when only a part of it is found', () => {
  render(<MessageText text="See https://bank.example/pay" query="bank" />);
  const links = screen.getAllByRole('link');
  expect(links.map(({ textContent }) => textContent).join('')).toBe('https://bank.example/pay');
  expect(new Set(links.map((link) => link.getAttribute('href')))).toEqual(new Set(['https://bank.example/pay']));
});

it('one that names another place shows the true one, and opens only when the person says so', async () => {
  const user = userEvent.setup();
  const opened = vi.spyOn(window, 'open').mockReturnValue(null);
  render(<MessageText text="See https://bank.example@evil.example/x" query="" />);
  expect(screen.queryByRole('link')).toBeNull();
  const link = screen.getByRole('button', { name: 'https://bank.example@evil.example/x' });
  await user.click(link);
  expect((await screen.findByRole('alertdialog')).textContent).toContain('This link leads to evil.example');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(opened).not.toHaveBeenCalled();
  await user.click(link);
  await user.click(await screen.findByRole('button', { name: 'Open anyway' }));
  expect(opened).toHaveBeenCalledExactlyOnceWith(
    'https://bank.example@evil.example/x',
    '_blank',
    'noopener,noreferrer',
  );
});

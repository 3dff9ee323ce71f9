import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';

import { changeLanguage } from '../../../../text/text.ts';
import { UiProvider } from '../../../../ui/UiProvider.tsx';
import { EmojiPicker } from './EmojiPicker.tsx';

let picked: string[];

async function open(): Promise<ReturnType<typeof userEvent.setup>> {
  render(
    <UiProvider>
      <EmojiPicker onPick={(sign) => picked.push(sign)} />
    </UiProvider>,
  );
  await screen.findByRole('toolbar');
  return userEvent.setup();
}

beforeEach(async () => {
  picked = [];
  localStorage.clear();
  await changeLanguage('en');
});

test('Enter in the search picks the first that was found', async () => {
  const user = await open();
  await user.type(screen.getByRole('searchbox'), 'thumbs up{Enter}');
  expect(picked).toEqual(['👍️']);
});

test('a search that finds nothing says so and Enter picks nothing', async () => {
  const user = await open();
  await user.type(screen.getByRole('searchbox'), 'zzzz{Enter}');
  expect(screen.getByText('No emoji has this name.')).toBeDefined();
  expect(picked).toEqual([]);
});

test('one stop for Tab, arrows walk the grid, the names are the names of the keys', async () => {
  const user = await open();
  screen.getByRole('button', { name: 'grinning face' }).focus();
  await user.keyboard('{ArrowRight}{ArrowDown}{ArrowLeft}{Enter}');
  const keys = screen.getByRole('toolbar').querySelectorAll('button');
  expect(picked).toEqual([keys[9]?.textContent]);
  expect([...keys].filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
});

test('what was used last is shown first the next time', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Flags' }));
  await user.click(screen.getByRole('button', { name: 'chequered flag' }));
  document.body.replaceChildren();
  await open();
  expect(screen.getByRole('toolbar', { name: 'Used last' }).textContent).toBe('🏁');
});

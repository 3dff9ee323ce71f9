import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { SetupScreen } from './SetupScreen.tsx';

beforeEach(() => changeLanguage('en'));

/** The second step with everything but the password written. */
async function atPassword(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(
    <UiProvider>
      <SetupScreen onDone={() => undefined} languageChoice={null} />
    </UiProvider>,
  );
  await user.type(screen.getByLabelText('One-time code'), 'ABCD');
  await user.type(screen.getByLabelText('Name of the center'), 'Halden');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await user.type(screen.getByLabelText('Your name'), 'Maya');
  await user.type(screen.getByLabelText('E-mail'), 'maya@example.com');
  return user;
}

test.each([
  ['short', 'Use at least 10 characters.'],
  // Nine characters as a person counts them, although each takes two places in memory.
  ['🔑'.repeat(9), 'Use at least 10 characters.'],
  ['a'.repeat(129), 'Use at most 128 characters.'],
])('a password of the wrong length is refused at its step: %s', async (password, said) => {
  const user = await atPassword();
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(screen.getByText(said)).toBeDefined();
  expect(screen.getByLabelText('Password')).toBeDefined();
});

test('ten characters lead on to the next step', async () => {
  const user = await atPassword();
  await user.type(screen.getByLabelText('Password'), '🔑'.repeat(10));
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(screen.queryByLabelText('Password')).toBeNull();
});

test('whoever types needs no mouse: each step begins in its first field, and what is wrong is gone to', async () => {
  const user = userEvent.setup();
  render(
    <UiProvider>
      <SetupScreen onDone={() => undefined} languageChoice={null} />
    </UiProvider>,
  );
  expect(document.activeElement).toBe(screen.getByLabelText('One-time code'));
  await user.keyboard('ABCD{Enter}');
  expect(document.activeElement).toBe(screen.getByLabelText('Name of the center'));
  await user.keyboard('Halden{Enter}');
  expect(document.activeElement).toBe(screen.getByLabelText('Your name'));
  await user.keyboard('Maya{Tab}maya@example{Tab}a long sentence{Enter}');
  expect(document.activeElement).toBe(screen.getByLabelText('E-mail'));
  await user.keyboard('.com{Enter}');
  expect(document.activeElement).toBe(screen.getByRole('radio', { checked: true }));
});

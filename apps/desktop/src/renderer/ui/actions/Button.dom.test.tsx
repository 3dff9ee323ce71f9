import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FormEvent } from 'react';
import { expect, test, vi } from 'vitest';

import { UiProvider } from '../UiProvider.tsx';
import { Button } from './Button.tsx';

test('a loading button is busy, keeps its label in place and does not act', async () => {
  const press = vi.fn<() => void>();
  render(
    <Button loading onClick={press}>
      Send
    </Button>,
  );
  const button = screen.getByRole('button', { name: 'Send' });
  expect(button.getAttribute('aria-busy')).toBe('true');
  await userEvent.click(button);
  expect(press).not.toHaveBeenCalled();
});

test('a loading submit button does not send the form again', async () => {
  const send = vi.fn<(event: FormEvent) => void>((event) => event.preventDefault());
  render(
    <form onSubmit={send}>
      <Button type="submit" loading>
        Save
      </Button>
    </form>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(send).not.toHaveBeenCalled();
});

test('a button that cannot be pressed now can be reached, does nothing, and says why', async () => {
  const press = vi.fn<() => void>();
  render(
    <UiProvider>
      <Button disabledReason="Not connected" onClick={press}>
        Accept
      </Button>
    </UiProvider>,
  );
  const user = userEvent.setup();
  await user.tab();
  const button = screen.getByRole('button', { name: 'Accept' });
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  await user.keyboard('{Enter}');
  expect(press).not.toHaveBeenCalled();
  const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
  expect(reason?.textContent).toBe('Not connected');
});

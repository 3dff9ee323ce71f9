import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { UiProvider } from '../UiProvider.tsx';
import { Toasts } from './Toasts.tsx';
import { showToast } from './toasts.ts';

test('what closes a toast is there for readers from the start, as it is for the keyboard', async () => {
  render(
    <UiProvider>
      <Toasts label="Notices" closeLabel="Close" />
    </UiProvider>,
  );
  await act(async () => showToast({ text: 'View saved', tone: 'ok' }));
  expect(screen.getByText('View saved')).toBeTruthy();
  expect(screen.getByLabelText('Close').getAttribute('aria-hidden')).toBeNull();
});

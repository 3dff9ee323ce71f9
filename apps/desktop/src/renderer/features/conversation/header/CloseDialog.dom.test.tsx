import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { UiProvider } from '../../../ui/UiProvider.tsx';
import { CloseDialog } from './CloseDialog.tsx';

function shown(required: boolean) {
  const onChosen = vi.fn<(topic: string | undefined) => void>();
  render(
    <UiProvider>
      <CloseDialog topics={['Order', 'Return']} required={required} onClose={() => {}} onChosen={onChosen} />
    </UiProvider>,
  );
  return onChosen;
}

test('a required topic is chosen before the conversation is closed', () => {
  const onChosen = shown(true);
  const [first] = screen.getAllByRole('radio');
  fireEvent.keyDown(first!, { key: 'Enter' });
  expect(onChosen).not.toHaveBeenCalled();
  fireEvent.click(screen.getAllByRole('radio')[1]!);
  fireEvent.keyDown(screen.getAllByRole('radio')[1]!, { key: 'Enter' });
  expect(onChosen).toHaveBeenCalledExactlyOnceWith('Return');
});

test('where none is required, Enter closes without one', () => {
  const onChosen = shown(false);
  expect(screen.getAllByRole('radio')).toHaveLength(3);
  fireEvent.keyDown(screen.getAllByRole('radio')[0]!, { key: 'Enter' });
  expect(onChosen).toHaveBeenCalledExactlyOnceWith(undefined);
});

import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { UiProvider } from '../UiProvider.tsx';
import { Combobox } from './Combobox.tsx';

const people = () => ['Ana', 'Ben', 'Benita'].map((text) => ({ value: text.toLowerCase(), text }));

function Choice() {
  return (
    <UiProvider>
      <Combobox label="Who" value="ana" options={people()} onChange={() => undefined} empty="Nobody" />
    </UiProvider>
  );
}

test('a list that comes anew with the same people leaves what is typed and what was found', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<Choice />);
  const box = screen.getByRole('combobox');
  await user.click(box);
  await user.clear(box);
  await user.type(box, 'Ben');
  const found = screen.getAllByRole('option');
  expect(found.map(({ textContent }) => textContent)).toEqual(['Ben', 'Benita']);
  await act(async () => rerender(<Choice />));
  expect((box as HTMLInputElement).value).toBe('Ben');
  expect(screen.getAllByRole('option')).toEqual(found);
});

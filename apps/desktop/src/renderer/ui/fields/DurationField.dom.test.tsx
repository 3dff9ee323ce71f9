import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';

import { DurationField, type DurationProblem } from './DurationField.tsx';

const setUp = (start = 300) => {
  const onChange = vi.fn<(seconds: number) => void>();
  const onProblem = vi.fn<(problem: DurationProblem | undefined) => void>();
  const Owner = () => {
    const [value, setValue] = useState(start);
    return (
      <DurationField
        label="Time before the next agent"
        value={value}
        onChange={(seconds) => {
          onChange(seconds);
          setValue(seconds);
        }}
        onProblem={onProblem}
        min={60}
        max={43_200}
        presets={[60, 300, 3600]}
        locale="en"
      />
    );
  };
  render(<Owner />);
  return {
    onChange,
    onProblem,
    box: screen.getByRole('combobox', { name: 'Time before the next agent' }) as HTMLInputElement,
  };
};

const type = async (box: HTMLInputElement, text: string) => {
  const user = userEvent.setup();
  await user.clear(box);
  await user.type(box, text);
  return user;
};

test('[16] takes what was typed when the box is left, and writes it in words', async () => {
  const { box, onChange } = setUp();
  const user = await type(box, '90s');
  await user.tab();
  expect(onChange).toHaveBeenCalledExactlyOnceWith(90);
  expect(box.value).toBe('1 min 30 sec');
});

test('[16] takes what was typed on Enter', async () => {
  const { box, onChange } = setUp();
  const user = await type(box, '1h');
  await user.keyboard('{Enter}');
  expect(onChange).toHaveBeenCalledExactlyOnceWith(3600);
});

test.each([
  ['59s', 'tooShort'],
  ['13h', 'tooLong'],
  ['soon', 'unreadable'],
] as const)('[16] does not take %s, says it is %s, and keeps the text to be corrected', async (text, problem) => {
  const { box, onChange, onProblem } = setUp();
  const user = await type(box, text);
  await user.tab();
  expect(onChange).not.toHaveBeenCalled();
  expect(onProblem).toHaveBeenLastCalledWith(problem);
  expect(box.value).toBe(text);
  expect(box.getAttribute('aria-invalid')).toBe('true');
});

test('[16] says that the trouble is over once it can be read', async () => {
  const { box, onProblem } = setUp();
  const user = await type(box, 'soon');
  await user.tab();
  await type(box, '2 min');
  await user.tab();
  expect(onProblem).toHaveBeenLastCalledWith(undefined);
  expect(box.value).toBe('2 minutes');
});

test('[16] Escape puts back what was there', async () => {
  const { box, onChange } = setUp();
  const user = await type(box, '7');
  await user.keyboard('{Escape}');
  await user.tab();
  expect(onChange).not.toHaveBeenCalled();
  expect(box.value).toBe('5 minutes');
});

test('[16] offers the presets', async () => {
  const { box, onChange } = setUp();
  const user = userEvent.setup();
  await user.click(box);
  await user.click(await screen.findByRole('option', { name: '1 hour' }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(3600);
});

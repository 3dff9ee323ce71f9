import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';

import { Stepper } from './Stepper.tsx';

function setUp(start: number) {
  const onChange = vi.fn<(value: number) => void>();
  const Owner = () => {
    const [value, setValue] = useState(start);
    return (
      <Stepper
        label="Rings"
        value={value}
        onChange={(next) => {
          onChange(next);
          setValue(next);
        }}
        min={1}
        max={20}
        locale="en"
        lessLabel="Less"
        moreLabel="More"
      />
    );
  };
  render(<Owner />);
  return { onChange, box: screen.getByRole<HTMLInputElement>('textbox', { name: 'Rings' }), user: userEvent.setup() };
}

test.each([
  ['50', 50],
  ['0', 0],
])(
  'what is typed beyond the limits (%s) stays for the form to refuse, and is not another number',
  async (text, value) => {
    const { box, onChange, user } = setUp(4);
    await user.clear(box);
    await user.type(box, text);
    await user.tab();
    expect(onChange).toHaveBeenLastCalledWith(value);
    expect(box.value).toBe(text);
    expect(box.getAttribute('aria-invalid')).toBe('true');
  },
);

test('buttons and arrow keys stop at the limits', async () => {
  const { box, onChange, user } = setUp(20);
  await user.click(box);
  await user.keyboard('{ArrowUp}');
  expect(onChange).not.toHaveBeenCalled();
  expect(box.value).toBe('20');
  await user.keyboard('{ArrowDown}');
  expect(onChange).toHaveBeenLastCalledWith(19);
  expect(box.getAttribute('aria-invalid')).toBeNull();
});

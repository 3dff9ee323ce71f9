import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { DialogComing } from './Coming.tsx';
import { useCommand } from './registry.ts';
import { useKeyboard } from './useKeyboard.ts';

const ran: string[] = [];
function Desk({ coming }: { readonly coming: boolean }) {
  useKeyboard();
  useCommand('conversation.park', () => ran.push('park'));
  return (
    <>
      <button>Row</button>
      {coming && <DialogComing onClose={() => ran.push('closed')} />}
    </>
  );
}
const press = (key: string, code: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key, code });

afterEach(() => {
  cleanup();
  ran.length = 0;
});

test('what is typed while a dialog is on its way is no shortcut of the desk behind it; then the focus is where it was', () => {
  const desk = render(<Desk coming={false} />);
  screen.getByRole('button', { name: 'Row' }).focus();
  desk.rerender(<Desk coming />);
  press('z', 'KeyZ');
  expect(ran).toEqual([]);
  press('Escape', 'Escape');
  expect(ran).toEqual(['closed']);
  desk.rerender(<Desk coming={false} />);
  expect(document.activeElement?.textContent).toBe('Row');
  press('z', 'KeyZ');
  expect(ran).toEqual(['closed', 'park']);
});

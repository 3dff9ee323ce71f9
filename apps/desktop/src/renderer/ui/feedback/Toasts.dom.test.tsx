import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { Toasts } from './Toasts.tsx';
import { closeToast, showToast, showUndo } from './toasts.ts';

const show = (open: () => string): { readonly id: string } => {
  render(
    <>
      <input aria-label="Message" />
      <Toasts label="Notices" closeLabel="Close" />
    </>,
  );
  screen.getByLabelText('Message').focus();
  let id = '';
  act(() => {
    id = open();
  });
  return { id };
};

test('what was done is told as a status, never as a dialog, and the focus stays where it was', () => {
  const { id } = show(() => showUndo('Conversation closed', 'Undo', () => undefined));
  expect(screen.getByRole('status', { name: 'Conversation closed' })).toBeDefined();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText('Message'));
  act(() => closeToast(id));
});

test('what failed is told at once', () => {
  const { id } = show(() => showToast({ text: 'The file could not be read.', tone: 'bad' }));
  expect(screen.getByRole('alert', { name: 'The file could not be read.' })).toBeDefined();
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText('Message'));
  act(() => closeToast(id));
});

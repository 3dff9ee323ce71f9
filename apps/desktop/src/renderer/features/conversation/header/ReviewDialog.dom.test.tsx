import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { changeLanguage } from '../../../text/text.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { interactionNoun } from '../../../workspace/testNouns.ts';
import { ReviewDialog } from './ReviewDialog.tsx';

const sent: unknown[] = [];
let answer: object = { ok: true, value: {} };
const onClose = vi.fn<() => void>();

function show(review?: object): void {
  render(
    <UiProvider>
      <ReviewDialog interaction={interactionNoun('i1', review === undefined ? {} : { review })} onClose={onClose} />
    </UiProvider>,
  );
}
const save = (): HTMLElement => screen.getByRole('button', { name: 'Save' });

beforeEach(async () => {
  sent.length = 0;
  answer = { ok: true, value: {} };
  onClose.mockReset();
  await changeLanguage('en');
  installConnection({
    sendCommand: (name: string, input: unknown) => {
      sent.push([name, input]);
      return Promise.resolve(answer);
    },
  } as unknown as Connection);
});

test('[43] a supervisor’s rating needs a score, and goes out with its comment', async () => {
  const user = userEvent.setup();
  show();
  expect(save().getAttribute('aria-disabled')).toBe('true');
  await user.click(save());
  expect(sent).toEqual([]);
  await user.click(screen.getByRole('radio', { name: '4' }));
  await user.type(screen.getByLabelText('Comment'), 'Calm and quick');
  await user.click(save());
  expect(sent).toEqual([['interaction.review', { interactionId: 'i1', score: 4, comment: 'Calm and quick' }]]);
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});

test('[43] a rating that was given before is shown, and stays open with its words when it is refused', async () => {
  const user = userEvent.setup();
  answer = { ok: false, error: { code: 'notAllowed' } };
  show({ by: 'ana', score: 2, comment: 'Too late', at: 1 });
  expect(screen.getByRole('radio', { name: '2', checked: true })).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Comment').value).toBe('Too late');
  await user.click(save());
  expect(sent).toHaveLength(1);
  expect(onClose).not.toHaveBeenCalled();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Comment').value).toBe('Too late');
});

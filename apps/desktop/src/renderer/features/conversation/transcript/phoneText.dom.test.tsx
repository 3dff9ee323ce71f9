import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { loadPhoneFormat, setOwnNumbers } from '../../../text/phoneNumber.ts';
import { changeLanguage } from '../../../text/text.ts';
import { nextDial, takeDial } from '../../../workspace/dialling.ts';
import { queueNoun, snapshotOf } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { MessageText } from './MessageText.tsx';

beforeAll(async () => {
  await changeLanguage('en');
  await loadPhoneFormat();
  setOwnNumbers(['+34912345678']);
});
afterEach(() => workspaceWriter.signedOut(0));

const text = 'Ring me on 612 55 50 19 or see https://x.example/612555019, order 48 213';
const world = (medium: string): void =>
  workspaceWriter.welcome(snapshotOf({ queues: [{ ...queueNoun('sales'), medium }] }));

test('a number in a message goes into the dial pad with one press; addresses and orders stay what they are', () => {
  world('call');
  const { container } = render(<MessageText text={text} query="" />);
  expect(container.textContent).toBe(text);
  fireEvent.click(screen.getByRole('button', { name: 'Call 612 55 50 19' }));
  const request = nextDial();
  expect(request).toEqual({ how: 'pad', number: '+34612555019' });
  act(() => takeDial(request!));
  expect(screen.getAllByRole('button', { name: /^Call/ })).toHaveLength(1);
});

test('where nobody calls, a number is only text', () => {
  world('chat');
  render(<MessageText text={text} query="" />);
  expect(screen.queryByRole('button', { name: /^Call/ })).toBeNull();
});

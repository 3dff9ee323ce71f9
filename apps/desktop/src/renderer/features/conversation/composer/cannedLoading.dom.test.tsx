import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useRef, useState } from 'react';
import { expect, test } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { useTriggerList } from './useTriggerList.tsx';

/** Texts that Enter sent. */
const sent: string[] = [];

function Field() {
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const list = useTriggerList({
    area,
    text,
    mode: 'reply',
    customerName: 'Vera',
    queueId: 'q1' as QueueId,
    onText: setText,
  });
  return (
    <>
      <textarea
        ref={area}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSelect={list.onCaret}
        onKeyDown={(event) => {
          if (!list.onKey(event) && event.key === 'Enter') sent.push(text);
        }}
      />
      {list.list}
    </>
  );
}

test('[41] Enter does not send a shortcut whose responses are still on their way', async () => {
  let answer: (reply: unknown) => void = () => {};
  const asked = new Promise((resolve) => (answer = resolve));
  installConnection({ ask: () => asked } as unknown as Connection);
  render(
    <UiProvider>
      <Field />
    </UiProvider>,
  );
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  fireEvent.change(field, { target: { value: '/fits' } });
  field.setSelectionRange(5, 5);
  fireEvent.select(field);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(sent).toEqual([]);
  const response = { id: 'c1', scope: { kind: 'center' }, folder: '', shortcut: 'fits', text: 'It fits.', uses: 0 };
  await act(async () => answer({ ok: true, value: { responses: [response] } }));
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(sent).toEqual([]);
  expect(field.value).toBe('It fits.');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(sent).toEqual(['It fits.']);
});

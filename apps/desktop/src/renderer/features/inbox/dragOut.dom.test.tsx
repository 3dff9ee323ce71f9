import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { createEvent, fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { dragOutOf, endedOutside } from './dragOut.ts';

const size = { innerWidth: 1000, innerHeight: 600 };
const at = (clientX: number, clientY: number) => ({ clientX, clientY, screenX: clientX + 90, screenY: clientY + 70 });

test.each([
  [at(-5, 300), true],
  [at(1010, 300), true],
  [at(500, -40), true],
  [at(500, 640), true],
  [at(500, 300), false],
  [{ clientX: -90, clientY: -70, screenX: 0, screenY: 0 }, false],
])('a drag that ended at %o left the window: %s', (place, left) => {
  expect(endedOutside(place, size)).toBe(left);
});

test.each([
  ['outside', 'none', -20, 1],
  ['outside, where another program took it', 'link', -20, 0],
  ['inside', 'none', 20, 0],
] as const)('letting go %s', (_where, dropEffect, clientX, times) => {
  const onDragOut = vi.fn<(id: InteractionId) => void>();
  render(<div {...dragOutOf('a' as InteractionId, onDragOut)}>row</div>);
  const row = screen.getByText('row');
  const end = createEvent.dragEnd(row);
  Object.defineProperties(
    end,
    Object.fromEntries(
      Object.entries({ clientX, clientY: 20, screenX: 300, screenY: 300, dataTransfer: { dropEffect } }).map(
        ([key, value]) => [key, { value }],
      ),
    ),
  );
  fireEvent(row, end);
  expect(onDragOut.mock.calls).toEqual(times === 1 ? [['a']] : []);
});

test('where rows cannot become windows they are not draggable', () => {
  render(<div {...dragOutOf('a' as InteractionId, undefined)}>row</div>);
  expect(screen.getByText('row').getAttribute('draggable')).toBeNull();
});

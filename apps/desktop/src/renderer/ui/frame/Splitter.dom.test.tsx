import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';

import { Splitter } from './Splitter.tsx';

const setUp = (column: 'left' | 'right' = 'left') => {
  const Owner = () => {
    const [width, setWidth] = useState(320);
    return (
      <Splitter
        label="Width of the list"
        controls="list"
        value={width}
        min={280}
        max={400}
        initial={320}
        column={column}
        onChange={setWidth}
      />
    );
  };
  render(<Owner />);
  const line = screen.getByRole('separator', { name: 'Width of the list' });
  return { line, width: () => Number(line.getAttribute('aria-valuenow')) };
};

test('arrow keys move the line, with Shift farther, and never beyond its ends', () => {
  const { line, width } = setUp();
  fireEvent.keyDown(line, { key: 'ArrowRight' });
  expect(width()).toBe(328);
  fireEvent.keyDown(line, { key: 'ArrowLeft', shiftKey: true });
  expect(width()).toBe(288);
  fireEvent.keyDown(line, { key: 'ArrowLeft', shiftKey: true });
  expect(width()).toBe(280);
});

test('right of the line the arrows mean the other way', () => {
  const { line, width } = setUp('right');
  fireEvent.keyDown(line, { key: 'ArrowLeft' });
  expect(width()).toBe(328);
});

test('Home and End go to the ends, a double press and Enter go back', () => {
  const { line, width } = setUp();
  fireEvent.keyDown(line, { key: 'Home' });
  expect(width()).toBe(280);
  fireEvent.keyDown(line, { key: 'End' });
  expect(width()).toBe(400);
  fireEvent.doubleClick(line);
  expect(width()).toBe(320);
  fireEvent.keyDown(line, { key: 'End' });
  fireEvent.keyDown(line, { key: 'Enter' });
  expect(width()).toBe(320);
});

test('keys that are not its own pass through', () => {
  const { line, width } = setUp();
  expect(fireEvent.keyDown(line, { key: 'a' })).toBe(true);
  expect(width()).toBe(320);
});

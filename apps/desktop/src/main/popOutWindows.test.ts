import { EventEmitter } from 'node:events';

import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';

import { PopOutWindows } from './popOutWindows.ts';
import type { Area, DisplayFacts, WindowPlaces } from './windowState.ts';

const display: DisplayFacts = { id: 1, workArea: { x: 0, y: 0, width: 1_440, height: 900 } };

class FakeWindow extends EventEmitter {
  bounds: Area = { x: 0, y: 0, width: 0, height: 0 };
  top = false;
  getNormalBounds = (): Area => this.bounds;
  setAlwaysOnTop = (on: boolean): void => void (this.top = on);
  isAlwaysOnTop = (): boolean => this.top;
}

const given = () => {
  let places: WindowPlaces = { last: null, places: {} };
  const windows = new PopOutWindows({
    kind: () => ({ platform: 'linux', preload: '/preload.cjs', diagnostics: false, background: '#fff' }),
    displays: () => [display],
    displayAt: () => display,
    places: () => places,
    keep: (next) => {
      places = next;
    },
  });
  const open = (id: string): FakeWindow => {
    const window = new FakeWindow();
    const { x = 0, y = 0, width = 0, height = 0 } = windows.options();
    window.bounds = { x, y, width, height };
    windows.opened(window as unknown as BrowserWindow, `interaction-${id}`);
    return window;
  };
  return { windows, open };
};

test('the first is in the middle, the next where the last one was left, never below the least size', () => {
  const { open } = given();
  const first = open('1');
  expect(first.bounds).toEqual({ x: 510, y: 90, width: 420, height: 720 });
  first.bounds = { x: 900, y: 40, width: 500, height: 600 };
  first.emit('moved');
  first.emit('closed');
  const second = open('2');
  expect(second.bounds).toEqual({ x: 900, y: 40, width: 500, height: 600 });
  second.bounds = { x: 3_000, y: -50, width: 10, height: 10 };
  second.emit('close');
  second.emit('closed');
  expect(open('3').bounds).toEqual({ x: 1_020, y: 0, width: 420, height: 520 });
});

test('a second one does not hide the first, and stays on the display', () => {
  const { open } = given();
  const first = open('1');
  const second = open('2');
  expect([second.bounds.x - first.bounds.x, second.bounds.y - first.bounds.y]).toEqual([28, 28]);
  for (let n = 3; n < 60; n += 1) {
    const { x, y, width, height } = open(String(n)).bounds;
    expect([x + width <= 1_440, y + height <= 900]).toEqual([true, true]);
  }
});

test('one is pinned above the others and let go; of what is not open nothing is said', () => {
  const { windows, open } = given();
  const one = open('1');
  const two = open('2');
  expect([windows.pin('1', true), one.top, two.top]).toEqual([true, true, false]);
  expect([windows.pin('1', false), one.top]).toEqual([false, false]);
  expect(windows.pin('9', true)).toBe(false);
  one.emit('closed');
  expect([windows.pin('1', true), one.top]).toEqual([false, false]);
});

import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';

import { UiProvider } from '../UiProvider.tsx';
import { Player } from './Player.tsx';

const words = {
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  at: (at: number) => `${Math.round(at)} of 90`,
  speed: (speed: number) => `Speed ${speed}`,
  download: 'Download',
  erase: 'Erase',
  failed: 'It could not be loaded',
};

function show(load: () => Promise<Blob | undefined>) {
  render(
    <UiProvider>
      <Player label="Recording" seconds={90} peaks={[10, 90]} load={load} words={words} onDownload={() => undefined} />
    </UiProvider>,
  );
  return { slider: screen.getByRole('slider', { name: 'Position' }), audio: document.querySelector('audio')! };
}

afterEach(() => vi.restoreAllMocks());

test('keys move through a recording, and its place is said in words', () => {
  const { slider } = show(async () => undefined);
  const place = (): string | null => slider.getAttribute('aria-valuetext');
  for (const [key, expected] of [
    ['ArrowRight', '5 of 90'],
    ['PageUp', '20 of 90'],
    ['ArrowLeft', '15 of 90'],
    ['End', '90 of 90'],
    ['ArrowRight', '90 of 90'],
    ['Home', '0 of 90'],
    ['PageDown', '0 of 90'],
  ] as const) {
    fireEvent.keyDown(slider, { key });
    expect(place()).toBe(expected);
  }
});

test('nothing is fetched before it is played; Space plays from the chosen place, and speed holds', async () => {
  const load = vi.fn<() => Promise<Blob>>(async () => new Blob(['x']));
  const { slider, audio } = show(load);
  const play = vi.spyOn(audio, 'play').mockImplementation(async () => void audio.dispatchEvent(new Event('play')));
  fireEvent.keyDown(slider, { key: 'ArrowRight' });
  expect(load).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Speed 1' }));
  await act(async () => void fireEvent.keyDown(slider, { key: ' ' }));
  await act(async () => undefined);
  expect(play).toHaveBeenCalledOnce();
  expect(audio.src).toMatch(/^blob:/);
  expect([audio.currentTime, audio.playbackRate]).toEqual([5, 1.25]);
  expect(screen.getByRole('button', { name: 'Pause' })).toBeDefined();
});

test('what cannot be had is said', async () => {
  const { slider } = show(async () => undefined);
  await act(async () => void fireEvent.keyDown(slider, { key: ' ' }));
  expect(screen.getByRole('alert').textContent).toBe('It could not be loaded');
});

import 'fake-indexeddb/auto';

import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { changeLanguage, loadTexts } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { rememberedDevices } from './deviceMemory.ts';
import { RingCheck } from './RingCheck.tsx';

/** Outputs that ring, by the device that was chosen for them. */
const rang: { readonly sink: string; readonly loudness: number }[] = [];

class FakeContext {
  sink = '';
  readonly state = 'running';
  readonly currentTime = 0;
  readonly destination = {};
  setSinkId = async (id: string): Promise<void> => void (this.sink = id);
  close = async (): Promise<void> => undefined;
  createOscillator = () => ({
    frequency: { value: 0 },
    connect: (next: object) => next,
    start: () => undefined,
    stop: () => undefined,
  });
  createGain = () => {
    const gain = {
      setValueAtTime: () => undefined,
      linearRampToValueAtTime: (loudness: number) => {
        if (loudness > 0) rang.push({ sink: this.sink, loudness });
      },
    };
    return { gain, connect: (next: object) => next };
  };
}

beforeEach(async () => {
  rang.length = 0;
  localStorage.clear();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.stubGlobal('AudioContext', FakeContext);
  const output = (deviceId: string, label: string) => ({ kind: 'audiooutput', deviceId, label });
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: {
      enumerateDevices: async () => [
        output('default', 'Default'),
        output('box', 'Loudspeakers'),
        output('set', 'Headset'),
      ],
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    },
  });
  await Promise.all([changeLanguage('en'), loadTexts('calls')]);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the ring of calls is heard on the device that will ring, which is remembered; it ends by itself', async () => {
  localStorage.setItem(
    'ringdesk.devices',
    JSON.stringify({ ...rememberedDevices(), ringer: { id: 'box', name: 'Loudspeakers' } }),
  );
  render(
    <UiProvider>
      <RingCheck />
    </UiProvider>,
  );
  await act(async () => undefined);
  expect(screen.getByRole('combobox', { name: 'Ringer' }).textContent).toContain('Loudspeakers');
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Ring' });
  fireEvent.click(button);
  await act(async () => undefined);
  expect(rang.length).toBeGreaterThan(0);
  expect(new Set(rang.map(({ sink }) => sink))).toEqual(new Set(['box']));
  expect(button.disabled).toBe(true);
  act(() => void vi.advanceTimersByTime(3_000));
  expect(button.disabled).toBe(false);
  const before = rang.length;
  act(() => void vi.advanceTimersByTime(20_000));
  expect(rang).toHaveLength(before);
});

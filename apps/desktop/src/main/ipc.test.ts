import type { IpcMainInvokeEvent } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';

const door = vi.hoisted(() => ({
  handle: vi.fn<(channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) => void>(),
}));
vi.mock('electron', () => ({ ipcMain: door }));

import { desktopCalls } from '../bridge/desktopApi.ts';
import { offerWindowCalls } from '../bridge/offerWindowApi.ts';
import { answer, answerPages, type Caller, type Handlers, tellDesk, windowAsking } from './ipc.ts';

const mainFrame = { url: 'app://ringdesk/inbox' };
const caller = (over: Partial<Caller> = {}): Caller => ({
  sender: { id: 1, mainFrame },
  senderFrame: mainFrame,
  ...over,
});
const windowOf = (id: number): keyof Handlers | undefined => ({ 1: 'desk' as const, 2: 'offers' as const })[id];

const called: unknown[] = [];
const note =
  (name: string) =>
  (input: unknown): Record<string, never> => {
    called.push([name, input]);
    return {};
  };
const handlers: Handlers = {
  desk: new Proxy({} as Handlers['desk'], { get: (_target, name) => note(String(name)) }),
  offers: { 'offers.get': () => ({ shown: null }), 'offers.press': note('offers.press') },
};
beforeEach(() => void called.splice(0));

describe('who asks', () => {
  test('the page of a window of ours', () => {
    expect(windowAsking(caller(), windowOf)).toBe('desk');
    expect(windowAsking(caller({ sender: { id: 2, mainFrame } }), windowOf)).toBe('offers');
  });

  test('nobody else: a frame inside, a page that is gone, a strange address, a strange window', () => {
    expect(windowAsking(caller({ senderFrame: { url: 'app://ringdesk/inbox' } }), windowOf)).toBeUndefined();
    expect(windowAsking(caller({ senderFrame: null }), windowOf)).toBeUndefined();
    expect(windowAsking({ sender: { id: 1, mainFrame: null }, senderFrame: null }, windowOf)).toBeUndefined();
    for (const url of [
      'https://desk.example/',
      'app://ringdesk.evil/',
      'about:blank',
      'file:///app/index.html',
      'blob:app://ringdesk/1',
      '',
    ]) {
      const frame = { url };
      expect(windowAsking({ sender: { id: 1, mainFrame: frame }, senderFrame: frame }, windowOf)).toBeUndefined();
    }
    expect(windowAsking(caller({ sender: { id: 3, mainFrame } }), windowOf)).toBeUndefined();
  });
});

describe('what may be asked', () => {
  test('a name of the list with an input that fits', async () => {
    expect(
      await answer(handlers, 'desk', 'external.open', { url: 'https://example.com' }).catch((error: unknown) => error),
    ).toBeInstanceOf(Error);
    expect(await answer(handlers, 'desk', 'window.show', {})).toEqual({});
    expect(called).toEqual([
      ['external.open', { url: 'https://example.com' }],
      ['window.show', {}],
    ]);
  });

  test.for([
    '',
    'window.showAll',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'offers.press',
    'x'.repeat(100_000),
    7,
    null,
    undefined,
    {},
    ['window.show'],
  ])('no such call: %j', async (name) => {
    await expect(answer(handlers, 'desk', name, {})).rejects.toThrow('No such call');
    expect(called).toEqual([]);
  });

  test('each window has its own list', async () => {
    for (const name of Object.keys(desktopCalls))
      await expect(answer(handlers, 'offers', name, {})).rejects.toThrow('No such call');
    for (const name of Object.keys(offerWindowCalls))
      await expect(answer(handlers, 'desk', name, {})).rejects.toThrow('No such call');
  });

  test('input that does not fit reaches nobody and is not repeated in the error', async () => {
    const bad: [string, unknown][] = [
      ['window.show', { extra: 1 }],
      ['window.show', undefined],
      ['window.show', null],
      ['external.open', { url: 'x'.repeat(3_000) }],
      ['server.set', { origin: 'http://evil.example' }],
      ['server.set', { origin: 'https://u:p@desk.example' }],
      ['vault.set', { token: 'very-secret-token', keep: 'yes' }],
      ['badge.set', { count: -1, attention: false, description: '' }],
      ['badge.set', { count: 1.5, attention: false, description: '' }],
      ['notification.show', { tag: 't', title: 'x', body: 'x', interactionId: '../x' }],
      ['shortcuts.set', { shortcuts: [{ action: 'accept', chord: 'F8\n' }] }],
      ['tray.set', { presence: 'happy', tooltip: '', menu: [] }],
      ['window.show', JSON.parse('{"__proto__":{"polluted":true}}')],
    ];
    for (const [name, input] of bad) {
      const failure = await answer(handlers, 'desk', name, input).catch((error: unknown) => String(error));
      expect(failure).toBe(`Error: ${name}: the input does not fit`);
    }
    expect(called).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('an answer that does not fit does not leave', async () => {
    const wrong: Handlers = {
      ...handlers,
      offers: { ...handlers.offers, 'offers.get': () => ({ shown: { secret: 1 } }) as never },
    };
    await expect(answer(wrong, 'offers', 'offers.get', {})).rejects.toThrow(/shown/);
  });
});

describe('the door', () => {
  test('is one, and tells of strangers without what they said', async () => {
    const refused: string[] = [];
    answerPages(handlers, windowOf, (code) => refused.push(code));
    expect(door.handle.mock.calls.map(([channel]) => channel)).toEqual(['call']);
    const listen = door.handle.mock.calls[0]?.[1];
    await expect(
      listen?.({ sender: { id: 9, mainFrame }, senderFrame: mainFrame } as never, 'window.show', {}),
    ).rejects.toThrow('Not allowed');
    expect(
      await listen?.({ sender: { id: 1, mainFrame }, senderFrame: mainFrame } as never, 'window.show', {}),
    ).toEqual({});
    expect(refused).toEqual(['ipc.stranger']);
  });

  test('what goes out is checked as well', () => {
    const send = vi.fn<(...said: unknown[]) => void>();
    tellDesk({ send }, 'update.ready', { version: '1.2.3' });
    expect(send).toHaveBeenCalledExactlyOnceWith('event', 'update.ready', { version: '1.2.3' });
    expect(() => tellDesk({ send }, 'link.opened', { interactionId: '../x' as never })).toThrow(/not an id/);
  });
});

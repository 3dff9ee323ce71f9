import { Instant } from '@ringdesk/shared/model/time.ts';
import { expect, test } from 'vitest';

import { OfferCard, type OffersShown } from '../bridge/desktopApi.ts';
import { OfferPanel } from './offerPanel.ts';

const card = (id: string): OfferCard =>
  OfferCard.parse({
    offerId: id,
    interactionId: 'i1',
    state: 'pending',
    title: 'Ana',
    medium: 'chat',
    subtitle: 'Sales',
    preview: '',
    why: '',
    expiresAt: Instant.parse(60_000),
    offeredAt: Instant.parse(0),
  });
const shown = (...ids: string[]): OffersShown => ({
  cards: ids.map(card),
  more: 0,
  labels: { accept: 'A', decline: 'D', connecting: 'C', more: '' },
  clockOffsetMs: 0,
  theme: 'light',
});

const open = () => {
  const done: string[] = [];
  let visible = false;
  const pointer = { x: 0, y: 0, width: 1_440, height: 900 };
  const panel = new OfferPanel({
    window: () => {
      done.push('made');
      return {
        isVisible: () => visible,
        showInactive: () => {
          visible = true;
          done.push('shown');
        },
        hide: () => {
          if (visible) done.push('hidden');
          visible = false;
        },
        setPosition: (x, y) => done.push(`at ${x} ${y}`),
      };
    },
    tell: ({ cards }) => done.push(`tell ${cards.length}`),
    workArea: () => pointer,
    platform: 'linux',
  });
  return { panel, done, pointer };
};

test('no window before the first offer', () => {
  const { panel, done } = open();
  panel.show(shown());
  panel.setDeskInFront(true);
  panel.clear();
  expect(done).toEqual([]);
});

test('an offer shows it once, where the pointer is, and its end hides it', () => {
  const { panel, done, pointer } = open();
  panel.show(shown('o1'));
  panel.show(shown('o1', 'o2'));
  panel.show(shown());
  Object.assign(pointer, { x: 1_440 });
  panel.show(shown('o3'));
  expect(done).toEqual([
    'made',
    'tell 1',
    'at 1064 708',
    'shown',
    'tell 2',
    'tell 0',
    'hidden',
    'tell 1',
    'at 2504 708',
    'shown',
  ]);
});

test('while the desk is in front it shows the offer itself', () => {
  const { panel, done } = open();
  panel.setDeskInFront(true);
  panel.show(shown('o1'));
  expect(done).toEqual(['made', 'tell 1']);
  panel.setDeskInFront(false);
  panel.setDeskInFront(true);
  expect(done.slice(2)).toEqual(['at 1064 708', 'shown', 'hidden']);
});

test('a window that is no more is forgotten, and the next offer makes another', () => {
  const { panel, done } = open();
  panel.show(shown('o1'));
  panel.windowClosed();
  panel.setDeskInFront(true);
  panel.clear();
  expect(done).toEqual(['made', 'tell 1', 'at 1064 708', 'shown']);
  panel.show(shown('o2'));
  expect(done.filter((what) => what === 'made')).toHaveLength(2);
});

test('a page that died leaves nothing on the screen that could be pressed', () => {
  const { panel, done } = open();
  panel.show(shown('o1'));
  panel.clear();
  expect(done.slice(-2)).toEqual(['tell 0', 'hidden']);
  expect(panel.shown?.cards).toEqual([]);
});

import { expect, test } from 'vitest';

import { emojiTester } from './emojiDrawn.ts';

/** A system that has pictures for these signs; any other is drawn as a box, a sequence as its parts. */
function systemWith(pictures: readonly string[]): Document {
  let picture = '';
  /** Boxes are narrow: two of them side by side are not much wider than one picture. */
  const partsOf = (sign: string): number => [...sign].filter((part) => part !== '\u200D' && part !== '\uFE0F').length;
  const pen = {
    clearRect: () => undefined,
    fillText: (sign: string) => {
      picture = pictures.includes(sign) ? sign : 'box';
    },
    getImageData: () => ({ data: [picture] }),
    measureText: (sign: string) => ({ width: pictures.includes(sign) ? 14 : 9 * partsOf(sign) }),
  };
  return { createElement: () => ({ getContext: () => pen }) } as unknown as Document;
}

test('what the system draws as a missing character, or as its parts, is not offered', () => {
  const drawn = emojiTester(systemWith(['😀', '👍️', '😶\u200D🌫️']));
  expect(['😀', '👍️', '🫩', '❤️\u200D🔥', '😶\u200D🌫️'].filter(drawn)).toEqual(['😀', '👍️', '😶\u200D🌫️']);
});

test('without any emoji, and where nothing can be measured, all are offered by their names', () => {
  expect(['😀', '🫩'].filter(emojiTester(systemWith([])))).toEqual(['😀', '🫩']);
  const blind = { createElement: () => ({ getContext: () => null }) } as unknown as Document;
  expect(['😀', '🫩'].filter(emojiTester(blind))).toEqual(['😀', '🫩']);
});

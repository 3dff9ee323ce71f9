import { expect, test } from 'vitest';

import { emojiTester } from './emojiDrawn.ts';

/** A system that has pictures for these signs; any other is drawn as a box, a sequence as its parts. */
function systemWith(pictures: readonly string[]): Document {
  let picture = '';
  const pen = {
    clearRect: () => undefined,
    fillText: (sign: string) => {
      picture = pictures.includes(sign) ? sign : 'box';
    },
    getImageData: () => ({ data: [picture] }),
    measureText: (sign: string) => ({ width: 14 * (pictures.includes(sign) ? 1 : sign.split('\u200D').length) }),
  };
  return { createElement: () => ({ getContext: () => pen }) } as unknown as Document;
}

test('what the system draws as a missing character, or as its parts, is not offered', () => {
  const drawn = emojiTester(systemWith(['😀', '👍️', '❤️']));
  expect(['😀', '👍️', '🫩', '❤️\u200D🔥'].filter(drawn)).toEqual(['😀', '👍️']);
});

test('without any emoji, and where nothing can be measured, all are offered by their names', () => {
  expect(['😀', '🫩'].filter(emojiTester(systemWith([])))).toEqual(['😀', '🫩']);
  const blind = { createElement: () => ({ getContext: () => null }) } as unknown as Document;
  expect(['😀', '🫩'].filter(emojiTester(blind))).toEqual(['😀', '🫩']);
});

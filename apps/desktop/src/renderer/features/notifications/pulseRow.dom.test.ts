import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { pulseRow } from './pulseRow.ts';

const a = 'a' as InteractionId;
const animate = vi.fn<(...input: unknown[]) => void>();
const motion = (reduced: boolean): void => {
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: reduced } as MediaQueryList);
};

beforeEach(() => {
  for (const id of ['a', 'b']) {
    const row = document.createElement('div');
    row.className = 'conv';
    row.dataset['interaction'] = id;
    row.animate = (...input) => {
      animate(id, ...input);
      return {} as Animation;
    };
    document.body.append(row);
  }
});
afterEach(() => {
  document.body.replaceChildren();
  animate.mockClear();
});

it('the row whose target is near pulses three times, at most once a second', () => {
  motion(false);
  pulseRow(a);
  expect(animate).toHaveBeenCalledTimes(1);
  expect(animate).toHaveBeenCalledWith(
    'a',
    expect.anything(),
    expect.objectContaining({ duration: 1_000, iterations: 3 }),
  );
});

it('stays still for who wants no motion, and where the row is not drawn', () => {
  motion(true);
  pulseRow(a);
  motion(false);
  pulseRow('c' as InteractionId);
  expect(animate).not.toHaveBeenCalled();
});

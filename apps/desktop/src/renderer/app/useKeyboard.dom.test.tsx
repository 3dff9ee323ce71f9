import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { interactionNoun, offerNoun, snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { useCommand } from './registry.ts';
import { useKeyboard } from './useKeyboard.ts';

const ran: string[] = [];
function Desk() {
  useKeyboard();
  useCommand('conversation.park', () => ran.push('park'));
  useCommand('app.palette', () => ran.push('palette'));
  return null;
}
const press = (code: string, ctrlKey = false) => fireEvent.keyDown(document.body, { code, ctrlKey });

afterEach(() => {
  cleanup();
  workspaceWriter.signedOut(T0);
  ran.length = 0;
});

describe('the keyboard of the desk', () => {
  it('takes no single key while one is joined with a customer: it is the beginning of what is written to them', () => {
    const joining = (state: 'pending' | 'connecting') =>
      workspaceWriter.welcome(
        snapshotOf({
          interactions: [
            interactionNoun('open'),
            interactionNoun('next', { state: 'connecting', agentId: 'me', joinBy: T0 + 10_000 }),
          ],
          offers: [offerNoun('o1', 'next', { state })],
        }),
      );
    joining('connecting');
    render(<Desk />);
    press('KeyZ');
    press('KeyK', true);
    expect(ran).toEqual(['palette']);
    joining('pending');
    press('KeyZ');
    expect(ran).toEqual(['palette', 'park']);
  });
});

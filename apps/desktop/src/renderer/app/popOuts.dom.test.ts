import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { isDeskFocused, isOnScreen, lookedAt } from '../workspace/attention.ts';
import { T0 } from '../workspace/testNouns.ts';
import { showInteraction } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { popOut, takeBack } from './popOuts.ts';

const a = 'a' as InteractionId;
const b = 'b' as InteractionId;

/** As much of a browser's new window as is used. */
function childWindow() {
  const page = document.implementation.createHTMLDocument();
  const events = new EventTarget();
  const state = { focused: false, fronted: 0 };
  Object.assign(page, { open: () => page, write: () => undefined, close: () => undefined });
  Object.defineProperty(page, 'hasFocus', { value: () => state.focused });
  const child = {
    document: page,
    screenX: 30,
    screenY: 40,
    innerWidth: 500,
    innerHeight: 600,
    focus: () => (state.fronted += 1),
    close: () => events.dispatchEvent(new Event('pagehide')),
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  return { child: child as unknown as Window, state };
}

afterEach(() => {
  takeBack(a);
  takeBack(b);
  window.localStorage.clear();
  workspaceWriter.signedOut(T0);
});

describe('a conversation in a window of its own', () => {
  it('has the name that the desktop lets through, and the bounds of the last one', () => {
    const first = childWindow();
    const open = vi.spyOn(window, 'open').mockReturnValue(first.child);
    expect(popOut(a)).toBe(true);
    expect(open).toHaveBeenLastCalledWith('about:blank', 'interaction-a', 'popup,width=420,height=720');
    takeBack(a);
    open.mockReturnValue(childWindow().child);
    popOut(b);
    expect(open).toHaveBeenLastCalledWith('about:blank', 'interaction-b', 'popup,width=500,height=600,left=30,top=40');
  });

  it('is brought to the front in place of a second one, and says when the browser refuses it', () => {
    const { child, state } = childWindow();
    const open = vi.spyOn(window, 'open').mockReturnValue(child);
    popOut(a);
    expect(popOut(a)).toBe(true);
    expect(open).toHaveBeenCalledTimes(1);
    expect(state.fronted).toBe(1);
    open.mockReturnValue(null);
    expect(popOut(b)).toBe(false);
  });

  it('is what the person looks at while it has the focus, whatever the desk shows', () => {
    const { child, state } = childWindow();
    vi.spyOn(window, 'open').mockReturnValue(child);
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    showInteraction(b);
    popOut(a);
    expect([lookedAt(), isDeskFocused(), isOnScreen(a)]).toEqual([undefined, false, true]);
    state.focused = true;
    expect([lookedAt(), isDeskFocused()]).toEqual([a, true]);
    takeBack(a);
    expect(isOnScreen(a)).toBe(false);
  });

  it('closes when the person signs out', () => {
    const { child } = childWindow();
    vi.spyOn(window, 'open').mockReturnValue(child);
    popOut(a);
    workspaceWriter.link({ phase: 'signedOut', since: T0 });
    expect(isOnScreen(a)).toBe(false);
  });
});

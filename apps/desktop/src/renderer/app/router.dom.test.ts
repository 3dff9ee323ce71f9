import { beforeEach, describe, expect, test, vi } from 'vitest';

import { workspace } from '../workspace/workspace.ts';
import { currentRoute, goUp, navigate, routeOf, startRouter } from './router.ts';

const id = '01a2b3c4-d5e6-7f80-8192-a3b4c5d6e7f8';

/** What a press of Back brings: its entry, and the word of the browser that it is there. */
const arriveAt = (path: string): void => {
  window.history.replaceState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
};

beforeEach(() => {
  window.history.replaceState(null, '', '/');
  startRouter();
});

describe('where the person is', () => {
  test('the root is the inbox, by the address too, so that one press of Back leaves it', () => {
    expect(window.location.pathname).toBe('/inbox');
    const before = window.history.length;
    navigate('/inbox');
    expect(window.history.length).toBe(before);
  });

  test('an address that is loaded anew leads to the same place', () => {
    expect(routeOf(`/inbox/${id}`, '#12')).toEqual({ screen: 'inbox', interactionId: id, line: { seq: 12 } });
    expect(routeOf('/settings/queues/a%20b', '')).toEqual({ screen: 'settings', path: ['queues', 'a b'] });
    expect(routeOf('/nowhere', '')).toEqual({ screen: 'inbox', interactionId: undefined });
  });

  test('each conversation and each screen is an entry of its own, and Back shows what it says', () => {
    const before = window.history.length;
    navigate(`/inbox/${id}`);
    navigate('/settings/people');
    expect(window.history.length).toBe(before + 2);
    arriveAt(`/inbox/${id}`);
    expect(currentRoute()).toEqual({ screen: 'inbox', interactionId: id, line: undefined });
    expect(workspace.getState().open).toBe(id);
  });

  test('up to the list goes back where the list came before, and leaves no second entry of the conversation otherwise', () => {
    const back = vi.spyOn(window.history, 'back').mockImplementation(() => undefined);
    navigate(`/inbox/${id}`);
    goUp('/inbox');
    expect(back).toHaveBeenCalledOnce();
    navigate('/settings');
    navigate(`/inbox/${id}`);
    const before = window.history.length;
    goUp('/inbox');
    expect(back).toHaveBeenCalledOnce();
    expect([window.location.pathname, window.history.length]).toEqual(['/inbox', before]);
  });
});

import { describe, expect, it } from 'vitest';

import { withoutKnown } from './axeRules.ts';

const violation = (id: string, ...html: string[]) => ({ id, nodes: html.map((each) => ({ html: each })) });

describe('what axe reports and is right as it is', () => {
  it('passes over the guards of menus and the page behind an open list, for the one rule only', () => {
    const guard = '<span tabindex="0" aria-hidden="true" data-base-ui-focus-guard="" style="position: fixed">';
    const page = '<div id="root" data-base-ui-inert="" aria-hidden="true">';
    expect(withoutKnown([violation('aria-hidden-focus', guard, page)])).toEqual([]);
    expect(withoutKnown([violation('button-name', guard)])).toHaveLength(1);
  });

  it('keeps other elements, also where a known one is only inside of them', () => {
    const own = '<div aria-hidden="true"><span data-base-ui-focus-guard=""></span></div>';
    expect(withoutKnown([violation('aria-hidden-focus', own)])).toHaveLength(1);
  });
});

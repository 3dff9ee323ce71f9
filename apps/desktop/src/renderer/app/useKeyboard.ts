import { useEffect, useRef } from 'react';

import { thisPlatform } from '../ui/actions/chord.ts';
import { steadyNow } from '../workspace/clock.ts';
import { usePreferences } from '../workspace/hooks.ts';
import { commandFor, runCommand, useCommand } from './registry.ts';

/** Where a key means what it always means, and single-key shortcuts keep quiet. */
const OWN_KEYS =
  'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"][aria-activedescendant], [role="dialog"], [role="alertdialog"][aria-modal="true"], [role="slider"], [role="tablist"]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(OWN_KEYS) !== null;

/** Listens for the keys of the registry. On keydown only: releasing modifiers switches layouts (desk 2.11). */
export function useKeyboard(): void {
  const preferences = usePreferences();
  const latest = useRef(preferences);
  useEffect(() => {
    latest.current = preferences;
  });
  useEffect(() => {
    const mac = thisPlatform() === 'mac';
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const { code, ctrlKey, shiftKey, altKey, metaKey } = event;
      const key = { code, ctrlKey, shiftKey, altKey, metaKey, altGraph: event.getModifierState('AltGraph') };
      const id = commandFor(key, {
        mac,
        typing: isTyping(event.target),
        repeated: event.repeat,
        now: steadyNow(),
        preferences: latest.current,
      });
      if (id !== undefined && runCommand(id)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  useCommand('region.next', () => moveRegion(1));
  useCommand('region.previous', () => moveRegion(-1));
}

/** Parts of the window that F6 steps through, in the order in which they are read; those not on the screen are left out. */
const REGIONS = ['.offer-stack', '.list', '.convo', '.panel', '.page', '.rail', '.titlebar', '.dock'];
const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

function moveRegion(step: number): void {
  const regions = REGIONS.flatMap((selector) => [...document.querySelectorAll<HTMLElement>(selector)]).filter(
    (region) => firstOf(region) !== undefined,
  );
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[at < 0 ? (step > 0 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length];
  if (next !== undefined) firstOf(next)?.focus();
}

/** In a conversation the text comes first: that is what one wants there. */
function firstOf(region: HTMLElement): HTMLElement | undefined {
  const candidates = [...region.querySelectorAll<HTMLElement>(`textarea, ${FOCUSABLE}`)];
  return candidates.find((each) => each.matches('textarea') && visible(each)) ?? candidates.find(visible);
}

const visible = (element: HTMLElement): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0;

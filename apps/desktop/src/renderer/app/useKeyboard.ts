import { useEffect, useRef } from 'react';

import { thisPlatform } from '../ui/actions/chord.ts';
import { steadyNow } from '../workspace/clock.ts';
import { usePreferences } from '../workspace/hooks.ts';
import { workspace } from '../workspace/workspace.ts';
import { type CommandId, commandIds, entryOf } from './commandTable.ts';
import { noteTouches } from './idleWatch.ts';
import { commandFor, runCommand, useCommand } from './registry.ts';

/** Where a key means what it always means, and single-key shortcuts keep quiet. */
const OWN_KEYS =
  'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"][aria-activedescendant], [role="dialog"], [role="alertdialog"][aria-modal="true"], [role="slider"], [role="tablist"]';

/** Asked by what it can do: elements of another window are of that window's own classes. */
const isTyping = (target: EventTarget | null): boolean =>
  target !== null && 'closest' in target && (target as Element).closest(OWN_KEYS) !== null;

/** What is typed while one is joined with a customer is meant for them: the caret comes with the conversation. */
const isJoining = (): boolean => {
  const { mirror } = workspace.getState();
  return mirror?.offers.values().some(({ agentId, state }) => agentId === mirror.me && state === 'connecting') === true;
};

/** Listens for the keys of the registry. On keydown only: releasing modifiers switches layouts (desk 2.11). */
export function useKeyboard(): void {
  useKeys(window, runCommand);
  useCommand('region.next', () => moveRegion(document, 1));
  useCommand('region.previous', () => moveRegion(document, -1));
}

/**
 * The same in a window for one conversation. `own` gives what a command does there; offers and my state are answered from
 * everywhere, and for all other commands the desk comes to the front.
 */
export function useWindowKeyboard(child: Window, own: (id: CommandId) => (() => void) | undefined): void {
  useKeys(child, (id) => {
    const run = own(id);
    if (run !== undefined) run();
    else if (id === 'region.next' || id === 'region.previous')
      moveRegion(child.document, id === 'region.next' ? 1 : -1);
    else if (entryOf(id).group === 'conversation') return false;
    else {
      // The list of reasons stands in the desk.
      if (entryOf(id).group !== 'offers' || id === 'offer.declineWhy') window.focus();
      return runCommand(id);
    }
    return true;
  });
}

/** @param run does what the command means here; false when it means nothing */
function useKeys(shown: Window, run: (id: CommandId) => boolean): void {
  const preferences = usePreferences();
  const latest = useRef({ preferences, run });
  useEffect(() => {
    latest.current = { preferences, run };
  });
  useEffect(() => {
    const mac = thisPlatform() === 'mac';
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const { code, ctrlKey, shiftKey, altKey, metaKey } = event;
      const key = { code, ctrlKey, shiftKey, altKey, metaKey, altGraph: event.getModifierState('AltGraph') };
      const id = commandFor(
        key,
        {
          mac,
          typing: isTyping(event.target) || isJoining(),
          repeated: event.repeat,
          now: steadyNow(),
          preferences: latest.current.preferences,
        },
        shown === window ? undefined : commandIds,
      );
      if (id !== undefined && latest.current.run(id)) event.preventDefault();
    };
    const endTouches = noteTouches(shown);
    shown.addEventListener('keydown', press);
    return () => {
      endTouches();
      shown.removeEventListener('keydown', press);
    };
  }, [shown]);
}

/** Parts of the window that F6 steps through, in the order in which they are read; those not on the screen are left out. */
const REGIONS = ['.offer-stack', '.list', '.convo', '.panel', '.page', '.rail', '.titlebar', '.dock'];
const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

function moveRegion(page: Document, step: number): void {
  const regions = REGIONS.flatMap((selector) => [...page.querySelectorAll<HTMLElement>(selector)]).filter(
    (region) => firstOf(region) !== undefined,
  );
  const at = regions.findIndex((region) => region.contains(page.activeElement));
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

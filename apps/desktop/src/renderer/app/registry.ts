/**
 * The one registry of commands: what the palette, the shortcut sheet, tooltips, menus and tests know of.
 *
 *   useCommand('conversation.close', close, { enabled: mine })   a screen attaches what a command of the map does;
 *                                                                the latest attached and enabled one is run
 *   useCommand('offer.accept', accept, { idle: nothingRings })   it has its key and is told of, and there is nothing to do
 *                                                                it to now
 *   useCommandKey('conversation.close')                          its first chord now, for `chord=` of a button
 *   runCommand('app.palette')                                    as if its key had been pressed
 *   useAvailableCommands()                                       for the sheet
 *   useDoableCommands()                                          those that do something now; for the palette
 *
 * The map itself is `commandTable.ts`. Own keys and the switch for single keys are in the preferences.
 */
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import { useEffect, useRef, useSyncExternalStore } from 'react';

import { steadyNow } from '../workspace/clock.ts';
import { usePreferences } from '../workspace/hooks.ts';
import { type CommandId, commandIds, entryOf } from './commandTable.ts';
import { type Chord, chordsOf, effectiveKeys, isSingleKey, type PressedKey } from './keys.ts';

/** Offer keys do nothing for this long after a card appears: the press was meant for something else (desk 2.2). */
export const OFFER_GUARD_MS = 400;

interface Attached {
  readonly run: () => void;
  readonly idle: boolean;
}

const attached = new Map<CommandId, readonly Attached[]>();
const listeners = new Set<() => void>();
let available: readonly CommandId[] = [];
let doable: readonly CommandId[] = [];
let offerShownAt = Number.NEGATIVE_INFINITY;

/** A command that was asked for before the screen which attaches it was drawn. */
let awaited: { readonly id: CommandId; readonly until: number } | undefined;
/** Longer than a screen takes to be fetched; later it would come as a surprise. */
const AWAIT_MS = 3_000;

/** Runs the command as soon as something is attached to it, within {@link AWAIT_MS}. The last one asked for counts. */
export function runOnceAttached(id: CommandId, now: number): void {
  awaited = runCommand(id) ? undefined : { id, until: now + AWAIT_MS };
}

/** What was awaited is given up: something else was done meanwhile. */
export function awaitNothing(): void {
  awaited = undefined;
}

function attach(id: CommandId, handler: Attached): () => void {
  attached.set(id, [...(attached.get(id) ?? []), handler]);
  changed();
  if (awaited?.id === id && !handler.idle) {
    const { until } = awaited;
    awaited = undefined;
    if (steadyNow() < until) handler.run();
  }
  return () => {
    attached.set(
      id,
      (attached.get(id) ?? []).filter((each) => each !== handler),
    );
    changed();
  };
}

function changed(): void {
  const before = [available, doable];
  available = same(
    available,
    commandIds.filter((id) => attached.get(id)?.at(-1) !== undefined),
  );
  doable = same(
    doable,
    available.filter((id) => attached.get(id)?.at(-1)?.idle === false),
  );
  if (before[0] === available && before[1] === doable) return;
  for (const listener of listeners) listener();
}

/** The list there was, where the new one says the same: nobody is to draw anything anew. */
const same = (before: readonly CommandId[], now: readonly CommandId[]): readonly CommandId[] =>
  now.length === before.length && now.every((id, index) => id === before[index]) ? before : now;

/** A new offer card is on the screen; `at` by the steady clock. */
export function offerShown(at: number): void {
  offerShownAt = at;
}

/** Runs what is attached to the command; false when nothing is. */
export function runCommand(id: CommandId): boolean {
  const handler = attached.get(id)?.at(-1);
  handler?.run();
  return handler !== undefined;
}

export interface KeyContext {
  readonly mac: boolean;
  /** The focus is where typing writes, or in an open menu or dialog that has keys of its own. */
  readonly typing: boolean;
  /** The key is being held down. */
  readonly repeated: boolean;
  /** By the steady clock. */
  readonly now: number;
  readonly preferences: Pick<Preferences, 'keys' | 'singleKeys'>;
}

/**
 * The command which a key press means, if any; pure but for what is attached.
 *
 * @param among commands that may be meant; the available ones unless told
 */
export function commandFor(
  key: PressedKey,
  context: KeyContext,
  among: readonly CommandId[] = available,
): CommandId | undefined {
  const chords = chordsOf(key, context.mac);
  const id = among.find((each) =>
    effectiveKeys(each, entryOf(each).keys, context.preferences).some((chord) => chords.includes(chord)),
  );
  if (id === undefined) return undefined;
  const entry = entryOf(id);
  const pressed = effectiveKeys(id, entry.keys, context.preferences).find((chord) => chords.includes(chord));
  if (pressed !== undefined && isSingleKey(pressed) && (context.typing || !context.preferences.singleKeys))
    return undefined;
  if (context.repeated && entry.repeats === undefined) return undefined;
  if (entry.guarded !== undefined && context.now - offerShownAt < OFFER_GUARD_MS) return undefined;
  return id;
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useAvailableCommands(): readonly CommandId[] {
  return useSyncExternalStore(subscribe, () => available);
}

/** Those which do something now, where others wait for something to be done to. */
export function useDoableCommands(): readonly CommandId[] {
  return useSyncExternalStore(subscribe, () => doable);
}

export interface CommandOptions {
  /** It is attached; where it is not, it has no key and is told of nowhere. */
  readonly enabled?: boolean;
  /** There is nothing now that it could be done to: it keeps its key, which then does nothing. */
  readonly idle?: boolean;
}

export function useCommand(id: CommandId, run: () => void, options: CommandOptions = {}): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const { enabled = true, idle = false } = options;
  useEffect(() => (enabled ? attach(id, { run: () => latest.current(), idle }) : undefined), [id, enabled, idle]);
}

/** All chords of a command as the person has set them. */
export function useCommandKeys(id: CommandId): readonly Chord[] {
  return effectiveKeys(id, entryOf(id).keys, usePreferences());
}

/** The chord to show beside a command; undefined when it has none. Single keys are not shown while they are off. */
export function useCommandKey(id: CommandId): Chord | undefined {
  const preferences = usePreferences();
  return effectiveKeys(id, entryOf(id).keys, preferences).find(
    (chord) => preferences.singleKeys || !isSingleKey(chord),
  );
}

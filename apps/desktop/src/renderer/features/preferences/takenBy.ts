import type { Preferences } from '@ringdesk/shared/model/preferences.ts';

import { type CommandId, commandIds, entryOf } from '../../app/commandTable.ts';
import { type Chord, effectiveKeys } from '../../app/keys.ts';

/** Another command that has this chord now; two commands on one key would make the press a matter of luck. */
export function takenBy(id: CommandId, chord: Chord, preferences: Pick<Preferences, 'keys'>): CommandId | undefined {
  // Off macOS both names mean the same key.
  const same = (a: Chord, b: Chord): boolean => a.replace(/^Ctrl\+/, 'Mod+') === b.replace(/^Ctrl\+/, 'Mod+');
  const holders = commandIds.filter(
    (other) =>
      other !== id &&
      entryOf(other).before !== id &&
      entryOf(id).before !== other &&
      effectiveKeys(other, entryOf(other).keys, preferences).some((each) => same(each, chord)),
  );
  // Of two that share a key, the one that is always there is named.
  return holders.find((other) => entryOf(other).before === undefined) ?? holders[0];
}

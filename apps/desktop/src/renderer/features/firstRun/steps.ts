import type { Translate } from '../../text/text.ts';
import type { FirstRunStep } from '../../ui/entry/FirstRunLayout.tsx';

/** The list at the left: what is done, what is now, what comes. Titles are `firstRun:<id>.step`. */
export function stepsOf(ids: readonly string[], at: number, t: Translate): readonly FirstRunStep[] {
  return ids.map((id, index) => ({
    id,
    title: t(`${id}.step`),
    detail: t(`${id}.stepText`),
    state: index < at ? 'done' : index === at ? 'now' : 'later',
  }));
}

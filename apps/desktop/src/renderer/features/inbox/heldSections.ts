import { useRef } from 'react';

import { holdOrder } from './holdOrder.ts';
import { idsOf, type Section, type SectionKey } from './sections.ts';

/** A longer list is held as a whole: comparing tens of thousands of rows at every update would cost frames. */
const MOST_COMPARED = 200;

/** The sections to draw: the true ones, or, while the list is held, those drawn before with what came and went. */
export function heldSections(shown: readonly Section[], fresh: readonly Section[]): readonly Section[] {
  const sameGroups = shown.length === fresh.length && shown.every(({ key }, index) => fresh[index]?.key === key);
  if (!sameGroups) return fresh;
  const rows = fresh.reduce((count, { ids }) => count + ids.size, 0);
  if (rows > MOST_COMPARED)
    return fresh.map((section, index) => ({ ...section, ids: shown[index]?.ids ?? section.ids }));
  const held = holdOrder<SectionKey>(shown.map(listed), fresh.map(listed));
  return fresh.map((section, index) => ({ ...section, ids: idsOf(held[index]?.ids ?? []) }));
}

const listed = ({ key, ids }: Section) => ({
  key,
  ids: Array.from({ length: ids.size }, (_, position) => ids.at(position)).filter((id) => id !== undefined),
});

/** {@link heldSections} against what was drawn last. `view` changes make a new list: nothing is held over. */
export function useHeldSections(fresh: readonly Section[], held: boolean, view: string): readonly Section[] {
  const drawn = useRef<{ readonly view: string; readonly sections: readonly Section[] }>(undefined);
  const before = drawn.current;
  const sections = held && before?.view === view ? heldSections(before.sections, fresh) : fresh;
  drawn.current = { view, sections };
  return sections;
}

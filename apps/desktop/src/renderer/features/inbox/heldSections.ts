import { useState } from 'react';

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

interface Drawn {
  readonly view: string;
  readonly held: boolean;
  readonly fresh: readonly Section[];
  readonly sections: readonly Section[];
}

/** {@link heldSections} against what was drawn last. Another `view` is another list: nothing is held over. */
export function useHeldSections(fresh: readonly Section[], held: boolean, view: string): readonly Section[] {
  const [drawn, setDrawn] = useState<Drawn>({ view, held, fresh, sections: fresh });
  if (drawn.fresh === fresh && drawn.held === held && drawn.view === view) return drawn.sections;
  const sections = held && drawn.view === view ? heldSections(drawn.sections, fresh) : fresh;
  setDrawn({ view, held, fresh, sections });
  return sections;
}

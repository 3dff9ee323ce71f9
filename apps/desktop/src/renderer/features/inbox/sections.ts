import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

/** Ids that can be counted and reached by position without walking over all of them. */
export interface Ids {
  readonly size: number;
  at(position: number): InteractionId | undefined;
}

export type SectionKey =
  | 'calls'
  | 'needsReply'
  | 'waitingForCustomer'
  | 'wrapUp'
  | 'parked'
  | 'ended'
  | 'closed'
  | 'waiting'
  | 'voicemail'
  | 'mentions'
  | 'all'
  | 'earlier';

/** One group of the list, as it is drawn. */
export interface Section {
  readonly key: SectionKey;
  readonly ids: Ids;
  /** Folded groups show their heading only. */
  readonly open: boolean;
  /** The server has more than `ids`, or may have: their number is not the total. */
  readonly more?: boolean;
}

export type Item =
  | { readonly kind: 'head'; readonly section: Section }
  | { readonly kind: 'row'; readonly section: Section; readonly id: InteractionId; readonly position: number };

export const idsOf = (list: readonly InteractionId[]): Ids => ({ size: list.length, at: (position) => list[position] });

/** Headings and rows together; groups without rows are not drawn. */
export const itemCount = (sections: readonly Section[]): number =>
  sections.reduce((count, section) => count + lengthOf(section), 0);

/** The n-th thing drawn, from 0. */
export function itemAt(sections: readonly Section[], index: number): Item | undefined {
  let left = index;
  for (const section of sections) {
    const length = lengthOf(section);
    if (left >= length) {
      left -= length;
      continue;
    }
    if (left === 0) return { kind: 'head', section };
    const id = section.ids.at(left - 1);
    return id === undefined ? undefined : { kind: 'row', section, id, position: left - 1 };
  }
  return undefined;
}

/** Whether the n-th thing drawn is a heading; without looking at any row, because a windowed list asks for all of them. */
export function isHead(sections: readonly Section[], index: number): boolean {
  let left = index;
  for (const section of sections) {
    const length = lengthOf(section);
    if (left < length) return left === 0;
    left -= length;
  }
  return false;
}

/** Every row in the order of the list; for stepping through it with the keyboard. */
export function stepFrom(
  sections: readonly Section[],
  current: InteractionId | undefined,
  step: 1 | -1 | 'first' | 'last',
): InteractionId | undefined {
  const count = itemCount(sections);
  const rowNear = (start: number, direction: 1 | -1): InteractionId | undefined => {
    for (let index = start; index >= 0 && index < count; index += direction) {
      const item = itemAt(sections, index);
      if (item?.kind === 'row') return item.id;
    }
    return undefined;
  };
  if (step === 'first') return rowNear(0, 1);
  if (step === 'last') return rowNear(count - 1, -1);
  const at = current === undefined ? -1 : indexOfRow(sections, current);
  if (at === -1) return rowNear(step === 1 ? 0 : count - 1, step);
  return rowNear(at + step, step);
}

/** Where a row is drawn; -1 when it is not. */
export function indexOfRow(sections: readonly Section[], id: InteractionId): number {
  let offset = 0;
  for (const section of sections) {
    if (section.open) {
      for (let position = 0; position < section.ids.size; position += 1) {
        if (section.ids.at(position) === id) return offset + 1 + position;
      }
    }
    offset += lengthOf(section);
  }
  return -1;
}

const lengthOf = ({ ids, open }: Section): number => (ids.size === 0 ? 0 : 1 + (open ? ids.size : 0));

import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { TranscriptLine } from '@ringdesk/shared/model/message.ts';

/** The interaction of a row of `interactions`. Throws on a row this release cannot read. */
export function interactionOf(data: string): Interaction {
  return Interaction.parse(JSON.parse(data));
}

export interface LineRow {
  readonly data: string;
  readonly text: string | null;
}

/** The transcript line of a row; a message whose text was erased comes with `text: null`. */
export function lineOf({ data, text }: LineRow): TranscriptLine {
  const stored: unknown = JSON.parse(data);
  const line = typeof stored === 'object' && stored !== null && 'kind' in stored ? { ...stored, text } : stored;
  return TranscriptLine.parse(line);
}

export interface SnippetPart {
  readonly text: string;
  readonly match: boolean;
}

/** Cuts a hit's snippet at the marks the server puts around what was found (⟦ and ⟧). Unpaired marks are dropped. */
export function snippetParts(snippet: string): readonly SnippetPart[] {
  const parts: SnippetPart[] = [];
  let match = false;
  for (const piece of snippet.split(/([⟦⟧])/u)) {
    if (piece === '⟦') match = true;
    else if (piece === '⟧') match = false;
    else if (piece !== '') parts.push({ text: piece, match });
  }
  return parts;
}

/** Attributes of the page that say how everything is drawn: theme, density, language. */
const WORN = ['data-theme', 'data-density', 'lang', 'dir'] as const;

/**
 * Makes an empty window look like the desk: its style sheets, and its theme, density and language, which it follows from
 * then on. Sheets are linked anew and not copied, so that the content security policy holds as it does in the desk.
 *
 * @returns ends the following
 */
export function dressAs(bare: Document, dressed: Document): () => void {
  for (const sheet of dressed.head.querySelectorAll('link[rel="stylesheet"], style'))
    bare.head.append(bare.importNode(sheet, true));
  const follow = (): void => {
    for (const name of WORN) {
      const worn = dressed.documentElement.getAttribute(name);
      if (worn === null) bare.documentElement.removeAttribute(name);
      else bare.documentElement.setAttribute(name, worn);
    }
  };
  follow();
  const looks = new MutationObserver(follow);
  looks.observe(dressed.documentElement, { attributes: true, attributeFilter: [...WORN] });
  // Parts of the desk that are loaded later bring their sheets with them.
  const sheets = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof HTMLLinkElement && node.rel === 'stylesheet') bare.head.append(bare.importNode(node, true));
  });
  sheets.observe(dressed.head, { childList: true });
  return () => {
    looks.disconnect();
    sheets.disconnect();
  };
}

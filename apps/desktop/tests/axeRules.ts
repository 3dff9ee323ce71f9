/**
 * What axe reports on the desk and is right as it is, in one place for everything that asks axe. Each entry names one
 * rule, the elements it is passed over for, and why; the rule goes on being checked for all other elements.
 *
 *   const { violations } = await new AxeBuilder({ page }).options({ rules: extraRules }).analyze();
 *   expect(withoutKnown(violations)).toEqual([]);
 */

interface Known {
  readonly rule: string;
  /** True for an element which is right as it is; `html` is its opening tag as axe reports it. */
  readonly is: (html: string) => boolean;
  readonly because: string;
}

const has =
  (attribute: string) =>
  (html: string): boolean =>
    new RegExp(`^<[^>]*\\s${attribute}[\\s=>]`).test(html);

export const known: readonly Known[] = [
  {
    rule: 'aria-hidden-focus',
    is: has('data-base-ui-focus-guard'),
    because:
      'A guard at the edge of a menu or dialog passes the focus on in the moment it gets it: nobody can stay on it, and it has nothing to read.',
  },
  {
    rule: 'aria-hidden-focus',
    is: has('data-base-ui-inert'),
    because:
      'While a dialog or the list under a text field is open, the rest of the page is hidden from readers. A dialog keeps the focus; Tab closes a list, and the page is back before the focus gets there.',
  },
];

/** Rules that axe leaves out unless asked: names which do not hold the words that are drawn (WCAG 2.5.3). */
export const extraRules = { 'label-content-name-mismatch': { enabled: true } } as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** The violations that remain without the known elements; one without elements left is gone. */
export function withoutKnown<V extends Violation>(violations: readonly V[]): V[] {
  return violations
    .map((violation) => ({
      ...violation,
      nodes: violation.nodes.filter(({ html }) => !known.some(({ rule, is }) => rule === violation.id && is(html))),
    }))
    .filter(({ nodes }) => nodes.length > 0);
}

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds serious or critical in what is shown now. */
export async function axeFlaws(page: Page): Promise<readonly string[]> {
  // The guards around a menu pass the focus on the moment they get it; nobody ever stands on one.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/**
 * Words that do not fit where they stand: they reach out of their box, which neither shortens them with an ellipsis
 * nor scrolls; the label of a button is not even to be shortened. And a page that scrolls sideways.
 */
export const overflows = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const wordsRight = (element: Element): number => {
      const words = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      return Math.max(
        0,
        ...words.map((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return range.getBoundingClientRect().right;
        }),
      );
    };
    const flawed = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || wordsRight(element) <= box.right + 1) return false;
      const { overflowX, textOverflow, visibility } = getComputedStyle(element);
      if (visibility === 'hidden' || /auto|scroll/.test(overflowX)) return false;
      return textOverflow !== 'ellipsis' || element.matches('button, .btn, .btn *');
    });
    const sideways = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : [];
    return [...flawed.map((element) => `${element.className}: ${element.textContent?.slice(0, 60)}`), ...sideways];
  });

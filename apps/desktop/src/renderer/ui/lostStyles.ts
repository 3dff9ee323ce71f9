/**
 * Fetches the style sheets anew that did not come. The bundler links the styles of later code once and never looks back: after
 * a failure their link stands in the page without a sheet, and the code alone would draw its screen without any style.
 * Rejects where one fails again.
 */
export async function fetchLostStyles(page: Document = document): Promise<void> {
  const lost = [...page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(
    (link) => link.sheet === null,
  );
  await Promise.all(
    lost.map(
      (link) =>
        new Promise<void>((resolve, reject) => {
          const anew = link.cloneNode() as HTMLLinkElement;
          anew.addEventListener('load', () => resolve(), { once: true });
          anew.addEventListener('error', () => reject(new Error(`no styles: ${anew.href}`)), { once: true });
          link.replaceWith(anew);
        }),
    ),
  );
}

/** A page that dies is loaded again where it was; one that goes on dying is left alone. */
import type { WebContents } from 'electron';

/** A page that dies more often than this within a minute is not loaded again: the log says why. */
const RELOADS_A_MINUTE = 3;

export interface PageLifeParts {
  /** Nothing the page said before holds any more. */
  readonly gone: () => void;
  /** It was loaded again often enough, and stays dead. */
  readonly givenUp: () => void;
  /** Told the reason of the system, as a closed code. */
  readonly log: (code: string) => void;
}

/** Watches the page in these contents from now on. */
export function reloadWhenGone(
  contents: Pick<WebContents, 'reload'> & Pick<NodeJS.EventEmitter, 'on'>,
  { gone, givenUp, log }: PageLifeParts,
): void {
  let reloads: number[] = [];
  contents.on('render-process-gone', (_event: unknown, { reason }: { readonly reason: string }) => {
    gone();
    log(`page.gone.${reason}`);
    if (reason === 'clean-exit') return;
    const now = performance.now();
    reloads = [...reloads.filter((at) => now - at < 60_000), now];
    if (reloads.length <= RELOADS_A_MINUTE) contents.reload();
    else givenUp();
  });
}

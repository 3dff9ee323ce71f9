/** Nearer to the end than this, in pixels, the visitor is taken to be following the conversation. */
const NEAR = 48;

/**
 * Where the conversation is scrolled to: pinned to its end while the visitor follows it, left alone while they read
 * further up. Works on whatever log is drawn into `box`.
 */
export interface Place {
  /** Before and after each drawing. `grown`: something new was added at the end; `mine`: by the visitor. */
  readonly before: () => void;
  readonly after: (grown: boolean, mine: boolean) => void;
  readonly toEnd: () => void;
  /** Something came while the visitor was further up, and they have not come down since. */
  readonly missed: () => boolean;
}

export function keepPlace(box: HTMLElement): Place {
  const log = (): HTMLElement | null => box.querySelector('[role=log]');
  const isNear = (element: HTMLElement | null): boolean =>
    !element || element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
  let near = true;
  let missed = false;
  const toEnd = (): void => {
    const element = log();
    if (element) element.scrollTop = element.scrollHeight;
    missed = false;
  };
  // Pictures, styles and parts that come late make the log longer without a drawing.
  const grows = new ResizeObserver(() => {
    if (near) toEnd();
  });
  return {
    before: () => {
      near = isNear(log());
      if (near) missed = false;
    },
    after: (grown, mine) => {
      const lines = log()?.firstElementChild;
      if (lines) grows.observe(lines);
      if (near || mine) toEnd();
      else if (grown) missed = true;
    },
    toEnd,
    missed: () => missed,
  };
}

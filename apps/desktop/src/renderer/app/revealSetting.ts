const FOCUSABLE = 'input, textarea, select, button, [tabindex="0"]';
/** A page that does not have the setting by now does not get it. */
const WAIT_MS = 3_000;

let stop: (() => void) | undefined;

/** Scrolls to an element as soon as the page that is being opened has it, and puts the focus into its first control. */
export function revealSetting(id: string): void {
  stop?.();
  if (show(id)) return;
  const watcher = new MutationObserver(() => {
    if (show(id)) stop?.();
  });
  const timer = setTimeout(() => stop?.(), WAIT_MS);
  stop = () => {
    stop = undefined;
    watcher.disconnect();
    clearTimeout(timer);
  };
  watcher.observe(document.body, { childList: true, subtree: true });
}

function show(id: string): boolean {
  const element = document.getElementById(id);
  if (element === null) return false;
  element.scrollIntoView({ block: 'center' });
  element.querySelector<HTMLElement>(FOCUSABLE)?.focus({ preventScroll: true });
  return true;
}

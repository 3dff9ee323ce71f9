/** The media query under which the panel covers the whole screen; the style sheet has the same. */
export const FULL_SCREEN = '(max-width: 480px), (max-height: 480px)';

const FOCUSABLE = 'button:enabled,summary,input,textarea,a,[tabindex="0"]';

/** Keeps Tab inside while the panel covers the page: what lies behind cannot be seen. */
function trap(event: KeyboardEvent, panel: HTMLElement): void {
  const all = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.getClientRects().length > 0);
  const active = (panel.getRootNode() as ShadowRoot).activeElement;
  const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
  if (active !== from && active !== panel) return;
  event.preventDefault();
  to?.focus();
}

/**
 * Esc closes the open menu, else the panel; Tab goes round where nothing else can be seen; Enter begins a chat as it sends
 * in one. Not a message left outside the hours, which is longer, and not on a phone, where the button sends.
 */
export function listenToKeys(box: HTMLElement, touch: boolean, close: () => void): void {
  box.addEventListener('keydown', (event) => {
    const panel = box.querySelector<HTMLElement>('.panel');
    if (!panel || event.isComposing) return;
    const area = event.target as HTMLTextAreaElement;
    const menu = panel.querySelector<HTMLDetailsElement>('details[open]');
    if (event.key === 'Escape' && menu) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    } else if (event.key === 'Escape') close();
    else if (event.key === 'Tab' && matchMedia(FULL_SCREEN).matches) trap(event, panel);
    else if (event.key === 'Enter' && !event.shiftKey && !touch && area.matches('.welcome:not(.off) textarea')) {
      event.preventDefault();
      area.form?.requestSubmit();
    }
  });
}

import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';

/** What a page complained of: uncaught errors, console errors and violations of a content security policy. */
export interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

/** The line being cut is what some tests do on purpose. */
const LINE_CUT =
  /ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|WebSocket connection|Failed to load resource: net::/;

/** A browser profile of its own with one page. */
export async function browse(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
  const complaints: string[] = [];
  await context.exposeFunction('reportViolation', (what: string) => complaints.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { reportViolation } = window as unknown as { reportViolation: (what: string) => void };
      reportViolation(`policy: ${violatedDirective} ${blockedURI}`);
    });
    // The widget's shadow root is closed; the test looks into it, the page of the site cannot.
    // oxlint-disable-next-line typescript/unbound-method -- the proxy calls it on the element it is called on
    Element.prototype.attachShadow = new Proxy(Element.prototype.attachShadow, {
      apply: (attach, element: Element, [init]: [ShadowRootInit]) => attach.call(element, { ...init, mode: 'open' }),
    });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !LINE_CUT.test(message.text())) complaints.push(message.text());
  });
  return { context, page, complaints };
}

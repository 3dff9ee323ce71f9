/** The offer window as the app serves it: its own page, list of files and policy, at 360 × 176 px; the app around it is played. */
import { join } from 'node:path';

import { expect, type Page, test } from '@playwright/test';

import { answerApp, readManifest } from '../../apps/desktop/src/main/appProtocol.ts';
import { contentSecurityPolicy } from '../../apps/desktop/src/main/contentSecurityPolicy.ts';

const renderer = join(import.meta.dirname, '../../apps/desktop/out/renderer');

interface Played {
  readonly presses: unknown[];
  /** What the desk shows from now on. */
  show(shown: unknown): void;
  readonly violations: string[];
}

declare global {
  interface Window {
    readonly played: Played;
  }
}

const card = (over: object = {}): object => ({
  offerId: 'o1',
  interactionId: 'i1',
  state: 'pending',
  title: 'María Fernández de la Torre y Aragón',
  medium: 'chat',
  subtitle: 'New chat · Sales',
  preview: 'Hello, I would like to know whether my order can still be changed before it leaves.',
  why: 'You have the fewest open conversations of everybody who is available in Sales.',
  expiresAt: Date.now() + 45_000,
  offeredAt: Date.now() - 15_000,
  ...over,
});
const shown = (cards: readonly object[], theme: 'light' | 'dark' = 'light', over: object = {}): object => ({
  cards,
  more: 0,
  labels: { accept: 'Accept', decline: 'Decline', connecting: 'Connecting…', more: '' },
  clockOffsetMs: 0,
  theme,
  ...over,
});

/** Serves the app's files under an address of their own. */
const serve = async (page: Page): Promise<void> => {
  const answer = answerApp(await readManifest(renderer), () => contentSecurityPolicy('https://desk.example'));
  await page.route('http://app.test/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const response = await answer({ method: route.request().method(), url: `app://ringdesk${pathname}` });
    const body = Buffer.from(await response.arrayBuffer());
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  });
};

/** Opens the page with the bridge that the preload script would expose. */
const open = async (page: Page, first: object): Promise<void> => {
  await page.setViewportSize({ width: 360, height: 176 });
  await serve(page);
  await page.addInitScript((given) => {
    const presses: unknown[] = [];
    const violations: string[] = [];
    let listener: (data: unknown) => void = () => undefined;
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
    Object.assign(window, {
      played: { presses, violations, show: (data: unknown) => listener(data) },
      ringdesk: {
        call: async (name: string, input: unknown) => {
          if (name === 'offers.get') return { shown: given };
          presses.push([name, input]);
          return {};
        },
        on: (_name: string, act: (data: unknown) => void) => {
          listener = act;
          return () => undefined;
        },
      },
    });
  }, first);
  await page.goto('http://app.test/offerWindow.html');
};

test('shows the offer whole, in both themes, and nothing is cut at the edges', async ({ page }) => {
  await open(page, shown([card()]));
  const accept = page.getByRole('button', { name: 'Accept' });
  await expect(page.getByRole('alertdialog', { name: /María Fernández/ })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((next) => window.played.show(next), shown([card()], theme));
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const part of [accept, page.getByRole('button', { name: 'Decline' }), page.getByRole('timer')])
      await expect(part).toBeInViewport({ ratio: 1 });
  }
  const overflow = await page.evaluate(() => [
    document.documentElement.scrollHeight,
    document.documentElement.scrollWidth,
  ]);
  expect(overflow).toEqual([176, 360]);
  expect(await page.evaluate(() => window.played.violations)).toEqual([]);
});

test('the longest words fit: Russian, a name without spaces', async ({ page }) => {
  const long = card({
    title: 'Ы'.repeat(80),
    medium: 'chat',
    subtitle: 'Новый чат · Отдел продаж и поддержки клиентов',
    preview: 'Щ'.repeat(140),
    why: 'У вас меньше всего открытых обращений среди доступных сотрудников очереди «Поддержка».',
  });
  await open(
    page,
    shown([long, card({ offerId: 'o2' })], 'light', {
      more: 4,
      labels: { accept: 'Принять', decline: 'Отклонить', connecting: 'Соединение…', more: '' },
    }),
  );
  for (const name of ['Принять', 'Отклонить'])
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('+5')).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('timer')).toBeInViewport({ ratio: 1 });
  expect(
    await page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]),
  ).toEqual([176, 360]);
});

/** The page's clock stands still from before it is there: a slow machine would let time pass between two steps. Its time. */
const stopClock = async (page: Page): Promise<number> => {
  const at = Date.now();
  await page.clock.install({ time: at - 1_000 });
  await page.clock.pauseAt(at);
  return at;
};

test('a press in the first 400 ms is an accident, a later one is told; the next offer begins anew', async ({
  page,
}) => {
  await stopClock(page);
  await open(page, shown([card()]));
  const accept = page.getByRole('button', { name: 'Accept' });
  const presses = (): Promise<unknown[]> => page.evaluate(() => window.played.presses);
  await accept.click();
  expect(await presses()).toEqual([]);
  await page.clock.runFor(500);
  await accept.click();
  expect(await presses()).toEqual([['offers.press', { offerId: 'o1', action: 'accept' }]]);
  await page.evaluate((next) => window.played.show(next), shown([card({ offerId: 'o2', title: 'Ana' })]));
  await expect(page.getByText('Ana')).toBeVisible();
  await page.getByRole('button', { name: 'Decline' }).click();
  expect(await presses()).toHaveLength(1);
  await page.clock.runFor(500);
  await page.getByRole('button', { name: 'Decline' }).click();
  expect((await presses()).at(-1)).toEqual(['offers.press', { offerId: 'o2', action: 'decline' }]);
});

test('counts down to the server’s deadline, whatever the clock of this device says', async ({ page }) => {
  const at = await stopClock(page);
  await open(page, shown([card({ expiresAt: 100_000, offeredAt: 40_000 })], 'light', { clockOffsetMs: 58_000 - at }));
  const timer = page.getByRole('timer');
  await expect(timer).toHaveText('0:42');
  await page.clock.runFor(10_000);
  await expect(timer).toHaveText('0:32');
  await page.clock.runFor(60_000);
  await expect(timer).toHaveText('0:00');
});

test('while it connects nothing can be pressed', async ({ page }) => {
  await open(page, shown([card({ state: 'connecting' })]));
  await expect(page.getByRole('button', { name: 'Connecting…' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Decline' })).toBeDisabled();
});

test('without offers it is empty', async ({ page }) => {
  await open(page, shown([]));
  await expect(page.locator('main.offer-window')).toBeEmpty();
});

test('in a browser, without the app, it says what it is and leads to the desk', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await serve(page);
  await page.goto('http://app.test/offerWindow.html');
  await expect(page.getByRole('heading', { name: 'This page belongs to the Ringdesk app' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open the desk' })).toHaveAttribute('href', './');
  expect(errors).toEqual([]);
});

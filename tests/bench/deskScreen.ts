import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';

import { build } from '../../tools/build.ts';
import { chromiumPath } from '../../tools/chromium.ts';
import { type Bench, type BenchOptions, type Figure, median, ms, pairedMedian, percentile } from './figure.ts';
import { inFolder } from './folder.ts';
import { Peer } from './peer.ts';

/** A real server whose one agent owns so many conversations. */
interface Center {
  readonly peer: Peer;
  readonly url: string;
  readonly token: string;
}

async function centerWith(dataDir: string, conversations: number): Promise<Center> {
  const peer = await Peer.start('desk', { dataDir });
  const { url } = await peer.ask<{ url: string }>('ready');
  const people = await peer.ask<{ ids: string[]; tokens: string[]; channelId: string }>('people', 1);
  await peer.ask('settleIn', people.ids[0]);
  await peer.ask('talk', { ...people, count: conversations, close: false });
  return { peer, url, token: people.tokens[0] ?? '' };
}

async function withBrowser<T>(
  counts: readonly [few: number, many: number],
  { say }: BenchOptions,
  run: (browser: Browser, few: Center, many: Center) => Promise<T>,
): Promise<T> {
  const executablePath = chromiumPath();
  if (executablePath === undefined)
    throw new Error('There is no Chromium here (RINGDESK_CHROMIUM names one elsewhere).');
  if (!(await build(say, { only: 'the desk' }))) throw new Error('The desk was not built.');
  return inFolder(async (folder) => {
    const few = await centerWith(`${folder}/few`, counts[0]);
    const many = await centerWith(`${folder}/many`, counts[1]);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      return await run(browser, few, many);
    } finally {
      await browser.close();
      await few.peer.stop();
      await many.peer.stop();
    }
  });
}

/** A browser profile in which the agent is signed in. */
async function profile(browser: Browser, { url, token }: Center): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  const { port } = new URL(url);
  await context.addCookies([{ name: `ringdesk-${port}`, value: token, url }]);
  return context;
}

const ROW = '#inbox-list [data-interaction]';

/** Opens the inbox; milliseconds until rows are there and the page has painted them. */
async function openInbox(page: Page, { url }: Center): Promise<number> {
  const start = performance.now();
  await page.goto(`${url}/inbox`, { waitUntil: 'commit' });
  await page.locator(ROW).first().waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
  return performance.now() - start;
}

export const interactive: Bench = {
  id: 'P10',
  about: 'the desk’s first JavaScript, and the time until it can be used with 5,000 conversations',
  run: (options) =>
    withBrowser([50, 5_000], options, async (browser, few, many): Promise<readonly Figure[]> => {
      const scripts = new Map<string, number>();
      const context = await profile(browser, few);
      const page = await context.newPage();
      const bodies: Promise<void>[] = [];
      page.on('response', (response) => {
        if (!/\.js($|\?)/.test(response.url())) return;
        bodies.push(
          response.body().then((body) => {
            scripts.set(response.url(), gzipSync(body, { level: 9 }).length);
          }),
        );
      });
      await openInbox(page, few);
      await Promise.all(bodies.slice());
      await context.close();
      const once = async (center: Center): Promise<number> => {
        const fresh = await profile(browser, center);
        const time = await openInbox(await fresh.newPage(), center);
        await fresh.close();
        return time;
      };
      const pairs: { product: number; bare: number }[] = [];
      for (let index = 0; index <= options.repetitions; index += 1) {
        const pair = { product: await once(many), bare: await once(few) };
        if (index > 0) pairs.push(pair);
      }
      return [
        {
          name: 'P10 JavaScript until the inbox shows',
          value: [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1_000,
          unit: 'kB',
          goal: 350,
          beside: `gzip, ${scripts.size} files`,
        },
        {
          name: 'P10 time to interactive with 5,000 conversations / 50',
          value: pairedMedian(pairs),
          unit: '×',
          goal: 1.3,
          beside: `${ms(median(pairs.map(({ product }) => product)))} (wanted at most 1,500 ms) against ${ms(median(pairs.map(({ bare }) => bare)))}`,
        },
      ];
    }),
};

/** Seconds the main thread was busy so far. */
async function busySeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** Scrolls for so many frames; how long each took from the one before, in milliseconds. */
const scrollFrames = (page: Page, frames: number): Promise<number[]> =>
  page.evaluate(
    (count) =>
      new Promise<number[]>((resolve) => {
        const list = document.querySelector('.list-body');
        const times: number[] = [];
        let last: number | undefined;
        let step = 60;
        const frame = (now: number): void => {
          if (last !== undefined) times.push(now - last);
          last = now;
          if (list === null || times.length >= count) return resolve(times);
          const before = list.scrollTop;
          list.scrollTop += step;
          if (list.scrollTop === before) step = -step;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    frames,
  );

/** Presses rows of the list one after the other; milliseconds until the composer of each is painted. */
const openings = (page: Page, count: number): Promise<number[]> =>
  page.evaluate(
    async ({ row, times }) => {
      const painted = (): Promise<void> =>
        new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      const list = document.querySelector('.list-body');
      const taken: number[] = [];
      for (let index = 0; index < times; index += 1) {
        if (list !== null) list.scrollTop = index * 120;
        await painted();
        const rows = [...document.querySelectorAll<HTMLElement>(row)];
        const target = rows[Math.min(rows.length - 1, 4)];
        const id = target?.dataset['interaction'];
        const start = performance.now();
        target?.click();
        while (!location.pathname.includes(id ?? '-') || document.querySelector('[role="log"]') === null)
          await painted();
        await painted();
        taken.push(performance.now() - start);
      }
      return taken;
    },
    { row: ROW, times: count },
  );

/** Milliseconds from a key in the composer to the next paint. */
const keystrokes = (page: Page, count: number): Promise<number[]> =>
  page.evaluate(async (times) => {
    const box = document.querySelector<HTMLTextAreaElement>('textarea');
    const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    const taken: number[] = [];
    for (let index = 0; box !== null && index < times; index += 1) {
      const start = performance.now();
      value?.set?.call(box, `${box.value}a`);
      box.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      taken.push(performance.now() - start);
    }
    return taken;
  }, count);

export const longList: Bench = {
  id: 'P9',
  about: 'the desk with a list of 50,000 while 200 updates a second come, against the same with 1,000',
  run: (options) =>
    withBrowser([1_000, Math.round(50_000 * options.size)], options, async (browser, few, many) => {
      const open = async (center: Center) => {
        const page = await (await profile(browser, center)).newPage();
        await openInbox(page, center);
        const cdp = await page.context().newCDPSession(page);
        await cdp.send('Performance.enable');
        return { page, cdp, center };
      };
      const [short, long] = [await open(few), await open(many)];
      const frames = Math.round(180 * Math.max(options.size, 0.5));
      const scroll = async ({ page, cdp, center }: typeof short) => {
        await page.bringToFront();
        await center.peer.ask('churn', 200);
        const before = await busySeconds(cdp);
        const times = await scrollFrames(page, frames);
        const busy = ((await busySeconds(cdp)) - before) * 1_000;
        await center.peer.ask('churn', 0);
        return { busy: busy / times.length, slow: times.filter((time) => time > 34).length };
      };
      const openAll = async ({ page }: typeof short): Promise<number[]> => {
        await page.bringToFront();
        return openings(page, 8);
      };
      const [frame, opening]: { product: number; bare: number }[][] = [[], []];
      const opened: number[] = [];
      let slow = 0;
      for (let index = 0; index <= options.repetitions; index += 1) {
        const [product, bare] = [await scroll(long), await scroll(short)];
        const [openLong, openShort] = [await openAll(long), await openAll(short)];
        if (index === 0) continue;
        frame?.push({ product: product.busy, bare: bare.busy });
        opening?.push({ product: median(openLong), bare: median(openShort) });
        opened.push(...openLong);
        slow += product.slow;
      }
      await long.page.bringToFront();
      const typed = await keystrokes(long.page, 30);
      const side = (pairs: readonly { product: number; bare: number }[] = []): string =>
        `${ms(median(pairs.map(({ product }) => product)))} against ${ms(median(pairs.map(({ bare }) => bare)))}`;
      return [
        {
          name: 'P9 main-thread time per frame while scrolling',
          value: pairedMedian(frame ?? []),
          unit: '×',
          goal: 1.2,
          beside: side(frame),
        },
        {
          name: 'P9 opening a conversation',
          value: pairedMedian(opening ?? []),
          unit: '×',
          goal: 1.2,
          beside: side(opening),
        },
        {
          name: 'P9 slow frames (over 34 ms)',
          value: slow,
          unit: '',
          beside: `of ${frames * options.repetitions}, wanted 0`,
        },
        {
          name: 'P9 opening a conversation, p95',
          value: percentile(opened, 0.95),
          unit: 'ms',
          beside: 'wanted at most 100 ms',
        },
        {
          name: 'P9 keystroke to paint, p95',
          value: percentile(typed, 0.95),
          unit: 'ms',
          beside: 'wanted at most 50 ms',
        },
      ];
    }),
};

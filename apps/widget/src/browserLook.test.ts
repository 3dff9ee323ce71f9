import { existsSync, readFileSync } from 'node:fs';

import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { chromiumPath } from '../../../tools/chromium.ts';
import {
  type AgentClient,
  openBrowser,
  openPage,
  openWebsite,
  type RunningServer,
  settingsOf,
  signIn,
  startServer,
  temporaryFolder,
} from '../browserStage.ts';
import { build } from '../build.ts';
import { openMailServer } from '../mailStage.ts';

const executablePath = chromiumPath();
const corpora = ['html-payloads.json', 'naughty-strings.json'].map(
  (name) => new URL(`../../../../shared/corpora/${name}`, import.meta.url),
);

interface Offered {
  readonly offer: { readonly id: string; readonly interactionId: string };
}

describe.skipIf(executablePath === undefined)('how the widget looks and reads', { timeout: 60_000 }, () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  let agent: AgentClient;
  let admin: AgentClient;
  let queue: ReturnType<typeof settingsOf>;
  let browser: Browser;
  let mails: Awaited<ReturnType<typeof openMailServer>>;

  beforeAll(async () => {
    await build();
    server = await startServer(folder.path);
    agent = await signIn(server, 'ana');
    // A member of the queue, too.
    admin = await signIn(server, 'admin', 'away');
    queue = settingsOf(admin);
    // A copy is offered where e-mail can be sent.
    mails = await openMailServer();
    const mail = { host: '127.0.0.1', port: mails.port, security: 'none', user: '', password: null };
    const from = { name: 'Shop', email: 'shop@shop.example' };
    const saved = (await admin.socket.emitWithAck('query', { name: 'mail.save', input: { ...mail, from } })) as {
      readonly ok: boolean;
    };
    if (!saved.ok) throw new Error('The mail server could not be set.');
    browser = await openBrowser(executablePath ?? '');
  }, 60_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  afterAll(async () => {
    await browser?.close();
    mails?.close();
    agent?.socket.disconnect();
    admin?.socket.disconnect();
    await server?.kill('SIGTERM');
    folder.remove();
  });

  const visit = async (lang: string, options: BrowserContextOptions = {}) => {
    const website = await openWebsite(server, agent.channels[0]?.id ?? '', { lang });
    const visited = await openPage(browser, website.url, options);
    visited.page.once('close', website.close);
    return visited;
  };
  const accept = async (): Promise<string> => {
    const { offer } = await agent.update<Offered>('offer.put');
    await agent.command('offer.accept', { offerId: offer.id });
    return offer.interactionId;
  };
  const say = (interactionId: string, text: string) => {
    const messageId = `m-${Math.trunc(performance.now() * 1_000)}`;
    return agent.command('message.post', {
      interactionId,
      messageId,
      kind: 'reply',
      text,
      mentions: [],
      attachmentIds: [],
    });
  };

  /** What axe finds, and words that do not fit where they stand. */
  const flaws = async (page: Page): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).include('ringdesk-chat').analyze();
    const clipped = await page.evaluate(() =>
      [...(document.querySelector('ringdesk-chat')?.shadowRoot?.querySelectorAll<HTMLElement>('.rd *') ?? [])]
        .filter((each) => getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1)
        .filter((each) => !each.matches('.sr, .title'))
        .map((each) => `clipped: ${each.className}`),
    );
    return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), ...clipped];
  };

  test.each([
    ['en', 'light', { width: 1_000, height: 760 }],
    ['es', 'dark', { width: 320, height: 568 }],
    ['pt', 'light', { width: 320, height: 568 }],
    ['ru', 'dark', { width: 320, height: 568 }],
    ['ru', 'light', { width: 720, height: 400 }],
  ] as const)('every state is accessible and nothing is cut off: %s, %s, %o', async (lang, colorScheme, viewport) => {
    const { page } = await visit(lang, { colorScheme, viewport });
    const found: Record<string, string[]> = {};
    await page.locator('.launcher').click();
    await page.locator('form').waitFor();
    found['welcome'] = await flaws(page);
    await page.locator('form .main').click();
    await page.locator('[aria-invalid=true]').waitFor();
    found['error'] = await flaws(page);
    await page.locator('form textarea').fill('Hello https://example.com/a');
    await page.locator('form .main').click();
    await page.locator('.wcomp').waitFor();
    found['waiting'] = await flaws(page);
    const id = await accept();
    await say(id, 'Good morning. What is it about? See https://example.com/help');
    agent.socket.emit('typing', { interactionId: id, typing: true });
    await page.locator('.dots').waitFor();
    await page.locator('.wcomp textarea').fill('x'.repeat(4_001));
    await page.locator('.over:not(:empty)').waitFor();
    found['conversation'] = await flaws(page);
    await page.locator('.wcomp textarea').fill('');
    await page.locator('summary').click();
    found['menu'] = await flaws(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await say(id, 'Are you there?');
    await page.locator('.teaser').waitFor();
    found['teaser'] = await flaws(page);
    await page.locator('.teaser .main').click();
    await page.locator('summary').focus();
    await agent.command('interaction.close', { interactionId: id });
    await page.locator('.again').waitFor();
    found['ended'] = await flaws(page);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])));
  });

  test.each([
    ['en', 'light', { width: 1_000, height: 760 }],
    ['es', 'light', { width: 360, height: 640 }],
    ['pt', 'dark', { width: 320, height: 568 }],
    ['ru', 'dark', { width: 360, height: 640 }],
  ] as const)('so is everything a queue asks for: %s, %s, %o', async (lang, colorScheme, viewport) => {
    const { set } = queue;
    const none = { name: 'no', email: 'no', phone: 'no' } as const;
    const consent = { text: `We keep it for a year (${lang}).`, url: 'https://shop.example/privacy' };
    await set({
      consent,
      contactForm: { name: 'optional', email: 'optional', phone: 'optional' },
      greeting: 'Welcome!',
      askRating: true,
      transcriptByEmail: true,
    });
    const { page } = await visit(lang, { colorScheme, viewport });
    page.setDefaultTimeout(10_000);
    const found: Record<string, string[]> = {};
    await page.locator('.launcher').click();
    await page.locator('#rd-consent').waitFor();
    found['forms'] = await flaws(page);
    await page.locator('#rd-consent').check();
    await page.locator('[name=email]').fill('x@');
    await page.locator('form .main').click();
    await page.locator('[aria-invalid=true]').first().waitFor();
    found['errors'] = await flaws(page);
    await page.locator('[name=email]').fill('');
    await page.locator('form textarea').fill('Hello');
    await page.locator('form .main').click();
    const id = await accept();
    await say(id, 'Good morning');
    await page.locator('.inside [name=email]').waitFor();
    await page.locator('.inside [name=email]').fill('x@');
    await page.locator('.inside .main').click();
    await page.locator('.inside [aria-invalid=true]').waitFor();
    found['contact'] = await flaws(page);
    await set({ contactForm: none });
    await page.locator('.inside').waitFor({ state: 'detached' });
    await page.locator('summary').click();
    await page.locator('.menu button').nth(1).click();
    await page.locator('.inside [name=email]').waitFor();
    found['copy'] = await flaws(page);
    await page.locator('.inside .text').click();
    await page.locator('summary').focus();
    await agent.command('interaction.close', { interactionId: id });
    await page.locator('.stars label').nth(3).click();
    await page.locator('.rate .consent').click();
    await page.locator('.rate [name=email]').waitFor();
    found['rating'] = await flaws(page);
    await page.locator('.rate .consent').click();
    await page.locator('.rate .main').click();
    await page.locator('.rate[role=status]').waitFor();
    found['rated'] = await flaws(page);
    const week = [[], [], [], [], [], [], [{ from: 0, to: 1 }]];
    await set({ workingHours: { timeZone: 'Asia/Tokyo', week, holidays: [] } });
    const { page: late } = await visit(lang, { colorScheme, viewport });
    await late.locator('.launcher').click();
    await late.locator('.hero.sm').waitFor();
    found['offline'] = await flaws(late);
    await set({ workingHours: null, consent: null, greeting: '', askRating: false, transcriptByEmail: false });
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])));
  });

  test.skipIf(!corpora.every((file) => existsSync(file)))(
    'hostile text is shown as text: nothing runs, nothing becomes markup',
    async () => {
      const hostile = corpora.flatMap((file) =>
        (JSON.parse(readFileSync(file, 'utf8')) as (string | { payload: string })[]).map((each) =>
          (typeof each === 'string' ? each : each.payload).slice(0, 3_000),
        ),
      );
      const packed = hostile.reduce<string[]>((all, text) => {
        const joined = `${all.at(-1) ?? ''}\n${text}`;
        return all.length > 0 && joined.length < 3_500 ? [...all.slice(0, -1), joined] : [...all, text];
      }, []);
      const { page, complaints } = await visit('en');
      await page.evaluate(() => {
        const ran = window as unknown as { ran: number };
        ran.ran = 0;
        window.alert =
          window.confirm =
          window.prompt =
          window.print =
            () => {
              ran.ran += 1;
              return null as never;
            };
      });
      await page.locator('.launcher').click();
      await page.getByLabel('Name').fill('<img src=x onerror=alert(1)>');
      await page.getByLabel('Your message').fill('<svg onload=alert(1)>{{7*7}}${7*7}');
      await page.getByRole('button', { name: 'Start chat' }).click();
      const id = await accept();
      for (const text of packed) await say(id, text);
      await page.locator('.launcher').waitFor({ state: 'attached' });
      await expect.poll(() => page.locator('.m .bub').count()).toBeGreaterThanOrEqual(packed.length);
      const seen = await page.evaluate(() => {
        const root = document.querySelector('ringdesk-chat')?.shadowRoot;
        const inside = [...(root?.querySelectorAll('.bub *') ?? [])];
        return {
          ran: (window as unknown as { ran: number }).ran,
          markup: inside.map((each) => each.tagName).filter((tag) => tag !== 'A'),
          schemes: [...new Set(inside.map((each) => new URL((each as HTMLAnchorElement).href).protocol))],
          first: root?.querySelector('.bub')?.textContent,
        };
      });
      const { schemes, ...rest } = seen;
      expect(rest).toEqual({ ran: 0, markup: [], first: '<svg onload=alert(1)>{{7*7}}${7*7}' });
      expect(schemes.filter((scheme) => scheme !== 'https:')).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
});

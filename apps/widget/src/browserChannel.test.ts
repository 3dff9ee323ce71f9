import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { chromiumPath } from '../../../tools/chromium.ts';
import {
  type AgentClient,
  openBrowser,
  openPage,
  openWebsite,
  type RunningServer,
  signIn,
  startServer,
  temporaryFolder,
  type Website,
} from '../browserStage.ts';
import { build } from '../build.ts';

const executablePath = chromiumPath();

interface Offered {
  readonly offer: { readonly id: string; readonly interactionId: string };
}

/** What happens to a visitor when the desk closes things under their hands. */
describe.skipIf(executablePath === undefined)('a chat that is closed meanwhile', { timeout: 60_000 }, () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  let admin: AgentClient;
  let agent: AgentClient;
  let browser: Browser;
  let website: Website;
  let queueId = '';

  beforeAll(async () => {
    await build();
    server = await startServer(folder.path);
    // A member of the queue, too.
    admin = await signIn(server, 'admin', 'away');
    agent = await signIn(server, 'ana');
    const [channel] = agent.channels;
    queueId = channel?.queueId ?? '';
    website = await openWebsite(server, channel?.id ?? '');
    browser = await openBrowser(executablePath ?? '');
  }, 60_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  afterAll(async () => {
    await browser?.close();
    website?.close();
    agent?.socket.disconnect();
    admin?.socket.disconnect();
    await server?.kill('SIGTERM');
    folder.remove();
  });

  const composer = (page: Page) => page.getByRole('textbox', { name: 'Write a message' });
  const write = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByLabel('Your message').fill(text);
    await page.getByRole('button', { name: 'Start chat' }).click();
  };
  const accept = async (): Promise<string> => {
    const { offer } = await agent.update<Offered>('offer.put');
    await agent.command('offer.accept', { offerId: offer.id });
    return offer.interactionId;
  };
  const focused = (page: Page) =>
    page.evaluate(() => {
      const inside = document.querySelector('ringdesk-chat')?.shadowRoot?.activeElement;
      return inside instanceof HTMLTextAreaElement ? [inside.value, inside.selectionStart] : inside?.className;
    });

  test('what is being written and the caret stay through a close and its undo', async () => {
    const { page } = await openPage(browser, website.url);
    await write(page, 'Hello');
    const interactionId = await accept();
    await page.getByText('joined the chat').waitFor();
    await composer(page).fill('Half a sentence');
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toEqual(['Half a sentence', 11]);
    await agent.command('interaction.close', { interactionId });
    await page.getByText('This chat has ended.').waitFor();
    expect(await focused(page)).toEqual(['Half a sentence', 11]);
    await page.keyboard.type('X');
    await agent.command('interaction.reopen', { interactionId });
    await page.getByText('The chat was opened again.').waitFor();
    expect(await focused(page)).toEqual(['Half a sentXence', 12]);
    await agent.command('interaction.close', { interactionId });
    await expect.poll(() => page.getByText('This chat has ended.').count()).toBe(2);
    await page.reload();
    expect(await composer(page).inputValue()).toBe('Half a sentXence');
  });

  test('open() moves the focus into a widget that is open already', async () => {
    const { page } = await openPage(browser, website.url);
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByLabel('Name').waitFor();
    await page.locator('#away').focus();
    await page.evaluate(() => window.ringdesk?.open());
    await expect.poll(() => focused(page)).toBe('input');
  });

  test('connects beside what it fetches, and fetches the first view beside connecting', async () => {
    const { page } = await openPage(browser, website.url);
    const connecting = Promise.withResolvers<void>();
    const view = Promise.withResolvers<void>();
    // The texts come once the connection was begun, and the server says nothing before the first view was asked for.
    await page.route(/\/widget\/(en|Welcome)-/, async (route) => {
      if (route.request().url().includes('Welcome')) view.resolve();
      else await connecting.promise;
      await route.continue();
    });
    await page.routeWebSocket(/socket\.io/, async (socket) => {
      connecting.resolve();
      await view.promise;
      socket.connectToServer();
    });
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByLabel('Your message').fill('Hello');
    expect(await page.getByRole('button', { name: 'Start chat' }).isEnabled()).toBe(true);
  });

  test('a page that transforms its root, however long, has the button and the chat on the screen', async () => {
    const { page } = await openPage(browser, website.url);
    await page.addInitScript(() =>
      addEventListener('DOMContentLoaded', () => {
        document.documentElement.style.transform = 'translateZ(0)';
        document.body.style.height = '5000px';
      }),
    );
    await page.reload();
    const inView = (selector: string): Promise<boolean> =>
      page.locator(selector).evaluate((element) => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
      });
    await page.waitForLoadState();
    expect(await inView('.launcher')).toBe(true);
    await page.evaluate(() => scrollTo(0, 2_000));
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByLabel('Your message').waitFor();
    expect(await inView('.launcher')).toBe(true);
    expect(await inView('.panel')).toBe(true);
  });

  test('[7] a queue is switched off while somebody waits: one true thing is said, and it goes on by itself', async () => {
    await agent.command('presence.set', { state: 'away' });
    const { page } = await openPage(browser, website.url);
    await write(page, 'Is anybody there?');
    await page.getByText('Connecting you with an agent').waitFor();
    const off = { queueId, active: false, disconnectChannels: true, openTo: null };
    expect(await admin.command('queue.setActive', off)).toMatchObject({ ok: true });
    await page.getByText('We are closed for now.').waitFor();
    expect(await page.getByText('Connecting you').count()).toBe(0);
    const other = await openPage(browser, website.url);
    await other.page.getByRole('button', { name: /^Open chat/ }).click();
    await other.page.getByText('This chat is not available at the moment.').waitFor();
    expect(await other.page.locator('form, .wcomp').count()).toBe(0);

    await admin.command('queue.setActive', { queueId, active: true, disconnectChannels: false });
    await page.getByText('Connecting you with an agent').waitFor();
    expect(await page.getByText('We are closed for now.').count()).toBe(0);
    await agent.command('presence.set', { state: 'available' });
    const interactionId = await accept();
    await page.getByText('joined the chat').waitFor();

    await composer(page).fill('Never mi');
    await agent.command('interaction.close', { interactionId });
    await page.getByText('This chat is not available at the moment. What you wrote is kept here').waitFor();
    expect(await page.locator('.wcomp, .again').count()).toBe(0);
    const [channel] = agent.channels;
    const { id: channelId, name, settings, kind, version } = channel!;
    const saved = await admin.command('channel.save', {
      channelId,
      version: version + 1,
      name,
      queueId,
      kind,
      settings,
    });
    expect(saved).toMatchObject({ ok: true });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => composer(page).inputValue()).toBe('Never mi');
  });
});

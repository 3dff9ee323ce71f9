import type { Browser, Page } from '@playwright/test';
import type { MenuBot } from '@ringdesk/shared/model/bot.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';

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
  type Website,
} from '../browserStage.ts';
import { build } from '../build.ts';

const executablePath = chromiumPath();

interface Offered {
  readonly offer: { readonly id: string; readonly interactionId: string };
}

const bot: z.input<typeof MenuBot> = {
  kind: 'menu',
  menus: [
    {
      id: 'start',
      text: 'What is it about?',
      choices: [
        { label: 'Opening hours', answer: 'Monday to Friday, 9 to 18.', then: { kind: 'end' } },
        { label: 'Talk to a person', answer: '', then: { kind: 'person' } },
      ],
    },
  ],
  notUnderstood: 'Choose one of these, please.',
  misses: 3,
  idleMinutes: 10,
};

describe.skipIf(executablePath === undefined)('who speaks to a visitor besides agents', { timeout: 60_000 }, () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  let admin: AgentClient;
  let agent: AgentClient;
  let browser: Browser;
  let website: Website;
  let queue: ReturnType<typeof settingsOf>;

  beforeAll(async () => {
    await build();
    server = await startServer(folder.path);
    // A member of the queue, too.
    admin = await signIn(server, 'admin', 'away');
    agent = await signIn(server, 'ana');
    queue = settingsOf(admin);
    website = await openWebsite(server, queue.channelId);
    browser = await openBrowser(executablePath ?? '');
  }, 60_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    const { greeting, closeText, botId } = defaultQueueSettings;
    await queue.set({ greeting, closeText, botId });
  });

  afterAll(async () => {
    await browser?.close();
    website?.close();
    agent?.socket.disconnect();
    admin?.socket.disconnect();
    await server?.kill('SIGTERM');
    folder.remove();
  });

  const begin = async (): Promise<Page> => {
    const { page } = await openPage(browser, website.url);
    page.setDefaultTimeout(10_000);
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByLabel('Your message').fill('Hello');
    await page.getByRole('button', { name: 'Start chat' }).click();
    return page;
  };
  const accept = async (): Promise<string> => {
    const { offer } = await agent.update<Offered>('offer.put');
    await agent.command('offer.accept', { offerId: offer.id });
    return offer.interactionId;
  };

  test('[33] [38] the texts of the queue are its own lines, under its name, and of no agent', async () => {
    await queue.set({ greeting: 'Welcome! We read this at once.', closeText: 'Thank you for writing.' });
    const page = await begin();
    const line = (text: string) => page.locator('.m', { hasText: text });
    await line('We read this at once.').waitFor();
    expect(await line('We read this at once.').innerText()).toMatch(/^Support\n[\s\S]*Automatic message$/);
    const id = await accept();
    await page.getByText('Ana Torres joined the chat').waitFor();
    await agent.command('interaction.close', { interactionId: id });
    await line('Thank you for writing.').waitFor();
    expect(await line('Thank you for writing.').innerText()).not.toContain('Ana');
  });

  test('[45] the bot asks with buttons, answers, and hands over to a person on request', async () => {
    const botId = 'bot-1' as NonNullable<typeof defaultQueueSettings.botId>;
    expect(await admin.command('bot.save', { botId, version: 0, name: 'Robbie', settings: bot })).toMatchObject({
      ok: true,
    });
    await queue.set({ botId });
    const page = await begin();
    const choices = page.getByRole('group', { name: 'Answers to choose from' });
    await choices.getByRole('button', { name: 'Opening hours' }).click();
    await page.getByText('Monday to Friday, 9 to 18.').waitFor();
    expect(await page.locator('.m', { hasText: 'Monday to Friday' }).innerText()).toContain('Robbie');
    expect(await page.getByText('Connecting you').count()).toBe(0);
    await page.getByRole('textbox', { name: 'Write a message' }).fill('Is anybody there?');
    await page.keyboard.press('Enter');
    await page.getByText('Choose one of these, please.').waitFor();
    await choices.getByRole('button', { name: 'Talk to a person' }).click();
    const id = await accept();
    await page.getByText('Ana Torres joined the chat').waitFor();
    expect(await choices.count()).toBe(0);
    await agent.command('interaction.close', { interactionId: id });
  });
});

import type { Browser, Page } from '@playwright/test';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
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
  type Website,
} from '../browserStage.ts';
import { build } from '../build.ts';
import { openMailServer } from '../mailStage.ts';

const executablePath = chromiumPath();

interface Offered {
  readonly offer: { readonly id: string; readonly interactionId: string };
}
interface Put {
  readonly interaction: {
    readonly id: string;
    readonly customer: { readonly name: string; readonly email?: string; readonly phone?: string };
    readonly consent?: { readonly version: number };
    readonly rating?: { readonly score: number; readonly comment: string | null };
  };
}

const consent = { text: 'I agree that the shop keeps this chat for a year.', url: 'https://shop.example/privacy' };
/** Never open: a week without an hour, but one far away so that it is known when it opens. */
const closedNow = {
  timeZone: 'Europe/Madrid',
  week: [[], [], [], [], [], [], []],
  holidays: [{ name: 'Open', date: '2099-05-04', yearly: false, hours: [{ from: 540, to: 600 }] }],
};

describe.skipIf(executablePath === undefined)('what a queue asks of a visitor', { timeout: 60_000 }, () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  let admin: AgentClient;
  let agent: AgentClient;
  let browser: Browser;
  let website: Website;
  let set: (change: Partial<QueueSettings>) => Promise<void>;

  beforeAll(async () => {
    await build();
    server = await startServer(folder.path);
    // A member of the queue, too.
    admin = await signIn(server, 'admin', 'away');
    agent = await signIn(server, 'ana');
    const settings = settingsOf(admin);
    ({ set } = settings);
    website = await openWebsite(server, settings.channelId);
    browser = await openBrowser(executablePath ?? '');
  }, 60_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    const { contactForm, workingHours, askRating, ratingMinutes } = defaultQueueSettings;
    await set({ consent: null, contactForm, workingHours, askRating, ratingMinutes, transcriptByEmail: false });
  });

  afterAll(async () => {
    await browser?.close();
    website?.close();
    agent?.socket.disconnect();
    admin?.socket.disconnect();
    await server?.kill('SIGTERM');
    folder.remove();
  });

  const visit = async (): Promise<Page> => {
    const { page } = await openPage(browser, website.url);
    page.setDefaultTimeout(10_000);
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByLabel('Your message').waitFor();
    return page;
  };
  const start = (page: Page) => page.getByRole('button', { name: 'Start chat' });
  const accepted = new Set<string>();
  /** The first offer that still rings: a change of settings may have withdrawn one. */
  const accept = async (): Promise<string> => {
    for (;;) {
      const { offer } = await agent.update<Offered>('offer.put', (update) => !accepted.has(update.offer.interactionId));
      const answer = await agent.command('offer.accept', { offerId: offer.id });
      if (!answer.ok) continue;
      accepted.add(offer.interactionId);
      return offer.interactionId;
    }
  };
  const end = (interactionId: string) => agent.command('interaction.close', { interactionId });
  const say = (interactionId: string, text: string) =>
    agent.command('message.post', {
      interactionId,
      messageId: `${text.length}-${interactionId.slice(-12)}`,
      kind: 'reply',
      text,
      mentions: [],
      attachmentIds: [],
    });
  /** The interaction as the agent sees it, once it `fits`. */
  const seen = async (id: string, fits: (seen: Put['interaction']) => boolean): Promise<Put['interaction']> =>
    (await agent.update<Put>('interaction.put', ({ interaction }) => interaction.id === id && fits(interaction)))
      .interaction;

  test('[32] nothing can be sent before the statement is accepted; which version is kept, and it is not asked for again', async () => {
    await set({ consent });
    const page = await visit();
    const link = page.getByRole('link', { name: /Privacy notice/ });
    expect(await link.getAttribute('href')).toBe(consent.url);
    await page.getByLabel('Your message').fill('My card is broken');
    expect(await start(page).isDisabled()).toBe(true);
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
    await page.getByRole('checkbox', { name: consent.text }).check();
    await start(page).click();
    const id = await accept();
    expect((await seen(id, ({ consent: given }) => given !== undefined)).consent?.version).toBeGreaterThan(0);
    // What was written before is in no list of keystrokes.
    expect(agent.typed.filter((text) => text.includes('card'))).toEqual([]);
    await end(id);
    await page.reload();
    await page.getByText('My card is broken').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });

  test('[32] a statement that changes under the tick is not accepted by it', async () => {
    await set({ consent });
    const page = await visit();
    await page.getByLabel('Your message').fill('Is this fine?');
    await page.getByRole('checkbox', { name: consent.text }).check();
    const newer = 'I agree that the shop keeps this chat for ten years.';
    await set({ consent: { ...consent, text: newer } });
    await page.getByText(newer).waitFor();
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
    expect(await start(page).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: newer }).check();
    // One that is no longer asked for holds nobody up.
    await set({ consent: null });
    await page.getByRole('checkbox').waitFor({ state: 'detached' });
    await start(page).click();
    await end(await accept());
  });

  test('[34] the contact form is checked at the visitor, then by the server, and stands at the customer', async () => {
    await set({ contactForm: { name: 'required', email: 'optional', phone: 'required' } });
    const page = await visit();
    await page.getByLabel('Your message').fill('Call me, please');
    await page.getByLabel('E-mail').fill('vera@');
    await start(page).click();
    expect(await page.getByRole('alert').filter({ hasText: /\S/ }).allInnerTexts()).toEqual([
      'Add your name, so that we know how to address you.',
      'Write the whole address, like name@example.com.',
      'Fill this in, so that we can reach you.',
    ]);
    expect(
      await page.evaluate(() => {
        const field = document.querySelector('ringdesk-chat')?.shadowRoot?.activeElement;
        return field instanceof HTMLInputElement && field.name;
      }),
    ).toBe('name');
    await page.getByLabel('Name').fill('Vera');
    await page.getByLabel('E-mail').fill('vera@shop.example');
    // Fits the pattern, and is no number anywhere.
    await page.getByLabel('Phone').fill('+99 999 999 999');
    await start(page).click();
    const inside = page.getByRole('form', { name: 'How can we reach you?' });
    await inside.getByText('Write the number with its country code').waitFor();
    await page.getByText('Kept', { exact: true }).waitFor();
    expect(await inside.getByLabel('E-mail').inputValue()).toBe('vera@shop.example');
    await inside.getByLabel('Phone').fill('+34 600 123 456');
    await inside.getByRole('button', { name: 'Send' }).click();
    const id = await accept();
    await inside.waitFor({ state: 'detached' });
    const { customer } = await seen(id, (interaction) => interaction.customer.phone !== undefined);
    expect(customer).toMatchObject({ name: 'Vera', email: 'vera@shop.example', phone: '+34600123456' });
    await end(id);
  });

  test('[34] what may be left out is asked for inside the chat, and can be put off', async () => {
    const page = await visit();
    await page.getByLabel('Your message').fill('Hello');
    await start(page).click();
    const id = await accept();
    await page.getByText('joined the chat').waitFor();
    await set({ contactForm: { name: 'no', email: 'optional', phone: 'no' } });
    const inside = page.getByRole('form', { name: 'How can we reach you?' });
    await inside.waitFor();
    await inside.getByRole('button', { name: 'Not now' }).click();
    await inside.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('joined the chat').waitFor();
    expect(await inside.count()).toBe(0);
    await end(id);
  });

  test('[31] outside the hours there is a form for a message that becomes an interaction', async () => {
    await set({ workingHours: closedNow });
    const page = await visit();
    await page.getByRole('heading', { name: 'We are closed right now' }).waitFor();
    await page.getByText(/^Open again: .*May/).waitFor();
    await page.getByLabel('Your message').fill('Is Saturday possible?');
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByText('Fill this in, so that we can reach you.').waitFor();
    await page.getByLabel('E-mail').fill('peter@shop.example');
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByText('We are closed for now.').waitFor();
    await page.getByText('Sent', { exact: true }).waitFor();
    expect(await page.getByText('Connecting you').count()).toBe(0);
    await set({ workingHours: null });
    const id = await accept();
    const { customer } = await seen(id, (interaction) => interaction.customer.email !== undefined);
    expect(customer.email).toBe('peter@shop.example');
    await page.getByText('joined the chat').waitFor();
    expect(await page.getByText('We are closed for now.').count()).toBe(0);
    await end(id);
  });

  test('[43] [39] the end asks for a rating with a comment, by keyboard too; it can be changed, also late', async () => {
    await set({ askRating: true, ratingMinutes: 5 });
    const page = await visit();
    await page.getByLabel('Your message').fill('Hello');
    await start(page).click();
    const id = await accept();
    await say(id, 'Good morning');
    await page.getByText('Good morning').waitFor();
    // A conversation longer than the panel.
    await say(id, Array.from({ length: 60 }, (_, line) => `Line ${line + 1}`).join('\n'));
    await page.getByText('Line 60').waitFor();
    await end(id);
    await page.getByRole('heading', { name: 'How was your chat with Ana Torres?' }).waitFor();
    const send = page.getByRole('button', { name: 'Send rating' });
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: '1 of 5: Very bad' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: '2 of 5: Bad' }).isChecked()).toBe(true);
    await page.keyboard.press('ArrowRight');
    // The focus moves the conversation, not the panel around it with its head.
    expect(await page.locator('.panel').evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await page.getByLabel('What could be better?').fill('Faster, please');
    await send.click();
    await page.getByText('Thank you for your rating.').waitFor();
    expect((await seen(id, ({ rating }) => rating !== undefined)).rating).toMatchObject({
      score: 3,
      comment: 'Faster, please',
    });
    await page.reload();
    await page.getByRole('img', { name: '3 of 5' }).waitFor();
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.locator('.stars label').nth(4).click();
    await send.click();
    expect((await seen(id, ({ rating }) => rating?.score === 5)).rating).toMatchObject({ score: 5 });
  });

  test('[32] in a new conversation after an old one the message waits for the statement, and goes with it', async () => {
    await set({ reopenHours: 0 });
    const page = await visit();
    await page.getByLabel('Your message').fill('Hello');
    await start(page).click();
    const first = await accept();
    await page.locator('summary').focus();
    await end(first);
    await page.getByRole('button', { name: 'Write again' }).waitFor();
    await set({ consent: { ...consent, text: 'A newer statement.' } });
    await page.getByRole('button', { name: 'Write again' }).click();
    await page.getByRole('textbox', { name: 'Write a message' }).fill('A second thing');
    await page.keyboard.press('Enter');
    const card = page.getByRole('group', { name: 'Before your message is sent' });
    await card.getByText('A newer statement.').waitFor();
    await page.getByText('Kept', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'Agree and send' }).click();
    const id = await accept();
    expect(id).not.toBe(first);
    expect((await seen(id, ({ consent: given }) => given !== undefined)).consent?.version).toBeGreaterThan(0);
    await card.waitFor({ state: 'detached' });
    await end(id);
    await set({ reopenHours: 24 });
  });

  test('[9] [10] a copy is offered once e-mail can be sent, and goes where the visitor says; one that cannot go is told', async () => {
    await set({ transcriptByEmail: true });
    const page = await visit();
    await page.getByLabel('Your message').fill('Remember this');
    await start(page).click();
    const id = await accept();
    // The server has no way to send e-mail yet.
    await page.locator('summary').click();
    await page.getByRole('button', { name: 'End chat' }).waitFor();
    expect(await page.getByRole('button', { name: 'E-mail me a copy' }).count()).toBe(0);
    await page.locator('summary').click();
    const mails = await openMailServer();
    const mail = { host: '127.0.0.1', port: mails.port, security: 'none', user: '', password: null };
    const from = { name: 'Shop', email: 'shop@shop.example' };
    expect(await admin.socket.emitWithAck('query', { name: 'mail.save', input: { ...mail, from } })).toMatchObject({
      ok: true,
    });
    const ask = async (email: string): Promise<void> => {
      await page.locator('summary').click();
      await page.getByRole('button', { name: 'E-mail me a copy' }).click();
      await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
      await form.getByRole('button', { name: 'Send' }).click();
    };
    const form = page.getByRole('form', { name: 'A copy of this chat by e-mail' });
    await ask('vera@');
    await form.getByText('Write the whole address, like name@example.com.').waitFor();
    await form.getByRole('button', { name: 'Cancel' }).click();
    // Only the server sees that this is no address.
    await ask('vera..lee@shop.example');
    await form.getByText('It could not be sent.').waitFor();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await ask('vera@shop.example');
    await page.getByText('A copy of this chat is on its way by e-mail.').waitFor();
    expect(await form.count()).toBe(0);
    const text = await mails.first;
    mails.close();
    expect(text).toContain('Remember this');
    await end(id);
  });

  test('[43] where nobody answered nothing is asked', async () => {
    await set({ askRating: true });
    const page = await visit();
    await page.getByLabel('Your message').fill('Hello');
    await start(page).click();
    const id = await accept();
    await end(id);
    await page.getByText('This chat has ended.').waitFor();
    await page.getByRole('textbox', { name: 'Write a message' }).waitFor();
    expect(await page.locator('.rate').count()).toBe(0);
  });
});

import type { Browser, Page, WebSocketRoute } from '@playwright/test';
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
import type {} from './loader.ts';

const executablePath = chromiumPath();

interface Offered {
  readonly offer: { readonly id: string; readonly interactionId: string };
}
interface Lined {
  readonly line: {
    readonly type: string;
    readonly interactionId: string;
    readonly seq: number;
    readonly text?: string;
  };
}

/** A picture of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe.skipIf(executablePath === undefined)('the widget on a page of another origin', { timeout: 60_000 }, () => {
  const folder = temporaryFolder();
  let server: RunningServer;
  let agent: AgentClient;
  let browser: Browser;
  let website: Website;
  let channelId = '';
  let messages = 0;

  beforeAll(async () => {
    await build();
    server = await startServer(folder.path);
    agent = await signIn(server, 'ana');
    channelId = agent.channels[0]?.id ?? '';
    website = await openWebsite(server, channelId);
    browser = await openBrowser(executablePath ?? '');
  }, 60_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  afterAll(async () => {
    await browser?.close();
    website?.close();
    agent?.socket.disconnect();
    await server?.kill('SIGTERM');
    folder.remove();
  });

  const open = (page: Page) => page.getByRole('button', { name: /^Open chat/ }).click();
  const composer = (page: Page) => page.getByRole('textbox', { name: 'Write a message' });

  /** Opens the chat and writes the first message; the agent accepts. */
  const begin = async (page: Page, text = 'Does it fit?'): Promise<string> => {
    await open(page);
    await page.getByLabel('Your message').fill(text);
    await page.getByRole('button', { name: 'Start chat' }).click();
    const { offer } = await agent.update<Offered>('offer.put');
    await agent.command('offer.accept', { offerId: offer.id });
    await page.getByText('joined the chat').waitFor();
    return offer.interactionId;
  };
  const say = (interactionId: string, text: string) =>
    agent.command('message.post', {
      interactionId,
      messageId: `m${(messages += 1)}-${Date.now()}`,
      kind: 'reply',
      text,
      mentions: [],
      attachmentIds: [],
    });
  const end = (interactionId: string) => agent.command('interaction.close', { interactionId });

  test('a visitor writes, is connected, and both talk, under a policy that lets only the server in', async () => {
    const { page, complaints } = await openPage(browser, website.url);
    await open(page);
    await page.getByLabel('Name').fill('Hannah');
    await page.getByLabel('Your message').fill('Does the larger battery fit?');
    await page.getByRole('button', { name: 'Start chat' }).click();
    await page.getByText('Connecting you with an agent').waitFor();
    const { offer } = await agent.update<Offered>('offer.put');
    await agent.command('offer.accept', { offerId: offer.id });
    await page.getByText('Ana Torres joined the chat').waitFor();
    expect(await page.getByText('Connecting you').count()).toBe(0);
    await page.getByText('Sent', { exact: true }).waitFor();

    await agent.command('interaction.read', { interactionId: offer.interactionId, seq: 1 });
    await page.getByText('Read', { exact: true }).waitFor();
    agent.socket.emit('typing', { interactionId: offer.interactionId, typing: true });
    await page.getByText('Ana Torres is typing').waitFor();
    await say(offer.interactionId, 'It does: https://example.com/battery.');
    const link = page.getByRole('link', { name: 'https://example.com/battery' });
    expect(await link.getAttribute('href')).toBe('https://example.com/battery');
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await page.getByText('is typing').count()).toBe(0);

    await composer(page).pressSequentially('Thank you');
    await expect.poll(() => agent.typed.at(-1)).toBe('Thank you');
    await composer(page).press('Enter');
    const { line } = await agent.update<Lined>('transcript.line', (update) => update.line.text === 'Thank you');
    expect(line.interactionId).toBe(offer.interactionId);
    expect(await composer(page).inputValue()).toBe('');
    expect(complaints).toEqual([]);
    await end(offer.interactionId);
  });

  test('begins with Enter as it goes on with Enter; a long question leaves the button in sight', async () => {
    const { page } = await openPage(browser, website.url);
    await open(page);
    const question = page.getByLabel('Your message');
    await question.fill('Line\n'.repeat(40));
    await page.getByRole('button', { name: 'Start chat' }).click({ trial: true });
    expect((await question.boundingBox())?.height).toBeLessThan(200);
    await question.fill('Does it');
    await question.press('Shift+Enter');
    await question.pressSequentially('fit?');
    await question.press('Enter');
    const { offer } = await agent.update<Offered>('offer.put');
    await agent.command('offer.accept', { offerId: offer.id });
    expect(await page.getByText(/^Does it\s+fit\?$/).count()).toBe(1);
    await end(offer.interactionId);
  });

  test('survives reload and navigation: open as it was, with its lines and what was being written', async () => {
    const { page } = await openPage(browser, website.url);
    const id = await begin(page, 'First');
    await say(id, 'Answer');
    await page.getByText('Answer').waitFor();
    await composer(page).fill('Half a sent');
    await page.reload();
    await page.getByText('Answer').waitFor();
    expect(await composer(page).inputValue()).toBe('Half a sent');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await page.locator('#away').click({ force: true });
    await page.waitForURL('**/away');
    await page.getByText('Answer').waitFor();
    expect(await composer(page).inputValue()).toBe('Half a sent');
    await end(id);
  });

  test('closed, the launcher counts what is unread and shows the newest; opening clears it, in every tab', async () => {
    const { page, context } = await openPage(browser, website.url);
    const id = await begin(page);
    await page.keyboard.press('Escape');
    const other = await context.newPage();
    await other.goto(website.url);
    await say(id, 'Are you there?');
    await say(id, 'Hello?');
    for (const each of [page, other]) {
      await each.getByRole('button', { name: 'Open chat, 2 new messages' }).waitFor();
      await each.locator('.teaser').getByText('Hello?').waitFor();
    }
    await page.bringToFront();
    await page.getByRole('button', { name: 'Reply' }).click();
    await page.getByRole('log').getByText('Are you there?').waitFor();
    await other.getByRole('button', { name: 'Open chat', exact: true }).waitFor();
    await other.bringToFront();
    await open(other);
    await composer(other).fill('From the other tab');
    await composer(other).press('Enter');
    await expect.poll(() => page.getByRole('log').getByText('From the other tab').count()).toBe(1);
    await end(id);
  });

  test('[I9] what is written while the server is dead is kept and arrives once, in order', async () => {
    const { page } = await openPage(browser, website.url);
    const id = await begin(page, 'Before');
    const { port } = new URL(server.url);
    await server.kill('SIGKILL');
    agent.socket.disconnect();
    await page.getByText('No connection.').waitFor();
    for (const text of ['During one', 'During two']) {
      await composer(page).fill(text);
      await composer(page).press('Enter');
    }
    await expect.poll(() => page.getByText('Sending', { exact: true }).count()).toBe(2);
    await composer(page).fill('Not sent yet');
    const password = server.password;
    server = { ...(await startServer(folder.path, Number(port))), password };
    agent = await signIn(server, 'ana');
    await expect.poll(() => page.getByText('Sending', { exact: true }).count(), { timeout: 15_000 }).toBe(0);
    expect(await composer(page).inputValue()).toBe('Not sent yet');
    const transcript = (await agent.socket.emitWithAck('query', {
      name: 'transcript.get',
      input: { interactionId: id, limit: 50 },
    })) as { value: { lines: readonly Lined['line'][] } };
    expect(transcript.value.lines.flatMap((line) => line.text ?? [])).toEqual(['Before', 'During one', 'During two']);
    await end(id);
  });

  test('a first message written without a connection goes out although the chat was closed meanwhile', async () => {
    const { page, context } = await openPage(browser, 'about:blank');
    const tunnel = { closed: false, routes: [] as WebSocketRoute[] };
    await context.routeWebSocket(/socket\.io/, async (route) => {
      if (tunnel.closed) await route.close();
      else {
        tunnel.routes.push(route);
        route.connectToServer();
      }
    });
    await page.goto(website.url);
    await open(page);
    await page.getByLabel('Your message').fill('Written in a tunnel');
    tunnel.closed = true;
    await Promise.all(tunnel.routes.map((route) => route.close()));
    await page.getByText('No connection.').waitFor();
    await page.getByRole('button', { name: 'Start chat' }).click();
    await page.keyboard.press('Escape');
    await page.locator('.panel').waitFor({ state: 'detached' });
    tunnel.closed = false;
    const { line } = await agent.update<Lined>(
      'transcript.line',
      (update) => update.line.text === 'Written in a tunnel',
    );
    const { offer } = await agent.update<Offered>(
      'offer.put',
      (update) => update.offer.interactionId === line.interactionId,
    );
    await agent.command('offer.accept', { offerId: offer.id });
    await end(line.interactionId);
    expect(line.seq).toBeGreaterThan(0);
  });

  test('where no WebSocket gets through it falls back to polling', async () => {
    const { page } = await openPage(browser, 'about:blank');
    await page.addInitScript(() => {
      // As a proxy that does not know the upgrade: refused before it is open.
      window.WebSocket = class {
        onerror?: () => void;
        constructor() {
          setTimeout(() => this.onerror?.());
        }
        close(): void {}
      } as unknown as typeof WebSocket;
    });
    await page.goto(website.url);
    const id = await begin(page, 'By polling');
    await say(id, 'Understood');
    await page.getByRole('log').getByText('Understood').waitFor();
    expect(
      await page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('transport=polling')).length,
      ),
    ).toBeGreaterThan(0);
    await end(id);
  });

  test('sends a picture with its preview, refuses what is not accepted, and lets it be removed', async () => {
    const { page, complaints } = await openPage(browser, website.url);
    const id = await begin(page);
    const chooser = page.locator('input[type=file]');
    await chooser.setInputFiles([
      { name: 'pixel.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') },
      { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\u0000\u0000 not a picture') },
    ]);
    await page.getByText('Files of this kind are not accepted.').waitFor();
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Remove setup.exe' }).click();
    await page.getByText('pixel.png is ready to be sent').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const picture = page.getByRole('img', { name: 'pixel.png' });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    expect(complaints.filter((text) => !/status of 4/.test(text))).toEqual([]);
    await end(id);
  });

  test('a message with a file that is on its way goes by itself once the file is there, and typing on takes that back', async () => {
    const { page } = await openPage(browser, website.url);
    const id = await begin(page);
    const arrival = Promise.withResolvers<void>();
    await page.route('**/widget/attachments', async (route) => {
      await arrival.promise;
      await route.continue();
    });
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'bill.txt', mimeType: 'text/plain', buffer: Buffer.from('42') }]);
    const waits = page.getByText('Goes out as soon as the files are there.');
    await page.getByText('bill.txt is being uploaded').waitFor({ state: 'attached' });
    await composer(page).fill('Here it');
    await page.keyboard.press('Enter');
    await waits.waitFor();
    await page.keyboard.type(' is');
    await waits.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await waits.waitFor();
    arrival.resolve();
    const line = await agent.update<Lined>(
      'transcript.line',
      ({ line: { text } }) => text?.startsWith('Here') === true,
    );
    expect(line.line).toMatchObject({ text: 'Here it is', attachments: [{ name: 'bill.txt' }] });
    await expect.poll(() => composer(page).inputValue()).toBe('');
    await end(id);
  });

  test('a file of the draft that another tab sent is no longer in the draft', async () => {
    const { page, context } = await openPage(browser, website.url);
    const id = await begin(page);
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'bill.txt', mimeType: 'text/plain', buffer: Buffer.from('42') }]);
    const inDraft = (tab: Page) => tab.getByRole('button', { name: 'Remove bill.txt' });
    await page.getByText('bill.txt is ready to be sent').waitFor({ state: 'attached' });
    const other = await context.newPage();
    await other.goto(website.url);
    await other.getByRole('button', { name: /^Open chat/ }).click();
    await inDraft(other).waitFor();
    await composer(other).press('Enter');
    await inDraft(page).waitFor({ state: 'detached' });
    await composer(page).fill('Did you get it?');
    await composer(page).press('Enter');
    const line = await agent.update<Lined>('transcript.line', ({ line: { text } }) => text === 'Did you get it?');
    expect(line.line).toMatchObject({ attachments: [] });
    await end(id);
  });

  test('an ended conversation says so and can be taken up again', async () => {
    const { page } = await openPage(browser, website.url);
    const id = await begin(page);
    // Elsewhere than in the composer, which would stay.
    await page.locator('summary').focus();
    await end(id);
    await page.getByText('This chat has ended.').waitFor();
    await page.getByRole('button', { name: 'Write again' }).click();
    await composer(page).fill('One more thing');
    await composer(page).press('Enter');
    const { offer } = await agent.update<Offered>('offer.put');
    expect(offer.interactionId).toBe(id);
    await agent.command('offer.accept', { offerId: offer.id });
    await page.getByText('The chat was opened again.').waitFor();
    await page.reload();
    await expect
      .poll(() => page.locator('.sys').allInnerTexts())
      .toEqual([
        'Today',
        'Ana Torres joined the chat',
        'This chat has ended.',
        'The chat was opened again.',
        'Ana Torres joined the chat',
      ]);
    await page.getByRole('button', { name: 'Options' }).or(page.locator('summary')).first().click();
    await page.getByRole('button', { name: 'End chat' }).click();
    await page.getByText('You ended the chat.').waitFor();
    await end(id);
    await expect.poll(() => page.getByText('This chat has ended.').count()).toBe(1);
  });

  test('by keyboard: in with Enter, out with Esc, and the focus goes back where it was', async () => {
    const { page } = await openPage(browser, website.url, {});
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.className ?? document.activeElement?.tagName,
      );
    await page.locator('.launcher').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Name').waitFor();
    await expect.poll(focused).toContain('input');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('launcher');
    expect(await page.locator('.panel').count()).toBe(0);
  });

  test('on a phone it covers the screen, keeps Tab inside and the page out', async () => {
    const { page } = await openPage(browser, website.url, {
      viewport: { width: 320, height: 568 },
      hasTouch: true,
      isMobile: true,
    });
    await open(page);
    await page.getByLabel('Your message').waitFor();
    const panel = await page.locator('.panel').boundingBox();
    expect(panel).toMatchObject({ x: 0, y: 0, width: 320, height: 568 });
    expect(await page.locator('.panel').getAttribute('aria-modal')).toBe('true');
    const visited = new Set<string>();
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab');
      visited.add(await page.evaluate(() => document.activeElement?.tagName ?? ''));
    }
    expect([...visited]).toEqual(['RINGDESK-CHAT']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test("the page's styles, shortcuts and a second snippet leave it alone, and it moves nothing on the page", async () => {
    const twice = await openWebsite(server, channelId, { snippets: 2 });
    const { page } = await openPage(browser, twice.url);
    await page.evaluate(() => {
      const counted = window as unknown as { keys: number; shift: number };
      counted.keys = counted.shift = 0;
      document.addEventListener('keydown', () => (counted.keys += 1));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) counted.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await open(page);
    await page.getByLabel('Your message').pressSequentially('shortcut');
    const launcher = await page.locator('.launcher').evaluate((button) => {
      const { width, height, borderTopWidth } = getComputedStyle(button);
      const { opacity, transform } = getComputedStyle((button.getRootNode() as ShadowRoot).host);
      return { width, height, borderTopWidth, opacity, transform };
    });
    expect(launcher).toEqual({ width: '60px', height: '60px', borderTopWidth: '0px', opacity: '1', transform: 'none' });
    expect(await page.locator('ringdesk-chat').count()).toBe(1);
    const felt = await page.evaluate(() => {
      const { keys, shift } = window as unknown as { keys: number; shift: number };
      return { keys, shift };
    });
    expect(felt).toEqual({ keys: 0, shift: 0 });
    twice.close();
  });

  test('works where the page may store nothing, and from outside cannot be looked into', async () => {
    const context = await browser.newContext({ viewport: { width: 1_000, height: 760 } });
    await context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Blocked', 'SecurityError');
          },
        });
    });
    const page = await context.newPage();
    await page.goto(website.url);
    await page.locator('ringdesk-chat').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => document.querySelector('ringdesk-chat')?.shadowRoot)).toBeNull();
    await page.evaluate(() => {
      const said = window as unknown as { said: string[] };
      said.said = [];
      for (const event of ['open', 'close'] as const) window.ringdesk?.on(event, () => said.said.push(event));
      window.ringdesk?.open();
    });
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.length === 1);
    await page.evaluate(() => window.ringdesk?.close());
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual(['open', 'close']);
  });
});

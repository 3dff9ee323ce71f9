import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { chromiumPath } from '../../../../tools/chromium.ts';
import { build } from '../../build.ts';
import { begun, type CallServer, openCallBrowser, startCallServer, visit, type Visit } from '../../callStage.ts';

const executablePath = chromiumPath();

describe.skipIf(executablePath === undefined)('a call from the website', { timeout: 90_000 }, () => {
  let server: CallServer;
  let browser: Browser;

  beforeAll(async () => {
    await build();
    server = await startCallServer();
    browser = await openCallBrowser(executablePath ?? '');
  }, 60_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    server.replies.splice(0, server.replies.length, begun);
    server.setOnline(true);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const soon = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });
  const open = (page: Page) => page.getByRole('button', { name: /^Open chat/ }).click();
  const callUs = async (page: Page): Promise<void> => {
    await open(page);
    await page.getByRole('button', { name: 'Call us' }).click();
  };
  const says = (page: Page, title: string) => page.getByRole('heading', { name: title }).waitFor();
  /** Somebody takes the call. */
  const taken = async ({ page, far, peer }: Visit) => {
    const invite = await peer.nextInvite();
    const sdp = await far.evaluate((offer) => window.farEnd.answer(offer), invite.sdp);
    const dialog = invite.accept(sdp);
    await says(page, 'Connected');
    return dialog;
  };
  const received = (far: Page) => far.evaluate(() => window.farEnd.received());
  /** Energy of the next hundred packets, which are two seconds of sound. */
  const energy = async (far: Page): Promise<number> => {
    const before = await received(far);
    await soon(async () => (await received(far)).packets - before.packets).toBeGreaterThan(100);
    return (await received(far)).energy - before.energy;
  };
  const VOICE = 0.001;
  const NOTHING = 1e-5;

  test('calls, waits in the queue, is taken; both sides hear each other, muted nobody hears the visitor', async () => {
    const visitor = await visit(browser, server.url);
    const { page, far, peer, complaints } = visitor;
    await callUs(page);
    const invite = await peer.nextInvite();
    invite.request.progress({ statusCode: 182 });
    await says(page, 'Waiting for a free colleague');
    invite.request.progress({ statusCode: 180 });
    await says(page, 'Ringing');
    invite.accept(await far.evaluate((offer) => window.farEnd.answer(offer), invite.sdp));
    await says(page, 'Connected');
    await page
      .getByRole('timer')
      .getByText(/^0:(0[1-9]|[1-5]\d)$/)
      .waitFor();
    expect(await energy(far)).toBeGreaterThan(VOICE);
    expect(await page.evaluate(() => window.ears.some(({ srcObject, paused }) => srcObject !== null && !paused))).toBe(
      true,
    );
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByRole('button', { name: 'Unmute' }).waitFor();
    // What was said before is still on its way.
    await soon(() => energy(far)).toBeLessThan(NOTHING);
    await page.getByRole('button', { name: 'End call' }).click();
    await page.getByRole('heading', { name: /^The call is over. It lasted 0:\d\d\.$/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('[20] whom they talk with is shown, also where that comes right behind the answer', async () => {
    const { page, far, peer } = await visit(browser, server.url);
    await callUs(page);
    const invite = await peer.nextInvite();
    const dialog = invite.accept(await far.evaluate((offer) => window.farEnd.answer(offer), invite.sdp));
    dialog.info(undefined, {
      body: {
        contentDisposition: 'render',
        contentType: 'application/vnd.ringdesk.stage',
        content: 'talking\n{"name":"Ana"}',
      },
    });
    await says(page, 'Connected');
    // Longer than the answer takes to be worked in.
    await page.getByRole('timer').getByText('0:01').waitFor();
    expect(await page.locator('.who').allTextContents()).toEqual(['Ana']);
  });

  test('the agent holds, transfers, and hangs up', async () => {
    const visitor = await visit(browser, server.url);
    const { page, far, peer } = visitor;
    await callUs(page);
    const dialog = await taken(visitor);
    const reinvite = async (direction: 'sendonly' | 'sendrecv'): Promise<void> => {
      const sdp = await far.evaluate((way) => window.farEnd.offer(way), direction);
      const answer = await peer.reinvite(dialog, sdp);
      await far.evaluate((text) => window.farEnd.accept(text), answer);
    };
    await reinvite('sendonly');
    await says(page, 'On hold, one moment please');
    await reinvite('sendrecv');
    await says(page, 'Connected');
    expect(await energy(far)).toBeGreaterThan(VOICE);
    dialog.bye();
    await page.getByRole('heading', { name: /^The call is over/ }).waitFor();
    await page.getByRole('button', { name: 'Call again' }).click();
    await taken(visitor);
  });

  test('[43] when it is over it asks how it was, and thanks; nobody is asked about a call in which nobody talked', async () => {
    const visitor = await visit(browser, server.url);
    const { page, complaints } = visitor;
    await callUs(page);
    const dialog = await taken(visitor);
    await page.getByRole('timer').getByText('0:01').waitFor();
    dialog.bye();
    await says(page, 'How was your call?');
    const send = page.getByRole('button', { name: 'Send rating' });
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: '4 of 5: Good' }).check();
    await page.getByRole('textbox').fill(' Quick help ');
    const { violations } = await new AxeBuilder({ page }).include('ringdesk-chat').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await send.click();
    await page.getByText('Thank you for your rating.').waitFor();
    expect(server.ratings).toEqual([{ score: 4, comment: 'Quick help', of: 'call' }]);
    await page.getByRole('button', { name: 'Change it' }).click();
    expect(await page.getByRole('radio', { name: '4 of 5: Good' }).isChecked()).toBe(true);
    expect(await page.getByRole('textbox').inputValue()).toBe('Quick help');
    // Called again and ended before anybody took it.
    await page.getByRole('button', { name: 'Call again' }).click();
    await visitor.peer.nextInvite();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await says(page, 'The call is over.');
    expect(await page.getByRole('button', { name: 'Send rating' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('goes on while the chat is shown and while the panel is closed', async () => {
    const visitor = await visit(browser, server.url);
    const { page, far } = visitor;
    await callUs(page);
    await taken(visitor);
    await page.getByRole('button', { name: 'Back to chat' }).click();
    await page.getByRole('textbox', { name: 'Your message' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await energy(far)).toBeGreaterThan(VOICE);
    await open(page);
    await page.getByRole('button', { name: 'Call us' }).click();
    await says(page, 'Connected');
  });

  test.each([
    [486, 'All lines are busy. Try again in a few minutes, or write to us.'],
    [480, 'Nobody could take your call. Write to us, and you get an answer here.'],
    [500, 'The call could not be connected.'],
  ])('%d is told in words', async (statusCode, words) => {
    const { page, peer } = await visit(browser, server.url);
    await callUs(page);
    const invite = await peer.nextInvite();
    invite.request.reject({ statusCode });
    await says(page, words);
    expect(await page.getByRole('button', { name: 'Call again' }).count()).toBe(1);
  });

  test('called again while the page has lost its connection: it is looked for, which is said, and the call goes out', async () => {
    const { page, peer } = await visit(browser, server.url);
    await callUs(page);
    (await peer.nextInvite()).request.reject({ statusCode: 486 });
    await says(page, 'All lines are busy. Try again in a few minutes, or write to us.');
    server.setOnline(false);
    await page.getByRole('button', { name: 'Call again' }).click();
    await says(page, 'Calling');
    await page.getByText('The connection is interrupted. Trying again…').waitFor();
    server.setOnline(true);
    (await peer.nextInvite()).request.progress({ statusCode: 180 });
    await says(page, 'Ringing');
    expect(await page.getByText('The connection is interrupted. Trying again…').count()).toBe(0);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('why the microphone is needed, what to do where it is refused, and again', async () => {
    const { page, peer } = await visit(browser, server.url, { microphone: false });
    await callUs(page);
    await says(page, 'This page may not use your microphone');
    await page.getByText(/Allow the microphone in the address bar/).waitFor();
    await page.evaluate(() => {
      delete (navigator.mediaDevices as Partial<MediaDevices>).getUserMedia;
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    expect((await peer.nextInvite()).sdp).toContain('m=audio');
  });

  test('cancelled while it rings; refused by the server', async () => {
    const { page, peer } = await visit(browser, server.url);
    await callUs(page);
    const invite = await peer.nextInvite();
    invite.request.progress({ statusCode: 180 });
    const cancelled = new Promise<void>((resolve) => {
      invite.request.delegate = { onCancel: () => resolve() };
    });
    await says(page, 'Ringing');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await cancelled;
    server.replies.splice(0, 1, { ok: false, error: { code: 'channelOff' } });
    await page.getByRole('button', { name: 'Call again' }).click();
    await says(page, 'Nobody takes calls at the moment');
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  test('a page without encryption says that it cannot call, and why', async () => {
    // Chromium takes every name under `localhost` for this machine; another name is a stranger's, and http of a stranger is not secure.
    const other = await chromiumOf();
    try {
      const { page } = await visit(other, server.url.replace('localhost', 'shop.example'));
      await callUs(page);
      await says(page, 'Calls need a secure page');
      expect(await page.getByText(/without encryption/).count()).toBe(1);
    } finally {
      await other.close();
    }
  });

  test.each(['en', 'es', 'pt', 'ru'])(
    'in %s, on a narrow phone and by keyboard, nothing is cut or unnamed',
    async (lang) => {
      const visitor = await visit(browser, `${server.url}?lang=${lang}`, {
        viewport: { width: 320, height: 568 },
        locale: lang,
      });
      const { page, far, peer } = visitor;
      await page.locator('.launcher').click();
      await page.locator('.call').focus();
      await page.keyboard.press('Enter');
      const invite = await peer.nextInvite();
      invite.accept(await far.evaluate((offer) => window.farEnd.answer(offer), invite.sdp));
      await page.getByRole('timer').waitFor();
      await page.locator('.control').nth(1).focus();
      await page.keyboard.press('Enter');
      await soon(() => page.locator('.keys button').count()).toBe(12);
      const cut = await page
        .locator('.panel')
        .evaluate((panel) =>
          [...panel.querySelectorAll('*')]
            .filter(
              (each) =>
                each.scrollWidth > each.clientWidth + 1 &&
                getComputedStyle(each).display !== 'inline' &&
                each.clientWidth > 1,
            )
            .map((each) => each.className),
        );
      expect(cut).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).include('ringdesk-chat').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    },
  );

  /** A browser for which a stranger's name is this machine. */
  const chromiumOf = (): Promise<Browser> =>
    openCallBrowser(executablePath ?? '', ['--host-resolver-rules=MAP shop.example 127.0.0.1']);
});

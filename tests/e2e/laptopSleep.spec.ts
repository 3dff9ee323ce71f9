import { type BrowserServer, chromium, expect, test } from '@playwright/test';

import { browse } from './stage/browsing.ts';
import { CallScene, expectClean, expectReady } from './stage/callScene.ts';
import { desk as openDesk } from './stage/center.ts';
import { DeskPage } from './stage/deskPage.ts';

/** Reconnecting waits longer from try to try, and starts anew: this is the time of a bad day. */
const RECOVERY_MS = 45_000;
/** A dead peer is known after 18 s, on a busy machine a little later. */
const NOTICED_MS = 40_000;
const MINUTE = 60_000;

const STALE = /^(Not connected for|The server is restarting|What is shown may be old)/;

/** A browser of its own that goes to sleep and wakes with all its processes, as the machine under it does. */
class Laptop {
  readonly #server: BrowserServer;

  private constructor(server: BrowserServer) {
    this.#server = server;
  }

  static async open(): Promise<Laptop> {
    return new Laptop(await chromium.launchServer(test.info().project.use.launchOptions));
  }

  readonly connect = () => chromium.connect(this.#server.wsEndpoint());

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const { pid } = this.#server.process();
    // The group: the renderers and the network are processes beside the browser's own.
    if (pid !== undefined) process.kill(-pid, signal);
  }

  async close(): Promise<void> {
    this.signal('SIGCONT');
    await this.#server.close();
  }
}

/** Chromium complains where a page speaks on a line that was cut while it slept. */
const CUT_WHILE_ASLEEP = /^WebSocket is already in CLOSING or CLOSED state/;

test('[F13] a laptop that slept: nothing rings there that is over, and desk and phone come back by themselves', async ({
  browser,
}) => {
  test.setTimeout(360_000);
  const laptop = await Laptop.open();
  try {
    const calls = await CallScene.open(browser, ['Ana', 'Ben']);
    const { scene, people } = calls;
    const { server, center } = scene;
    const opened = await browse(await laptop.connect(), { permissions: ['microphone'] });
    const ana = new DeskPage(opened.page);
    await ana.signIn(server.url, people[0]!);
    await ana.throughFirstSteps('Become available');
    const phone = { desk: ana, page: ana.page, hz: 0, bar: ana.page.getByRole('contentinfo') };
    await expectReady(phone);
    const vera = await scene.visitor();
    await vera.start('Vera', 'Does it fit?');
    await ana.accept();
    await expect(ana.line('Does it fit?')).toBeVisible();

    const isOnline = (): boolean | undefined =>
      [
        ...(center.adminDesk.welcome?.snapshot.agents ?? []),
        ...center.adminDesk.updates.all.flatMap((each) => (each.kind === 'agent.put' ? [each.agent] : [])),
      ].findLast(({ name }) => name === 'Ana')?.online;
    const fallsAsleep = async (): Promise<void> => {
      laptop.signal('SIGSTOP');
      await expect.poll(isOnline, { timeout: NOTICED_MS }).toBe(false);
    };
    /** What was written meanwhile is there once, the desk is live, the phone is ready, and nothing rings. */
    const wakes = async (written: string): Promise<void> => {
      laptop.signal('SIGCONT');
      await expect(ana.line(written)).toHaveCount(1, { timeout: RECOVERY_MS });
      await expect(ana.page.getByText(STALE)).toHaveCount(0, { timeout: RECOVERY_MS });
      await expect(ana.offer).toHaveCount(0);
      await expectReady(phone);
      await expect.poll(isOnline, { timeout: RECOVERY_MS }).toBe(true);
    };

    const ben = await test.step('for ten minutes, while it rang: a colleague has it by now', async () => {
      const vito = await scene.visitor();
      await vito.start('Vito', 'Is it blue?');
      await expect(ana.offer).toContainText('Vito');
      await fallsAsleep();
      const colleague = await openDesk(server.url, people[1]!);
      await colleague.must('presence.set', { state: 'available' });
      // The grace is over for what rang: it goes on to who is there.
      server.pass(11_000);
      const { offer } = await colleague.update('offer.put');
      await colleague.must('offer.accept', { offerId: offer.id });
      server.pass(10 * MINUTE);
      await vera.say('Are you there?');
      await wakes('Are you there?');
      return colleague;
    });

    await test.step('for eight hours: the next customer rings here again', async () => {
      await fallsAsleep();
      server.pass(480 * MINUTE);
      await vera.say('Good morning');
      await wakes('Good morning');
      await ben.must('presence.set', { state: 'away' });
      const vida = await scene.visitor();
      await vida.start('Vida', 'Hello again');
      await expect(ana.offer).toContainText('Vida');
    });

    expect(opened.complaints.filter((text) => !CUT_WHILE_ASLEEP.test(text))).toEqual([]);
    expectClean(calls);
    ben.close();
    await opened.context.close();
    await scene.close();
  } finally {
    await laptop.close();
  }
});

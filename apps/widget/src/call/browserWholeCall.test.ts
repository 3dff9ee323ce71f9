import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from '@playwright/test';
import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { chromiumPath } from '../../../../tools/chromium.ts';
import type {} from '../../../desktop/src/renderer/phone/testing/stage.ts';
import { buildStage, MICROPHONE_HZ, openPhoneBrowser } from '../../../desktop/tests/phone/phoneStage.ts';
import {
  type AgentClient,
  openPage,
  openWebsite,
  type RunningServer,
  signIn,
  startServer,
  temporaryFolder,
  type Website,
} from '../../browserStage.ts';
import { build } from '../../build.ts';

const executablePath = chromiumPath();
/** Decibels under full scale. */
const HEARD = -45;

interface Offered {
  readonly offer: { readonly id: string; readonly interactionId: string };
}
interface Put {
  readonly interaction: { readonly id: string; readonly state: string; readonly medium: string };
}

describe.skipIf(executablePath === undefined)('a call from a website to an agent', { timeout: 120_000 }, () => {
  const folder = temporaryFolder();
  const voices = mkdtempSync(join(tmpdir(), 'ringdesk-voices-'));
  let server: RunningServer;
  let admin: AgentClient;
  let agent: AgentClient;
  let browser: Browser;
  let website: Website;

  beforeAll(async () => {
    await build();
    server = await startServer(folder.path);
    admin = await signIn(server, 'admin', 'away');
    agent = await signIn(server, 'ana');
    browser = await openPhoneBrowser(executablePath ?? '', voices);
    const [site] = admin.channels;
    const queue = admin.queues.find(({ id }) => id === site?.queueId);
    if (site === undefined || queue === undefined) throw new Error('The demo has no channel with a queue.');
    const queueId = 'calls-of-the-test';
    const settings = {
      ...defaultQueueSettings,
      members: queue.settings.members,
      distribution: 'toAll',
      wrapUpSeconds: 45,
      call: { ...defaultCallSettings, recording: 'onDemand' },
    };
    for (const [name, input] of [
      ['queue.create', { queueId, name: 'Calls from the site', language: 'en', settings }],
      [
        'channel.create',
        { channelId: 'button', name: 'Button', queueId, kind: 'webCall', settings: { siteChannelId: site.id } },
      ],
    ] as const) {
      const answer = await admin.command(name, input);
      if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
    }
    website = await openWebsite(server, site.id);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    website?.close();
    for (const each of [admin, agent]) each?.socket.disconnect();
    await server?.kill('SIGTERM');
    folder.remove();
    rmSync(voices, { recursive: true, force: true });
  });

  const soon = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });

  /** The agent's phone, alone in a page of the server's own address. */
  const openPhone = async (): Promise<Page> => {
    const context = await browser.newContext({ permissions: ['microphone'] });
    const script = await buildStage();
    await context.route(`${server.url}/phone/**`, (route) =>
      route.request().url().endsWith('stage.js')
        ? route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><script src="/phone/stage.js"></script>' }),
    );
    const page = await context.newPage();
    await page.exposeFunction('ticketOfTest', async () => {
      const reply = (await agent.socket.emitWithAck('query', {
        name: 'phone.ticket',
        input: { deskId: 'desk-ana' },
      })) as {
        readonly value?: object;
      };
      return reply.value;
    });
    await page.goto(`${server.url}/phone/`);
    await page.evaluate(() => window.stage.start('desk-ana'));
    await soon(() => page.evaluate(() => window.phone.state().line.phase)).toBe('ready');
    return page;
  };

  test('[57] rings at the agent’s desk, is answered there, the visitor is heard, and it ends at both', async () => {
    const { page, context, complaints } = await openPage(browser, website.url);
    await context.grantPermissions(['microphone']);
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByLabel('Your message').waitFor();
    // Nobody has a phone yet: no call is promised.
    expect(await page.getByRole('button', { name: 'Call us' }).count()).toBe(0);
    const phone = await openPhone();
    await page.getByRole('button', { name: 'Call us' }).click();
    const { offer } = await agent.update<Offered>('offer.put');
    const callId = offer.interactionId;
    await page.getByText('This call may be recorded.').waitFor();
    await phone.evaluate((id) => window.phone.answer(id), callId);
    expect(await agent.command('offer.accept', { offerId: offer.id })).toMatchObject({ ok: true });
    await page.getByRole('heading', { name: 'Connected' }).waitFor();
    await agent.update<Put>(
      'interaction.put',
      ({ interaction }) => interaction.id === callId && interaction.state === 'active' && interaction.medium === 'call',
    );
    // [20] The profile, as the queue shows its agents.
    await page.locator('.who').getByText('Ana', { exact: false }).waitFor();
    expect(await page.getByText('This call may be recorded.').count()).toBe(1);
    expect(await phone.evaluate((hz) => window.stage.hears(hz, 3_000), MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await page
      .getByRole('timer')
      .getByText(/^0:(0[1-9]|[1-5]\d)$/)
      .waitFor();
    await phone.evaluate((id) => window.phone.hangUp(id), callId);
    await page.getByRole('heading', { name: /^The call is over/ }).waitFor();
    await agent.update<Put>(
      'interaction.put',
      ({ interaction }) => interaction.id === callId && interaction.state === 'wrapUp',
    );
    expect(complaints).toEqual([]);
  });
});

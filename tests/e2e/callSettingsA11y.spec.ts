import { expect, type Page, test } from '@playwright/test';
import { type CallSettings, defaultCallSettings, type TrunkSettings } from '@ringdesk/shared/model/call.ts';
import { ChannelKind } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';

import type { Person } from './stage/center.ts';
import { type Flaws, LANGUAGES, look, speak } from './stage/looking.ts';
import { newId } from './stage/newId.ts';
import { Scene } from './stage/scene.ts';

/** A provider nobody reaches: the port of the discard protocol, closed everywhere. */
const outOfReach: TrunkSettings = {
  host: '127.0.0.1',
  port: 9,
  transport: 'tcp',
  registers: true,
  user: 'halden',
  authUser: '',
  allowedAddresses: [],
  maxCalls: 20,
  dialAs: 'e164',
  country: 'ES',
};

interface Telephony {
  readonly trunkId: TrunkId;
  readonly phone: ChannelId;
  readonly button: ChannelId;
  /** Call queues which show, one after the other, every kind of what becomes of a missed call. */
  readonly queues: readonly QueueId[];
}

async function makeTelephony({ center, place }: Scene, ana: Person): Promise<Telephony> {
  const { adminDesk } = center;
  const made = {
    trunkId: newId<TrunkId>(),
    phone: newId<ChannelId>(),
    button: newId<ChannelId>(),
    queues: [] as QueueId[],
  };
  const queue = async (name: string, call: Partial<CallSettings>): Promise<QueueId> => {
    const queueId = newId<QueueId>();
    await adminDesk.must('queue.create', {
      queueId,
      name,
      language: 'en',
      settings: {
        ...defaultQueueSettings,
        members: [{ kind: 'agent', agentId: ana.id }],
        wrapUpSeconds: 45,
        topics: ['Price', 'Repair'],
        call: { ...defaultCallSettings, ...call },
      },
    });
    made.queues.push(queueId);
    return queueId;
  };
  const first = await queue('Sales calls', {
    missed: { kind: 'voicemail', greetingId: null, maxSeconds: 120 },
    missedAfterSeconds: 60,
    recording: 'always',
    keepRecordingsDays: 90,
    callerId: '+34910123456',
  });
  await queue('Forwards to a person', { missed: { kind: 'forwardToAgent', agentId: ana.id } });
  await queue('Forwards to a number', { missed: { kind: 'forwardToNumber', number: '+34910123456' } });
  await queue('Overflows', { missed: { kind: 'overflow', queueId: first } });
  await queue('Hangs up', { missed: { kind: 'hangUp', announcementId: null } });
  await adminDesk.ask('trunk.save', {
    trunkId: made.trunkId,
    version: 0,
    name: 'Provider in Madrid',
    settings: outOfReach,
    password: 'secret',
  });
  await adminDesk.must('channel.create', {
    channelId: made.phone,
    name: 'Main number',
    queueId: first,
    kind: 'phone',
    settings: { trunkId: made.trunkId, number: '+34910123456' },
  });
  await adminDesk.must('channel.create', {
    channelId: made.button,
    name: 'Call button of the shop',
    queueId: first,
    kind: 'webCall',
    settings: { siteChannelId: place.channelId },
  });
  await adminDesk.ask('phone.newAccount', { agentId: ana.id });
  return made;
}

const floating = (page: Page) => page.locator('[role=dialog], [role=alertdialog]');

test('the settings of calls are accessible and nothing is cut off, in every language', async ({ browser }) => {
  test.setTimeout(1_200_000);
  const { scene, people } = await Scene.open(browser, ['Ana', 'Ben']);
  const { admin } = scene.center;
  const { page } = await scene.desk(admin);
  const flaws: Flaws = {};
  const heading = page.getByRole('main').getByRole('heading', { level: 2 }).first();
  const visit = async (section: string): Promise<void> => {
    await page.goto(`${scene.server.url}/settings${section}`);
    await heading.waitFor();
  };
  const inEveryLanguage = async (name: string): Promise<void> => {
    for (const language of LANGUAGES) {
      await speak(scene, admin, page, language);
      await look(page, name, language, flaws);
    }
  };

  await visit('/rights');
  await page.locator('.card .btn-primary').waitFor();
  await inEveryLanguage('rights');
  await visit('/telephony');
  await expect(page.locator('.trunk-list')).toHaveCount(0);
  await inEveryLanguage('telephony, empty');
  await visit('/channels/new');
  await page.locator('.radio-card').nth(ChannelKind.options.indexOf('phone')).click();
  await inEveryLanguage('a number without a line');

  const { phone, button, queues } = await makeTelephony(scene, people[0] as Person);
  await visit('/telephony');
  await expect(page.locator('.trunk-list .tag-bad')).toBeVisible();
  await inEveryLanguage('telephony, a line failing');
  for (const language of LANGUAGES) {
    await speak(scene, admin, page, language);
    await page.locator('.trunk-list').first().getByRole('button').first().click();
    await expect(floating(page)).toBeVisible();
    await look(page, 'line', language, flaws);
    await floating(page).locator('.btn-primary').locator('xpath=preceding-sibling::button[1]').click();
    await floating(page).getByRole('alert').filter({ hasText: /./ }).waitFor();
    await look(page, 'line, tried in vain', language, flaws);
    await page.keyboard.press('Escape');
    await expect(floating(page)).toHaveCount(0);
    await page.locator('.trunk-list').last().getByRole('button').last().click();
    await look(page, 'phone, removed', language, flaws);
    await page.keyboard.press('Escape');
    await expect(floating(page)).toHaveCount(0);
  }

  await visit('/channels/new');
  for (const [at, kind] of ChannelKind.options.entries()) {
    await page.locator('.radio-card').nth(at).click();
    await inEveryLanguage(`new channel, ${kind}`);
  }
  await visit('/queues/new');
  await page.locator('.radio-card').nth(1).click();
  await inEveryLanguage('new queue, calls');
  await visit(`/channels/${phone}`);
  await inEveryLanguage('phone number');
  await visit(`/channels/${button}`);
  await inEveryLanguage('call button');
  for (const tab of ['', '/calls', '/quality', '/other', '/hours']) {
    await visit(`/queues/${queues[0]}${tab}`);
    await inEveryLanguage(`call queue${tab}`);
  }
  for (const queue of queues.slice(1)) {
    await visit(`/queues/${queue}/calls`);
    await inEveryLanguage(`missed calls, ${await heading.textContent()}`);
  }
  expect(scene.complaints).toEqual([]);
  await scene.close();
  expect(flaws).toEqual({});
});

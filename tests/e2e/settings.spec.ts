import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { type Browser, expect, type Page, test } from '@playwright/test';

import { browse, type Watched } from './stage/browsing.ts';
import { Center, type Person } from './stage/center.ts';
import { DeskPage } from './stage/deskPage.ts';
import { ServerProcess, temporaryFolder } from './stage/serverProcess.ts';
import { openWebsite } from './stage/website.ts';
import { WidgetPage } from './stage/widgetPage.ts';

/** A server with its center, and pages that are watched for complaints. */
interface Stage {
  readonly server: ServerProcess;
  readonly center: Center;
  readonly newPage: () => Promise<Page>;
  /** A section of the settings, by its name in the tree, of somebody who is signed in. */
  readonly settingsOf: (person: Person, section?: string) => Promise<Page>;
}

async function onStage(browser: Browser, play: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  const server = await ServerProcess.start({ folder: folder.path });
  const watched: Watched[] = [];
  const newPage = async (): Promise<Page> => {
    const opened = await browse(browser);
    watched.push(opened);
    return opened.page;
  };
  try {
    const center = await Center.setUp(server);
    await play({
      server,
      center,
      newPage,
      settingsOf: async (person, section) => {
        const desk = new DeskPage(await newPage());
        await desk.signIn(server.url, person);
        await desk.throughFirstSteps(person === center.admin ? 'Open the desk' : 'Become available');
        await openSettings(desk.page, section);
        return desk.page;
      },
    });
    expect(watched.flatMap(({ complaints }) => complaints)).toEqual([]);
  } finally {
    for (const { context } of watched) await context.close();
    await server.kill();
    folder.remove();
  }
}

async function openSettings(page: Page, section: string | undefined): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  if (section !== undefined) await tree(page).getByRole('button', { name: section, exact: true }).click();
}

/** The tree of the settings. */
const tree = (page: Page) => page.getByRole('navigation', { name: 'Settings' });

const queueOf = async (center: Center, id: QueueId): Promise<Queue> => {
  const { snapshot } = await center.adminDesk.hello();
  const queue = snapshot.queues.find((each) => each.id === id);
  if (queue === undefined) throw new Error(`There is no queue ${id}.`);
  return queue;
};

const names = (page: Page): Promise<string[]> => page.locator('.order-name').allTextContents();

test('[3, 5, 6] an admin makes the first queue and channel from nothing, and a site shows the chat', async ({
  browser,
}) => {
  await onStage(browser, async ({ server, center, newPage, settingsOf }) => {
    const page = await settingsOf(center.admin);

    const snippet = await test.step('the first steps lead to one screen for channel and queue', async () => {
      await expect(page.getByText('4 steps left')).toBeVisible();
      await page.getByRole('button', { name: 'Connect channel' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Shop');
      await page.getByLabel('Queue name').fill('Sales');
      await page.getByRole('button', { name: 'Add agents or departments' }).click();
      await page.getByRole('combobox', { name: 'Name or e-mail' }).fill('ada@');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Create channel' }).click();
      await expect(page.getByRole('heading', { name: 'Shop' })).toBeVisible();
      return (await page.getByText('<script').textContent()) ?? '';
    });

    await test.step('origins are taken as people write them, and the preview shows what is not saved yet', async () => {
      await expect(page.getByText('Any site may show this chat.')).toBeVisible();
      await page.getByLabel('Address of a site').fill('javascript:alert(1)');
      await page.getByLabel('Address of a site').press('Enter');
      await expect(page.getByText('Write a site’s address')).toBeVisible();
      const site = await openWebsite(server.url, snippet);
      await page.getByLabel('Address of a site').fill(`${site.url}cart?item=1`);
      await page.getByLabel('Address of a site').press('Enter');
      await page.getByLabel('Title').fill('Halden help');
      await expect(page.getByRole('img', { name: 'The chat as a visitor sees it' })).toContainText('Halden help');
      await expect(page.getByText('2 unsaved changes')).toBeVisible();
      await page.keyboard.press('Control+s');
      await expect(page.getByText('Saved as version 2.')).toBeVisible();

      const visitor = new WidgetPage(await newPage());
      await visitor.page.goto(site.url);
      await visitor.open();
      await expect(visitor.page.getByText('Halden help').first()).toBeVisible();
      await visitor.page.context().close();
      site.close();
    });

    await test.step('only the test chat is left', async () => {
      await page.getByRole('button', { name: 'First steps' }).click();
      await expect(page.getByText('1 step left')).toBeVisible();
    });
  });
});

test('[11–16] settings of a queue: order by keyboard, Try it on unsaved values, save, undo', async ({ browser }) => {
  await onStage(browser, async ({ center, settingsOf }) => {
    const ana = await center.person('Ana');
    const { queueId } = await center.place([center.admin, ana]);
    const page = await settingsOf(center.admin, 'Sales');
    await expect(page.getByRole('complementary', { name: 'Try it' }).getByText('Gets the conversation')).toBeVisible();

    await test.step('[12] the grip moves a member with the keyboard, the menu without dragging', async () => {
      await page.getByRole('button', { name: 'Drag Ana, position 2' }).focus();
      await page.keyboard.press('Space');
      await expect(page.getByText('Ana is lifted, position 2.')).toBeAttached();
      await page.keyboard.press('ArrowUp');
      await expect(page.getByText('Ana is now at position 1.')).toBeAttached();
      await page.keyboard.press('Space');
      await expect.poll(() => names(page)).toEqual(['Ana', 'Ada']);
      await page.getByRole('button', { name: 'Move Ana', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Move down' }).click();
      await expect.poll(() => names(page)).toEqual(['Ada', 'Ana']);
      await expect(page.getByText('unsaved change')).toHaveCount(0);
    });

    await test.step('[14, 17] Try it routes what is not saved', async () => {
      const tried = page.getByRole('complementary', { name: 'Try it' });
      await page.getByRole('radio', { name: 'Strictly in order' }).click();
      await expect(tried.getByText('With unsaved changes')).toBeVisible();
      await expect(tried.getByText('Ada', { exact: true })).toBeVisible();
      await expect(tried.getByText('Not online')).toBeVisible();
      await page.getByRole('switch', { name: 'Check that the agent is available' }).click();
      await expect(tried.getByText('Not online')).toHaveCount(0);
      await expect(tried.getByText('First in the order of the 2 who can take it.')).toBeVisible();
      await expect(page.getByText('Offers also go to people who are offline')).toBeVisible();
    });

    await test.step('[16] a time out of range is told at its field and changes nothing', async () => {
      const time = page.getByRole('combobox', { name: 'Time before the next agent' });
      await time.fill('30 s');
      await time.press('Enter');
      await expect(page.getByText('At least 1 minute.')).toBeVisible();
      await time.fill('5 min');
      await time.press('Enter');
      await expect(page.getByText('At least 1 minute.')).toHaveCount(0);
    });

    await test.step('[11] saved it is in force at once, and one press takes it back', async () => {
      await expect(page.getByText('3 unsaved changes')).toBeVisible();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByText('Saved as version 2.')).toBeVisible();
      const saved = await queueOf(center, queueId);
      expect(saved.settings).toMatchObject({ distribution: 'strict', offerSeconds: 300, availabilityCheck: 'off' });
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByText('version 3')).toBeVisible();
      expect((await queueOf(center, queueId)).settings).toMatchObject({ distribution: 'evenly', offerSeconds: 60 });
    });
  });
});

test('[11] drafts outlive a reload, and a save by somebody else is decided field by field', async ({ browser }) => {
  await onStage(browser, async ({ server, center, settingsOf }) => {
    const { queueId } = await center.place([center.admin]);
    const page = await settingsOf(center.admin, 'Sales');
    await page.getByRole('radio', { name: 'To all' }).click();
    await page.getByRole('switch', { name: 'Interception allowed' }).click();
    await expect(page.getByText('2 unsaved changes')).toBeVisible();

    await test.step('leaving asks; the draft is there after a reload', async () => {
      await page.getByRole('button', { name: 'People' }).click();
      await expect(page.getByRole('alertdialog', { name: 'Leave with unsaved changes?' })).toBeVisible();
      await page.getByRole('button', { name: 'Stay' }).click();
      await page.goto(server.url);
      await openSettings(page, 'Sales Unsaved changes');
      await expect(page.getByText('2 unsaved changes')).toBeVisible();
    });

    await test.step('what only they changed is taken over, what both changed is asked', async () => {
      const { name, language, version, settings } = await queueOf(center, queueId);
      await center.adminDesk.must('queue.save', {
        queueId,
        name,
        language,
        version,
        settings: { ...settings, distribution: 'strict', offerSeconds: 120 },
      });
      await expect(page.getByText('Changed by both: How conversations are shared.')).toBeVisible();
      await page.keyboard.press('Control+s');
      const dialog = page.getByRole('dialog', { name: 'Two people changed the same settings' });
      await expect(
        dialog.getByRole('row', { name: /How conversations are shared To all Strictly in order/ }),
      ).toBeVisible();
      await dialog.getByRole('radio', { name: 'Theirs' }).click();
      await dialog.getByRole('button', { name: 'Use this result' }).click();
      await page.keyboard.press('Control+s');
      await expect(page.getByText('Saved as version 3.')).toBeVisible();
      expect((await queueOf(center, queueId)).settings).toMatchObject({
        distribution: 'strict',
        offerSeconds: 120,
        interceptAllowed: true,
      });
    });
  });
});

test('[7] switching a queue off names its channels and disconnects them; undo connects them again', async ({
  browser,
}) => {
  await onStage(browser, async ({ center, settingsOf }) => {
    const { queueId, channelId } = await center.place([center.admin]);
    const page = await settingsOf(center.admin, 'Sales');
    await page.getByRole('switch', { name: 'Queue on' }).click();
    await expect(page.getByRole('alertdialog')).toContainText('Website Sales');
    await page.getByRole('button', { name: 'Switch off and disconnect' }).click();
    await expect(page.getByText('Switched off', { exact: true })).toBeVisible();
    const channel = async () => (await center.adminDesk.hello()).snapshot.channels.find(({ id }) => id === channelId);
    expect((await channel())?.queueId).toBeNull();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Serves Website Sales')).toBeVisible();
    expect((await channel())?.queueId).toBe(queueId);
  });
});

test('[74–77] a supervisor views the queues given to them and changes nothing; an agent has no settings', async ({
  browser,
}) => {
  await onStage(browser, async ({ server, center, newPage, settingsOf }) => {
    const olga = await center.person('Olga', 'supervisor');
    const ana = await center.person('Ana');
    const { queueId } = await center.place([ana]);
    await center.place([ana], {}, 'Support');
    await center.adminDesk.must('agent.save', {
      agentId: olga.id,
      name: 'Olga',
      role: 'supervisor',
      supervises: [queueId],
      absent: false,
    });

    const hers = await settingsOf(olga, 'Sales');
    await expect(hers.getByRole('switch', { name: 'Queue on' })).toBeDisabled();
    await expect(hers.getByRole('radio', { name: 'Strictly in order' })).toBeDisabled();
    await expect(hers.getByRole('button', { name: 'Add agents or departments' })).toHaveCount(0);
    await expect(hers.getByRole('button', { name: 'Support', exact: true })).toHaveCount(0);
    await expect(hers.getByRole('button', { name: 'New queue' })).toHaveCount(0);
    await expect(hers.getByRole('button', { name: 'Change log' })).toHaveCount(0);

    const his = new DeskPage(await newPage());
    await his.signIn(server.url, ana);
    await his.throughFirstSteps('Become available');
    await expect(his.page.getByRole('button', { name: 'Settings', exact: true })).toHaveCount(0);
    await his.page.goto(`${server.url}/settings`);
    await expect(his.page.getByText('These settings are not yours to see')).toBeVisible();
  });
});

test('people: an invitation is shown once and can be revoked; a dismissal names what follows and can be undone', async ({
  browser,
}) => {
  await onStage(browser, async ({ server, center, settingsOf }) => {
    const ana = await center.person('Ana');
    await center.place([ana]);
    const page = await settingsOf(center.admin, 'People');

    await page.getByRole('button', { name: 'Invite a person' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('not an address');
    await page.getByRole('button', { name: 'Create invitation' }).click();
    await expect(page.getByText('Write a full e-mail address.')).toBeVisible();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('ana@example.com');
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Ben');
    await page.getByRole('button', { name: 'Create invitation' }).click();
    await expect(page.getByText('This address already has an account.')).toBeVisible();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('ben@example.com');
    // With the pointer: the list has to lie over the dialog it opens from.
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Supervisor' }).click();
    await page.getByRole('button', { name: 'Create invitation' }).click();
    await expect(page.getByText(`${server.url}/join#`)).toBeVisible();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Revoke the invitation for Ben' }).click();
    await expect(page.getByText('Open invitations')).toHaveCount(0);

    await page.getByRole('cell', { name: /^Ana/ }).click();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByRole('alertdialog')).toContainText('Gets no more offers from Sales.');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Dismiss' }).click();
    const dismissed = async () =>
      (await center.adminDesk.hello()).snapshot.agents.find(({ id }) => id === ana.id)?.dismissed;
    await expect.poll(dismissed).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(dismissed).toBe(false);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { desk, type Person, visitor } from './stage/center.ts';
import { newId } from './stage/newId.ts';
import { Scene } from './stage/scene.ts';

/** The corpora are in this repository, or where RINGDESK_CORPORA says. */
const corpus = new URL('html-payloads.json', `file://${process.env['RINGDESK_CORPORA'] ?? '/nowhere'}/`);
const own = new URL('../corpora/html-payloads.json', import.meta.url);
const ownPayloads = [
  '<img src=x onerror="window.__pwned=1">',
  '<svg onload="window.__pwned=1"></svg>',
  '<script>window.__pwned=1</script>',
  'javascript:window.__pwned=1',
  '"><iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>',
  '[a](javascript:window.__pwned=1) https://example.com/"onmouseover="window.__pwned=1',
  '{{constructor.constructor("window.__pwned=1")()}} $t(app:name) {{name}}',
];

/** What a customer may write: texts of the corpus as they are, shortened to what a message holds. */
function payloads(): readonly string[] {
  const file = [corpus, own].find((each) => existsSync(each));
  if (file === undefined) return ownPayloads;
  const entries = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly payload: string }[];
  // Control characters are refused at the door, which has its own test.
  const allowed = entries
    .map(({ payload }) =>
      payload
        .replaceAll(/[^\P{C}\n\t]/gu, '')
        .trim()
        .slice(0, 3_900),
    )
    .filter((text) => text !== '');
  return [...ownPayloads, ...allowed];
}

/** Anything that runs by itself would call one of these or set the mark. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    const marked = window as unknown as { __pwned?: unknown };
    for (const name of ['alert', 'confirm', 'prompt', 'print'] as const)
      Object.defineProperty(window, name, { value: () => (marked.__pwned = name) });
  });
const pwned = (page: Page): Promise<unknown> => page.evaluate(() => (window as { __pwned?: unknown }).__pwned);

/** Messages one visitor may write at once, beside the name. */
const BURST = 4;

test('hostile text in names and messages is shown as text on every screen and nothing of it runs', async ({
  browser,
}) => {
  test.setTimeout(360_000);
  const texts = payloads();
  test.info().annotations.push({ type: 'payloads', description: String(texts.length) });
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const ana = people[0] as Person;
  const { center, place } = scene;
  const anaDesk = await desk(scene.server.url, ana);
  await anaDesk.must('presence.set', { state: 'available' });
  // Names of the team's own things are written by people too.
  const name = '<img src=x onerror=window.__pwned=1>';
  await center.adminDesk.must('department.save', { id: newId(), name, agentIds: [ana.id] });
  await center.adminDesk.ask('canned.save', { id: newId(), shortcut: 'x', text: ownPayloads[1] ?? '' });
  await center.changeQueue('Sales', ['Ana'], {});

  const conversations: { readonly id: InteractionId; readonly texts: readonly string[] }[] = [];
  for (let from = 0; from < texts.length; from += BURST) {
    const own = texts.slice(from, from + BURST);
    const client = await visitor(scene.server.url, place.channelId);
    await client.command('name.set', { name: (own[0] ?? '').replaceAll(/\s+/g, ' ').slice(0, 80).trim() });
    const seen = anaDesk.updates.all.length;
    for (const text of own) expect(await client.write(text)).toMatchObject({ ok: true });
    const { offer } = await anaDesk.update('offer.put', () => true, seen);
    await anaDesk.must('offer.accept', { offerId: offer.id });
    conversations.push({ id: offer.interactionId, texts: own });
    client.close();
  }

  const screen = await scene.desk(ana);
  const { page } = screen;
  await watch(page);
  await page.reload();
  for (const { id, texts: own } of conversations) {
    await page.goto(`${scene.server.url}/inbox/${id}`);
    const log = page.getByRole('log');
    await expect(log).toContainText((own[0] ?? '').split('\n')[0]?.trim().slice(0, 30) ?? '');
    expect(
      await log.locator('script, iframe, object, embed, form, a[href^="javascript" i], [onerror], [onload]').count(),
    ).toBe(0);
    expect(await pwned(page)).toBeUndefined();
  }
  await page.keyboard.press('Control+K');
  for (const word of ['img', 'svg', 'alert']) {
    await page
      .getByRole('dialog')
      .getByRole('combobox')
      .or(page.getByRole('dialog').getByRole('textbox'))
      .first()
      .fill(word);
    await expect(page.getByRole('option').first()).toBeVisible();
  }
  expect(await pwned(page)).toBeUndefined();

  const reader = await scene.visitor();
  await watch(reader.page);
  await reader.page.reload();
  await reader.start('Vera', 'Hello');
  await screen.page.keyboard.press('Escape');
  await screen.accept();
  for (const text of ownPayloads) {
    await screen.say(text);
    await expect(reader.page.getByRole('log')).toContainText(text);
  }
  expect(await pwned(reader.page)).toBeUndefined();
  const { page: settings } = { page: await scene.page() };
  await watch(settings);
  await settings.context().addCookies(await page.context().cookies());
  for (const section of ['departments', 'canned', 'people', 'log']) {
    await settings.goto(`${scene.server.url}/settings/${section}`);
    await settings.getByRole('main').waitFor();
    expect(await pwned(settings)).toBeUndefined();
  }
  anaDesk.close();
  expect(scene.complaints).toEqual([]);
  await scene.close();
});

/**
 * Builds the gallery, opens every view in both themes and in compact density, judges it with axe, and writes pictures.
 *
 *   node lookAtGallery.mjs <folder for pictures> [view …]
 *
 * Chromium: PLAYWRIGHT_CHROMIUM or /usr/bin/chromium. Exit code 1 when axe finds something serious, when the page's
 * own security policy blocks something, or when a page reports an error.
 */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';

import { rendererConfig } from '../../renderer.config.ts';
import { extraRules, withoutKnown } from '../axeRules.ts';

const say = (line) => process.stdout.write(`${line}\n`);
const [out = join(tmpdir(), 'ringdesk-gallery'), ...only] = process.argv.slice(2);
const built = join(out, 'built');
const config = rendererConfig('gallery');

await mkdir(out, { recursive: true });
await build({
  ...config,
  configFile: false,
  mode: 'gallery',
  logLevel: 'warn',
  build: {
    ...config.build,
    outDir: built,
    rolldownOptions: { input: fileURLToPath(new URL('../../src/renderer/gallery.html', import.meta.url)) },
  },
});
const server = await preview({ configFile: false, build: { outDir: built }, preview: { host: '127.0.0.1', port: 0 } });
const address = server.resolvedUrls?.local[0];

const views = ['components', 'controls', 'inbox', 'offers', 'settings', 'login', 'first-run'];
const looks = [
  { name: 'light', query: 'theme=light' },
  { name: 'dark', query: 'theme=dark' },
  { name: 'compact', query: 'theme=light&density=compact' },
  { name: '1024', query: 'theme=light', width: 1024, height: 720 },
];

// What floats lies outside of the landmarks on purpose.
const ignoredWhileOpen = ['region', 'page-has-heading-one'];

/** What floats on the controls view: how it is opened, and what must then be there. */
const surfaces = [
  { name: 'menu', open: (page) => page.getByRole('button', { name: 'Actions' }).first().click(), seen: 'menu' },
  {
    name: 'select',
    open: (page) => page.getByRole('combobox', { name: 'Queue', exact: true }).click(),
    seen: 'listbox',
  },
  {
    name: 'combobox',
    open: (page) => page.getByRole('combobox', { name: 'Queue, by typing' }).click(),
    seen: 'listbox',
  },
  { name: 'duration', open: (page) => page.getByRole('combobox', { name: 'Time' }).click(), seen: 'listbox' },
  { name: 'popover', open: (page) => page.getByRole('button', { name: 'Transfer' }).click(), seen: 'dialog' },
  { name: 'dialog', open: (page) => page.getByRole('button', { name: 'Invite' }).click(), seen: 'dialog' },
  { name: 'confirm', open: (page) => page.getByRole('button', { name: 'Delete' }).click(), seen: 'alertdialog' },
  { name: 'drawer', open: (page) => page.getByRole('button', { name: 'Customer' }).click(), seen: 'dialog' },
  { name: 'toast', open: (page) => page.getByRole('button', { name: 'Copy link' }).click(), seen: 'dialog' },
];

/** What axe finds on the page as it is. */
const judge = async (page, ignored = []) => {
  const found = [];
  const { violations } = await new AxeBuilder({ page })
    .disableRules(ignored)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .options({ rules: extraRules })
    .analyze();
  for (const { id, impact, nodes } of withoutKnown(violations)) {
    for (const node of nodes.slice(0, 4))
      found.push(`axe ${impact} ${id}: ${node.html.slice(0, 160)} — ${node.failureSummary?.split('\n')[1]?.trim()}`);
  }
  return found;
};

/** One picture and one judgement; gives the sentences about what is wrong. */
const lookAt = async (browser, view, look) => {
  const sheet = view === 'components' || view === 'controls';
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: sheet ? 1680 : (look.height ?? 900) },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`console: ${message.text()}`);
  });
  await page.goto(`${address}gallery.html?view=${view}&${look.query}`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(out, `${view}-${look.name}.png`) });
  wrong.push(...(await judge(page)));
  if (view === 'controls') {
    for (const surface of surfaces) {
      await page.reload();
      await surface.open(page);
      await page.getByRole(surface.seen).last().waitFor();
      await page.screenshot({ path: join(out, `${view}-${look.name}-${surface.name}.png`) });
      wrong.push(...(await judge(page, ignoredWhileOpen)).map((sentence) => `${surface.name}: ${sentence}`));
    }
  }
  await context.close();
  return wrong;
};

const browser = await chromium.launch({
  executablePath: process.env['PLAYWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let found = 0;
for (const view of views.filter((name) => only.length === 0 || only.includes(name))) {
  for (const look of looks) {
    const wrong = await lookAt(browser, view, look);
    found += wrong.length;
    for (const sentence of wrong) say(`${view} ${look.name}: ${sentence}`);
  }
}
await browser.close();
await server.close();
say(found === 0 ? 'Nothing wrong found.' : `${found} found.`);
process.exit(found === 0 ? 0 : 1);

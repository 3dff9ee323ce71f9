import type { Browser, BrowserContextOptions } from '@playwright/test';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';

import { browse, type Watched } from './browsing.ts';
import { Center, type Person, type Place } from './center.ts';
import { DeskPage } from './deskPage.ts';
import { ServerProcess, temporaryFolder } from './serverProcess.ts';
import { openWebsite, type Website } from './website.ts';
import { WidgetPage } from './widgetPage.ts';

/** A server with a center, a website with its widget, and the pages people have open. Close it at the end. */
export class Scene {
  readonly folder = temporaryFolder();
  readonly watched: Watched[] = [];
  readonly #browser: Browser;
  server!: ServerProcess;
  center!: Center;
  place!: Place;
  site!: Website;
  readonly #sites: Website[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A center with its admin and nothing else. `at`: what its clock shows, a moment to come; `env`: of its server. */
  static async empty(browser: Browser, at?: number, env: Readonly<Record<string, string>> = {}): Promise<Scene> {
    const scene = new Scene(browser);
    scene.server = await ServerProcess.start({ folder: scene.folder.path, env });
    if (at !== undefined) scene.server.pass(at - Date.now());
    scene.center = await Center.setUp(scene.server);
    return scene;
  }

  /** A queue served by people of these names in this order; `people` holds them in the same order. */
  static async open(
    browser: Browser,
    names: readonly string[],
    settings: Partial<QueueSettings> = {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly scene: Scene; readonly people: readonly Person[] }> {
    const scene = await Scene.empty(browser, undefined, env);
    const people: Person[] = [];
    for (const name of names) people.push(await scene.center.person(name));
    scene.place = await scene.center.place(people, settings);
    const { html } = await scene.center.adminDesk.ask('channel.snippet', { channelId: scene.place.channelId });
    await scene.openSite(html);
    return { scene, people };
  }

  /** A website with this snippet in its page; visitors come to the one that was opened last. */
  async openSite(snippet: string): Promise<void> {
    this.site = await openWebsite(this.server.url, snippet);
    this.#sites.push(this.site);
  }

  async page(options: BrowserContextOptions = {}): Promise<Watched['page']> {
    const opened = await browse(this.#browser, options);
    this.watched.push(opened);
    return opened.page;
  }

  /** The desk of this person, signed in on the screen and, where they answer customers, available. */
  async desk(
    person: Person,
    options: BrowserContextOptions = {},
    last: 'Become available' | 'Open the desk' = 'Become available',
  ): Promise<DeskPage> {
    const desk = new DeskPage(await this.page(options));
    await desk.signIn(this.server.url, person);
    await desk.throughFirstSteps(last);
    return desk;
  }

  /** A visitor on the website. */
  async visitor(options: BrowserContextOptions = {}): Promise<WidgetPage> {
    const page = await this.page(options);
    await page.goto(this.site.url);
    return new WidgetPage(page);
  }

  /** Starts the server anew on the same data and port. */
  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    this.server = await ServerProcess.start({ folder: this.folder.path, port: this.server.port, env });
  }

  get complaints(): readonly string[] {
    return this.watched.flatMap(({ complaints }) => complaints);
  }

  async close(): Promise<void> {
    for (const { context } of this.watched) await context.close();
    for (const site of this.#sites) site.close();
    this.center.adminDesk.close();
    await this.server.kill();
    this.folder.remove();
  }
}

import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { type CallSettings, defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, type QueueSettings } from '@ringdesk/shared/model/queue.ts';

import type { Person } from './center.ts';
import { DeskPage } from './deskPage.ts';
import { newId } from './newId.ts';
import { Scene } from './scene.ts';
import { speakAs } from './voices.ts';

/** Bars, buttons and words appear when other processes have done their part. Milliseconds. */
const JOINING_MS = 25_000;
/** Far enough from each other to be told apart, and no multiples. */
const TONES = [500, 730, 1_130, 1_610] as const;

/** Settings of the call queue; of `call` only what differs from the default. */
export type CallQueue = Partial<Omit<QueueSettings, 'call'>> & { readonly call?: Partial<CallSettings> };

/** The desk of somebody who takes calls, and the tone they speak with. */
export interface CallDesk {
  readonly desk: DeskPage;
  readonly page: Page;
  readonly hz: number;
  /** Of the call that goes on here. */
  readonly bar: Locator;
}

/** A visitor with the widget open who calls, and the tone they speak with. */
export interface Caller {
  readonly page: Page;
  readonly hz: number;
  /** Breaks the connection of their call's messages, as a network does: neither side says a word. */
  readonly cut: () => Promise<void>;
}

/**
 * A center whose site has a call button: the queue Calls is served by people of these names in this order, chats of the
 * site by the same.
 */
export class CallScene {
  readonly scene: Scene;
  readonly people: readonly Person[];
  readonly queueId: QueueId;
  /** Done to the profile of each page before it opens. */
  before: (context: BrowserContext) => Promise<void> = () => Promise.resolve();
  #tones = 0;

  private constructor(scene: Scene, people: readonly Person[], queueId: QueueId) {
    this.scene = scene;
    this.people = people;
    this.queueId = queueId;
  }

  /** `env`: of its server. */
  static async open(
    browser: Browser,
    names: readonly string[],
    { call, ...rest }: CallQueue = {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<CallScene> {
    const { scene, people } = await Scene.open(browser, names, {}, env);
    const queueId = newId<QueueId>();
    await scene.center.adminDesk.must('queue.create', {
      queueId,
      name: 'Calls',
      language: 'en',
      settings: {
        ...defaultQueueSettings,
        distribution: 'strict',
        wrapUpSeconds: 45,
        members: people.map(({ id }) => ({ kind: 'agent' as const, agentId: id })),
        ...rest,
        call: { ...defaultCallSettings, ...call },
      },
    });
    await scene.center.adminDesk.must('channel.create', {
      channelId: newId<ChannelId>(),
      name: 'Call button',
      queueId,
      kind: 'webCall',
      settings: { siteChannelId: scene.place.channelId },
    });
    return new CallScene(scene, people, queueId);
  }

  /** The desk of this person with a phone that is ready. */
  async desk(person: Person, last?: 'Open the desk'): Promise<CallDesk> {
    const { page, hz } = await this.#page();
    const desk = new DeskPage(page);
    await desk.signIn(this.scene.server.url, person);
    await desk.throughFirstSteps(last ?? 'Become available');
    const call = { desk, page, hz, bar: page.getByRole('contentinfo') };
    await expectReady(call);
    return call;
  }

  /** A visitor on the website, who presses Call. */
  async caller(): Promise<Caller> {
    const { page, hz } = await this.#page();
    const open: (() => Promise<void>)[] = [];
    await page.routeWebSocket(/\/sip\?ticket=/, (socket) => {
      const server = socket.connectToServer();
      open.push(async () => {
        await Promise.all([socket.close({ code: 4_000 }), server.close({ code: 4_000 })]);
      });
    });
    await page.goto(this.scene.site.url);
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByRole('button', { name: 'Call us' }).click();
    return { page, hz, cut: () => open.at(-1)?.() ?? Promise.resolve() };
  }

  /** Another queue of calls, served by these people; nothing leads to it but a transfer. */
  async queue(name: string, people: readonly Person[]): Promise<void> {
    await this.scene.center.adminDesk.must('queue.create', {
      queueId: newId<QueueId>(),
      name,
      language: 'en',
      settings: {
        ...defaultQueueSettings,
        distribution: 'strict',
        wrapUpSeconds: 0,
        members: people.map(({ id }) => ({ kind: 'agent' as const, agentId: id })),
        call: defaultCallSettings,
      },
    });
  }

  async #page(): Promise<{ readonly page: Page; readonly hz: number }> {
    const hz = TONES[this.#tones % TONES.length] ?? TONES[0];
    this.#tones += 1;
    const page = await this.scene.page({ permissions: ['microphone'] });
    await this.before(page.context());
    await speakAs(page.context(), hz);
    return { page, hz };
  }
}

/** The phone of this desk is registered and nobody is on its line. */
export const expectReady = ({ bar }: CallDesk): Promise<void> =>
  expect(bar.getByRole('img', { name: 'Phone ready' })).toBeVisible({ timeout: JOINING_MS });

/** Nothing was complained of, on any page and in the server's log. */
export const expectClean = ({ scene }: CallScene): void => {
  expect(scene.complaints).toEqual([]);
  expect(scene.server.errors).toEqual([]);
};

/** What the widget says of its call. */
export const expectSays = (caller: Caller, title: string | RegExp): Promise<void> =>
  expect(caller.page.getByRole('heading', { name: title })).toBeVisible({ timeout: JOINING_MS });

/** Rings here, is taken by the key, and both are joined. */
export async function answer({ page, desk, bar }: CallDesk): Promise<void> {
  await expect(desk.offer).toBeVisible({ timeout: JOINING_MS });
  const pending = desk.offer.filter({ hasNot: page.getByRole('button', { name: 'Connecting…' }) });
  // Who presses a key the moment something pops up meant something else: the desk lets that pass.
  const press = async (): Promise<number> => {
    await page.keyboard.press('F8');
    return pending.count();
  };
  await expect.poll(press, { timeout: JOINING_MS }).toBe(0);
  await expect(bar.getByRole('timer')).toBeVisible({ timeout: JOINING_MS });
}

/** Of the call that goes on at this desk. */
export const press = ({ bar }: CallDesk, name: string): Promise<void> =>
  bar.getByRole('button', { name, exact: true }).click();

/** Through the panel of the call bar, to a colleague or a queue, without a word before. */
export async function handTo({ page, bar }: CallDesk, whom: string): Promise<void> {
  await bar.getByRole('button', { name: 'Transfer' }).click();
  const panel = page.getByRole('dialog', { name: 'Transfer call' });
  await panel.getByText('Blind', { exact: true }).click();
  await panel.getByRole('option', { name: new RegExp(`^${whom}`) }).click();
}

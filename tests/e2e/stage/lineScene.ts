import { type Browser, expect, type Page } from '@playwright/test';
import type { ChannelId, TrunkId } from '@ringdesk/shared/model/ids.ts';

import {
  type RunningRtpengine,
  startRtpengine,
} from '../../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import { answer, type CallDesk, type CallQueue, CallScene } from './callScene.ts';
import { freePort } from './freePort.ts';
import { type LineCaller, openLineCaller } from './lineCaller.ts';
import { newId } from './newId.ts';
import { expectHears } from './voices.ts';

/** Ports of the media server. */
const MEDIA_PORTS = 200;
/** Where the line's far end is. */
export const NETWORK = '127.0.0.7';
export const OUR_NUMBER = '+34910000000';
export const CALLER_NUMBER = '+34600111222';
/** Amplitudes of 16 bits: a voice, and what is left of none. */
export const VOICE = 2_500;
export const NOBODY = 400;
/** Real programs on a busy machine. */
export const PATIENCE = { timeout: 25_000 };

/** Every call is recorded, and nobody says so before it. */
export const recorded: CallQueue = { call: { recording: 'always', announceRecording: false } };

/** A center with a media server and a line, whose number the queue Calls serves. Close it at the end. */
export class LineScene {
  readonly calls: CallScene;
  readonly #rtpengine: RunningRtpengine;
  readonly #callers: LineCaller[] = [];
  /** Where the server takes SIP over UDP. */
  readonly sipPort: number;
  trunkId!: TrunkId;

  private constructor(calls: CallScene, rtpengine: RunningRtpengine, sipPort: number) {
    this.calls = calls;
    this.#rtpengine = rtpengine;
    this.sipPort = sipPort;
  }

  /** `farPort`: of the program at the far end; without one the line leads to the first caller. */
  static async open(
    browser: Browser,
    names: readonly string[],
    queue: CallQueue = {},
    farPort?: number,
  ): Promise<{ readonly line: LineScene; readonly hugo: LineCaller }> {
    const rtpengine = await startRtpengine(await freePort(), await freePort(MEDIA_PORTS), MEDIA_PORTS);
    const sipPort = await freePort();
    const calls = await CallScene.open(browser, names, queue, {
      RINGDESK_SIP_HOST: '0.0.0.0',
      RINGDESK_SIP_UDP_PORT: String(sipPort),
      RINGDESK_RTPENGINE: `${rtpengine.host}:${rtpengine.port}`,
    });
    const line = new LineScene(calls, rtpengine, sipPort);
    const hugo = await line.caller();
    await line.#connect(farPort ?? hugo.port);
    return { line, hugo };
  }

  /** Somebody who calls over the line. */
  async caller(hz = 900): Promise<LineCaller> {
    const caller = await openLineCaller({ address: NETWORK, number: CALLER_NUMBER }, this.sipPort, hz);
    this.#callers.push(caller);
    return caller;
  }

  /** The desk of the first person, who has taken the call of this caller: they hear each other. */
  async talking(caller: LineCaller): Promise<CallDesk> {
    const desk = await this.calls.desk(this.calls.people[0]!);
    caller.call(OUR_NUMBER);
    await answer(desk);
    await expectHears(desk.page, caller.hz);
    await callerHears(caller, desk.hz);
    return desk;
  }

  async #connect(port: number): Promise<void> {
    const { adminDesk } = this.calls.scene.center;
    this.trunkId = newId<TrunkId>();
    await adminDesk.ask('trunk.save', {
      trunkId: this.trunkId,
      version: 0,
      name: 'Line',
      settings: {
        host: NETWORK,
        port,
        transport: 'udp',
        registers: false,
        user: 'ringdesk',
        authUser: '',
        allowedAddresses: [NETWORK],
        maxCalls: 5,
        dialAs: 'e164',
        country: 'ES',
      },
      password: null,
    });
    await adminDesk.must('channel.create', {
      channelId: newId<ChannelId>(),
      name: 'Number',
      queueId: this.calls.queueId,
      kind: 'phone',
      settings: { trunkId: this.trunkId, number: OUR_NUMBER },
    });
    await expect.poll(async () => (await adminDesk.ask('telephony.get', {})).mediaServer, PATIENCE).toBe('ok');
  }

  /** Lets people call out over the line, to these countries. */
  async mayCallOut(countries: readonly string[]): Promise<void> {
    const { adminDesk } = this.calls.scene.center;
    const { settings } = await adminDesk.ask('telephony.get', {});
    await adminDesk.ask('telephony.save', {
      ...settings,
      outboundTrunkId: this.trunkId,
      countries: [...countries],
      turnSecret: null,
    });
  }

  /** How many calls of this kind were called back, as a supervisor sees it. */
  async calledBack(calls: 'missed' | 'voicemail'): Promise<number> {
    const { interactions } = await this.calls.scene.center.adminDesk.ask('conversations.report', {
      filter: { medium: 'call', calls },
      sort: { by: 'arrivedAt', descending: true },
      limit: 10,
    });
    return interactions.filter(({ call }) => call?.calledBackAt !== undefined).length;
  }

  async close(): Promise<void> {
    for (const caller of this.#callers) caller.close();
    await this.calls.scene.close();
    await this.#rtpengine.kill();
  }
}

/** The list of calls, opened on this page. */
export async function openCalls(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main navigation' })
    .getByRole('button', { name: /^Calls/ })
    .click();
}

/** Some of what is waited for sounds for a second only. */
const LISTENING = { ...PATIENCE, intervals: [100] };

/** The caller hears this frequency, now or soon. */
export const callerHears = (caller: Pick<LineCaller, 'hears'>, hz: number): Promise<void> =>
  expect.poll(() => caller.hears(hz), LISTENING).toBeGreaterThan(VOICE);

/** The caller hears it no longer. */
export const callerHearsNot = (caller: Pick<LineCaller, 'hears'>, hz: number): Promise<void> =>
  expect.poll(() => caller.hears(hz), LISTENING).toBeLessThan(NOBODY);

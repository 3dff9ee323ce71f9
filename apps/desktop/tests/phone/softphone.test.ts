import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';

import type { SoftphoneState } from '../../src/renderer/phone/softphone.ts';
import type {} from '../../src/renderer/phone/testing/stage.ts';
import { type Desk, type DeskOptions, MICROPHONE_HZ, noBrowser, phones } from './phoneStage.ts';

/** Heard, and not: decibels under full scale. Between them lies what a codec makes of nothing. */
const HEARD = -45;
const SILENT = -90;
/** What a tone that is heard leaves in the place of another one. */
const BESIDE = -60;
const CUSTOMER_HZ = 500;
const COLLEAGUE_HZ = 900;

/** A far end that knows nothing of RFC 4733. */
function withoutTones(sdp: string): string {
  const formats = [...sdp.matchAll(/^a=rtpmap:(\d+) telephone-event.*$/gm)].map(([, format = '']) => format);
  return sdp
    .split('\r\n')
    .filter((line) => !formats.some((format) => new RegExp(`^a=(rtpmap|fmtp|rtcp-fb):${format}\\b`).test(line)))
    .map((line) =>
      line.startsWith('m=audio')
        ? line
            .split(' ')
            .filter((word) => !formats.includes(word))
            .join(' ')
        : line,
    )
    .join('\r\n');
}

describe.skipIf(noBrowser)('the softphone in a browser', { timeout: 120_000 }, () => {
  const open = phones();

  /** What comes about by itself; the machine may be busy. */
  const soon = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });
  const stateOf = (page: Page): Promise<SoftphoneState> => page.evaluate(() => window.phone.state());
  const callOf = async (page: Page) => (await stateOf(page)).calls.at(-1);
  const phaseOf = async (page: Page) => (await callOf(page))?.phase;
  const hears = (page: Page, name: string, hz: number, ms = 1_500): Promise<number> =>
    page.evaluate(([far, tone, time]) => window.stage.at(far).hears(tone, time), [name, hz, ms] as const);
  const agentHears = (page: Page, hz: number, ms = 1_500): Promise<number> =>
    page.evaluate(([tone, time]) => window.stage.hears(tone, time), [hz, ms] as const);

  const register = async (options: DeskOptions = {}): Promise<Desk> => {
    const desk = await open(options);
    await soon(() => desk.peer.registered.length).toBeGreaterThan(0);
    await soon(async () => (await stateOf(desk.page)).line.phase).toBe('ready');
    return desk;
  };

  /** A far end of this name in the same page, called by the peer. */
  const talk = async (
    desk: Desk,
    callId = 'call-1',
    name = 'customer',
    hz = CUSTOMER_HZ,
    written = (sdp: string): string => sdp,
  ) => {
    const { page, peer } = desk;
    await page.evaluate(([far, tone]) => window.stage.open(far, tone), [name, hz] as const);
    await page.evaluate((id) => window.phone.answer(id), callId);
    const sdp = written(await page.evaluate((far) => window.stage.at(far).offer(), name));
    const answer = await peer.invite({ callId, role: 'talk', sdp });
    expect(answer.status).toBe(200);
    const dialog = answer.ack();
    await page.evaluate(([far, text]) => window.stage.at(far).accept(text), [name, answer.sdp] as const);
    await soon(() => phaseOf(page)).toBe('talking');
    return dialog;
  };
  /** The far end answers what the phone offers within the dialog. */
  const answering = ({ peer, page }: Desk, name = 'customer'): void => {
    peer.onReinvite = (sdp) => page.evaluate(([far, text]) => window.stage.at(far).answer(text), [name, sdp] as const);
  };

  test('registers with the Contact of this desk, and unregisters', async () => {
    const { page, peer } = await register({ deskId: 'desk-42' });
    expect(peer.registered).toEqual([{ contact: 'sip:desk-42@ringdesk.invalid;transport=ws', expires: 600 }]);
    await page.evaluate(() => window.phone.unregister());
    await soon(() => peer.registered.at(-1)?.expires).toBe(0);
    expect((await stateOf(page)).line).toEqual({ phase: 'off' });
  });

  test('answers only the call which was accepted here, and both sides hear each other', async () => {
    const desk = await register();
    const { page, peer } = desk;
    const sdp = await page.evaluate(() => {
      window.stage.open('stranger', 700);
      return window.stage.at('stranger').offer();
    });
    expect((await peer.invite({ callId: 'call-9', role: 'talk', sdp })).status).toBe(486);
    expect((await peer.invite({ sdp })).status).toBe(603);
    await talk(desk);
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await soon(() => agentHears(page, CUSTOMER_HZ)).toBeGreaterThan(HEARD);
  });

  test('on hold the far end hears nothing at all, and after it the voice again; muted likewise', async () => {
    const desk = await register();
    const { page } = desk;
    await talk(desk);
    answering(desk);
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await page.evaluate(() => window.phone.hold('call-1'));
    await soon(async () => (await callOf(page))?.hold).toBe('held');
    // What was said before is still on its way for a moment.
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeLessThan(SILENT);
    const before = await page.evaluate(() => window.stage.at('customer').received());
    expect(await hears(page, 'customer', MICROPHONE_HZ, 2_000)).toBeLessThan(SILENT);
    const after = await page.evaluate(() => window.stage.at('customer').received());
    // Energy of nothing, while the line itself stays alive.
    expect(after.energy - before.energy).toBeLessThan(1e-6);
    expect(after.packets).toBeGreaterThan(before.packets);
    expect(await agentHears(page, CUSTOMER_HZ, 500)).toBeLessThan(SILENT);
    await page.evaluate(() => window.phone.resume('call-1'));
    await soon(async () => (await callOf(page))?.hold).toBe('none');
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await soon(() => agentHears(page, CUSTOMER_HZ)).toBeGreaterThan(HEARD);
    await page.evaluate(() => window.phone.mute('call-1', true));
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeLessThan(SILENT);
    await soon(() => agentHears(page, CUSTOMER_HZ)).toBeGreaterThan(HEARD);
  });

  test('[81] a second call: the first hears silence while it is talked, they change over, and one that ends leaves the other held', async () => {
    const desk = await register();
    const { page, peer } = desk;
    const ufragOf = (sdp: string): string => /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1] ?? '';
    const far = new Map<string, string>();
    peer.onReinvite = (sdp) => {
      const name = far.get(ufragOf(sdp)) ?? 'nobody';
      return page.evaluate(([to, text]) => window.stage.at(to).answer(text), [name, sdp] as const);
    };
    const holdsOf = async () => Object.fromEntries((await stateOf(page)).calls.map(({ id, hold }) => [id, hold]));
    const remoteOf = (name: string): Promise<string> =>
      page.evaluate((to) => window.stage.at(to).peer.remoteDescription?.sdp ?? '', name);
    await talk(desk, 'call-1', 'customer', CUSTOMER_HZ);
    far.set(ufragOf(await remoteOf('customer')), 'customer');
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await talk(desk, 'call-2', 'colleague', COLLEAGUE_HZ);
    far.set(ufragOf(await remoteOf('colleague')), 'colleague');
    await soon(holdsOf).toEqual({ 'call-1': 'held', 'call-2': 'none' });
    await soon(() => hears(page, 'colleague', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeLessThan(SILENT);
    const before = await page.evaluate(() => window.stage.at('customer').received());
    expect(await hears(page, 'customer', MICROPHONE_HZ, 2_000)).toBeLessThan(SILENT);
    const after = await page.evaluate(() => window.stage.at('customer').received());
    expect(after.energy - before.energy).toBeLessThan(1e-6);
    // Neither hears the other through this desk, nor does its person hear who is held.
    expect(await hears(page, 'customer', COLLEAGUE_HZ, 500)).toBeLessThan(SILENT);
    expect(await agentHears(page, CUSTOMER_HZ, 500)).toBeLessThan(BESIDE);
    await page.evaluate(() => window.phone.resume('call-1'));
    await soon(holdsOf).toEqual({ 'call-1': 'none', 'call-2': 'held' });
    await soon(() => hears(page, 'colleague', MICROPHONE_HZ)).toBeLessThan(SILENT);
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await page.evaluate(() => window.phone.hangUp('call-1'));
    await soon(async () => (await stateOf(page)).calls.find(({ id }) => id === 'call-1')?.phase).toBe('ended');
    expect((await stateOf(page)).calls.find(({ id }) => id === 'call-2')).toMatchObject({
      phase: 'talking',
      hold: 'held',
    });
    expect(await hears(page, 'colleague', MICROPHONE_HZ, 1_000)).toBeLessThan(SILENT);
    await page.evaluate(() => window.phone.resume('call-2'));
    await soon(() => hears(page, 'colleague', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
  });

  test('tones reach the far end', async () => {
    const desk = await register();
    const { page } = desk;
    await talk(desk);
    await page.evaluate(() => window.phone.mute('call-1', true));
    // The key 1 is 697 and 1209 Hz (ITU-T Q.23): Chromium plays what comes as an event of RFC 4733.
    const heard = hears(page, 'customer', 1_209, 3_000);
    await page.evaluate(() => window.phone.dtmf('call-1', '111'));
    expect(await heard).toBeGreaterThan(HEARD);
    expect((await callOf(page))?.digits).toBe('111');
  });

  test('where the far end takes no tones in the media they go as INFO; only what was sent is shown', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await talk(desk, 'call-1', 'customer', CUSTOMER_HZ, withoutTones);
    await page.evaluate(() => window.phone.dtmf('call-1', '1#'));
    await soon(async () => (await callOf(page))?.digits).toBe('1#');
    expect(peer.informed).toEqual(['Signal=1\r\nDuration=160\r\n', 'Signal=#\r\nDuration=160\r\n']);
    peer.takesInfo = false;
    await page.evaluate(() => window.phone.dtmf('call-1', '23'));
    await soon(() => page.evaluate(() => window.stage.notices)).toContainEqual({ kind: 'digitsLost', digit: '2' });
    expect((await callOf(page))?.digits).toBe('1#');
  });

  test('either side hangs up', async () => {
    const desk = await register();
    const { page, peer } = desk;
    const dialog = await talk(desk);
    dialog.bye();
    await soon(() => callOf(page)).toMatchObject({ phase: 'ended', end: { because: 'farEnd' } });
    let byes = 0;
    peer.onBye = () => (byes += 1);
    await talk(desk, 'call-2', 'other');
    await page.evaluate(() => window.phone.hangUp('call-2'));
    await soon(() => byes).toBe(1);
    expect(await callOf(page)).toMatchObject({ phase: 'ended', end: { because: 'hungUp' } });
  });

  test('calls out: names the call, tells of ringing, is busy, is answered, is cancelled', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await page.evaluate(() => window.phone.dial('call-7'));
    const first = await peer.nextInvite();
    expect(first.headers).toEqual({ call: 'call-7', role: 'talk' });
    first.request.progress({ statusCode: 180 });
    await soon(() => phaseOf(page)).toBe('ringing');
    first.request.reject({ statusCode: 486 });
    await soon(() => callOf(page)).toMatchObject({ phase: 'ended', end: { because: 'busy' } });
    await page.evaluate(() => window.phone.dial('call-8'));
    const second = await peer.nextInvite();
    const answer = await page.evaluate(
      ([sdp, hz]) => {
        window.stage.open('called', hz);
        return window.stage.at('called').answer(sdp);
      },
      [second.sdp, CUSTOMER_HZ] as const,
    );
    second.accept(answer);
    await soon(() => phaseOf(page)).toBe('talking');
    await soon(() => hears(page, 'called', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    answering(desk, 'called');
    await page.evaluate(() => window.phone.dial('call-9'));
    const third = await peer.nextInvite();
    third.request.progress({ statusCode: 180 });
    await soon(() => phaseOf(page)).toBe('ringing');
    // Cancelled before anybody answered.
    const cancelled = new Promise<void>((resolve) => {
      third.request.delegate = { onCancel: () => resolve() };
    });
    await page.evaluate(() => window.phone.hangUp('call-9'));
    await cancelled;
  });

  test('an INVITE without an offer is answered with one: the receiver of a transfer', async () => {
    const { page, peer } = await register();
    await page.evaluate(() => window.phone.answer('call-1'));
    const answer = await peer.invite({ callId: 'call-1', role: 'talk' });
    const sdp = await page.evaluate(
      ([offer, hz]) => {
        window.stage.open('customer', hz);
        return window.stage.at('customer').answer(offer);
      },
      [answer.sdp, CUSTOMER_HZ] as const,
    );
    answer.ack(sdp);
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await soon(() => agentHears(page, CUSTOMER_HZ)).toBeGreaterThan(HEARD);
  });

  test('whoever was asked gets the customer by an INVITE that replaces their leg', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await page.evaluate(() => window.phone.answer('call-1', 'consult'));
    const offer = await page.evaluate(
      ([hz]) => {
        window.stage.open('asker', hz);
        return window.stage.at('asker').offer();
      },
      [COLLEAGUE_HZ] as const,
    );
    const asked = await peer.invite({ callId: 'call-1', role: 'consult', sdp: offer });
    const dialog = asked.ack();
    await page.evaluate((sdp) => window.stage.at('asker').accept(sdp), asked.sdp);
    await soon(() => callOf(page)).toMatchObject({ phase: 'talking', role: 'consult' });
    let byes = 0;
    peer.onBye = () => (byes += 1);
    const taken = await peer.invite({ callId: 'call-1', role: 'talk', replaces: dialog });
    const sdp = await page.evaluate(
      ([text, hz]) => {
        window.stage.open('customer', hz);
        return window.stage.at('customer').answer(text);
      },
      [taken.sdp, CUSTOMER_HZ] as const,
    );
    taken.ack(sdp);
    await soon(() => callOf(page)).toMatchObject({ phase: 'talking', role: 'talk', end: undefined });
    await soon(() => agentHears(page, CUSTOMER_HZ)).toBeGreaterThan(HEARD);
    expect(byes).toBe(1);
    expect((await stateOf(page)).calls).toHaveLength(1);
  });

  test('a socket that drops in a call: same Contact, the call goes on, and what was said meanwhile is said after', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await talk(desk);
    answering(desk);
    desk.setOnline(false);
    peer.detach();
    await soon(async () => (await stateOf(page)).line.phase).toBe('lost');
    await page.evaluate(() => window.phone.hold('call-1'));
    expect(await callOf(page)).toMatchObject({ phase: 'talking', hold: 'holding' });
    desk.setOnline(true);
    await page.evaluate(() => window.phone.wake());
    await soon(async () => (await stateOf(page)).line.phase).toBe('ready');
    expect(new Set(peer.registered.map(({ contact }) => contact)).size).toBe(1);
    await soon(async () => (await callOf(page))?.hold).toBe('held');
    await page.evaluate(() => window.phone.resume('call-1'));
    await soon(async () => (await callOf(page))?.hold).toBe('none');
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
  });

  test('both sides ask at once: the hold is tried again and stands', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await talk(desk);
    const offers: string[] = [];
    peer.onReinvite = (sdp) => {
      offers.push(sdp);
      return offers.length === 1
        ? Promise.resolve(491)
        : page.evaluate((text) => window.stage.at('customer').answer(text), sdp);
    };
    await page.evaluate(() => window.phone.hold('call-1'));
    await soon(async () => (await callOf(page))?.hold).toBe('held');
    expect(offers.length).toBe(2);
  });

  test('a hold that the far end refuses mutes the microphone, and the person is told', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await talk(desk);
    peer.onReinvite = () => Promise.resolve(488);
    await page.evaluate(() => window.phone.hold('call-1'));
    await soon(() => callOf(page)).toMatchObject({ phase: 'talking', hold: 'none', muted: true });
    expect(await page.evaluate(() => window.stage.notices.map(({ kind }) => kind))).toEqual(['holdFailed']);
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeLessThan(SILENT);
  });

  test('a conference: customer and colleague hear each other and the agent, mixed here', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await talk(desk);
    answering(desk);
    await page.evaluate(() => window.phone.consult('call-1'));
    const asked = await peer.nextInvite();
    expect(asked.headers).toEqual({ call: 'call-1', role: 'consult' });
    const sdp = await page.evaluate(
      ([offer, hz]) => {
        window.stage.open('colleague', hz);
        return window.stage.at('colleague').answer(offer);
      },
      [asked.sdp, COLLEAGUE_HZ] as const,
    );
    asked.accept(sdp);
    await soon(async () => (await callOf(page))?.consult?.phase).toBe('talking');
    await soon(async () => (await callOf(page))?.hold).toBe('held');
    await soon(() => hears(page, 'colleague', MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    await soon(() => hears(page, 'customer', MICROPHONE_HZ)).toBeLessThan(SILENT);
    await page.evaluate(() => window.phone.conference('call-1'));
    await soon(async () => (await callOf(page))?.hold).toBe('none');
    for (const [far, hz] of [
      ['customer', COLLEAGUE_HZ],
      ['customer', MICROPHONE_HZ],
      ['colleague', CUSTOMER_HZ],
      ['colleague', MICROPHONE_HZ],
    ] as const)
      expect({ far, hz, heard: (await hears(page, far, hz)) > HEARD }).toEqual({ far, hz, heard: true });
    // Nobody hears themselves.
    expect(await hears(page, 'customer', CUSTOMER_HZ)).toBeLessThan(HEARD);
    await soon(() => agentHears(page, CUSTOMER_HZ)).toBeGreaterThan(HEARD);
    await soon(() => agentHears(page, COLLEAGUE_HZ)).toBeGreaterThan(HEARD);
  });

  test('a supervisor listens unheard, whispers to the agent alone, and barges in on both', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await talk(desk);
    for (const [mode, agent, customer] of [
      ['listen', false, false],
      ['whisper', true, false],
      ['barge', true, true],
    ] as const) {
      const offer = await page.evaluate(
        ([name, hz]) => {
          window.stage.open(name, hz);
          return window.stage.at(name).offer();
        },
        [mode, COLLEAGUE_HZ] as const,
      );
      const answer = await peer.invite({ callId: 'call-1', role: mode, sdp: offer });
      const dialog = answer.ack();
      await page.evaluate(([name, sdp]) => window.stage.at(name).accept(sdp), [mode, answer.sdp] as const);
      await soon(() => hears(page, mode, CUSTOMER_HZ)).toBeGreaterThan(HEARD);
      await soon(() => hears(page, mode, MICROPHONE_HZ)).toBeGreaterThan(HEARD);
      expect({ mode, agent: (await agentHears(page, COLLEAGUE_HZ)) > HEARD }).toEqual({ mode, agent });
      expect({ mode, customer: (await hears(page, 'customer', COLLEAGUE_HZ)) > HEARD }).toEqual({ mode, customer });
      dialog.bye();
      await soon(async () => (await callOf(page))?.listeners.length).toBe(0);
    }
  });

  test('quality is measured, and the microphone has a level only while a call goes on', async () => {
    const desk = await register();
    const { page } = desk;
    expect(await page.evaluate(() => window.phone.level())).toBeUndefined();
    await talk(desk);
    await soon(() => page.evaluate(() => window.phone.state().quality.get('call-1'))).toMatchObject({
      grade: 'good',
      nothingReceived: false,
    });
    await soon(() => page.evaluate(() => window.phone.level() ?? 0)).toBeGreaterThan(0.001);
    await page.evaluate(() => window.phone.hangUp('call-1'));
    expect(await page.evaluate(() => window.phone.level())).toBeUndefined();
  });

  test('a far end of which nothing arrives is said in words, and taken back when something does', async () => {
    const desk = await register();
    const { page } = desk;
    await talk(desk);
    await soon(() => agentHears(page, CUSTOMER_HZ)).toBeGreaterThan(HEARD);
    const kinds = () => page.evaluate(() => window.stage.notices.map(({ kind }) => kind));
    await page.evaluate(() => window.stage.at('customer').speak(false));
    await soon(kinds).toContain('notHearing');
    await page.evaluate(() => window.stage.at('customer').speak(true));
    await soon(kinds).toContain('hearingAgain');
  });

  test('without a microphone the call is not taken, and the server is told that none can be offered', async () => {
    const desk = await register();
    const { page, peer } = desk;
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      window.phone.answer('call-1');
      window.stage.open('customer', 500);
    });
    const sdp = await page.evaluate(() => window.stage.at('customer').offer());
    expect((await peer.invite({ callId: 'call-1', role: 'talk', sdp })).status).toBe(486);
    await soon(() => callOf(page)).toMatchObject({ phase: 'ended', end: { because: 'microphone' } });
    expect(await page.evaluate(() => window.stage.reports)).toEqual(['ok', 'blocked']);
    expect((await stateOf(page)).microphone).toEqual({ state: 'blocked', problem: 'blocked' });
  });

  test('the self-test hears the microphone and its own media, and says that no server for connectivity is set', async () => {
    const { page } = await register();
    expect(await page.evaluate(() => window.phone.selfTest(() => undefined))).toEqual({
      microphone: { state: 'ok' },
      media: { state: 'ok' },
      connectivity: { state: 'warning', problem: 'none' },
      line: { state: 'ok' },
    });
  });
});

/** Numbers called over a line, and an agent's phone of another make; both far ends are phones of another make themselves. */
import { expect, test } from '@playwright/test';

import { hasRtpengine } from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import {
  type Baresip,
  type BaresipOptions,
  hasBaresip,
  startBaresip,
} from '../../apps/server/src/channels/telephony/sip/testing/baresip.ts';
import { answer, type CallDesk } from './stage/callScene.ts';
import { freePort } from './stage/freePort.ts';
import {
  CALLER_NUMBER,
  callerHears,
  callerHearsNot,
  LineScene,
  NETWORK,
  openCalls,
  OUR_NUMBER,
  PATIENCE,
} from './stage/lineScene.ts';
import { expectHears, expectHearsNot } from './stage/voices.ts';

/** Of whoever is at the far end, and of the agent at their own phone. */
const [FAR_HZ, OWN_HZ] = [900, 440] as const;

test.skip(!hasRtpengine || !hasBaresip, 'rtpengine or baresip is not installed here');

let stage: LineScene | undefined;
const phones: Baresip[] = [];
test.afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.close();
  await stage?.close();
  stage = undefined;
});

async function phone(options: BaresipOptions): Promise<Baresip> {
  const started = await startBaresip(options);
  phones.push(started);
  return started;
}

/** Types it on the dial pad and calls. */
async function dial({ page }: CallDesk, number: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Name or number' });
  if (!(await field.isVisible())) await page.getByRole('button', { name: 'Dial pad: name or number' }).click();
  await field.fill(number);
  await field.press('Enter');
}

test('[57] an agent calls a number that may be called; takes a call at a phone of another make and hands it on at the desk', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const farPort = await freePort();
  const { line } = await LineScene.open(browser, ['Ana', 'Ben'], { wrapUpSeconds: 0 }, farPort);
  stage = line;
  const { calls } = line;
  await line.mayCallOut(['ES']);
  const far = await phone({
    host: NETWORK,
    port: farPort,
    controlPort: await freePort(),
    account: `<sip:${CALLER_NUMBER}@${NETWORK}:${farPort}>;regint=0`,
    answers: true,
    hz: FAR_HZ,
  });
  const ana = await calls.desk(calls.people[0]!);

  await test.step('what may not be called is refused in words', async () => {
    for (const [number, reason] of [
      ['+1 212 555 0123', 'Calls to this country are not allowed here.'],
      ['+34 806 123 456', 'Calls to premium and special-rate numbers are not allowed here.'],
      ['112', 'Emergency calls cannot be made from here. Use another phone.'],
    ] as const) {
      await dial(ana, number);
      await expect(ana.page.getByText(reason)).toBeVisible();
    }
    expect(far.events).not.toContain('CALL_INCOMING');
  });

  await test.step('a number as people write it there is called, and both hear each other', async () => {
    await dial(ana, '600 111 222');
    await far.happened('CALL_ESTABLISHED');
    await expectHears(ana.page, FAR_HZ);
    await callerHears(far, ana.hz);
    await ana.bar.getByRole('button', { name: 'End', exact: true }).click();
    await far.happened('CALL_CLOSED');
    await openCalls(ana.page);
    const rows = ana.page.getByRole('table', { name: 'Calls' }).getByRole('row');
    await expect(rows).toHaveCount(2, PATIENCE);
    await expect(rows.nth(1)).toContainText('600 11 12 22');
  });

  await test.step('a phone of another make registers with its password and takes the next call', async () => {
    const { adminDesk } = calls.scene.center;
    const { user, password } = await adminDesk.ask('phone.newAccount', { agentId: calls.people[0]!.id });
    const own = await phone({
      host: '127.0.0.1',
      port: await freePort(),
      controlPort: await freePort(),
      account: `<sip:${user}@127.0.0.1:${line.sipPort}>;auth_user=${user};auth_pass=${password};regint=60`,
      hz: OWN_HZ,
    });
    // What the phone itself tells of it may have been said before anybody listened.
    const devices = async () =>
      (await adminDesk.hello()).snapshot.agents.find(({ id }) => id === calls.people[0]!.id)?.phone?.devices;
    await expect.poll(devices, PATIENCE).toContain('phone');
    const ben = await calls.desk(calls.people[1]!);
    far.dial(`sip:${OUR_NUMBER}@127.0.0.1:${line.sipPort}`);
    await own.happened('CALL_INCOMING');
    own.accept();
    await expect(ana.bar.getByRole('timer')).toBeVisible(PATIENCE);
    await callerHears(own, FAR_HZ);
    await callerHears(far, OWN_HZ);
    await expect(ana.desk.offer).toHaveCount(0);
    await expectHearsNot(ana.page, FAR_HZ);

    await ana.bar.getByRole('button', { name: 'Transfer' }).click();
    const panel = ana.page.getByRole('dialog', { name: 'Transfer call' });
    await panel.getByText('Blind', { exact: true }).click();
    await panel.getByRole('option', { name: /^Ben/ }).click();
    await answer(ben);
    await expectHears(ben.page, FAR_HZ);
    await callerHears(far, ben.hz);
    await callerHearsNot(far, OWN_HZ);
    await own.happened('CALL_CLOSED');
    await ben.bar.getByRole('button', { name: 'End', exact: true }).click();
    await expect(ben.bar.getByRole('timer')).toHaveCount(0, PATIENCE);
  });
  expect(calls.scene.complaints).toEqual([]);
});

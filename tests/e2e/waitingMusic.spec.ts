/** With a media server who waits hears music, and is told that they wait: answered is not yet connected. */
import { expect, test } from '@playwright/test';

import {
  hasRtpengine,
  type RunningRtpengine,
  startRtpengine,
} from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import { answer, CallScene, expectSays, press } from './stage/callScene.ts';
import { freePort } from './stage/freePort.ts';
import { expectHears, expectHearsNot, expectSound } from './stage/voices.ts';

/** Of the media server. */
const MEDIA_PORTS = 50;

test.skip(!hasRtpengine, 'rtpengine is not installed here');

let rtpengine: RunningRtpengine | undefined;
let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  await rtpengine?.kill();
  stage = rtpengine = undefined;
});

test('who waits hears music and sees their place; connected is who has somebody', async ({ browser }) => {
  test.setTimeout(240_000);
  rtpengine = await startRtpengine(await freePort(), await freePort(MEDIA_PORTS), MEDIA_PORTS);
  const env = { RINGDESK_RTPENGINE: `${rtpengine.host}:${rtpengine.port}` };
  stage = await CallScene.open(browser, ['Ana'], { wrapUpSeconds: 0 }, env);
  const ana = await stage.desk(stage.people[0]!);
  const first = await stage.caller();
  await answer(ana);
  await expectHears(ana.page, first.hz);

  const vera = await stage.caller();
  await expectSays(vera, 'Waiting for a free colleague');
  await expect(vera.page.getByText('You are number 1 in the queue.')).toBeVisible();
  await expectSound(vera.page);
  await expect(vera.page.getByRole('heading', { name: 'Connected' })).toHaveCount(0);
  await press(ana, 'End');
  await expectSays(vera, 'Ringing');
  await answer(ana);
  await expectSays(vera, 'Connected');
  await expectHears(vera.page, ana.hz);
  await expectHears(ana.page, vera.hz);
  await expectHearsNot(ana.page, first.hz);
  await press(ana, 'End');
  await expectSays(vera, /^The call is over/);
});

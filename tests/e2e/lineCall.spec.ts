/** Calls over a line to the telephone network, through the real media server, to a desk in a browser. */
import { expect, test } from '@playwright/test';

import { hasRtpengine } from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import { channelsIn } from '../../apps/server/src/channels/telephony/media/testing/soundIn.ts';
import { loudest, soundsIn } from './stage/keptSounds.ts';
import { LineScene, NOBODY, PATIENCE, recorded, VOICE } from './stage/lineScene.ts';

test.skip(!hasRtpengine, 'rtpengine is not installed here');

let stage: LineScene | undefined;
test.afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

test('[57, 61, 73] a caller over UDP and the agent hear each other, on hold there is music; the recording has both voices', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { line, hugo } = await LineScene.open(browser, ['Ana'], recorded);
  stage = line;
  const { scene } = line.calls;
  const ana = await line.talking(hugo);

  await test.step('on hold the caller hears music and not the room', async () => {
    await ana.bar.getByRole('button', { name: 'Hold' }).click();
    await expect.poll(() => hugo.hears(ana.hz), PATIENCE).toBeLessThan(NOBODY);
    await expect.poll(() => hugo.hearsAnything(), PATIENCE).toBeGreaterThan(NOBODY);
    await ana.bar.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => hugo.hears(ana.hz), PATIENCE).toBeGreaterThan(VOICE);
  });

  hugo.hangUp();
  await ana.page.getByRole('button', { name: /^Done/ }).click();
  await expect(
    ana.page
      .getByRole('log')
      .getByText(/recording/i)
      .first(),
  ).toBeVisible(PATIENCE);
  await expect.poll(() => soundsIn(scene.folder.path).length, PATIENCE).toBe(1);
  const [agent, customer] = await channelsIn(soundsIn(scene.folder.path)[0] ?? '');
  expect(loudest(customer, hugo.hz)).toBeGreaterThan(VOICE);
  expect(loudest(agent, ana.hz)).toBeGreaterThan(VOICE);
});

/** A recording that keeps silence while card data is said, and who may do what with it afterwards. */
import { expect, test } from '@playwright/test';

import { hasRtpengine } from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import { channelsIn } from '../../apps/server/src/channels/telephony/media/testing/soundIn.ts';
import { soundsIn } from './stage/keptSounds.ts';
import { LineScene, PATIENCE, recorded, VOICE } from './stage/lineScene.ts';
import { expectHears } from './stage/voices.ts';

test.skip(!hasRtpengine, 'rtpengine is not installed here');

let stage: LineScene | undefined;
test.afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

/** Samples of the longest stretch in which nothing is said. */
function longestSilence(samples: Int16Array | undefined): number {
  let [longest, run] = [0, 0];
  for (const sample of samples ?? []) {
    run = sample === 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

test('[74–77] a paused recording has silence for both, says so in the timeline, and is its agent’s to hear and not to take away', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { line, hugo } = await LineScene.open(browser, ['Ana'], recorded);
  stage = line;
  const { scene } = line.calls;
  const ana = await line.talking(hugo);
  await ana.bar.getByRole('button', { name: 'Pause recording' }).click();
  await expect(ana.bar.getByText('Recording paused')).toBeVisible(PATIENCE);
  // They go on hearing each other.
  await expectHears(ana.page, hugo.hz);
  await expect.poll(() => hugo.hears(ana.hz), PATIENCE).toBeGreaterThan(VOICE);
  await ana.page.keyboard.press('ControlOrMeta+Shift+Digit2');
  await expect(ana.bar.getByText('Recording paused')).toBeHidden(PATIENCE);
  await expectHears(ana.page, hugo.hz);
  hugo.hangUp();
  await ana.page.getByRole('button', { name: /^Done/ }).click();

  const lines = ana.page.getByRole('log');
  for (const said of ['Recording paused', 'Recording goes on'])
    await expect(lines.getByText(said).first()).toBeVisible(PATIENCE);
  await expect.poll(() => soundsIn(scene.folder.path).length, PATIENCE).toBe(1);
  const [agent, customer] = await channelsIn(soundsIn(scene.folder.path)[0] ?? '');
  for (const channel of [agent, customer]) expect(longestSilence(channel)).toBeGreaterThan(1_600);

  const player = ana.page.getByRole('group', { name: /^Recording, / });
  await expect(player.getByRole('button', { name: 'Play' })).toBeVisible(PATIENCE);
  await expect(player.getByRole('button', { name: 'Download' })).toHaveCount(0);
  await expect(player.getByRole('button', { name: 'Erase' })).toHaveCount(0);
});

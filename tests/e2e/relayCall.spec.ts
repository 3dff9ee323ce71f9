/** Where visitor and agent do not reach each other directly, their sound takes the way over a relay (RFC 8656). */
import { expect, test } from '@playwright/test';

import { answer, CallScene, expectSays, press } from './stage/callScene.ts';
import { freePort } from './stage/freePort.ts';
import { hasRelay, type Relay, RELAYED_PORTS, relayOnly, relaysFor, startRelay, waysOf } from './stage/relay.ts';
import { expectHears } from './stage/voices.ts';

test.skip(!hasRelay, 'coturn is not installed here');

let relay: Relay | undefined;
let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  await relay?.close();
  stage = relay = undefined;
});

test('a call through the relay that is set, with a password made for it: both are heard, and no other way is taken', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  relay = await startRelay(await freePort(2 + RELAYED_PORTS));
  stage = await CallScene.open(browser, ['Ana'], { wrapUpSeconds: 0 });
  stage.before = relayOnly;
  await stage.scene.center.adminDesk.ask('telephony.save', {
    outboundTrunkId: null,
    countries: [],
    premiumAllowed: false,
    maxCallsPerHour: 60,
    maxMinutesPerDay: 480,
    iceServers: [relay.address],
    turnSecret: relay.secret,
  });
  const ana = await stage.desk(stage.people[0]!);
  const vera = await stage.caller();
  await answer(ana);
  await expectSays(vera, 'Connected');
  await expectHears(ana.page, vera.hz);
  await expectHears(vera.page, ana.hz);
  for (const { page } of [ana, vera]) await expect.poll(() => waysOf(page)).toEqual(['relay']);

  await test.step('the relay lets in nobody with a password of their own', async () => {
    const stranger = {
      urls: relay!.address,
      username: `${Math.floor(Date.now() / 1_000) + 600}:x`,
      credential: 'guess',
    };
    expect(await relaysFor(vera.page, stranger)).toBe(0);
  });
  await press(ana, 'End');
  await expectSays(vera, /^The call is over/);
});

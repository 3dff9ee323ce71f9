import { expect, onTestFinished, test, vi } from 'vitest';

import { createCallControl } from './endpoint.ts';

const LOOK_MS = 1_000;

/** The endpoint in its worker, whose looks at it come when the test says so. */
function started() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const noted: string[] = [];
  const control = createCallControl(
    {
      trunks: [],
      phones: [],
      listen: { host: '127.0.0.1', udpPort: undefined, tcpPort: undefined, tls: undefined },
      publicHost: undefined,
      rtpengine: undefined,
      mediaDir: '/nowhere',
      legsDir: '/nowhere',
    },
    { fact: () => undefined, toClient: () => undefined, noted: (category) => noted.push(category) },
  );
  onTestFinished(() => control.stop());
  const look = (times: number): void => void vi.advanceTimersByTime(times * LOOK_MS);
  return { control, noted, look };
}

test('a worker that is slow to start is waited for: ended again and again it would never have started', async () => {
  const { control, noted, look } = started();
  // Nothing of the worker can be heard before this comes to its end: no turn of the loop passes.
  look(30);
  await control.started;
  expect(noted).toEqual([]);
});

test('one that falls silent afterwards is replaced', async () => {
  const { control, noted, look } = started();
  await control.started;
  look(6);
  await vi.waitFor(() => expect(noted).toContain('workerDied'), { timeout: 20_000 });
});

import { expect, test } from 'vitest';

import { electronBinary } from './electron.ts';

test.runIf(process.platform === 'linux')(
  'without a display no window is opened and nothing is downloaded',
  async () => {
    const printed: string[] = [];
    const found = await electronBinary((line) => printed.push(line), {});
    expect(found).toEqual({
      reason: expect.stringMatching(/^(there is no display|Electron does not run as root)$/) as unknown,
    });
    expect(printed).toEqual([]);
  },
);

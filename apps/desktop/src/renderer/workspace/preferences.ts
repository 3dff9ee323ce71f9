import type { Preferences } from '@ringdesk/shared/model/preferences.ts';

/** What holds until the person chooses otherwise. Global keys are asked for at first run, so they start off. */
export const defaultPreferences: Preferences = {
  theme: 'system',
  density: 'comfortable',
  sendWith: 'enter',
  singleKeys: true,
  globalKeys: false,
  keys: {},
  sounds: {
    chatOffer: { on: true, volume: 0.8 },
    callRing: { on: true, volume: 0.8 },
    tick: { on: true, volume: 0.6 },
    trouble: { on: true, volume: 0.8 },
  },
  doNotDisturb: false,
  hideContent: false,
};

import { describe, expect, it } from 'vitest';

import { availabilityTerms, unavailableBecause, unavailableFor, type AvailabilityFacts } from './availability.ts';

const present: AvailabilityFacts = {
  dismissed: false,
  absent: false,
  online: true,
  shiftOpen: true,
  presence: { state: 'available', since: 0 },
};
const checks = ['off', 'online', 'shift', 'onlineAndShift'] as const;

describe('[17] effective availability', () => {
  it.each(checks)('[17] with %s whoever is present in every way is available', (check) => {
    expect(unavailableBecause(present, check)).toBeUndefined();
    expect(availabilityTerms(present, check).every((term) => term.holds)).toBe(true);
  });

  // Which single missing fact speaks against an agent under which check.
  it.each([
    ['dismissed', { dismissed: true }, ['off', 'online', 'shift', 'onlineAndShift']],
    ['absent', { absent: true }, ['online', 'shift', 'onlineAndShift']],
    ['offline', { online: false }, ['online', 'onlineAndShift']],
    ['shiftClosed', { shiftOpen: false }, ['shift', 'onlineAndShift']],
    ['busy', { presence: { state: 'busy', since: 0 } }, ['online', 'shift', 'onlineAndShift']],
    ['break', { presence: { state: 'break', since: 0 } }, ['online', 'shift', 'onlineAndShift']],
    ['away', { presence: { state: 'away', since: 0 } }, ['online', 'shift', 'onlineAndShift']],
    ['notResponding', { presence: { state: 'notResponding', since: 0 } }, ['online', 'shift', 'onlineAndShift']],
  ] as const)('[17] %s', (reason, missing, against) => {
    for (const check of checks) {
      const expected = (against as readonly string[]).includes(check) ? reason : undefined;
      expect({ check, reason: unavailableBecause({ ...present, ...missing }, check) }).toEqual({
        check,
        reason: expected,
      });
    }
  });

  it.each([
    ['chats', 'chat', undefined],
    ['chats', 'call', 'chatsOnly'],
    ['calls', 'call', undefined],
    ['calls', 'chat', 'callsOnly'],
    [undefined, 'chat', undefined],
    [undefined, 'call', undefined],
  ] as const)('[17] who receives %s, asked for a %s: %s', (receives, medium, reason) => {
    const agent: AvailabilityFacts = receives === undefined ? present : { ...present, receives };
    for (const check of checks)
      expect(unavailableBecause(agent, check, medium)).toBe(check === 'off' ? undefined : reason);
    // Of the person altogether, whatever they receive.
    expect(unavailableBecause(agent, 'online')).toBeUndefined();
  });

  it('[17] what is received comes after the declared state, and before what a call needs', () => {
    const agent: AvailabilityFacts = { ...present, receives: 'chats' };
    const queue = { availabilityCheck: 'online', call: {}, chatsDuringCalls: 'none' } as Parameters<
      typeof unavailableFor
    >[1];
    expect(unavailableFor(agent, queue)).toBe('chatsOnly');
    expect(unavailableFor({ ...agent, presence: { state: 'away', since: 0 } }, queue)).toBe('away');
    expect(unavailableFor(present, queue)).toBe('phoneOff');
  });

  it('[17] of several reasons the first in the order of the checks is named, and all are shown', () => {
    const gone: AvailabilityFacts = {
      dismissed: false,
      absent: true,
      online: false,
      shiftOpen: false,
      presence: { state: 'away', since: 0 },
    };
    expect(unavailableBecause(gone, 'onlineAndShift')).toBe('absent');
    expect(
      availabilityTerms(gone, 'onlineAndShift')
        .filter((term) => !term.holds)
        .map((term) => term.reason),
    ).toEqual(['absent', 'offline', 'shiftClosed', 'away']);
    expect(unavailableBecause({ ...gone, dismissed: true }, 'off')).toBe('dismissed');
  });
});

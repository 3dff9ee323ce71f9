import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { steadyNow } from '../workspace/clock.ts';
import type { CommandId } from './commandTable.ts';
import {
  awaitNothing,
  commandFor,
  type KeyContext,
  OFFER_GUARD_MS,
  offerShown,
  runCommand,
  runOnceAttached,
  useAvailableCommands,
  useCommand,
  useDoableCommands,
} from './registry.ts';

const ran: string[] = [];
function Attached({
  id,
  name,
  enabled = true,
  idle = false,
}: {
  readonly id: CommandId;
  readonly name: string;
  readonly enabled?: boolean;
  readonly idle?: boolean;
}) {
  useCommand(id, () => ran.push(name), { enabled, idle });
  return null;
}
const Doable = () => <output>{useDoableCommands().join(' ')}</output>;
const Known = () => <output>{useAvailableCommands().join(' ')}</output>;

const context = (change: Partial<KeyContext> = {}): KeyContext => ({
  mac: false,
  typing: false,
  repeated: false,
  now: 10_000,
  preferences: { keys: {}, singleKeys: true },
  ...change,
});
const key = (code: string, ctrlKey = false, shiftKey = false) => ({
  code,
  ctrlKey,
  shiftKey,
  altKey: false,
  metaKey: false,
  altGraph: false,
});

afterEach(() => {
  cleanup();
  ran.length = 0;
  offerShown(0);
});

describe('the registry', () => {
  it('finds only commands that something is attached to', () => {
    expect(commandFor(key('F8'), context())).toBeUndefined();
    render(<Attached id="offer.accept" name="accept" />);
    expect(commandFor(key('F8'), context())).toBe('offer.accept');
    expect(commandFor(key('KeyA', true, true), context())).toBe('offer.accept');
  });

  it('runs what was attached last, and what was there before when that is gone', () => {
    const { rerender } = render(
      <>
        <Attached id="list.search" name="below" />
        <Attached id="list.search" name="above" />
      </>,
    );
    runCommand('list.search');
    rerender(
      <>
        <Attached id="list.search" name="below" />
        <Attached id="list.search" name="above" enabled={false} />
      </>,
    );
    runCommand('list.search');
    expect(ran).toEqual(['above', 'below']);
    expect(runCommand('app.palette')).toBe(false);
  });

  it('tells of a command that has nothing to be done to, and does not offer it', () => {
    const commands = (idle: boolean) => (
      <>
        <Attached id="offer.accept" name="accept" idle={idle} />
        <Attached id="list.next" name="next" />
      </>
    );
    const { rerender } = render(commands(true));
    const doable = render(<Doable />).container;
    const known = render(<Known />).container;
    expect([doable.textContent, known.textContent]).toEqual(['list.next', 'offer.accept list.next']);
    expect(commandFor(key('F8'), context())).toBe('offer.accept');
    rerender(commands(false));
    expect(doable.textContent).toBe('offer.accept list.next');
  });

  it('keeps single keys out of text fields and behind their switch, chords everywhere', () => {
    render(
      <>
        <Attached id="list.next" name="next" />
        <Attached id="offer.accept" name="accept" />
      </>,
    );
    expect(commandFor(key('KeyJ'), context())).toBe('list.next');
    expect(commandFor(key('KeyJ'), context({ typing: true }))).toBeUndefined();
    expect(commandFor(key('KeyJ'), context({ preferences: { keys: {}, singleKeys: false } }))).toBeUndefined();
    expect(commandFor(key('ArrowDown', true), context({ typing: true }))).toBe('list.next');
    expect(commandFor(key('F8'), context({ typing: true, preferences: { keys: {}, singleKeys: false } }))).toBe(
      'offer.accept',
    );
  });

  it('ignores offer keys while a card is younger than 400 ms and while a key is held down', () => {
    render(
      <>
        <Attached id="offer.accept" name="accept" />
        <Attached id="list.next" name="next" />
      </>,
    );
    offerShown(10_000);
    expect(commandFor(key('F8'), context({ now: 10_000 + OFFER_GUARD_MS - 1 }))).toBeUndefined();
    expect(commandFor(key('F8'), context({ now: 10_000 + OFFER_GUARD_MS }))).toBe('offer.accept');
    expect(commandFor(key('F8'), context({ now: 20_000, repeated: true }))).toBeUndefined();
    expect(commandFor(key('KeyJ'), context({ repeated: true }))).toBe('list.next');
  });

  it('follows own keys at once', () => {
    render(<Attached id="offer.accept" name="accept" />);
    const preferences = { keys: { 'offer.accept': 'F2' }, singleKeys: true };
    expect(commandFor(key('F2'), context({ preferences }))).toBe('offer.accept');
    expect(commandFor(key('F8'), context({ preferences }))).toBeUndefined();
  });

  it('runs what was asked for before its screen was drawn, once, and not when it comes too late or is given up', () => {
    runOnceAttached('call.listen', steadyNow());
    const { unmount } = render(<Attached id="call.listen" name="asked" />);
    expect(ran).toEqual(['asked']);
    unmount();
    render(<Attached id="call.listen" name="not asked again" />);
    runOnceAttached('call.barge', steadyNow() - 60_000);
    render(<Attached id="call.barge" name="late" />);
    runOnceAttached('call.whisper', steadyNow());
    awaitNothing();
    render(<Attached id="call.whisper" name="given up" />);
    expect(ran).toEqual(['asked']);
  });
});

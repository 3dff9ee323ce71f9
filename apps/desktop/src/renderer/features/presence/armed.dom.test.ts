import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import { ok } from '@ringdesk/shared/result.ts';
import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { arm, type ArmedState, disarm, takeArmed, useArmed } from './armed.ts';
import { setPresence } from './setPresence.ts';

const declare = (next: ArmedState): void => setPresence(next.state, next.reasonId);
const lunch = { state: 'break', reasonId: 'lunch' as ReasonId } as const;
let sent: unknown[];

const open = (): void => {
  workspaceWriter.welcome(snapshotOf({ interactions: [interactionNoun('a'), interactionNoun('b')] }));
  workspaceWriter.link({ phase: 'live', since: T0 });
};
const ended = (...ids: string[]): void =>
  workspaceWriter.welcome(
    snapshotOf({ interactions: ['a', 'b'].filter((id) => !ids.includes(id)).map((id) => interactionNoun(id)) }),
  );
const armedNow = () => renderHook(() => useArmed()).result.current;

beforeEach(() => {
  sent = [];
  const sendCommand = (name: string, input: unknown): Promise<unknown> => {
    sent.push({ name, input });
    return Promise.resolve(ok({}));
  };
  installConnection({ sendCommand } as unknown as Connection);
  open();
});

afterEach(() => {
  disarm();
  workspaceWriter.signedOut(T0);
});

it('a state for later is declared when the last conversation of mine ends, once', () => {
  arm(lunch, declare);
  expect(sent).toEqual([]);
  ended('a');
  expect(sent).toEqual([]);
  ended('a', 'b');
  ended('a', 'b');
  expect(sent).toEqual([{ name: 'presence.set', input: lunch }]);
  expect(armedNow()).toBeUndefined();
});

it('comes at once on demand, and never after it was given up', () => {
  arm(lunch, declare);
  takeArmed();
  expect(sent).toHaveLength(1);
  arm(lunch, declare);
  disarm();
  ended('a', 'b');
  expect(sent).toHaveLength(1);
});

it('gives way to a state chosen meanwhile', () => {
  arm(lunch, declare);
  setPresence('busy');
  ended('a', 'b');
  expect(sent).toEqual([{ name: 'presence.set', input: { state: 'busy' } }]);
});

it('waits while the line is gone: nobody knows then what is open', () => {
  arm(lunch, declare);
  workspaceWriter.link({ phase: 'lost', since: T0 });
  ended('a', 'b');
  expect(sent).toEqual([]);
  workspaceWriter.link({ phase: 'live', since: T0 });
  expect(sent).toHaveLength(1);
});

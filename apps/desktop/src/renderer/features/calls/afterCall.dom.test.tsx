import 'fake-indexeddb/auto';

import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { loadPhoneFormat } from '../../text/phoneNumber.ts';
import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { agentNoun, interactionNoun, queueNoun, snapshotOf } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { CallPane } from './CallPane.tsx';
import { useMissedCount } from './useMissedCount.ts';

const sent: { name: string; input: unknown }[] = [];
const connection = {
  sendCommand: async (name: string, input: unknown) => {
    sent.push({ name, input });
    return { ok: true, value: {} };
  },
  ask: () => new Promise(() => undefined),
} as unknown as Connection;

beforeAll(async () => {
  await changeLanguage('en');
  await loadPhoneFormat();
});
beforeEach(() => {
  sent.length = 0;
  installConnection(connection);
});
afterEach(() => {
  cleanup();
  workspaceWriter.signedOut(0);
});

function show(change: object, call: object): void {
  const interaction = Interaction.parse(
    interactionNoun('c1', {
      medium: 'call',
      queueId: 'line',
      customer: { id: 'vera', name: 'Vera' },
      call: { direction: 'in', via: 'web', rang: true, ...call },
      ...change,
    }),
  );
  workspaceWriter.welcome(
    snapshotOf({
      agents: [agentNoun('me')],
      queues: [{ ...queueNoun('line', { call: defaultCallSettings, wrapUpSeconds: 45 }), medium: 'call' }],
      interactions: [interaction],
    }),
  );
  workspaceWriter.link({ phase: 'live', since: serverNow() });
  render(
    <UiProvider>
      <CallPane
        interaction={interaction}
        onOpenCustomer={() => undefined}
        onOpen={() => undefined}
        line={() => null}
        more={() => null}
        record={() => null}
      />
    </UiProvider>,
  );
}

const ended = (outcome: string) => ({ end: { at: serverNow(), by: 'customer', outcome } });

test('[73] a missed call from the website has no number to call back, and is done with one press', () => {
  show({ state: 'closed', reopenUntil: serverNow() }, ended('missed'));
  expect(screen.queryByRole('button', { name: 'Call back' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Done' }));
  expect(sent).toEqual([{ name: 'call.settleMissed', input: { interactionId: 'c1', settled: true } }]);
});

test('[73] the badge counts anew once a missed call is done, also where nothing but the reply tells of it', async () => {
  const asked: string[] = [];
  const replies = [{ count: 1 }, { count: 0 }];
  installConnection({
    ...connection,
    ask: async (name: string) => {
      asked.push(name);
      return { ok: true, value: { interactions: [], totals: replies.shift() ?? { count: 0 } } };
    },
  } as unknown as Connection);
  const Badge = () => <output data-testid="missed">{useMissedCount()}</output>;
  show({ state: 'closed', reopenUntil: serverNow() }, ended('missed'));
  render(<Badge />);
  await waitFor(() => expect(screen.getByTestId('missed').textContent).toBe('1'));
  fireEvent.click(screen.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.getByTestId('missed').textContent).toBe('0'));
});

test.each([
  ['was talked in', ended('answered')],
  ['is done already', { ...ended('missed'), settledAt: 1 }],
  ['was called back', { ...ended('voicemail'), calledBackAt: 1 }],
])('[73] a call that %s is not to be done', (_, call) => {
  show({ state: 'closed', reopenUntil: serverNow() }, call);
  expect(screen.queryByRole('button', { name: 'Done' })).toBeNull();
});

test('[79] the wrap-up is made longer until the server would give no more', () => {
  const since = serverNow();
  const wrapping = (until: number) => ({ state: 'wrapUp', ownerId: 'me', since, until });
  show(wrapping(since + 45_000), ended('answered'));
  fireEvent.click(screen.getByRole('button', { name: '30 s more' }));
  expect(sent).toEqual([{ name: 'interaction.extendWrapUp', input: { interactionId: 'c1' } }]);
  cleanup();
  show(wrapping(since + 45_000 + 90_000), ended('answered'));
  expect(screen.getByRole('button', { name: '30 s more' }).getAttribute('aria-disabled')).toBe('true');
});

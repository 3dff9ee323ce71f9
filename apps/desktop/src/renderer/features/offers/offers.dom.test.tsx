import { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { Snapshot } from '@ringdesk/shared/protocol/updates.ts';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { AppInfo } from '../../../bridge/desktopApi.ts';
import { browserDesktop } from '../../app/browserDesktop.ts';
import { type Connection, installConnection } from '../../connection/connection.ts';
import { installDesktop } from '../../connection/desktop.ts';
import { changeLanguage } from '../../text/text.ts';
import { loadPhoneFormat } from '../../text/phoneNumber.ts';
import { lastSpoken } from '../../ui/feedback/liveRegionStore.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { onCallTaken } from '../../workspace/answering.ts';
import { serverNow } from '../../workspace/clock.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { forgetPress } from './offerActions.ts';
import { type OffersHandle, OffersLayer } from './OffersLayer.tsx';

const sent: { name: string; input: unknown; answer: (reply: unknown) => void }[] = [];
const asked: typeof sent = [];
const line = {
  sendCommand: (name: string, input: unknown) =>
    new Promise((answer) => {
      // That it was seen is told beside whatever is done with it.
      if (name !== 'offer.shown') sent.push({ name, input, answer });
    }),
  ask: (name: string, input: unknown) => new Promise((answer) => asked.push({ name, input, answer })),
} as unknown as Connection;

const agent = (id: string, name: string) => ({
  id,
  name,
  email: `${id}@x.test`,
  role: 'agent',
  language: 'en',
  supervises: [],
  presence: { state: 'available', since: 1 },
  online: true,
  shiftOpen: false,
  absent: false,
  dismissed: false,
  chatLoad: 0,
});
const interaction = (id: string, offeredTo: string[], name: string, now: number) => ({
  id,
  medium: 'chat',
  channelId: 'site',
  queueId: 'sales',
  customer: { id: `c-${id}`, name },
  arrivedAt: now - 22_000,
  priority: 5,
  lastSeq: 1,
  lastAt: now,
  preview: { by: 'customer', text: 'Can I collect on Saturday?' },
  lastCustomerSeq: 1,
  ownerReadSeq: 0,
  customerReadSeq: 0,
  unread: 1,
  customerOnline: true,
  mentioned: [],
  state: 'offered',
  since: now - 12_000,
  offeredTo,
});
/** Rings at me, and at nobody else. */
const calling = (id: string, now: number, facts: object) => ({
  ...interaction(id, ['maya'], '', now),
  medium: 'call',
  channelId: 'line',
  preview: undefined,
  call: { direction: 'in', via: 'trunk', rang: true, ...facts },
});
const offer = (id: string, interactionId: string, now: number) => ({
  id,
  interactionId,
  queueId: 'sales',
  agentId: 'maya',
  kind: 'queue',
  state: 'pending',
  offeredAt: now - 19_000,
  expiresAt: now + 41_000,
  why: { rule: 'evenly', load: 2, candidates: 4, tie: 'none' },
});

function show(
  offers: (now: number) => object[],
  onlyMine = false,
  settings: object = {},
): {
  handle: OffersHandle;
  accepted: InteractionId[];
  looked: InteractionId[];
} {
  const now = serverNow();
  workspaceWriter.welcome(
    Snapshot.parse({
      me: 'maya',
      centerName: 'Halden',
      agents: [agent('maya', 'Maya'), agent('ana', 'Ana Ruiz')],
      departments: [],
      reasons: [],
      bots: [],
      notices: [],
      channels: [],
      queues: [
        {
          id: 'sales',
          medium: 'chat',
          name: 'Sales',
          active: true,
          language: 'en',
          version: 1,
          open: true,
          waiting: 1,
          settings: {
            ...defaultQueueSettings,
            members: [{ kind: 'agent', agentId: 'maya' }],
            interceptAllowed: true,
            ...settings,
          },
        },
      ],
      interactions: [
        interaction('i1', ['maya'], 'Peter Novák', now),
        interaction('i2', ['ana'], 'Elena Rossi', now),
        calling('c1', now, { number: '+34612555019' }),
        calling('c2', now, {}),
      ],
      offers: offers(now),
    }),
  );
  workspaceWriter.link({ phase: 'live', since: now });
  const ref = createRef<OffersHandle>();
  const accepted: InteractionId[] = [];
  const looked: InteractionId[] = [];
  render(
    <UiProvider>
      <OffersLayer
        ref={ref}
        acceptChord="F8"
        onAccepted={(id) => accepted.push(id)}
        onLook={(id) => looked.push(id)}
        onShown={() => undefined}
        onlyMine={onlyMine}
      />
    </UiProvider>,
  );
  return { handle: ref.current!, accepted, looked };
}

beforeAll(async () => {
  const browser = browserDesktop('1');
  installDesktop(browser, AppInfo.parse(await browser.call('app.info', {})));
  await changeLanguage('en');
});
beforeEach(() => {
  sent.length = 0;
  asked.length = 0;
  installConnection(line);
});
afterEach(() => {
  for (const id of ['o1', 'o2']) forgetPress(id as OfferId);
  workspaceWriter.signedOut(0);
  vi.useRealTimers();
});

test('[13] a card says who, from which queue, how long, and why me', () => {
  show((now) => [offer('o1', 'i1', now)]);
  const card = screen.getByRole('alertdialog', { name: 'New chat: Peter Novák, Sales' });
  expect(card.textContent).toContain('“Can I collect on Saturday?”');
  expect(card.textContent).toContain('fewest open chats in Sales: you have 2. 4 could take it.');
  expect(card.textContent).toContain('Sales · waited 0:22');
  expect(within(card).getByRole('timer').textContent).toBe('0:41');
  expect(document.activeElement).toBe(document.body);
});

test('accept shows that it connects and opens the conversation only when it is joined', async () => {
  const { accepted } = show((now) => [offer('o1', 'i1', now)]);
  fireEvent.click(screen.getByRole('button', { name: /^Accept/ }));
  expect(sent).toMatchObject([{ name: 'offer.accept', input: { offerId: 'o1' } }]);
  expect(accepted).toEqual([]);
  await act(async () => sent[0]!.answer({ ok: true, value: { interactionId: 'i1' } }));
  expect(accepted).toEqual(['i1']);
});

test('what a colleague noted is not put into the customer’s mouth', () => {
  show((now) => [offer('o1', 'i1', now)]);
  act(() => {
    const noted = {
      ...interaction('i1', ['maya'], 'Peter Novák', serverNow()),
      preview: { by: 'note', text: 'She wants size M' },
    };
    workspaceWriter.apply([{ kind: 'interaction.put', interaction: Interaction.parse(noted) }], serverNow());
  });
  expect(screen.getByRole('alertdialog').textContent).toContain('Note: She wants size M');
  expect(screen.getByRole('alertdialog').textContent).not.toContain('“');
});

test('a press on the name looks and does not accept', () => {
  const { looked } = show((now) => [offer('o1', 'i1', now)]);
  fireEvent.click(screen.getByRole('button', { name: 'Peter Novák' }));
  expect(looked).toEqual(['i1']);
  expect(sent).toEqual([]);
});

test('without a connection nothing can be accepted, and the button says why', () => {
  show((now) => [offer('o1', 'i1', now)]);
  act(() => workspaceWriter.link({ phase: 'lost', since: serverNow() }));
  const accept = screen.getByRole('button', { name: /^Accept/ });
  fireEvent.click(accept);
  expect(accept.getAttribute('aria-disabled')).toBe('true');
  expect(sent).toEqual([]);
});

test('decline sends at once; the key does the same to the first card', () => {
  const { handle } = show((now) => [offer('o1', 'i1', now)]);
  fireEvent.click(screen.getByRole('button', { name: 'Decline' }));
  expect(sent).toMatchObject([{ name: 'offer.decline', input: { offerId: 'o1' } }]);
  act(() => handle.declineFirst());
  expect(sent).toHaveLength(2);
});

test('[15] a lost race leaves a line that names the colleague and by how little', async () => {
  show((now) => [offer('o1', 'i1', now)]);
  fireEvent.click(screen.getByRole('button', { name: /^Accept/ }));
  const at = serverNow() - 300;
  await act(async () => {
    workspaceWriter.apply(
      [
        {
          kind: 'offer.gone',
          offerId: 'o1' as never,
          interactionId: 'i1' as InteractionId,
          end: { outcome: 'withdrawn', at, reason: 'takenByColleague', by: 'ana' as AgentId },
        },
      ],
      serverNow(),
    );
    sent[0]!.answer({
      ok: false,
      error: {
        code: 'offerGone',
        end: { outcome: 'withdrawn', at, reason: 'takenByColleague', by: 'ana' },
        ownerId: 'ana',
      },
    });
  });
  expect(screen.getByRole('alertdialog').textContent).toMatch(/Peter Novák went to Ana Ruiz 0\.[23] s before you\./);
  expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull();
});

test('[62] what rings at a colleague is taken with one press, and the selected one by key', async () => {
  const { accepted, handle } = show(() => []);
  fireEvent.click(screen.getByRole('button', { name: 'Intercept Elena Rossi, ringing at Ana Ruiz' }));
  expect(sent).toMatchObject([{ name: 'interaction.intercept', input: { interactionId: 'i2' } }]);
  await act(async () => sent[0]!.answer({ ok: true, value: {} }));
  expect(accepted).toEqual(['i2']);
  act(() => handle.interceptFirst(undefined));
  expect(sent[1]).toMatchObject({ name: 'interaction.intercept' });
});

test('[62] what rings at a colleague does not lie over the first steps of a new person, and no key takes it there; an offer to them does', () => {
  const { handle } = show((now) => [offer('o1', 'i1', now)], true);
  expect(screen.queryByRole('button', { name: /^Intercept/ })).toBeNull();
  expect(screen.getAllByRole('alertdialog')).toHaveLength(1);
  act(() => handle.interceptFirst(undefined));
  expect(sent).toEqual([]);
});

describe('a queue whose chats are accepted by the desk itself', () => {
  const auto = { autoAccept: true };
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is rung for a second, then it is accepted and opened', async () => {
    const { accepted } = show((now) => [offer('o1', 'i1', now)], false, auto);
    act(() => void vi.advanceTimersByTime(999));
    expect(sent).toEqual([]);
    act(() => void vi.advanceTimersByTime(1));
    expect(sent).toMatchObject([{ name: 'offer.accept', input: { offerId: 'o1' } }]);
    await act(async () => sent[0]!.answer({ ok: true, value: { interactionId: 'i1' } }));
    expect(accepted).toEqual(['i1']);
  });

  test('leaves a transfer to the agent, and everything where it rings at all', () => {
    show((now) => [{ ...offer('o1', 'i1', now), kind: 'transfer' }], false, auto);
    act(() => void vi.advanceTimersByTime(5_000));
    expect(sent).toEqual([]);
    cleanup();
    show((now) => [offer('o1', 'i1', now)], false, { ...auto, distribution: 'toAll' });
    act(() => void vi.advanceTimersByTime(5_000));
    expect(sent).toEqual([]);
  });

  test('what was declined within the second stays declined', async () => {
    const { handle } = show((now) => [offer('o1', 'i1', now)], false, auto);
    act(() => handle.declineFirst());
    const end = { outcome: 'declined', at: serverNow() } as const;
    act(() =>
      workspaceWriter.apply(
        [{ kind: 'offer.gone', offerId: 'o1' as OfferId, interactionId: 'i1' as InteractionId, end }],
        serverNow(),
      ),
    );
    act(() => void vi.advanceTimersByTime(5_000));
    expect(sent).toMatchObject([{ name: 'offer.decline' }]);
  });
});

const callOffer = (id: string, interactionId: string, now: number) => ({
  ...offer(id, interactionId, now),
  offeredAt: now - 6_000,
  expiresAt: now + 14_000,
  why: { rule: 'evenly', load: 0, candidates: 4, tie: 'longestSinceOffer' },
});

test('[60] a call shows the number as people write it, its rings, and who they are to us; it stands above chats', async () => {
  await loadPhoneFormat();
  show((now) => [offer('o1', 'i1', now), callOffer('o2', 'c1', now)]);
  const [call, chat] = screen.getAllByRole('alertdialog');
  expect(call?.getAttribute('aria-label')).toMatch(/^Incoming call: \+34 612 55 50 19, Sales$/);
  expect(call?.textContent).toContain('ring 2 of 4');
  expect(call?.textContent).toContain('longest idle of 4 in Sales.');
  expect(chat?.textContent).toContain('Peter Novák');
  expect(asked).toMatchObject([{ name: 'conversations.ofCustomer', input: { customerId: 'c-c1' } }]);
  const before = Interaction.parse({ ...calling('c0', serverNow(), {}), state: 'offered' });
  await act(async () => asked[0]!.answer({ ok: true, value: { interactions: [before] } }));
  expect(call?.textContent).toContain('1 earlier, last ');
});

test('a withheld number is said to be withheld', () => {
  show((now) => [callOffer('o2', 'c2', now)]);
  expect(screen.getByRole('alertdialog').getAttribute('aria-label')).toBe('Incoming call: Number withheld, Sales');
});

test('a call that is accepted here is answered by the phone of this desk, a chat is not', () => {
  const taken: unknown[] = [];
  const end = onCallTaken((id, role) => taken.push([id, role]));
  const { handle } = show((now) => [offer('o1', 'i1', now), callOffer('o2', 'c1', now)]);
  act(() => handle.acceptFirst());
  fireEvent.click(within(screen.getAllByRole('alertdialog')[1]!).getByRole('button', { name: /^Accept/ }));
  end();
  expect(sent.map(({ input }) => input)).toEqual([{ offerId: 'o2' }, { offerId: 'o1' }]);
  expect(taken).toEqual([['c1', 'talk']]);
});

test('a second press of the same call sends nothing, so that its refusal does not take back the first', () => {
  const taken: unknown[] = [];
  const end = onCallTaken((id, role) => taken.push([id, role]));
  const { handle } = show((now) => [callOffer('o2', 'c1', now)]);
  act(() => handle.acceptFirst());
  act(() => handle.acceptFirst());
  end();
  expect(sent.map(({ input }) => input)).toEqual([{ offerId: 'o2' }]);
  expect(taken).toEqual([['c1', 'talk']]);
});

test('[81] a call that waits beside the one I talk in says that accepting holds that one', () => {
  show((now) => [callOffer('o2', 'c1', now)]);
  expect(screen.getByRole('button', { name: /^Accept/ })).toBeDefined();
  const talks = (onCall?: 'talking' | 'wrapUp') =>
    act(() => {
      const me = { ...agent('maya', 'Maya'), ...(onCall && { onCall }) };
      workspaceWriter.apply([{ kind: 'agent.put', agent: Agent.parse(me) }], serverNow());
    });
  talks('talking');
  expect(screen.getByRole('button', { name: /^Hold and answer/ })).toBeDefined();
  // The first one has ended: there is nothing to hold.
  talks('wrapUp');
  expect(screen.getByRole('button', { name: /^Accept/ })).toBeDefined();
});

test('the arrival of a call is said once, assertively', () => {
  const before = lastSpoken().assertive.turn;
  show((now) => [callOffer('o2', 'c2', now)]);
  const { turn, text } = lastSpoken().assertive;
  expect(turn).toBe(before + 1);
  expect(text).toMatch(/^Incoming call, Number withheld, queue “Sales”, 1[45] seconds\. F8 accepts\.$/);
});

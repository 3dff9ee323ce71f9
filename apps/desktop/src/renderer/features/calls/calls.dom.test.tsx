import 'fake-indexeddb/auto';

import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { type ScriptedSoftphone, scriptedSoftphone } from '../../phone/testing/scriptedSoftphone.ts';
import { loadPhoneFormat } from '../../text/phoneNumber.ts';
import { changeLanguage } from '../../text/text.ts';
import { lastSpoken } from '../../ui/feedback/liveRegionStore.ts';
import { Toasts } from '../../ui/feedback/Toasts.tsx';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { askToDial } from '../../workspace/dialling.ts';
import { agentNoun, interactionNoun, queueNoun, snapshotOf } from '../../workspace/testNouns.ts';
import { workspace } from '../../workspace/workspace.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { followConsults } from './askedInVain.ts';
import { CallBar } from './CallBar.tsx';
import { CallPane } from './CallPane.tsx';
import { CallWaitingSettings } from './CallWaitingSettings.tsx';
import { DialCard } from './DialCard.tsx';
import { DialPad } from './DialPad.tsx';
import { installPhone } from './phone.ts';
import { PhoneBanners } from './PhoneBanners.tsx';
import { useCalls } from './useCalls.ts';

const sent: { name: string; input: Record<string, unknown>; answer: (reply: unknown) => void }[] = [];
const line = {
  sendCommand: (name: string, input: Record<string, unknown>) =>
    new Promise((answer) => sent.push({ name, input, answer })),
  ask: () => new Promise(() => undefined),
} as unknown as Connection;
const done = { ok: true, value: {} };

let phone: ScriptedSoftphone;
let uninstall: () => void;

const facts = { direction: 'in', via: 'trunk', number: '+34612555019', rang: true };
const call = (change: object = {}, of: object = {}): Interaction =>
  interactionNoun('c1', {
    medium: 'call',
    queueId: 'line',
    customer: { id: 'vera', name: 'Vera' },
    since: serverNow() - 60_000,
    call: { ...facts, answeredAt: serverNow() - 60_000, ...of },
    ...change,
  });

function world(interactions: readonly object[], settings: object = {}): void {
  const queue = {
    ...queueNoun('line', {
      call: defaultCallSettings,
      topics: ['Delivery', 'Invoice'],
      topicRequired: true,
      ...settings,
    }),
    medium: 'call',
  };
  workspaceWriter.welcome(
    snapshotOf({
      agents: [agentNoun('me'), agentNoun('ana', { phone: { state: 'ready', since: 1, devices: ['softphone'] } })],
      queues: [queue, { ...queueNoun('billing', { call: defaultCallSettings }), medium: 'call' }],
      interactions,
    }),
  );
  workspaceWriter.link({ phase: 'live', since: serverNow() });
}

const put = (interaction: object): void =>
  act(() =>
    workspaceWriter.apply([{ kind: 'interaction.put', interaction: Interaction.parse(interaction) }], serverNow()),
  );

function Bar() {
  const nothing = (): void => undefined;
  return <CallBar calls={useCalls()} onOpen={nothing} onNotes={nothing} onDevices={nothing} />;
}
const show = (what: React.ReactNode) => render(<UiProvider>{what}</UiProvider>);
const pane = (interaction: Interaction) => (
  <CallPane
    interaction={interaction}
    onOpenCustomer={() => undefined}
    onOpen={() => undefined}
    line={(happening) => <span>{happening.what.name}</span>}
    more={() => null}
    record={() => <span>the record</span>}
  />
);
/** The customer is on the line here. */
function talking(): void {
  act(() => {
    phone.answer('c1');
    phone.invite('c1');
  });
}

beforeAll(async () => {
  await changeLanguage('en');
  await loadPhoneFormat();
});
beforeEach(() => {
  sent.length = 0;
  installConnection(line);
  phone = scriptedSoftphone(() => serverNow());
  phone.register();
  uninstall = installPhone(phone);
});
afterEach(() => {
  uninstall();
  workspaceWriter.signedOut(0);
  vi.useRealTimers();
});

test('the bar says who, which queue and how long, and what it does is done by the phone of this desk', () => {
  world([call()]);
  show(<Bar />);
  talking();
  const bar = screen.getByRole('contentinfo', { name: 'Call with Vera' });
  expect(within(bar).getByRole('timer').textContent).toMatch(/^1:0\d$/);
  expect(bar.textContent).toContain('Queue line');
  fireEvent.click(screen.getByRole('button', { name: 'Mute' }));
  expect(screen.getByRole('button', { name: 'Mute' }).getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: 'Hold' }));
  expect(screen.getByRole('button', { name: 'Resume' }).getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
  fireEvent.click(screen.getByRole('button', { name: 'End' }));
  expect(phone.asked).toEqual(['answer c1', 'mute c1', 'hold c1', 'resume c1', 'hangUp c1']);
});

test('[81] the bar shows both calls and changes over; when one ends the other is on hold, to be resumed', () => {
  const second = { ...call(), id: 'c2', customer: { id: 'olga', name: 'Olga' } };
  world([call(), second]);
  show(<Bar />);
  talking();
  act(() => {
    phone.answer('c2');
    phone.invite('c2');
  });
  expect(screen.getByRole('contentinfo', { name: 'Call with Olga' })).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Switch' }));
  const bar = screen.getByRole('contentinfo', { name: 'Call with Vera' });
  expect(bar.textContent).toContain('Olga, on hold');
  expect(phone.asked.at(-1)).toBe('resume c1');
  put({
    ...call({}, { end: { at: serverNow(), by: 'customer', outcome: 'answered' } }),
    state: 'closed',
    reopenUntil: 0,
  });
  act(() => phone.hangUp('c1'));
  expect(screen.getByRole('contentinfo', { name: 'Call with Olga' })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Switch' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
  expect(phone.asked.at(-1)).toBe('resume c2');
});

test('[81] what may ring during a call is asked of the server, and shown as it says', async () => {
  world([call()]);
  show(<CallWaitingSettings />);
  const [colleagues, transfers] = screen.getAllByRole('switch');
  expect(colleagues?.getAttribute('aria-checked')).toBe('true');
  expect(transfers?.getAttribute('aria-checked')).toBe('false');
  await act(async () => fireEvent.click(transfers!));
  expect(sent).toMatchObject([{ name: 'phone.setCallWaiting', input: { colleagues: true, transfers: true } }]);
  expect(transfers?.getAttribute('aria-checked')).toBe('true');
  await act(async () => sent[0]?.answer({ ok: false, error: { code: 'notAllowed' } }));
  expect(transfers?.getAttribute('aria-checked')).toBe('false');
  const me = agentNoun('me', { callWaiting: { colleagues: false, transfers: true } });
  act(() => workspaceWriter.apply([{ kind: 'agent.put', agent: me }], serverNow()));
  expect(screen.getAllByRole('switch').map((each) => each.getAttribute('aria-checked'))).toEqual(['false', 'true']);
});

test('[79] a second press within a second ends nothing more', () => {
  world([call()]);
  show(<Bar />);
  talking();
  const end = screen.getByRole('button', { name: 'End' });
  // The press of the test before counts as well: they are one person's.
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 5_000);
  fireEvent.click(end);
  fireEvent.click(end);
  expect(phone.asked.filter((what) => what === 'hangUp c1')).toHaveLength(1);
});

test('a call on another phone of mine is not muted here, and is ended through the server', () => {
  world([call()]);
  show(<Bar />);
  expect(screen.getByRole('button', { name: 'Mute' }).getAttribute('aria-disabled')).toBe('true');
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000);
  fireEvent.click(screen.getByRole('button', { name: 'End' }));
  expect(sent).toMatchObject([{ name: 'call.hangUp', input: { interactionId: 'c1' } }]);
});

test('keys of the keypad are pressed or typed, and what was sent stands above', () => {
  world([call()]);
  show(<Bar />);
  talking();
  fireEvent.click(screen.getByRole('button', { name: 'Keypad' }));
  fireEvent.click(screen.getByRole('button', { name: 'Key 4' }));
  fireEvent.keyDown(screen.getByRole('button', { name: 'Key 4' }), { key: '#' });
  expect(phone.asked.slice(1)).toEqual(['dtmf 4 c1', 'dtmf # c1']);
  expect(screen.getByRole('status', { name: 'Sent: 4#' })).toBeDefined();
});

test('the bars of the microphone move only while somebody hears it', async () => {
  world([call()]);
  show(<Bar />);
  talking();
  phone.setLevel(0.6);
  const bars = (): number => screen.getByRole('img', { name: 'Microphone level' }).querySelectorAll('.is-on').length;
  await waitFor(() => expect(bars()).toBeGreaterThan(0));
  act(() => phone.mute('c1', true));
  await waitFor(() => expect(bars()).toBe(0));
  act(() => phone.mute('c1', false));
  await waitFor(() => expect(bars()).toBeGreaterThan(0));
  act(() => phone.hold('c1'));
  await waitFor(() => expect(bars()).toBe(0));
});

test('consult first: the customer is held, and a refusal brings them back', async () => {
  world([call()]);
  show(<Bar />);
  talking();
  fireEvent.click(screen.getByRole('button', { name: 'Transfer' }));
  fireEvent.click(screen.getByRole('option', { name: /Agent ana/ }));
  expect(sent).toMatchObject([{ name: 'call.consult', input: { with: { kind: 'agent', agentId: 'ana' } } }]);
  expect(phone.asked.at(-1)).toBe('hold c1');
  await act(async () => sent[0]!.answer({ ok: false, error: { code: 'phoneOff' } }));
  expect(phone.asked.at(-1)).toBe('resume c1');
});

test('consult first: a queue is asked, and it is said at whom it rings', async () => {
  world([call()]);
  show(<Bar />);
  talking();
  fireEvent.click(screen.getByRole('button', { name: 'Transfer' }));
  fireEvent.click(screen.getByRole('option', { name: /billing/ }));
  expect(sent).toMatchObject([{ name: 'call.consult', input: { with: { kind: 'queue', queueId: 'billing' } } }]);
  expect(phone.asked.at(-1)).toBe('hold c1');
  await act(async () => sent[0]!.answer(done));
  const asked = { kind: 'agent', agentId: 'ana', offerId: 'o1' };
  const ringing = call({}, { consult: { with: asked, state: 'ringing', since: serverNow(), queueId: 'billing' } });
  put(ringing);
  show(pane(ringing));
  expect(screen.getByText(/^Asking .*billing: ringing at Agent ana…$/)).toBeDefined();
});

test('nobody of the queue comes: said once, and at the call until the person is back with the customer', async () => {
  const asked = { kind: 'agent', agentId: 'ana', offerId: 'o1' };
  const ringing = call(
    {},
    { heldSince: serverNow(), consult: { with: asked, state: 'ringing', since: serverNow(), queueId: 'billing' } },
  );
  const waits = call({}, { heldSince: serverNow() });
  world([ringing]);
  show(<Toasts label="Notices" closeLabel="Close" />);
  const { rerender } = show(pane(ringing));
  talking();
  const follow = workspace.subscribe(({ mirror }, before) => {
    if (mirror !== undefined) followConsults(phone, before.mirror, mirror);
  });
  put(waits);
  rerender(<UiProvider>{pane(waits)}</UiProvider>);
  expect(await screen.findAllByText(/^Nobody in .*billing took it$/)).toHaveLength(2);
  expect(screen.getByText('Vera waits on hold')).toBeDefined();
  fireEvent.click(screen.getAllByRole('button', { name: 'Back to customer' })[0]!);
  expect(phone.asked.at(-1)).toBe('resume c1');
  put(call());
  expect(screen.queryByText('Vera waits on hold')).toBeNull();
  // Who goes back by themselves knows.
  put(ringing);
  rerender(<UiProvider>{pane(ringing)}</UiProvider>);
  fireEvent.click(screen.getAllByRole('button', { name: 'Back to customer' }).at(-1)!);
  expect(sent.map(({ name }) => name)).toEqual(['call.endConsult']);
  put(waits);
  rerender(<UiProvider>{pane(waits)}</UiProvider>);
  expect(screen.queryByText('Vera waits on hold')).toBeNull();
  follow();
});

test('blind: to a colleague the interaction is transferred, to a number it is sent on', () => {
  world([call()]);
  show(<Bar />);
  talking();
  fireEvent.click(screen.getByRole('button', { name: 'Transfer' }));
  fireEvent.click(screen.getByRole('button', { name: 'Blind' }));
  fireEvent.change(screen.getByRole('searchbox', { name: 'Agent, queue or number' }), {
    target: { value: '+371 25550147' },
  });
  fireEvent.click(screen.getByRole('option', { name: /25 550 147/ }));
  expect(sent).toMatchObject([{ name: 'call.sendOn', input: { number: '+37125550147' } }]);
});

test('while somebody is asked the four ways on are there, and wait for an answer', async () => {
  const consult = { with: { kind: 'agent', agentId: 'ana' }, state: 'ringing', since: serverNow() };
  const ringing = call({}, { consult });
  world([ringing]);
  const { rerender } = show(pane(ringing));
  talking();
  expect(screen.getByText('Calling Agent ana…')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Complete transfer' }).getAttribute('aria-disabled')).toBe('true');
  const answered = call({}, { consult: { ...consult, state: 'talking' } });
  put(answered);
  rerender(<UiProvider>{pane(answered)}</UiProvider>);
  fireEvent.click(screen.getByRole('button', { name: 'Complete transfer' }));
  expect(sent).toMatchObject([{ name: 'call.completeConsult' }]);
  await act(async () => sent[0]!.answer(done));
  expect(phone.asked.at(-1)).toBe('handOver c1');
  fireEvent.click(screen.getByRole('button', { name: 'Back to customer' }));
  expect(sent[1]).toMatchObject({ name: 'call.endConsult' });
});

test('[73] a customer who was sent on is seen to talk, and who sent them ends it', () => {
  const end = { at: serverNow(), by: 'agent', outcome: 'forwarded' };
  const sentOn = { number: '+37125550147', since: serverNow() - 65_000, by: 'me' };
  const away = { state: 'closed', closedAt: serverNow(), reopenUntil: 0, lastOwnerId: 'me' };
  const of = (change: object) => call(away, { end, sentOn: { ...sentOn, ...change } });
  world([of({})]);
  const { rerender } = show(pane(of({})));
  expect(screen.getByText(/^Sent on to .*25 550 147: they have been talking for 1:05\.$/)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'End their call' }));
  expect(sent).toMatchObject([{ name: 'call.hangUp', input: { interactionId: 'c1' } }]);
  rerender(<UiProvider>{pane(of({ by: 'ana' }))}</UiProvider>);
  expect(screen.queryByRole('button', { name: 'End their call' })).toBeNull();
  rerender(<UiProvider>{pane(of({ seconds: 70 }))}</UiProvider>);
  expect(screen.queryByText(/^Sent on to/)).toBeNull();
});

test('a note is saved by Enter as an internal note of the call', () => {
  const running = call();
  world([running]);
  show(pane(running));
  const field = screen.getByRole('textbox', { name: 'Note on this call' });
  fireEvent.change(field, { target: { value: 'Charger is missing ' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(sent).toMatchObject([{ name: 'message.post', input: { kind: 'note', text: 'Charger is missing' } }]);
});

test('[79] wrap-up ends with the topic that was chosen; where one is required, not before', () => {
  const over = { end: { at: serverNow(), by: 'customer', outcome: 'answered' } };
  const wrapping = call({ state: 'wrapUp', until: serverNow() + 45_000 }, over);
  world([wrapping]);
  show(pane(wrapping));
  expect(screen.getByText(/^0:4[45] left$/)).toBeDefined();
  const finish = (): void => void fireEvent.click(screen.getByRole('button', { name: /^Done/ }));
  finish();
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Invoice' }));
  finish();
  expect(sent).toMatchObject([
    { name: 'interaction.setTopic', input: { interactionId: 'c1', topic: 'Invoice' } },
    { name: 'interaction.finishWrapUp', input: { interactionId: 'c1', topic: 'Invoice' } },
  ]);
});

test('[79] a topic is sent as it is pressed, and of a call that is over it is said by whoever had it', async () => {
  const over = { end: { at: 1, by: 'customer', outcome: 'answered' } };
  const ended = (change: object) => call({ state: 'closed', reopenUntil: serverNow(), ...change }, over);
  const mine = ended({ lastOwnerId: 'me' });
  world([mine]);
  const { rerender } = show(pane(mine));
  const pressed = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-pressed');
  expect(screen.getByText('A topic is missing')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Delivery' }));
  expect(sent).toMatchObject([{ name: 'interaction.setTopic', input: { interactionId: 'c1', topic: 'Delivery' } }]);
  expect(pressed('Delivery')).toBe('true');
  // Refused: it stands as the server has it.
  await act(async () => sent[0]!.answer({ ok: false, error: { code: 'notOwner' } }));
  expect(pressed('Delivery')).toBe('false');
  const said = ended({ lastOwnerId: 'me', topic: 'Invoice' });
  put(said);
  rerender(<UiProvider>{pane(said)}</UiProvider>);
  fireEvent.click(screen.getByRole('button', { name: 'Invoice' }));
  expect(sent.at(-1)).toMatchObject({ name: 'interaction.setTopic', input: { topic: null } });
  const colleagues = ended({ lastOwnerId: 'ana', topic: 'Invoice' });
  rerender(<UiProvider>{pane(colleagues)}</UiProvider>);
  expect(screen.queryByRole('button', { name: 'Invoice' })).toBeNull();
});

test('who listens is shown, and a call that is over shows its record', () => {
  const heard = call({}, { listeners: [{ agentId: 'ana', mode: 'whisper' }] });
  world([heard]);
  const { rerender } = show(pane(heard));
  expect(screen.getByText('Agent ana whispers to you: the customer does not hear it')).toBeDefined();
  const closed = call(
    { state: 'closed', reopenUntil: serverNow() },
    { end: { at: 1, by: 'agent', outcome: 'answered' } },
  );
  put(closed);
  rerender(<UiProvider>{pane(closed)}</UiProvider>);
  expect(screen.getByText('the record')).toBeDefined();
});

test('the dial pad writes numbers like their country, calls with Enter, and says why not', async () => {
  world([]);
  const dialled: InteractionId[] = [];
  show(<DialPad initial="" onDialled={(id) => dialled.push(id)} />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name or number' });
  fireEvent.change(field, { target: { value: '+34612555019' } });
  expect(field.value).toBe('+34 612 55 50 19');
  expect(screen.getByText('Spain')).toBeDefined();
  fireEvent.submit(field.form!);
  expect(sent).toMatchObject([{ name: 'call.dial', input: { to: { kind: 'number', number: '+34612555019' } } }]);
  await act(async () => sent[0]!.answer({ ok: false, error: { code: 'numberNotAllowed', because: 'country' } }));
  expect(screen.getByRole('alert').textContent).not.toBe('');
  fireEvent.submit(field.form!);
  await act(async () => sent[1]!.answer(done));
  expect(dialled).toEqual([sent[1]!.input['interactionId']]);
  expect(phone.asked).toEqual([`dial ${String(dialled[0])}`]);
});

test('[desk 2.9] a link never dials: it is shown, and called only where the person says so', async () => {
  world([]);
  show(<DialCard onDialled={() => undefined} />);
  act(() => askToDial({ how: 'link', number: '+34612555019' }));
  expect(await screen.findByText(/wants to call .*612 55 50 19/)).toBeDefined();
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(sent).toEqual([]);
  act(() => askToDial({ how: 'link', number: '+34612555019' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Call' }));
  expect(sent).toMatchObject([{ name: 'call.dial' }]);
});

test('without a microphone: that no calls come, and in a call that nobody hears them', () => {
  world([call()]);
  show(<PhoneBanners onDevices={() => undefined} />);
  act(() => phone.setState({ microphone: { state: 'blocked', problem: 'missing' } }));
  expect(screen.getByText('Connect a headset: calls then come by themselves.')).toBeDefined();
  talking();
  expect(screen.getByText('Your microphone is gone: they cannot hear you')).toBeDefined();
  expect(screen.getByText('Connect a headset: they hear you again at once.')).toBeDefined();
});

test('what keeps calls away is said in words, with the code behind Details', () => {
  world([]);
  show(<PhoneBanners onDevices={() => undefined} />);
  act(() =>
    phone.setLine({ phase: 'lost', since: serverNow() - 41_000, attempt: 3, retryAt: 0, because: 'unreachable' }),
  );
  expect(screen.getByText(/Phone not registered for 0:4[12]/)).toBeDefined();
  expect(screen.getByText('Retrying (3)')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Retry now' }));
  expect(phone.asked).toEqual(['wake']);
  act(() => phone.setState({ microphone: { state: 'blocked', problem: 'blocked' } }));
  expect(screen.getByText('Your microphone is blocked')).toBeDefined();
});

test('[74–77] the recording pauses by button and is said to pause only when it does, also to whoever hears the screen', async () => {
  const said = (): string => lastSpoken().polite.text;
  const recorded = { recordingSince: serverNow() };
  world([call({}, recorded)], { call: { ...defaultCallSettings, recording: 'always' } });
  show(<Bar />);
  fireEvent.click(screen.getByRole('button', { name: /^Pause recording/ }));
  expect(sent.at(-1)).toMatchObject({ name: 'call.pauseRecording', input: { interactionId: 'c1', paused: true } });
  await act(async () => sent.at(-1)!.answer(done));
  expect(screen.getByRole('button', { name: /^Pause recording/ }).getAttribute('aria-pressed')).toBe('false');
  put(call({}, { ...recorded, recordingPausedSince: serverNow() }));
  expect(screen.getByText('Recording paused')).toBeDefined();
  expect(said()).toBe('Recording paused: nothing is kept');
  fireEvent.click(screen.getByRole('button', { name: /^Resume recording/ }));
  expect(sent.at(-1)).toMatchObject({ input: { paused: false } });
  put(call({}, recorded));
  expect(said()).toBe('The call is being recorded');
  // Without a recording there is nothing to pause.
  put(call());
  expect(screen.queryByRole('button', { name: /recording/ })).toBeNull();
});

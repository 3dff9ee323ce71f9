import { describe, expect, test } from 'vitest';

import { lineOf, memoryKeep, online, scripted, welcome } from './scriptedWire.ts';

type Script = ReturnType<typeof scripted>;

const post = ({ session }: Script, text: string, messageId = `m-${text}`): void =>
  session.act({ name: 'message.post', messageId, text, files: [] });
const posted = (seq: number) => ({ ok: true, value: { seq, at: 1_800_000_000_000 } });
const refused = (code: string, more: object = {}) => ({ ok: false, error: { code, ...more } });

describe('session', () => {
  test('says hello on every connection and keeps the renewed token', () => {
    const script = online();
    expect(script.keep.get('token')).toBe('token-1');
    expect(script.session.view().status).toBe('online');
    script.drop();
    expect(script.session.view().status).toBe('offline');
    script.connect();
    expect(script.session.view().status).toBe('connecting');
    script.next('hello').reply(welcome({ token: 'token-2' }));
    expect(script.keep.get('token')).toBe('token-2');
  });

  test('[I18] a message is shown as sent only after the server has confirmed it', () => {
    const script = online();
    post(script, 'one');
    expect([script.pending(), script.session.view().sent]).toEqual([['one'], []]);
    const asked = script.next('command');
    expect(asked).toMatchObject({ ownLine: false });
    asked.reply(posted(1));
    expect([script.pending(), script.session.view().sent, script.texts()]).toEqual([[], [], ['one']]);
    script.hear('update', { seq: 1, updates: [{ kind: 'line', line: lineOf('m-one', 1, 'one', 'me') }] });
    expect(script.texts()).toEqual(['one']);
  });

  test('the line of a message which the server changed, or which has files, comes from the server', () => {
    const script = online();
    post(script, ' one ', 'm-space');
    script.hear('update', { seq: 1, updates: [{ kind: 'line', line: lineOf('m-space', 1, 'one', 'me') }] });
    script.next('command').reply(posted(1));
    expect([script.session.view().sent, script.texts()]).toEqual([[], ['one']]);
    const file = { id: 'f1', name: 'x.png', mimeType: 'image/png', bytes: 1 } as never;
    script.session.act({ name: 'message.post', messageId: 'm-two', text: 'two', files: [file] });
    script.next('command').reply(posted(2));
    expect([script.session.view().sent.length, script.texts()]).toEqual([1, ['one']]);
  });

  test('[I9] sends in order, one at a time, and again under the same id after a reconnect', () => {
    const script = online();
    for (const text of ['one', 'two', 'three']) post(script, text);
    const first = script.next('command');
    expect(first.input).toMatchObject({ text: 'one' });
    expect(script.asked).toEqual([]);
    script.drop();
    script.connect();
    first.reply(posted(1));
    // An answer of the lost connection is not listened to.
    expect(script.pending()).toEqual(['one', 'two', 'three']);
    script.next('hello').reply(welcome());
    const again = script.next('command');
    expect([again.id, again.input]).toEqual([first.id, first.input]);
    again.reply(posted(1));
    expect(script.next('command').input).toMatchObject({ text: 'two' });
  });

  test('sends again under the same id when no answer comes for four seconds', () => {
    const script = online();
    post(script, 'one');
    const { id } = script.next('command');
    script.pass(3_999);
    expect(script.asked).toEqual([]);
    script.pass(1);
    expect(script.next('command').id).toBe(id);
  });

  test('nothing is sent while disconnected, and what was written survives the page', () => {
    const keep = memoryKeep();
    const before = online(scripted(keep));
    before.drop();
    post(before, 'one');
    post(before, 'two');
    const after = scripted(keep, 1_800_000_005_000);
    expect(after.pending()).toEqual(['one', 'two']);
    online(after);
    expect(after.next('command').input).toMatchObject({ text: 'one', messageId: 'm-one' });
  });

  test('a message the server already has, whose answer was lost with the page, is not shown twice', () => {
    const keep = memoryKeep();
    post(online(scripted(keep)), 'one');
    const after = online(scripted(keep, 1_800_000_005_000), { lines: [lineOf('m-one', 1, 'one', 'me')] });
    expect(after.texts()).toEqual(['one']);
    expect(after.pending()).toEqual([]);
    after.next('command').reply(posted(1));
    expect(keep.keys('out.')).toEqual([]);
  });

  test('a gap in the numbers asks for a snapshot; what comes meanwhile is not taken in', () => {
    const script = online();
    script.hear('update', { seq: 2, updates: [{ kind: 'line', line: lineOf('b', 2, 'b') }] });
    expect(script.session.view().status).toBe('connecting');
    script.hear('update', { seq: 3, updates: [{ kind: 'line', line: lineOf('c', 3, 'c') }] });
    expect(script.texts()).toEqual([]);
    script
      .next('hello')
      .reply(welcome({ seq: 3, lines: [lineOf('a', 1, 'a'), lineOf('b', 2, 'b'), lineOf('c', 3, 'c')] }));
    expect(script.texts()).toEqual(['a', 'b', 'c']);
  });

  test('an update that comes twice changes nothing; one that cannot be read asks for a snapshot', () => {
    const script = online();
    const batch = { seq: 1, updates: [{ kind: 'line', line: lineOf('a', 1, 'a') }] };
    script.hear('update', batch);
    script.hear('update', batch);
    expect(script.texts()).toEqual(['a']);
    script.hear('update', { seq: 2, updates: [{ kind: 'line', line: { id: 'A B' } }] });
    script.next('hello');
  });

  test('a final refusal is shown and lets the next go; trying again keeps the message id and makes a new command id', () => {
    const script = online();
    post(script, 'one');
    post(script, 'two');
    const first = script.next('command');
    first.reply(refused('invalid', { fields: {} }));
    expect(script.session.view().pending[0]).toMatchObject({ text: 'one', failed: 'invalid' });
    script.next('command').reply(posted(1));
    script.session.retry(first.id ?? '');
    const again = script.next('command');
    expect(again.id).not.toBe(first.id);
    expect(again.input).toEqual(first.input);
    again.reply(refused('invalid', { fields: {} }));
    script.session.discard(again.id ?? '');
    expect(script.keep.keys('out.')).toEqual([]);
  });

  test('slows down for as long as it is told, and keeps the order', () => {
    const script = online();
    post(script, 'one');
    post(script, 'two');
    const { id, reply } = script.next('command');
    reply(refused('slowDown', { retryAfterMs: 5_000 }));
    expect(script.session.view().held).toBe(false);
    script.pass(4_999);
    expect(script.asked).toEqual([]);
    script.pass(1);
    expect(script.next('command').id).toBe(id);
  });

  test.each(['unavailable', 'storageFull'])(
    'keeps what is refused with %s, says so, and tries again by itself',
    (code) => {
      const script = online();
      post(script, 'one');
      const { id, reply } = script.next('command');
      reply(refused(code));
      expect(script.session.view()).toMatchObject({ held: true, status: 'online' });
      expect(script.pending()).toEqual(['one']);
      script.pass(10_000);
      const again = script.next('command');
      expect(again.id).toBe(id);
      again.reply(posted(1));
      expect(script.session.view().held).toBe(false);
    },
  );

  test('a token that is refused is given up for a new one', () => {
    const script = online();
    post(script, 'one');
    script.next('command').reply(refused('signedOut'));
    expect(script.keep.get('token')).toBeNull();
    script.connect();
    script.next('hello').reply(welcome({ token: 'new' }));
    expect(script.next('command').input).toMatchObject({ text: 'one' });
  });

  test('what waited for more than a day is not sent unasked', () => {
    const keep = memoryKeep();
    const before = online(scripted(keep));
    before.drop();
    post(before, 'old');
    const after = online(scripted(keep, 1_800_000_000_000 + 25 * 3_600_000));
    expect(after.asked).toEqual([]);
    expect(after.session.view().pending[0]).toMatchObject({ failed: 'late' });
  });

  test.each(['channelOff', 'originRefused', 'wrongVersion', 'invalid'])(
    'a hello refused with %s stops, and waking tries again',
    (code) => {
      const script = scripted();
      script.session.wake();
      script.connect();
      script.next('hello').reply(refused(code));
      expect(script.session.view()).toMatchObject({ status: 'stopped', because: code });
      const { attempts } = script.state;
      script.pass(3_600_000);
      expect(script.state.attempts).toBe(attempts);
      script.session.wake();
      expect(script.state.attempts).toBe(attempts + 1);
      script.connect();
      script.next('hello').reply(welcome());
      expect(script.session.view()).toMatchObject({ status: 'online', because: undefined });
    },
  );

  test('a refused connection says why; one refused for now is tried again', () => {
    const script = scripted();
    script.session.wake();
    script.state.active = false;
    script.hear('connect_error', { message: 'slowDown', data: { code: 'slowDown', retryAfterMs: 20_000 } });
    script.pass(19_999);
    expect(script.state.attempts).toBe(1);
    script.pass(1);
    expect(script.state.attempts).toBe(2);
    script.hear('connect_error', { message: 'originRefused', data: { code: 'originRefused' } });
    expect(script.session.view()).toMatchObject({ status: 'stopped', because: 'originRefused' });
  });

  test('comes back by itself when the server ends the connection, but not after its channel was switched off', () => {
    const script = online();
    script.hear('bye', { reason: 'restarting' });
    script.drop('io server disconnect', false);
    const { attempts } = script.state;
    script.pass(3_000);
    expect(script.state.attempts).toBe(attempts + 1);
    script.connect();
    script.next('hello').reply(welcome());
    script.hear('bye', { reason: 'channelOff' });
    script.pass(60_000);
    expect(script.session.view()).toMatchObject({ status: 'stopped', because: 'channelOff' });
    expect(script.state.attempts).toBe(attempts + 1);
  });

  test('woken while it is connecting or connected it begins nothing anew', () => {
    const script = scripted();
    script.session.wake();
    script.session.wake();
    expect(script.state.attempts).toBe(1);
    script.connect();
    script.session.wake();
    script.next('hello').reply(welcome());
    script.session.wake();
    expect(script.state).toMatchObject({ connected: true, attempts: 1 });
    script.hear('connect_error', { message: 'websocket error' });
    script.drop();
    script.session.wake();
    expect(script.state.attempts).toBe(2);
  });

  test('a hello that is not answered is given up with its connection', () => {
    const script = scripted();
    script.session.wake();
    script.connect();
    script.pass(8_000);
    expect(script.state).toMatchObject({ connected: false, attempts: 2 });
  });

  test('at rest it does not come back until it is woken', () => {
    const script = online();
    const { attempts } = script.state;
    script.session.rest();
    script.pass(3_600_000);
    expect(script.state).toMatchObject({ connected: false, attempts });
    script.session.wake();
    expect(script.state.attempts).toBe(attempts + 1);
  });

  test('[42] keystrokes go out at most every 150 ms, the last one always, and none after the message is posted', () => {
    const script = online();
    for (const text of ['H', 'He', 'Hel', 'Hell']) script.session.typing(text);
    expect(script.typed).toEqual(['H']);
    script.pass(150);
    expect(script.typed).toEqual(['H', 'Hell']);
    script.pass(1_000);
    script.session.typing('Hello');
    script.session.typing('Hello!');
    post(script, 'Hello!');
    script.pass(1_000);
    expect(script.typed).toEqual(['H', 'Hell', 'Hello']);
  });

  test('[42] no keystroke leaves the page where the channel does not show them, nor while disconnected', () => {
    const { face } = welcome().value;
    const quiet = online(scripted(), { face: { ...face, settings: { ...face.settings, liveTyping: false } } });
    quiet.session.typing('secret');
    const cut = online();
    cut.drop();
    cut.session.typing('secret');
    cut.pass(1_000);
    expect([quiet.typed, cut.typed]).toEqual([[], []]);
  });

  test('the agent types until they stop, answer, or are not heard of any more', () => {
    const script = online();
    script.hear('typing', { typing: true });
    expect(script.session.view().agentTyping).toBe(true);
    script.hear('update', { seq: 1, updates: [{ kind: 'line', line: lineOf('a', 1, 'a') }] });
    expect(script.session.view().agentTyping).toBe(false);
    script.hear('typing', { typing: true });
    script.pass(6_000);
    expect(script.session.view().agentTyping).toBe(false);
  });

  test('tells what was read once, and again only after a connection that may have lost it', () => {
    const script = online();
    script.session.seen(3);
    const told = script.next('command');
    expect([told.name, told.input]).toEqual(['conversation.read', { seq: 3 }]);
    script.drop();
    script.connect();
    script.next('hello').reply(welcome());
    script.next('command').reply({ ok: true, value: {} });
    script.session.seen(3);
    expect(script.asked).toEqual([]);
  });

  test('two tabs with one outbox send each message under one id, and both forget it', () => {
    const keep = memoryKeep();
    const first = online(scripted(keep));
    const second = online(scripted(keep, 1_800_000_000_500));
    post(first, 'one');
    second.session.refresh();
    expect(second.pending()).toEqual(['one']);
    const [a, b] = [first.next('command'), second.next('command')];
    expect(a.id).toBe(b.id);
    a.reply(posted(1));
    b.reply(posted(1));
    expect([first.pending(), second.pending(), keep.keys('out.')]).toEqual([[], [], []]);
  });

  test('a question for this moment is asked once, never kept, and answered undefined without a connection', () => {
    const script = online();
    const heard: unknown[] = [];
    script.session.ask('call.begin', {}, (reply) => heard.push(reply));
    const asked = script.next('command');
    expect(asked).toMatchObject({ name: 'call.begin', input: {} });
    asked.reply({ ok: false, error: { code: 'channelOff' } });
    script.drop();
    script.session.ask('call.begin', {}, (reply) => heard.push(reply));
    expect(heard).toEqual([{ ok: false, error: { code: 'channelOff' } }, undefined]);
    expect(script.keep.keys('out.')).toEqual([]);
  });
});

import type { CommandId, InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, it } from 'vitest';

import { localDatabase } from '../workspace/localDatabase.ts';
import { interactionNoun, messageNoun, offerNoun, T0 } from '../workspace/testNouns.ts';
import { workspace } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { committed, fresh, goLive, last, pending, phase, post, scripted, settle, textOf } from './scriptedLine.ts';

const scene = scripted();

describe('the outbox', () => {
  it('[I9] sends messages of one conversation one after the other, other conversations beside it', async () => {
    await goLive(scene);
    void post(scene, 'one');
    void post(scene, 'two');
    void post(scene, 'elsewhere', 'b');
    await settle();
    expect(last(scene).sent.map(textOf)).toEqual(['one', 'elsewhere']);
    last(scene).sent[0]!.ack(committed(2));
    await settle();
    expect(last(scene).sent.map(textOf)).toEqual(['one', 'elsewhere', 'two']);
    expect(pending().map(({ text, state }) => [text, state])).toEqual([
      ['one', 'sent'],
      ['two', 'pending'],
    ]);
  });

  it('sends the same id again after 4 s without an answer, and is answered once', async () => {
    await goLive(scene);
    let answers = 0;
    void post(scene, 'one').then(() => (answers += 1));
    await settle();
    scene.hand.pass(4_000);
    expect(last(scene).sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001', 'id-0001']);
    expect(pending()[0]?.state).toBe('uncertain');
    last(scene).sent[1]!.ack(committed(2));
    last(scene).sent[0]!.ack(committed(2));
    await settle();
    expect(answers).toBe(1);
    expect(await (await localDatabase()).count('outbox')).toBe(0);
  });

  it('takes a late answer to the first try', async () => {
    await goLive(scene);
    const result = post(scene, 'one');
    await settle();
    scene.hand.pass(4_000);
    last(scene).sent[0]!.ack(committed(2));
    expect(await result).toEqual({ ok: true, value: { seq: 2, at: T0 } });
  });

  it('never emits while disconnected, keeps the order, and sends everything after the next hello', async () => {
    await goLive(scene);
    void post(scene, 'one');
    await settle();
    last(scene).cut();
    void post(scene, 'two');
    await settle();
    expect(pending().map(({ state }) => state)).toEqual(['uncertain', 'pending']);
    scene.hand.pass(1_000);
    expect(last(scene).sent).toHaveLength(0);
    await goLive(scene);
    expect(last(scene).sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001']);
    last(scene).sent[0]!.ack(committed(2));
    await settle();
    expect(last(scene).sent.map(textOf)).toEqual(['one', 'two']);
  });

  it('survives a reload: what was written is sent under its old id', async () => {
    await goLive(scene);
    void post(scene, 'before');
    await settle();
    scene.connection.stop();
    workspaceWriter.signedOut(T0);
    scene.connection = fresh(scene);
    scene.connection.start();
    await goLive(scene);
    expect(last(scene).sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001']);
    expect(pending()).toMatchObject([{ text: 'before', state: 'uncertain' }]);
  });

  it('does not bring back an echo whose line is already in the transcript', async () => {
    await goLive(scene);
    void post(scene, 'one', 'a', 'message-a-1');
    await settle();
    last(scene).events.update({ seq: 8, updates: [] });
    workspaceWriter.newestPage('a' as InteractionId, { lines: [messageNoun('a', 1)], more: false });
    expect(pending()).toHaveLength(0);
    last(scene).sent[0]!.ack(committed(1));
    await settle();
    expect(pending()).toHaveLength(0);
  });

  it('gives up after 24 hours as "not sent" and sends again on Retry, under the same id', async () => {
    await goLive(scene);
    last(scene).cut();
    void post(scene, 'late');
    await settle();
    for (let hour = 0; hour < 25; hour += 1) {
      scene.hand.pass(3_600_000);
      last(scene).cut();
    }
    expect(pending()).toMatchObject([{ text: 'late', state: 'failed' }]);
    expect(pending()[0]?.refusal).toBeUndefined();
    scene.connection.retryNow();
    await goLive(scene);
    expect(last(scene).sent).toHaveLength(0);
    scene.connection.retryMessage('id-0001' as CommandId);
    await settle();
    expect(last(scene).sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001']);
    expect(pending()).toHaveLength(1);
  });

  it('keeps a refused message with its reason; Retry uses a new id because the old one keeps its answer', async () => {
    await goLive(scene);
    const result = post(scene, 'no');
    await settle();
    last(scene).sent[0]!.ack({ ok: false, error: { code: 'notOwner' } });
    expect(await result).toEqual({ ok: false, error: { code: 'notOwner' } });
    await settle();
    expect(pending()).toMatchObject([{ state: 'failed', refusal: { code: 'notOwner' } }]);
    scene.connection.retryMessage('id-0001' as CommandId);
    await settle();
    expect(last(scene).sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001', 'id-0002']);
    expect((last(scene).sent[1]!.envelope.input as { messageId: string }).messageId).toBe('m-no');
    last(scene).sent[1]!.ack({ ok: false, error: { code: 'notOwner' } });
    await settle();
    scene.connection.discardMessage('id-0002' as CommandId);
    await settle();
    expect(pending()).toHaveLength(0);
    expect(await (await localDatabase()).count('outbox')).toBe(0);
  });

  it('waits as long as the server asks and then sends the same again', async () => {
    await goLive(scene);
    void post(scene, 'one');
    await settle();
    last(scene).sent[0]!.ack({ ok: false, error: { code: 'slowDown', retryAfterMs: 1_500 } });
    scene.hand.pass(1_499);
    expect(last(scene).sent).toHaveLength(1);
    scene.hand.pass(1);
    expect(last(scene).sent.map(({ envelope }) => envelope.id)).toEqual(['id-0001', 'id-0001']);
  });

  it('[F3] keeps a message on a full disk and sends it as soon as there is room; what means something now is refused', async () => {
    await goLive(scene, 7, { offers: [offerNoun('o', 'a')] });
    void post(scene, 'one');
    await settle();
    const accept = scene.connection.sendCommand('offer.accept', { offerId: 'o' as OfferId });
    last(scene).events.storage({ readOnly: true });
    expect(workspace.getState().serverFull).toBe(true);
    for (const { ack } of last(scene).sent) ack({ ok: false, error: { code: 'storageFull' } });
    expect(await accept).toEqual({ ok: false, error: { code: 'storageFull' } });
    expect(pending()).toMatchObject([{ text: 'one', state: 'uncertain' }]);
    scene.hand.pass(9_999);
    expect(last(scene).sent).toHaveLength(2);
    last(scene).events.storage({ readOnly: false });
    last(scene).events.update({ seq: 8, updates: [{ kind: 'resync' }] });
    await goLive(scene, 8);
    expect(workspace.getState().serverFull).toBe(false);
    expect(last(scene).sent.map(textOf)).toEqual(['one', undefined, 'one']);
    expect(last(scene).sent[2]!.envelope.id).toBe(last(scene).sent[0]!.envelope.id);
  });

  it('refuses at once what only means something now, and gives it up when no answer comes', async () => {
    const accept = () => scene.connection.sendCommand('offer.accept', { offerId: 'o' as OfferId });
    expect(await accept()).toEqual({ ok: false, error: { code: 'unavailable' } });
    await goLive(scene, 7, { offers: [offerNoun('o', 'a')] });
    const answer = accept();
    expect(workspace.getState().mirror?.offers.get('o' as OfferId)?.state).toBe('connecting');
    scene.hand.pass(4_000);
    scene.hand.pass(4_000);
    // The third silence in a row is a dead line: it is cut, and the accept is given up, not repeated minutes later.
    scene.hand.pass(4_000);
    expect(phase()).toBe('lost');
    scene.hand.pass(1_500);
    await goLive(scene, 7, { offers: [offerNoun('o', 'a')] });
    scene.hand.pass(4_000);
    expect(await answer).toEqual({ ok: false, error: { code: 'unavailable' } });
    expect(workspace.getState().mirror?.offers.get('o' as OfferId)?.state).toBe('pending');
  });

  it('shows a command at once, drops the prediction on a refusal', async () => {
    await goLive(scene, 7, { interactions: [interactionNoun('a', { unansweredSince: T0 })] });
    const close = scene.connection.sendCommand('interaction.close', { interactionId: 'a' as InteractionId });
    expect(workspace.getState().mirror?.lists.closed.size).toBe(1);
    await settle();
    last(scene).sent[0]!.ack({ ok: false, error: { code: 'notOwner' } });
    await close;
    expect(workspace.getState().mirror?.lists.closed.size).toBe(0);
    expect(workspace.getState().mirror?.lists.needsReply.size).toBe(1);
  });

  it('replaces a read mark that was not sent yet by the later one', async () => {
    await goLive(scene);
    last(scene).cut();
    for (const seq of [3, 5, 9])
      void scene.connection.sendCommand('interaction.read', { interactionId: 'a' as InteractionId, seq });
    scene.hand.pass(1_000);
    await goLive(scene);
    expect(last(scene).sent.map(({ envelope }) => (envelope.input as { seq: number }).seq)).toEqual([9]);
  });

  it('holds everything back while a hole is being filled', async () => {
    await goLive(scene);
    last(scene).events.update({ seq: 20, updates: [] });
    void post(scene, 'one');
    await settle();
    expect(last(scene).sent).toHaveLength(0);
    await goLive(scene, 21);
    expect(last(scene).sent.map(textOf)).toEqual(['one']);
  });

  it('does not send one person’s words as another', async () => {
    await goLive(scene);
    last(scene).cut();
    void post(scene, 'secret');
    await settle();
    scene.hand.pass(1_000);
    await goLive(scene, 7, { me: 'ana' });
    expect(last(scene).sent).toHaveLength(0);
  });

  it('shows nothing of one person to the next on the same device', async () => {
    await goLive(scene);
    void post(scene, 'secret');
    workspaceWriter.newestPage('a' as InteractionId, { lines: [messageNoun('a', 1)], more: false });
    await settle();
    last(scene).events.bye({ reason: 'signedOut' });
    scene.connection.start();
    await goLive(scene, 7, { me: 'ana' });
    expect(pending()).toEqual([]);
    expect(workspace.getState().transcripts.size).toBe(0);
    expect(workspace.getState().onTheirWay.size).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';

import { interactionNoun, T0 } from '../workspace/testNouns.ts';
import { workspace } from '../workspace/workspace.ts';
import { goLive, last, phase, scripted, welcome } from './scriptedLine.ts';

const scene = scripted();

describe('the line to the server', () => {
  it('is live after hello and follows the sequence', async () => {
    expect(phase()).toBe('connecting');
    await goLive(scene);
    expect(phase()).toBe('live');
    last(scene).events.update({ seq: 8, updates: [{ kind: 'interaction.put', interaction: interactionNoun('a') }] });
    expect(workspace.getState().mirror?.interactions.size).toBe(1);
  });

  it('ignores a batch that comes twice and asks for a new snapshot when one is missing', async () => {
    await goLive(scene);
    const batch = { seq: 8, updates: [{ kind: 'interaction.put', interaction: interactionNoun('a') }] };
    last(scene).events.update(batch);
    last(scene).events.update(batch);
    expect(phase()).toBe('live');
    last(scene).events.update({ seq: 10, updates: [{ kind: 'interaction.gone', interactionId: 'a' }] });
    expect(phase()).toBe('lost');
    expect(workspace.getState().mirror?.interactions.size).toBe(1);
    await goLive(scene, 12);
    expect(phase()).toBe('live');
    expect(workspace.getState().mirror?.interactions.size).toBe(0);
    last(scene).events.update({ seq: 13, updates: [] });
    expect(phase()).toBe('live');
  });

  it('treats a batch it cannot read like a missing one', async () => {
    await goLive(scene);
    last(scene).events.update({ seq: 8, updates: [{ kind: 'interaction.put', interaction: { id: 'DROP TABLE' } }] });
    expect(phase()).toBe('lost');
    expect(last(scene).hellos).toHaveLength(1);
  });

  it('connects again after 1, 2, 4, 8, then every 10 seconds, and counts how long it has been away', async () => {
    await goLive(scene);
    last(scene).cut();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const { retryAt = 0 } = workspace.getState().link;
      pauses.push(retryAt - scene.hand.now);
      scene.hand.pass(retryAt - scene.hand.now);
      expect(workspace.getState().link.since).toBe(T0);
      last(scene).cut();
    }
    expect(pauses).toEqual([1_000, 1_000, 2_000, 4_000, 8_000, 10_000]);
  });

  it('does not believe an answer to a hello that was given up', async () => {
    const [lateAnswer] = last(scene).hellos;
    scene.hand.pass(10_000);
    expect(phase()).toBe('lost');
    lateAnswer!(welcome(scene));
    expect(phase()).toBe('lost');
  });

  it('comes back 2 to 6 seconds after a server that restarts on purpose', async () => {
    await goLive(scene);
    last(scene).events.bye({ reason: 'restarting' });
    last(scene).cut();
    expect(workspace.getState().link).toMatchObject({
      phase: 'lost',
      reason: 'restarting',
      retryAt: scene.hand.now + 4_000,
    });
  });

  it('stops at the sign-in screen when the session ended, and at another version', async () => {
    await goLive(scene);
    last(scene).events.bye({ reason: 'signedOut' });
    expect(phase()).toBe('signedOut');
    scene.hand.pass(60_000);
    expect(scene.wires).toHaveLength(1);
    scene.connection.start();
    last(scene).hellos.pop()!({ ok: false, error: { code: 'wrongVersion', server: 9 } });
    expect(phase()).toBe('wrongVersion');
  });

  it('asks for a newer page where it cannot read what the server shows, instead of trying for ever', async () => {
    await goLive(scene);
    last(scene).cut();
    scene.hand.pass(2_000);
    last(scene).events.connected();
    const { value } = welcome(scene) as { value: { snapshot: object } };
    last(scene).hellos.pop()!({ ok: true, value: { ...value, snapshot: { ...value.snapshot, queues: 'moved' } } });
    expect(phase()).toBe('wrongVersion');
    scene.hand.pass(60_000);
    expect(scene.wires).toHaveLength(2);
  });

  it('tries again where the server could not answer just now', async () => {
    await goLive(scene);
    last(scene).cut();
    scene.hand.pass(2_000);
    last(scene).events.connected();
    last(scene).hellos.pop()!({ ok: false, error: { code: 'internal', report: 'a1b2' } });
    expect(phase()).toBe('lost');
  });

  it('forgets a colleague who writes 8 seconds after the last word of it, and all of them when the line breaks', async () => {
    await goLive(scene);
    const writers = (): readonly string[] =>
      [...workspace.getState().composing.values()].flat().map(({ agentId, kind }) => `${agentId} ${kind}`);
    const says = (kind: string | null, agentId = 'ana'): void =>
      last(scene).events.composing({ interactionId: 'a', agentId, kind });
    says('reply');
    scene.hand.pass(7_000);
    says('reply');
    scene.hand.pass(7_000);
    expect(writers()).toEqual(['ana reply']);
    says('note', 'eva');
    says('shout', 'eva');
    scene.hand.pass(1_000);
    expect(writers()).toEqual(['eva note']);
    last(scene).cut();
    expect(writers()).toEqual([]);
  });

  it('does not let a question wait for an answer that a broken line cannot bring', async () => {
    await goLive(scene);
    const reply = scene.connection.ask('canned.list', {});
    expect(last(scene).asked.map(({ name }) => name)).toEqual(['canned.list']);
    last(scene).cut();
    expect(await reply).toEqual({ ok: false, error: { code: 'unavailable' } });
  });

  it('gives up a question after ten seconds, and later where the server itself waits for somebody outside', async () => {
    await goLive(scene);
    const answered: string[] = [];
    const note = (name: string) => (): void => void answered.push(name);
    void scene.connection.ask('canned.list', {}).then(note('canned.list'));
    void scene.connection
      .ask('bot.test', { botId: 'b' as never, settings: {} as never, text: 'Hi' })
      .then(note('bot.test'));
    scene.hand.pass(10_000);
    await Promise.resolve();
    expect(answered).toEqual(['canned.list']);
    // Above what the server waits for a bot, a mail server or a line.
    scene.hand.pass(20_000);
    await Promise.resolve();
    expect(answered).toEqual(['canned.list']);
    scene.hand.pass(15_000);
    await Promise.resolve();
    expect(answered).toEqual(['canned.list', 'bot.test']);
  });

  it('finds out after sleep whether the line is alive', async () => {
    await goLive(scene);
    scene.connection.check();
    scene.hand.pass(4_000);
    expect(phase()).toBe('lost');
    expect(scene.wires[0]?.closed).toBe(true);
  });
});

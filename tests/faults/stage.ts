import { onTestFinished } from 'vitest';

import type { AgentClient, VisitorClient } from '../../apps/server/src/transport/testing/clients.ts';
import { Center, desk, type Person, type Place, visitor } from '../e2e/stage/center.ts';
import { ServerProcess, type ServerOptions, temporaryFolder } from '../e2e/stage/serverProcess.ts';
import { judgeJournal } from './journalWitness.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';

/** A server of its own with a center; everything is gone after the test. */
export class FaultStage {
  readonly folder: string;
  server: ServerProcess;
  center!: Center;
  place!: Place;
  readonly #clients: (AgentClient | VisitorClient)[] = [];

  private constructor(folder: string, server: ServerProcess) {
    this.folder = folder;
    this.server = server;
  }

  /** `folder`: where the data goes; a temporary one unless said. */
  static async open(
    names: readonly string[],
    settings: Partial<QueueSettings> = {},
    options: Partial<ServerOptions> = {},
  ): Promise<{ readonly stage: FaultStage; readonly people: readonly Person[] }> {
    const temporary = options.folder === undefined ? temporaryFolder() : undefined;
    const folder = options.folder ?? temporary?.path ?? '';
    const stage = new FaultStage(folder, await ServerProcess.start({ ...options, folder }));
    onTestFinished(async () => {
      for (const client of [...stage.#clients, stage.center.adminDesk]) client.close();
      await stage.server.kill();
      temporary?.remove();
    });
    stage.center = await Center.setUp(stage.server);
    const people: Person[] = [];
    for (const name of names) people.push(await stage.center.person(name));
    stage.place = await stage.center.place(people, settings);
    return { stage, people };
  }

  /** The desk of this person, connected and available. */
  async desk(person: Person, url = this.server.url): Promise<AgentClient> {
    const client = await desk(url, person);
    this.#clients.push(client);
    await client.must('presence.set', { state: 'available' });
    return client;
  }

  async visitor(url = this.server.url, token?: string): Promise<VisitorClient> {
    const client = await visitor(url, this.place.channelId, token);
    this.#clients.push(client);
    return client;
  }

  /** Starts the server anew on the same data and port. */
  async restart(options: Partial<ServerOptions> = {}): Promise<void> {
    this.server = await ServerProcess.start({ folder: this.folder, port: this.server.port, ...options });
  }

  /** Stops the server as an operator does, which it does cleanly whatever its clients are up to; what its log breaks. */
  async judge(): Promise<readonly string[]> {
    const { code, signal } = await this.server.kill('SIGTERM');
    if (code !== 0) throw new Error(`The server did not stop cleanly (${signal ?? code}):\n${this.server.said}`);
    return judgeJournal(this.folder).problems;
  }
}

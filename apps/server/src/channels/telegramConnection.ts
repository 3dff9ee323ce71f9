import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, SECOND } from '@ringdesk/shared/model/time.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';
import type { Api } from 'grammy';

import type { Carried } from '../application/outbox.ts';
import { HealthRecord, type MessengerTimes, pause } from './channelHealth.ts';
import type { InboundFile, InboundWay } from './inbound.ts';
import { callSignal, downloadFile, problemOf, telegramApi, type TelegramTrouble, troubleOf } from './telegramApi.ts';
import { type Outgoing, sendToTelegram } from './telegramSend.ts';
import { readTelegramUpdate, UpdateId, wantedUpdates } from './telegramUpdate.ts';

/** After so long without an update Telegram may count anew from any number: what was confirmed says nothing any more. */
const OFFSET_LASTS_MS = 24 * HOUR;
const FETCH_FILE_MS = 30 * SECOND;
const FETCH_ATTEMPTS = 3;
/** The Bot API hands over nothing larger; the limit of what is kept is lower still. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

export interface TelegramParts {
  readonly channelId: ChannelId;
  readonly token: string;
  /** Address of the Bot API, without a slash at the end. */
  readonly root: string;
  readonly receive: 'polling' | 'webhook';
  /** Where Telegram reaches this channel, and the secret it then sends along; undefined without a public https address. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
  readonly inbound: InboundWay;
  readonly times: MessengerTimes;
  readonly now: () => number;
}

/**
 * One bot. Fetches its updates, or has them brought, and confirms them to Telegram only when they are committed: what was
 * not confirmed comes again, and is known again. Sends what the outbox carries.
 */
export class TelegramConnection {
  readonly #parts: TelegramParts;
  readonly #api: Api;
  readonly #stop = new AbortController();
  readonly health: HealthRecord;
  #running: Promise<void> | undefined;
  /** Telegram asked to wait: until then nothing is sent, to nobody. */
  #quietUntil = 0;

  constructor(parts: TelegramParts) {
    this.#parts = parts;
    this.#api = telegramApi(parts.root, parts.token);
    this.health = new HealthRecord(parts.now, 'connecting');
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** An update that Telegram brought. `done`: it is committed, and may be confirmed. */
  async brought(body: unknown): Promise<'done' | 'stuck' | 'notAnUpdate'> {
    const kept = await this.#keep(body);
    return kept ? this.drain() : 'notAnUpdate';
  }

  async carry(message: Outgoing, progress: number, signal: AbortSignal): Promise<Carried> {
    const wait = this.#quietUntil - this.#parts.now();
    if (wait > 0)
      return {
        kind: 'failed',
        reason: 'unreachable',
        permanent: false,
        retryAfterMs: wait,
        progress: String(progress),
      };
    return sendToTelegram(this.#api, message, progress, signal, (trouble) => this.#hear(trouble));
  }

  #hear(trouble: TelegramTrouble): void {
    if (trouble.kind !== 'refused') return;
    if (trouble.code === 429) this.#quietUntil = this.#parts.now() + (trouble.retryAfterMs ?? SECOND);
    if (trouble.code === 401 || trouble.code === 404) this.health.set('failing', { problem: 'unauthorized' });
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#introduce();
        failures = 0;
        if (this.#parts.receive === 'polling') await this.#poll();
        else await this.#keepWebhook();
      } catch (error) {
        if (signal.aborted) return;
        const trouble = error instanceof NothingTaken ? undefined : troubleOf(error);
        failures += 1;
        await this.#rest(trouble, failures);
      }
    }
  }

  async #introduce(): Promise<void> {
    const me = await this.#api.getMe(callSignal(this.#stop.signal));
    this.health.setAccount(`@${me.username}`);
    // What a start before this one left unread, and what no queue wanted then.
    await this.#parts.inbound.release(this.#parts.channelId);
    await this.drain();
  }

  async #rest(trouble: TelegramTrouble | undefined, failures: number): Promise<void> {
    const { times, now } = this.#parts;
    const problem = trouble && problemOf(trouble);
    const grown = Math.min(times.longestRetryMs, times.firstRetryMs * 2 ** Math.min(failures - 1, 20));
    const asked = trouble?.kind === 'refused' ? trouble.retryAfterMs : undefined;
    const wait = asked ?? (problem === 'conflict' ? times.conflictMs : grown);
    this.health.set('failing', { ...(problem && { problem }), retryAt: now() + wait });
    await pause(wait, this.#stop.signal);
  }

  /** Throws what ends the fetching; otherwise goes on until it is stopped. */
  async #poll(): Promise<void> {
    const { times, now } = this.#parts;
    const { signal } = this.#stop;
    await this.#api.deleteWebhook({ drop_pending_updates: false }, callSignal(signal));
    let offset: number | undefined;
    let heardAt = now();
    while (!signal.aborted) {
      if (now() - heardAt > OFFSET_LASTS_MS) offset = undefined;
      // Asking with an offset confirms everything before it.
      const updates: readonly unknown[] = await this.#api.getUpdates(
        {
          timeout: times.pollSeconds,
          limit: 100,
          allowed_updates: wantedUpdates,
          ...(offset !== undefined && { offset }),
        },
        callSignal(signal, times.pollSeconds + 10),
      );
      this.health.set('ok');
      if (updates.length === 0) continue;
      heardAt = now();
      for (const update of updates) await this.#keep(update);
      if ((await this.drain()) === 'stuck') throw new NothingTaken();
      this.#parts.inbound.beforeConfirm();
      const last = UpdateId.safeParse(updates.at(-1));
      if (last.success) offset = last.data.update_id + 1;
    }
  }

  /** Has Telegram call us, and looks after it: somebody else may take the bot's webhook for themselves. */
  async #keepWebhook(): Promise<void> {
    const { webhook, times } = this.#parts;
    const { signal } = this.#stop;
    if (webhook === undefined) {
      this.health.set('failing', { problem: 'notSet' });
      await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
      return;
    }
    await this.#api.setWebhook(
      webhook.url,
      { secret_token: webhook.secret, allowed_updates: wantedUpdates, drop_pending_updates: false },
      callSignal(signal),
    );
    this.health.set('ok');
    while (!signal.aborted) {
      await pause(times.webhookCheckMs, signal);
      if (signal.aborted) return;
      const info = await this.#api.getWebhookInfo(callSignal(signal));
      if (info.url !== webhook.url) {
        this.health.set('failing', { problem: 'conflict' });
        return;
      }
      const failing = info.pending_update_count > 0 && info.last_error_date !== undefined;
      if (failing) this.health.set('failing', { problem: 'unreachable' });
      else this.health.set('ok');
    }
  }

  /**
   * Stores an update under its number and a mark of its content: numbers begin anew after a quiet week, and must not hide
   * another update behind an old one.
   */
  async #keep(update: unknown): Promise<boolean> {
    const id = UpdateId.safeParse(update);
    if (!id.success) return false;
    const body = JSON.stringify(update);
    const mark = createHash('sha256').update(body).digest('base64url').slice(0, 16);
    await this.#parts.inbound.keep(this.#parts.channelId, `${id.data.update_id}:${mark}`, body);
    return true;
  }

  /** Works on what is stored and waits. */
  drain(): Promise<'done' | 'stuck'> {
    return this.#parts.inbound.drain(this.#parts.channelId, (body) =>
      readTelegramUpdate(body, { file: (id, name, bytes) => this.#file(id, name, bytes) }),
    );
  }

  async #download(id: string): Promise<Readable> {
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(FETCH_FILE_MS)]);
    const { file_path: path = '' } = await this.#api.getFile(id, callSignal(signal));
    return downloadFile(this.#parts.root, this.#parts.token, path, signal);
  }

  #file(id: string, name: string, bytes: number | undefined): InboundFile {
    return {
      name,
      fetch: async () => {
        if (bytes !== undefined && bytes > MAX_FILE_BYTES) return refuse('tooLarge');
        const { times } = this.#parts;
        for (let attempt = 1; attempt <= FETCH_ATTEMPTS; attempt += 1) {
          try {
            return ok({ content: await this.#download(id) });
          } catch (error) {
            if (this.#stop.signal.aborted) throw error;
          }
          if (attempt < FETCH_ATTEMPTS) await pause(times.firstRetryMs, this.#stop.signal);
        }
        return refuse('unreachable');
      },
    };
  }
}

/** What was fetched could not be kept: it is not confirmed, and fetched again. */
class NothingTaken extends Error {}

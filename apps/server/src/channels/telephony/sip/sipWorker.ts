import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { v7 } from 'uuid';

import type { EndpointConfig } from '../callControl.ts';
import { createMediaAnchor } from '../media/mediaAnchor.ts';
import { createSwitchboard } from './switchboard.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

/** How often the log hears of what was noted meanwhile: a flood of broken messages must not become one of lines. */
const NOTE_MS = 10_000;
const ALIVE_MS = 1_000;

const port = parentPort;
const tell = (message: FromWorker): void => port?.postMessage(message);

const noted = new Map<string, number>();
setInterval(() => {
  for (const [category, count] of noted) tell({ type: 'noted', category, count });
  noted.clear();
}, NOTE_MS).unref();

setInterval(() => tell({ type: 'alive' }), ALIVE_MS).unref();

/** What tells this installation's calls at a shared media server from those of others: made once, kept beside its recordings. */
function nameOfInstallation(folder: string): string {
  const file = join(folder, 'installation');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(9).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

type Media = ReturnType<typeof createMediaAnchor>;

function openMedia(config: Pick<EndpointConfig, 'rtpengine' | 'mediaDir'>): Media {
  const { rtpengine, mediaDir } = config;
  return createMediaAnchor({
    servers: rtpengine === undefined ? [] : [rtpengine],
    prefix: rtpengine === undefined ? '' : `ringdesk-${nameOfInstallation(mediaDir)}-`,
    folder: join(mediaDir, 'calls'),
    now: () => performance.now(),
    newId: randomUUID,
    events: {
      health: (ok) => tell({ type: 'fact', fact: { type: 'media', ok } }),
      lost: (callId) => switchboard.mediaLost(callId),
      recorded: (sound) => tell({ type: 'fact', fact: { ...sound, type: 'recorded' } }),
      recordingBroke: (callId) => tell({ type: 'fact', fact: { type: 'recording', callId, on: false } }),
      digit: (callId, by, digit) => tell({ type: 'fact', fact: { type: 'digit', callId, by, digit } }),
    },
  });
}

let media = openMedia({ rtpengine: undefined, mediaDir: '.' });
let mediaConfig = '';

const switchboard = createSwitchboard({
  report: (fact) => tell({ type: 'fact', fact }),
  toClient: (socketId, text) => tell({ type: 'toClient', socketId, text }),
  noted: (category) => noted.set(category, (noted.get(category) ?? 0) + 1),
  media: () => media,
  newCallId: () => v7() as InteractionId,
  now: () => performance.now(),
  wallNow: () => Date.now(),
});

function configure(config: EndpointConfig): void {
  const wanted = JSON.stringify([config.rtpengine, config.mediaDir]);
  if (wanted !== mediaConfig) {
    mediaConfig = wanted;
    const before = media;
    media = openMedia(config);
    before.stop().catch(() => undefined);
  }
  switchboard.configure(config).catch(() => tell({ type: 'noted', category: 'configureFailed', count: 1 }));
}

async function stop(): Promise<void> {
  await switchboard.stop();
  await media.stop();
  tell({ type: 'stopped' });
}

port?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'configure':
      return configure(message.config);
    case 'order':
      return switchboard.order(message.order);
    case 'opened':
      return switchboard.clientOpened(message.socketId, message.client);
    case 'said':
      return switchboard.clientSaid(message.socketId, message.text);
    case 'closed':
      return switchboard.clientClosed(message.socketId);
    case 'stop':
      return void stop();
  }
});

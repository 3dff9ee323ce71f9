import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cleanText } from '@ringdesk/shared/model/text.ts';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import { expect, onTestFinished, test } from 'vitest';

import { signRequest } from '../application/signedRequests.ts';
import { htmlPayloads, naughtyStrings } from '../transport/testing/corpora.ts';
import { TestClock } from '../transport/testing/testServer.ts';
import { accept, startDesk, textsOf, webhookChannel } from './testing/messengerServer.ts';

const texts: readonly string[] = [...(naughtyStrings ?? []), ...(htmlPayloads ?? [])];

/** Where the channel would send answers; nobody answers here. */
async function nowhere(): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
}

test.skipIf(texts.length === 0)(
  'texts of the corpora at the door for gateways are kept as they are meant, or refused; the next one is heard',
  { timeout: 180_000 },
  async () => {
    const machine = new TestClock();
    const desk = await startDesk({ machine, env: { RINGDESK_ALLOW_PRIVATE_HOOKS: '1' } });
    const { path, secret } = await webhookChannel(desk, await nowhere());
    const bring = (message: object): Promise<Response> => {
      machine.pass(3 * SECOND);
      const body = JSON.stringify(message);
      const signature = signRequest(secret, body, desk.server.running.engine.now());
      const headers = { 'content-type': 'application/json', 'ringdesk-signature': signature };
      return desk.server.fetch(path, { method: 'POST', body, headers });
    };
    const sender = { id: 'one', name: 'Mia' };
    await bring({ type: 'message', id: 'first', sender, text: 'first' });
    const interactionId = await accept(desk.ana);
    const [statuses, kept] = [new Set<number>(), ['first']];
    for (const [index, text] of texts.entries()) {
      const said = await bring({ type: 'message', id: `t${index}`, sender, text });
      statuses.add(said.status);
      if (said.status === 200 && cleanText(text, true) !== '') kept.push(cleanText(text, true));
      // As everything else a gateway may name.
      statuses.add((await bring({ type: text, id: text, sender: { id: text, name: text }, text: 'x' })).status);
      statuses.add(
        (await bring({ type: 'message', id: `s${index}`, sender: { id: 'one', name: text }, [text]: 1 })).status,
      );
    }
    expect([...statuses].filter((status) => ![200, 400].includes(status))).toEqual([]);
    expect(await textsOf(desk.ana, interactionId)).toEqual(kept.slice(-200));
    expect(kept.length).toBeGreaterThan(texts.length / 2);
  },
);

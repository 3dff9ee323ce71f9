import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';

import { examineTelephony } from './examineTelephony.ts';

const nothing = { host: undefined, udpPort: undefined, tcpPort: undefined, tls: undefined, publicHost: undefined };

describe('ringdesk doctor, of calls', () => {
  test('says nothing where nothing is set', async () => {
    expect(await examineTelephony({ sip: nothing, rtpengine: undefined })).toEqual([]);
  });

  test('says which port is taken, and whether the media server answers', async () => {
    const taker = createSocket('udp4');
    taker.bind(0, '127.0.0.1');
    await once(taker, 'listening');
    const { port } = taker.address();
    // It answers as a media server does: with the word it was given.
    taker.on('message', (bytes, from) => taker.send(`${bytes.toString().split(' ')[0]} d6:result4:ponge`, from.port));
    const found = await examineTelephony({
      sip: { ...nothing, udpPort: port, tcpPort: 0 },
      rtpengine: { host: '127.0.0.1', port },
    });
    taker.close();
    expect(found.map(({ verdict, what }) => `${verdict} ${what}`)).toEqual([
      'warn SIP port',
      'ok SIP port',
      'ok media server',
    ]);
  });
});

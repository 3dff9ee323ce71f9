import type { TrunkHealth } from '@ringdesk/shared/model/call.ts';
import { type Channel, defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, it } from 'vitest';

import { contrast, readableOn } from './accent.ts';
import { channelErrors, channelFieldsOf, channelFormOf, channelInput, originOf } from './channelForm.ts';
import { messengerFormOf, savedErrors, telegramInput, webhookInput } from './messengerForm.ts';
import { healthOfNumbers } from './useChannelHealth.ts';
import { webhookExample } from './webhookExample.ts';

const form = channelFormOf({ name: 'Site', queueId: 'sales' as QueueId, settings: defaultLiveChatSettings });

describe('channel form', () => {
  it('gives back the command it was made from', () => {
    expect(channelInput('site' as ChannelId, 3, form)).toEqual({
      channelId: 'site',
      version: 3,
      name: 'Site',
      queueId: 'sales',
      kind: 'liveChat',
      settings: defaultLiveChatSettings,
    });
  });

  it('says what is wrong at its field', () => {
    expect(channelErrors(form)).toEqual({});
    expect(channelErrors({ ...form, name: ' ', accent: 'red', allowedOrigins: ['ftp://x'] })).toEqual({
      name: 'too-short',
      accent: 'not-a-colour',
      allowedOrigins: 'not-an-origin',
    });
    expect(channelFieldsOf({ code: 'nameTaken' })).toEqual({ name: 'nameTaken' });
    expect(channelFieldsOf({ code: 'versionConflict', currentVersion: 2 })).toEqual({});
  });
});

describe('origins as people write them', () => {
  it.each([
    ['halden.bike', 'https://halden.bike'],
    [' https://Halden.bike/shop?utm=1#top ', 'https://halden.bike'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['https://halden.bike:443/', 'https://halden.bike'],
    ['münchen.example', 'https://xn--mnchen-3ya.example'],
  ])('%s is %s', (typed, origin) => {
    expect(originOf(typed)).toBe(origin);
  });

  it.each(['', 'javascript:alert(1)', 'ftp://files.example', 'two words', 'https://', 'file:///etc/passwd'])(
    '%j is none',
    (typed) => {
      expect(originOf(typed)).toBeUndefined();
    },
  );
});

describe('text on the accent', () => {
  it('can be read on any colour', () => {
    for (const colour of ['#2f54d9', '#ffffff', '#000000', '#ffe600', '#808080', '#c62f2b']) {
      expect(contrast(readableOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});

describe('messenger channels', () => {
  const telegram = {
    id: 'bot' as ChannelId,
    name: 'Bot',
    queueId: 'sales' as QueueId,
    version: 1,
    kind: 'telegram' as const,
    settings: { receive: 'polling' as const },
  };
  const webhook = {
    ...telegram,
    kind: 'webhook' as const,
    settings: { url: 'https://example.com/in', label: 'WhatsApp' },
  };

  it('give back the command they were made from', () => {
    expect(telegramInput(telegram.id, 2, messengerFormOf(telegram))).toEqual({
      channelId: 'bot',
      version: 2,
      name: 'Bot',
      queueId: 'sales',
      kind: 'telegram',
      settings: telegram.settings,
    });
    expect(webhookInput(webhook.id, 2, messengerFormOf(webhook))).toMatchObject({
      kind: 'webhook',
      settings: webhook.settings,
    });
  });

  it('are refused where the contract refuses them, by field', () => {
    const wrong = { ...messengerFormOf(webhook), url: 'example', label: ' ' };
    expect(savedErrors(webhookInput(webhook.id, 1, wrong))).toEqual({ url: 'not-an-address', label: 'too-short' });
    expect(savedErrors(webhookInput(webhook.id, 1, messengerFormOf(webhook)))).toEqual({});
  });

  it('explain themselves to whoever writes a gateway, with a body the door takes', () => {
    const example = webhookExample('https://desk.example/webhooks/bot');
    const body = /BODY='(.*)'/.exec(example)?.[1] ?? '';
    expect(JSON.parse(body)).toEqual({
      type: 'message',
      id: 'm-1',
      sender: { id: 'u-42', name: 'Mia' },
      text: 'Hello',
    });
    expect(example).toContain("curl -X POST 'https://desk.example/webhooks/bot'");
    expect(example).toContain('ringdesk-signature: t=$TIME,v1=$SIGNATURE');
  });
});

describe('numbers', () => {
  it('[57] are as well as the line they come over: one whose line fails does not call itself connected', () => {
    const number = (id: string, trunkId: string) =>
      ({ id, kind: 'phone', settings: { trunkId, number: '' } }) as unknown as Channel;
    const line: TrunkHealth = {
      trunkId: 'madrid' as TrunkId,
      state: 'failing',
      since: 5,
      problem: 'unreachable',
      calls: 0,
    };
    expect(healthOfNumbers([number('main', 'madrid'), number('lost', 'gone')], [line])).toEqual([
      { channelId: 'main', state: 'failing', since: 5, problem: 'unreachable', waitingOut: 0 },
    ]);
  });
});

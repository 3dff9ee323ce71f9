import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, it } from 'vitest';

import { contrast, readableOn } from './accent.ts';
import { channelErrors, channelFieldsOf, channelFormOf, channelInput, originOf } from './channelForm.ts';

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

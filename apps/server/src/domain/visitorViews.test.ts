import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, channelId, commandOf, messageId, queueId } from './center.testkit.ts';
import { told } from './told.testkit.ts';
import { agentFace, channelFace } from './visitorViews.ts';

function given(settings: Parameters<Center['queue']>[2] = {}): Center {
  const center = new Center()
    .agents('ana', 'boris')
    .queue('sales', ['ana', 'boris'], { distribution: 'strict', ...settings });
  center.writes('mia');
  center.accepts('ana', 'mia');
  return center;
}

describe('what the customer sees', () => {
  it('[20] the profile, the queue’s own entry, or nothing', () => {
    const center = given();
    const face = () => agentFace(center.state, queueId('sales'), agentId('ana'));
    expect(face()).toEqual({ name: 'ANA' });
    const agentEntries = [{ agentId: agentId('ana'), name: 'Ann', pictureId: 'p1' as never }];
    center.saveQueue('sales', ['ana'], { agentShown: 'queueEntry', agentEntries });
    expect(face()).toEqual({ name: 'Ann', pictureUrl: '/pictures/p1' });
    expect(agentFace(center.state, queueId('sales'), agentId('boris'))).toEqual({});
    center.saveQueue('sales', ['ana'], { agentShown: 'nothing' });
    expect(face()).toEqual({});
  });

  it('[5] the queue’s name, or the channel’s own title [6]', () => {
    const center = given();
    const channel = center.state.channels.get(channelId('sales'))!;
    expect(channelFace(center.state, channel.id)).toMatchObject({ title: 'sales', language: 'en' });
    expect(channelFace(center.state, channel.id)?.settings).not.toHaveProperty('allowedOrigins');
    center.server(
      commandOf('channel.save', {
        channelId: channel.id,
        version: 1,
        name: 'site',
        queueId: queueId('sales'),
        kind: 'liveChat',
        settings: { ...defaultLiveChatSettings, title: 'Help', language: 'pt' },
      }),
    );
    expect(channelFace(center.state, channel.id)).toMatchObject({ title: 'Help', language: 'pt' });
  });

  it('[3] a channel without a queue takes no new conversation, and the open one goes on', () => {
    const center = given();
    const { version } = center.state.channels.get(channelId('sales'))!;
    center.server(
      commandOf('channel.save', {
        channelId: channelId('sales'),
        version,
        name: 'sales',
        queueId: null,
        kind: 'liveChat',
        settings: defaultLiveChatSettings,
      }),
    );
    expect(told(center.writes('mia', 'still there?'))).toEqual(['3. reply of customer']);
    const wrote = {
      type: 'customer.wrote',
      messageId: messageId('x'),
      text: 'hi',
      attachments: [],
      customerName: '',
    } as const;
    expect(center.try(center.customer('leo'), wrote)).toEqual({ ok: false, error: { code: 'channelOff' } });
  });
});

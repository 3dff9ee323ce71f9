import type { CallSettings } from '@ringdesk/shared/model/call.ts';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { describe, expect, it } from 'vitest';

import type { DeskEngine } from '../../application/deskEngine.ts';
import { CallCenter } from '../../domain/calls.testkit.ts';
import { agentId, channelId, commandOf, customerId, queueId } from '../../domain/center.testkit.ts';
import { channelFace } from '../../domain/visitorViews.ts';
import { createWebCalls } from './webCalls.ts';

/** A site with a call button; Ana answers calls. */
function given(call: Partial<CallSettings> = {}) {
  const center = new CallCenter().withPhones('ana').callQueue('calls', ['ana'], call).queue('chats', ['ana']);
  const site = { channelId: channelId('site'), name: 'site', queueId: queueId('chats'), kind: 'liveChat' as const };
  center.server(commandOf('channel.create', { ...site, settings: defaultLiveChatSettings }));
  const button = { channelId: channelId('button'), name: 'button', queueId: queueId('calls') };
  const settings = { siteChannelId: channelId('site') };
  center.server(commandOf('channel.create', { ...button, kind: 'webCall', settings }));
  let clock = 0;
  const calls = createWebCalls({
    engine: { read: (look: (state: typeof center.state) => unknown) => look(center.state) } as DeskEngine,
    admitVisitor: (who, channel, resumes) => ({
      path: `/sip?ticket=${who}-${channel}${resumes ? '-again' : ''}`,
      uri: `sip:${who}@ringdesk.invalid`,
    }),
    iceServers: () => [],
    monotonic: () => clock,
  });
  const begin = (name = 'mia', network = '192.0.2.0') =>
    calls.begin({ customerId: customerId(name), channelId: channelId('site'), network });
  const resume = (name = 'mia') => calls.resume({ customerId: customerId(name) });
  const web = (name: string) =>
    center.server({
      type: 'call.arrived',
      interactionId: `call-${name}` as never,
      channelId: channelId('button'),
      customerId: customerId(name),
      customerName: '',
    });
  return { center, begin, resume, web, pass: (ms: number) => (clock += ms) };
}

const codeOf = (result: ReturnType<ReturnType<typeof given>['begin' | 'resume']>) =>
  result.ok ? 'yes' : result.error.code;

describe('[57] calls from a website', () => {
  it.each([
    ['always', true, true],
    ['onDemand', true, true],
    ['always', false, undefined],
    ['off', true, undefined],
  ] as const)('says before the call that it may be recorded: %s, announced %s', (recording, announced, said) => {
    const reply = given({ recording, announceRecording: announced }).begin();
    expect(reply.ok && reply.value.recorded).toBe(said);
  });

  it('lets in who calls while somebody could answer, and says so on the page', () => {
    const { center, begin } = given();
    const face = () => channelFace(center.state, channelId('site'))?.calls;
    expect(begin()).toEqual({
      ok: true,
      value: {
        path: '/sip?ticket=mia-button',
        uri: 'sip:mia@ringdesk.invalid',
        target: 'sip:call@ringdesk.invalid',
        iceServers: [],
      },
    });
    expect(face()).toBe(true);
    center.phone('ana', []);
    expect(face()).toBe(false);
    expect(codeOf(begin())).toBe('channelOff');
  });

  it('who waits for somebody in another call is let in, too', () => {
    const { center, begin, web } = given();
    web('leo');
    center.command('ana', 'offer.accept', { offerId: center.callOffer('ana', 'call-leo').id });
    center.tells('call.connected', 'call-leo', { agentId: agentId('ana') });
    expect(codeOf(begin())).toBe('yes');
  });

  it('one call at a time, and three an hour from one network', () => {
    const { begin, web, pass } = given();
    expect(codeOf(begin('a'))).toBe('yes');
    web('a');
    expect(codeOf(begin('a'))).toBe('onCall');
    expect([begin('b'), begin('c'), begin('d')].map(codeOf)).toEqual(['yes', 'yes', 'slowDown']);
    expect(codeOf(begin('d', '198.51.100.0'))).toBe('yes');
    pass(20 * 60_000);
    expect(codeOf(begin('d'))).toBe('yes');
  });

  it('who lost the connection gets back to the call that goes on, and to no other; not as often as they like', () => {
    const { begin, resume, web, center, pass } = given();
    expect(codeOf(resume())).toBe('notFound');
    begin();
    web('mia');
    expect(resume()).toMatchObject({ ok: true, value: { path: '/sip?ticket=mia-button-again' } });
    expect(codeOf(resume('leo'))).toBe('notFound');
    // Nobody could take a new one: that is no reason to lose this one.
    center.phone('ana', []);
    expect(codeOf(resume())).toBe('yes');
    for (let more = 0; more < 17; more += 1) resume();
    expect(codeOf(resume())).toBe('slowDown');
    pass(2_000);
    expect(codeOf(resume())).toBe('yes');
    center.tells('call.ended', 'call-mia', { by: 'customer', because: 'hangUp' });
    pass(60_000);
    expect(codeOf(resume())).toBe('notFound');
  });

  it('a site without a button takes none', () => {
    const { center, begin } = given();
    center.server(commandOf('channel.delete', { channelId: channelId('button') }));
    expect(codeOf(begin())).toBe('channelOff');
    expect(channelFace(center.state, channelId('site'))?.calls).toBeUndefined();
  });

  it('judges again when the call is here: nobody calls twice at once, or calls a team that has left', () => {
    const { center, web } = given();
    const refused = (id: string, name: string) => () =>
      center.server({
        type: 'call.arrived',
        interactionId: id as never,
        channelId: channelId('button'),
        customerId: customerId(name),
        customerName: '',
      });
    web('mia');
    expect(refused('call-second', 'mia')).toThrow('onCall');
    center.phone('ana', []);
    expect(refused('call-noa', 'noa')).toThrow('channelOff');
  });
});

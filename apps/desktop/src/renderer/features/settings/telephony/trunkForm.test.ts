import type { Trunk } from '@ringdesk/shared/model/call.ts';
import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, it } from 'vitest';

import { plainNumber, refusedTrunk, trunkErrors, trunkFormOf, trunkInput, withTransport } from './trunkForm.ts';

const trunk: Trunk = {
  id: 'main' as TrunkId,
  name: 'Main',
  version: 3,
  passwordSet: true,
  settings: {
    host: 'sip.example.com',
    port: 5060,
    transport: 'udp',
    registers: true,
    user: '34910123456',
    authUser: '',
    allowedAddresses: ['203.0.113.7', '2001:db8::/32'],
    maxCalls: 10,
    dialAs: 'e164',
    country: 'ES',
  },
};

describe('the form of a line', () => {
  it('marks what the server refuses, by field', () => {
    const fields = { password: 'required', 'settings.host': 'unknown' };
    expect(refusedTrunk({ code: 'invalid', fields })).toEqual({ password: 'required', host: 'unknown' });
  });

  it('gives back the command it was made from, and keeps the password that is kept', () => {
    expect(trunkInput(trunk.id, 3, trunkFormOf(trunk, '', 'ES'))).toEqual({
      trunkId: 'main',
      version: 3,
      name: 'Main',
      settings: trunk.settings,
      password: null,
    });
  });

  it('reads addresses one a line, and says where one is none', () => {
    const form = { ...trunkFormOf(trunk, '', 'ES'), allowedAddresses: ' 203.0.113.7\n\n10.0.0.0/8 ' };
    expect(trunkInput(trunk.id, 3, form).settings.allowedAddresses).toEqual(['203.0.113.7', '10.0.0.0/8']);
    expect(trunkErrors(form)).toEqual({});
    expect(trunkErrors({ ...form, allowedAddresses: 'sip.example.com' })).toEqual({
      allowedAddresses: 'not-an-ip-address',
    });
  });

  it('needs a server, a port, and who registers', () => {
    const empty = { ...trunkFormOf(undefined, 'Line 1', 'ES'), port: 0 };
    expect(trunkErrors(empty)).toEqual({ host: 'too-short', port: 'too_small 1', user: 'too-short' });
    expect(trunkErrors({ ...empty, host: 'pbx', port: 5060, registers: false })).toEqual({});
  });

  it.each([
    'pbx',
    'sip.example.com',
    'sip.example.com.',
    '203.0.113.7',
    '2001:db8::7',
    '[2001:db8::7]',
    'телефония.рф',
  ])('takes %s for a server', (host) => expect(trunkErrors({ ...trunkFormOf(trunk, '', 'ES'), host })).toEqual({}));

  it.each(['foo bar', 'sip.example.com:5070', 'https://example.com/sip', 'me@sip.example.com', 'a..b', '-'])(
    'takes %s for no server: it was saved, and was said to be out of reach',
    (host) => expect(trunkErrors({ ...trunkFormOf(trunk, '', 'ES'), host })).toEqual({ host: 'not-a-host' }),
  );

  it('takes the server out of an address of SIP', () => {
    const form = { ...trunkFormOf(trunk, '', 'ES'), host: ' sip:sip.example.com ' };
    expect(trunkErrors(form)).toEqual({});
    expect(trunkInput(trunk.id, 3, form).settings.host).toBe('sip.example.com');
  });

  it('follows the transport with the usual port, and leaves one that was chosen', () => {
    const form = trunkFormOf(trunk, '', 'ES');
    expect(withTransport(form, 'tls').port).toBe(5061);
    expect(withTransport({ ...form, port: 5080 }, 'tls').port).toBe(5080);
  });

  it('takes a number without what helps the eye', () => {
    expect(plainNumber('+34 910 12-34.56 (7)/8')).toBe('+3491012345678');
  });
});

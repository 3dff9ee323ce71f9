import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentId, ChannelId, CustomerId, InteractionId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { TrunkSettings } from '@ringdesk/shared/model/call.ts';
import { v7 } from 'uuid';
import { vi } from 'vitest';

import type { CallFact, EndpointConfig, PageClient, TrunkConfig } from '../../callControl.ts';
import { createCallControl } from '../endpoint.ts';
import { createSipDoor, type SipDoor } from '../sipDoor.ts';
import { createTickets } from '../tickets.ts';
import { openSipPage, type SipPage } from './sipPage.ts';

/** Real sockets and processes on a busy machine. */
export const PATIENCE = { timeout: 20_000, interval: 20 };

export const agent = (name: string): AgentId => name as AgentId;

export function trunk(id: string, settings: Partial<TrunkSettings>, password?: string): TrunkConfig {
  return {
    trunkId: id as TrunkId,
    password,
    settings: {
      host: '127.0.0.1',
      port: 5060,
      transport: 'udp',
      registers: false,
      user: 'ringdesk',
      authUser: '',
      allowedAddresses: ['127.0.0.1'],
      maxCalls: 50,
      dialAs: 'e164',
      country: 'ES',
      ...settings,
    },
  };
}

type Of<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>;

/** The endpoint with its worker and its door, as the server runs them, and pages which use them. */
export async function openSipStage(config: Partial<EndpointConfig> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-sip-'));
  const facts: CallFact[] = [];
  const noted = new Map<string, number>();
  const http = createServer();
  const tickets = createTickets(() => performance.now());
  const whole: EndpointConfig = {
    trunks: [],
    phones: [],
    listen: { host: '127.0.0.1', udpPort: undefined, tcpPort: undefined, tls: undefined },
    publicHost: undefined,
    rtpengine: undefined,
    mediaDir: folder,
    legsDir: join(folder, 'legs'),
    ...config,
  };
  const control = createCallControl(whole, {
    fact: (fact) => void facts.push(fact),
    toClient: (socketId, text) => door.toClient(socketId, text),
    noted: (category, count) => noted.set(category, (noted.get(category) ?? 0) + count),
  });
  const door: SipDoor = createSipDoor({
    http,
    tickets,
    control: () => control,
    addressOf: () => '127.0.0.1',
    mayConnect: (_client, origin) => origin === undefined || origin === 'http://desk.example',
    takesPhones: () => whole.phones.length > 0,
    newId: v7,
    monotonic: () => performance.now(),
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  await control.started;
  const { port } = http.address() as AddressInfo;
  const pages = new Set<SipPage>();
  const address = (client: PageClient): string => `ws://127.0.0.1:${port}/sip?ticket=${tickets.issue(client)}`;
  const open = async (name: string, contact: string, client: PageClient): Promise<SipPage> => {
    const page = await openSipPage({ name, contact, server: address(client) });
    pages.add(page);
    return page;
  };

  return {
    config: whole,
    control,
    door,
    facts,
    noted,
    tickets,
    port,
    address,
    /** The first fact of this type, about this call, after so many of its kind; waits for it. */
    fact<Type extends CallFact['type']>(type: Type, callId?: InteractionId, skip = 0): Promise<Of<Type>> {
      return vi.waitFor(() => {
        const found = facts.filter(
          (fact): fact is Of<Type> =>
            fact.type === type && (callId === undefined || !('callId' in fact) || fact.callId === callId),
        )[skip];
        if (found === undefined) throw new Error(`no ${type} among ${facts.map((fact) => fact.type).join(', ')}`);
        return found;
      }, PATIENCE);
    },
    /** Types of what was told about a call, in order. */
    told: (callId: InteractionId): readonly string[] =>
      facts.filter((fact) => 'callId' in fact && fact.callId === callId).map((fact) => fact.type),
    async softphone(name: string, deskId = `desk-${name}`): Promise<SipPage> {
      const page = await open(name, deskId, { kind: 'softphone', agentId: agent(name), deskId });
      await page.register();
      return page;
    },
    visitor: (name: string): Promise<SipPage> =>
      open(name, name, { kind: 'visitor', customerId: name as CustomerId, channelId: 'site' as ChannelId }),
    /** For a page that comes back by itself. */
    open,
    async close(): Promise<void> {
      for (const page of pages) await page.close().catch(() => undefined);
      door.stop();
      await control.stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type SipStage = Awaited<ReturnType<typeof openSipStage>>;

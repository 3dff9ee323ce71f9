import type { Role } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { type QueueSettings, defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import { AGENT_NAMESPACE, PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import { VISITOR_NAMESPACE } from '@ringdesk/shared/protocol/visitor.ts';

import { AgentClient, VisitorClient } from '../../../apps/server/src/transport/testing/clients.ts';
import { newId } from './newId.ts';
import type { ServerProcess } from './serverProcess.ts';

export const PASSWORD = 'correct horse battery';

export interface Person {
  readonly id: AgentId;
  readonly name: string;
  readonly email: string;
  /** Of a session of their own. */
  readonly token: string;
}

export interface Place {
  readonly queueId: QueueId;
  readonly channelId: ChannelId;
}

const post = async (url: string, path: string, body: unknown): Promise<unknown> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [DESK_HEADER]: '1' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

/** Connected and greeted; rejects when the server goes before it has answered. */
async function welcomed<C extends AgentClient | VisitorClient>(client: C): Promise<C> {
  const gone = client.closed.then((why) => {
    throw new Error(`The connection ended before the welcome (${why}).`);
  });
  // Later it may end as it likes.
  gone.catch(() => {});
  await Promise.race([client.connected(), gone]);
  await Promise.race([client.hello(), gone]);
  return client;
}

/** A desk's socket that is connected and has its snapshot. `url`: where it connects, e.g. through a proxy. */
export async function desk(url: string, person: Person): Promise<AgentClient> {
  const client = new AgentClient(`${url}${AGENT_NAMESPACE}`, { protocol: PROTOCOL_VERSION, token: person.token }, {});
  return welcomed(client);
}

/** An open page's socket that is connected and has its welcome. */
export async function visitor(url: string, channelId: ChannelId, token?: string): Promise<VisitorClient> {
  const client = new VisitorClient(
    `${url}${VISITOR_NAMESPACE}`,
    {
      protocol: PROTOCOL_VERSION,
      channelId,
      languages: ['en'],
      pageUrl: 'https://shop.example/cart',
      ...(token === undefined ? {} : { token }),
    },
    {},
  );
  return welcomed(client);
}

/** A contact center made over the wire as its people make it: first run, invitations, a queue, a channel. */
export class Center {
  readonly admin: Person;
  readonly adminDesk: AgentClient;
  readonly #url: string;

  private constructor(url: string, admin: Person, adminDesk: AgentClient) {
    this.#url = url;
    this.admin = admin;
    this.adminDesk = adminDesk;
  }

  static async setUp(server: ServerProcess): Promise<Center> {
    const email = 'ada@example.com';
    const { token, agentId } = (await post(server.url, '/api/setup', {
      code: server.setupCode,
      centerName: 'Shop',
      name: 'Ada',
      email,
      password: PASSWORD,
      language: 'en',
      device: 'test',
      first: { kind: 'nothing' },
    })) as { token: string; agentId: AgentId };
    const admin = { id: agentId, name: 'Ada', email, token };
    return new Center(server.url, admin, await desk(server.url, admin));
  }

  /** A center that was set up on the screen by its admin Ada. */
  static async enter(url: string): Promise<Center> {
    const email = 'ada@example.com';
    const { token, agentId } = (await post(url, '/api/sign-in', { email, password: PASSWORD, device: 'test' })) as {
      token: string;
      agentId: AgentId;
    };
    const admin = { id: agentId, name: 'Ada', email, token };
    return new Center(url, admin, await desk(url, admin));
  }

  /** The path of an invitation. */
  async invite(name: string, role: Role = 'agent'): Promise<string> {
    const email = `${name.toLowerCase()}@example.com`;
    return (await this.adminDesk.ask('invitations.create', { email, name, role, departmentIds: [] })).path;
  }

  /** Gives the queue of this name other members and settings. */
  async changeQueue(name: string, members: readonly string[], settings: Partial<QueueSettings>): Promise<void> {
    const { snapshot } = await this.adminDesk.hello();
    const queue = snapshot.queues.find((each) => each.name === name);
    if (queue === undefined) throw new Error(`There is no queue ${name}.`);
    const agents = members.map((member) => snapshot.agents.find((agent) => agent.name === member));
    await this.adminDesk.must('queue.save', {
      queueId: queue.id,
      version: queue.version,
      name,
      language: queue.language,
      settings: {
        ...queue.settings,
        ...settings,
        members: agents.flatMap((agent) =>
          agent === undefined ? [] : [{ kind: 'agent' as const, agentId: agent.id }],
        ),
      },
    });
  }

  async person(name: string, role: Role = 'agent'): Promise<Person> {
    const email = `${name.toLowerCase()}@example.com`;
    const path = await this.invite(name, role);
    const { token, agentId } = (await post(this.#url, '/api/invitation/accept', {
      secret: path.split('#')[1],
      name,
      password: PASSWORD,
      language: 'en',
      device: 'test',
    })) as { token: string; agentId: AgentId };
    return { id: agentId, name, email, token };
  }

  /** A queue with these people and a website channel. */
  async place(people: readonly Person[], settings: Partial<QueueSettings> = {}, name = 'Sales'): Promise<Place> {
    const place = { queueId: newId<QueueId>(), channelId: newId<ChannelId>() };
    const members = people.map(({ id }) => ({ kind: 'agent' as const, agentId: id }));
    await this.adminDesk.must('queue.create', {
      queueId: place.queueId,
      name,
      language: 'en',
      settings: { ...defaultQueueSettings, members, ...settings },
    });
    await this.adminDesk.must('channel.create', {
      channelId: place.channelId,
      name: `Website ${name}`,
      queueId: place.queueId,
      kind: 'liveChat',
      settings: defaultLiveChatSettings,
    });
    return place;
  }
}

import type { Agent, Role } from '@ringdesk/shared/model/agent.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';

import type { SettingsPage } from './section.ts';

/** Areas of the settings, each with a right to view and one to edit [74–77]. */
export type Area = 'channels' | 'queues' | SettingsPage;

const leads: readonly Role[] = ['supervisor', 'admin'];
const admins: readonly Role[] = ['admin'];

/** What the server allows, so that a screen offers nothing that would be refused. The server decides again. */
const rights: Readonly<Record<Area, { readonly view: readonly Role[]; readonly edit: readonly Role[] }>> = {
  channels: { view: leads, edit: admins },
  queues: { view: leads, edit: admins },
  people: { view: leads, edit: admins },
  departments: { view: leads, edit: admins },
  canned: { view: leads, edit: leads },
  reasons: { view: leads, edit: admins },
  bots: { view: leads, edit: admins },
  mail: { view: admins, edit: admins },
  // [74–77] By default only admins edit telephony.
  telephony: { view: admins, edit: admins },
  rights: { view: admins, edit: admins },
  // Supervisors: those of their queues.
  blocked: { view: leads, edit: leads },
  log: { view: admins, edit: [] },
};

export const areas = Object.keys(rights) as readonly Area[];

export const mayView = (area: Area, role: Role): boolean => rights[area].view.includes(role);

export const mayEdit = (area: Area, role: Role): boolean => rights[area].edit.includes(role);

/** Whether the settings exist for this role at all. */
export const maySeeSettings = (role: Role): boolean => areas.some((area) => mayView(area, role));

/** A supervisor sees the queues given to them. */
export function seesQueue(me: Pick<Agent, 'role' | 'supervises'>, id: QueueId): boolean {
  return me.role === 'admin' || (me.role === 'supervisor' && me.supervises.includes(id));
}

/** A supervisor sees the channels of their queues. */
export function seesChannel(me: Pick<Agent, 'role' | 'supervises'>, channel: Pick<Channel, 'queueId'>): boolean {
  return me.role === 'admin' || (channel.queueId !== null && seesQueue(me, channel.queueId));
}

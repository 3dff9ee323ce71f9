import { BotId, ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';

export const queueTabs = ['queue', 'calls', 'hours', 'actions', 'quality', 'bots', 'kpi', 'other', 'history'] as const;
export type QueueTab = (typeof queueTabs)[number];

/** Parts of the settings that are one page each, under their own name. */
export const pages = [
  'people',
  'departments',
  'canned',
  'reasons',
  'bots',
  'mail',
  'telephony',
  'rights',
  'blocked',
  'log',
] as const;
export type SettingsPage = (typeof pages)[number];

/** What the settings show. */
export type Section =
  | { readonly name: 'start' }
  | { readonly name: 'channel'; readonly id: ChannelId }
  | { readonly name: 'newChannel' }
  | { readonly name: 'queue'; readonly id: QueueId; readonly tab: QueueTab }
  | { readonly name: 'newQueue' }
  | { readonly name: 'bot'; readonly id: BotId }
  | { readonly name: SettingsPage }
  | { readonly name: 'unknown' };

/** The section of the segments after `/settings`. */
export function sectionOf(path: readonly string[]): Section {
  const [first, second, third] = path;
  switch (first) {
    case undefined:
      return { name: 'start' };
    case 'channels':
      return second === 'new' ? { name: 'newChannel' } : withChannel(second);
    case 'queues':
      return second === 'new' ? { name: 'newQueue' } : withQueue(second, third);
    case 'bots':
      return second === undefined ? { name: 'bots' } : withBot(second);
    default: {
      const page = second === undefined ? pages.find((each) => each === first) : undefined;
      return { name: page ?? 'unknown' };
    }
  }
}

function withChannel(segment: string | undefined): Section {
  const id = ChannelId.safeParse(segment);
  return id.success ? { name: 'channel', id: id.data } : { name: 'unknown' };
}

function withBot(segment: string): Section {
  const id = BotId.safeParse(segment);
  return id.success ? { name: 'bot', id: id.data } : { name: 'unknown' };
}

function withQueue(segment: string | undefined, tab = 'queue'): Section {
  const id = QueueId.safeParse(segment);
  const known = queueTabs.find((each) => each === tab);
  return id.success && known !== undefined ? { name: 'queue', id: id.data, tab: known } : { name: 'unknown' };
}

/** The address of a section. */
export function pathOf(section: Exclude<Section, { name: 'unknown' }>): string {
  switch (section.name) {
    case 'start':
      return '/settings';
    case 'channel':
      return `/settings/channels/${section.id}`;
    case 'newChannel':
      return '/settings/channels/new';
    case 'queue':
      return `/settings/queues/${section.id}${section.tab === 'queue' ? '' : `/${section.tab}`}`;
    case 'newQueue':
      return '/settings/queues/new';
    case 'bot':
      return `/settings/bots/${section.id}`;
    default:
      return `/settings/${section.name}`;
  }
}

/** Where the draft of a section's form is kept; undefined: it has no form. */
export function draftKeyOf(section: Section): string | undefined {
  switch (section.name) {
    case 'channel':
      return `channel/${section.id}`;
    case 'queue':
      return `queue/${section.id}`;
    case 'bot':
      return `bot/${section.id}`;
    case 'reasons':
      return 'reasons';
    default:
      return undefined;
  }
}

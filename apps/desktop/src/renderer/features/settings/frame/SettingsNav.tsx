import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { Channel, ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import {
  Ban,
  BookUser,
  Bot,
  History,
  Hourglass,
  ListChecks,
  Mail,
  MessageSquareQuote,
  Phone,
  PhoneCall,
  Plus,
  ShieldCheck,
  MessagesSquare,
  TriangleAlert,
  Users,
} from 'lucide-react';

import { SideNav, SideNavGroup, SideNavItem } from '../../../ui/lists/SideNav.tsx';
import { ChannelIcon } from '../../../ui/marks/ChannelIcon.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { ChangedDot } from '../../../ui/settings/ChangedDot.tsx';
import { useChannels, useQueues } from '../../../workspace/hooks.ts';
import { useChannelHealth } from '../channels/useChannelHealth.ts';
import { useDirtyKeys } from '../form/settingsDrafts.ts';
import { useGo } from './go.ts';
import { mayEdit, mayView, seesChannel, seesQueue } from './rights.ts';
import { draftKeyOf, type Section } from './section.ts';
import { useSettingsText } from './useWords.ts';

const places = [
  { name: 'people', glyph: Users },
  { name: 'departments', glyph: BookUser },
  { name: 'rights', glyph: ShieldCheck },
  { name: 'canned', glyph: MessageSquareQuote },
  { name: 'bots', glyph: Bot },
  { name: 'reasons', glyph: Hourglass },
  { name: 'telephony', glyph: PhoneCall },
  { name: 'mail', glyph: Mail },
  { name: 'blocked', glyph: Ban },
  { name: 'log', glyph: History },
] as const;

/** The tree on the left: what the person may see, with a dot where something is not saved. */
export function SettingsNav({
  me,
  section,
  steps,
}: {
  readonly me: Agent;
  readonly section: Section;
  /** The first steps are listed too. */
  readonly steps: boolean;
}) {
  const t = useSettingsText();
  const go = useGo();
  return (
    <SideNav label={t('title')} title={t('title')}>
      {steps && (
        <SideNavItem
          text={t('nav.start')}
          mark={<Icon glyph={ListChecks} />}
          current={section.name === 'start'}
          onSelect={() => go({ name: 'start' })}
        />
      )}
      <ChannelItems me={me} section={section} />
      <QueueItems me={me} section={section} />
      <SideNavGroup>{t('nav.workspace')}</SideNavGroup>
      {places
        .filter(({ name }) => mayView(name, me.role))
        .map(({ name, glyph }) => (
          <SideNavItem
            key={name}
            text={t(`nav.${name}`)}
            mark={<Icon glyph={glyph} />}
            aside={<Dot section={{ name }} />}
            current={section.name === name || (name === 'bots' && section.name === 'bot')}
            onSelect={() => go({ name })}
          />
        ))}
    </SideNav>
  );
}

function ChannelItems({ me, section }: { readonly me: Agent; readonly section: Section }) {
  const t = useSettingsText();
  const go = useGo();
  const channels = useChannels().filter((channel) => seesChannel(me, channel));
  const health = useChannelHealth();
  return (
    <>
      <SideNavGroup>{t('nav.channels')}</SideNavGroup>
      {channels.map(({ id, name, queueId, kind }) => (
        <SideNavItem
          key={id}
          text={name}
          mark={<ChannelIcon kind={kind} label={t(`channel.kindOf.${kind}`)} />}
          aside={
            <>
              <Dot section={{ name: 'channel', id }} />
              <ChannelState queueId={queueId} health={health.get(id)} />
            </>
          }
          current={section.name === 'channel' && section.id === id}
          onSelect={() => go({ name: 'channel', id })}
        />
      ))}
      {mayEdit('channels', me.role) && (
        <SideNavItem
          text={t('nav.newChannel')}
          mark={<Icon glyph={Plus} />}
          current={section.name === 'newChannel'}
          onSelect={() => go({ name: 'newChannel' })}
        />
      )}
    </>
  );
}

/** What is wrong with a channel: no queue, or a connection that does not work. */
function ChannelState({
  queueId,
  health,
}: {
  readonly queueId: Channel['queueId'];
  readonly health: ChannelHealth | undefined;
}) {
  const t = useSettingsText();
  if (queueId === null) {
    return (
      <Tag size="sm" tone="warn">
        {t('nav.off')}
      </Tag>
    );
  }
  if (health === undefined || (health.state !== 'failing' && health.state !== 'needsSecret')) return null;
  // In words it would leave no room for the channel's name.
  const words = t(`health.state.${health.state}`);
  return (
    <span className="text-warning-text" role="img" aria-label={words} title={words}>
      <Icon glyph={TriangleAlert} size={14} />
    </span>
  );
}

function QueueItems({ me, section }: { readonly me: Agent; readonly section: Section }) {
  const t = useSettingsText();
  const go = useGo();
  const queues = useQueues().filter((queue) => seesQueue(me, queue.id));
  return (
    <>
      <SideNavGroup>{t('nav.queues')}</SideNavGroup>
      {queues.map(({ id, name, active, medium }) => (
        <SideNavItem
          key={id}
          text={name}
          mark={<Icon glyph={medium === 'call' ? Phone : MessagesSquare} />}
          aside={
            <>
              <Dot section={{ name: 'queue', id, tab: 'queue' }} />
              {!active && <Tag size="sm">{t('nav.off')}</Tag>}
            </>
          }
          current={section.name === 'queue' && section.id === id}
          onSelect={() => go({ name: 'queue', id, tab: 'queue' })}
        />
      ))}
      {mayEdit('queues', me.role) && (
        <SideNavItem
          text={t('nav.newQueue')}
          mark={<Icon glyph={Plus} />}
          current={section.name === 'newQueue'}
          onSelect={() => go({ name: 'newQueue' })}
        />
      )}
    </>
  );
}

/** The dot of a section with unsaved changes. */
function Dot({ section }: { readonly section: Section }) {
  const t = useSettingsText();
  const dirty = useDirtyKeys();
  const key = draftKeyOf(section);
  return key !== undefined && dirty.has(key) ? <ChangedDot label={t('form.unsaved')} /> : null;
}

import {
  Activity,
  Bell,
  ChartColumn,
  CircleQuestionMark,
  Inbox,
  Phone,
  PhoneMissed,
  Search,
  Settings,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Dock, DockLine, QueueTick } from '../ui/frame/Dock.tsx';
import { Frame } from '../ui/frame/Frame.tsx';
import { Rail, RailItem } from '../ui/frame/Rail.tsx';
import { StatePill } from '../ui/frame/StatePill.tsx';
import { Omni, TitleBar } from '../ui/frame/TitleBar.tsx';
import { Avatar } from '../ui/marks/Avatar.tsx';
import { Icon } from '../ui/marks/Icon.tsx';
import { PresenceDot } from '../ui/marks/PresenceDot.tsx';
import { Menu } from '../ui/overlays/Menu.tsx';
import { maya } from './people.ts';

const nothing = () => undefined;

const screens: [LucideIcon, string][] = [
  [Inbox, 'Inbox'],
  [Phone, 'Calls'],
  [Users, 'Customers'],
  [Activity, 'Monitor'],
  [ChartColumn, 'Reports'],
  [Settings, 'Settings'],
];
const counts: Record<string, { value: number; label: string; alarming?: boolean }> = {
  Inbox: { value: 7, label: '7 need attention' },
  Calls: { value: 1, label: '1 needs attention', alarming: true },
};

const PresenceMenu = () => (
  <Menu
    align="end"
    trigger={<StatePill shape="available" text="Available" time="1:42:10" label="Your state: Available" />}
    entries={[
      { id: 'available', text: 'Available', mark: <PresenceDot shape="available" />, checked: true, onSelect: nothing },
      { id: 'lunch', text: 'Lunch', mark: <PresenceDot shape="break" />, onSelect: nothing },
      {
        id: 'training',
        text: 'Training',
        detail: 'Nothing new is offered',
        mark: <PresenceDot shape="dnd" />,
        onSelect: nothing,
      },
      { kind: 'line' },
      { id: 'out', text: 'Sign out', danger: true, onSelect: nothing },
    ]}
  />
);

/** The frame around the gallery's screens, as the reference shows it. */
export const GalleryFrame = ({
  current,
  dockExtra,
  listWidth,
  children,
}: {
  current: string;
  dockExtra?: ReactNode;
  listWidth?: number | undefined;
  children: ReactNode;
}) => (
  <Frame
    skipLabel="Skip to content"
    stageLabel={current}
    columns={{ list: listWidth }}
    titleBar={
      <TitleBar
        name="Ringdesk"
        organisation="Halden Bikes"
        centre={<Omni text="Search customers, conversations, commands" chord="Mod+KeyK" onOpen={nothing} />}
        right={
          <>
            <PresenceMenu />
            <IconButton size="sm" onCanvas icon={Bell} label="Notifications" />
            <IconButton size="sm" onCanvas icon={CircleQuestionMark} label="Help and shortcuts" />
          </>
        }
        windowControls={{
          labels: { minimise: 'Minimise', maximise: 'Maximise', close: 'Close' },
          onMinimise: nothing,
          onMaximise: nothing,
          onClose: nothing,
        }}
      />
    }
    rail={
      <Rail
        label="Main"
        foot={
          <button type="button" aria-label="Maya Lindqvist, profile and state" className="rounded-full">
            <Avatar {...maya} size={36} presence="available" />
          </button>
        }
      >
        {screens.map(([icon, name], index) => (
          <RailItem
            key={name}
            icon={icon}
            label={name}
            chord={`Mod+Digit${index + 1}`}
            current={name === current}
            count={counts[name]}
            onSelect={nothing}
          />
        ))}
      </Rail>
    }
    dock={
      <Dock
        label="Softphone"
        left={
          <>
            <span className="flex items-center gap-2">
              <Icon glyph={Phone} />
              <span>
                <span className="font-medium">Phone ready</span>
                <br />
                <span className="text-11 text-muted">Ext. 204 · line registered</span>
              </span>
            </span>
            <DockLine />
            <span className="flex items-center gap-1">{dockExtra}</span>
          </>
        }
        centre={
          <span className="flex items-center gap-2">
            <span className="dial">
              <Icon glyph={Search} size={14} />
              <span className="fill">Name or number</span>
            </span>
            <Button variant="success" className="min-h-9 rounded-[10px]" icon={Phone}>
              Call
            </Button>
          </span>
        }
        right={
          <>
            <span className="queue-tick hide-mid">
              <Icon glyph={PhoneMissed} size={14} />
              <span>
                Missed <b>Oliver Grant</b> 10:42
              </span>
              <Button variant="text" size="sm">
                Call back
              </Button>
            </span>
            <span className="hide-mid">
              <DockLine />
            </span>
            <QueueTick name="Sales" waiting={3} level="risk" label="Sales: 3 waiting, close to target" />
            <QueueTick name="Support" waiting={5} level="breach" label="Support: 5 waiting, over target" />
            <QueueTick name="Billing" waiting={0} level="ok" label="Billing: nobody waiting" />
          </>
        }
      />
    }
  >
    {children}
  </Frame>
);

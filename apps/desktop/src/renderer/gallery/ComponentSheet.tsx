import { Coffee, Mail, Paperclip, Phone } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Kbd } from '../ui/actions/Kbd.tsx';
import { GhostBubble } from '../ui/conversation/GhostBubble.tsx';
import { MessageBubble } from '../ui/conversation/MessageBubble.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';
import { ConversationRowsSkeleton, PersonSkeleton, SectionSkeleton } from '../ui/feedback/Skeleton.tsx';
import { Checkbox } from '../ui/fields/Checkbox.tsx';
import { RadioList } from '../ui/fields/RadioList.tsx';
import { SegmentedControl } from '../ui/fields/SegmentedControl.tsx';
import { Stepper } from '../ui/fields/Stepper.tsx';
import { Switch } from '../ui/fields/Switch.tsx';
import { TextInput } from '../ui/fields/TextInput.tsx';
import { ConversationRow, type ConversationRowProps } from '../ui/lists/ConversationRow.tsx';
import { Avatar } from '../ui/marks/Avatar.tsx';
import { ChannelIcon } from '../ui/marks/ChannelIcon.tsx';
import type { ChannelKind } from '../ui/marks/channelGlyphs.tsx';
import { Count } from '../ui/marks/Count.tsx';
import { PresenceDot, type PresenceShape } from '../ui/marks/PresenceDot.tsx';
import { SlaBadge } from '../ui/marks/SlaBadge.tsx';
import { Tag } from '../ui/marks/Tag.tsx';
import { Card } from '../ui/page/Page.tsx';
import { lucia, maya } from './people.ts';
import { Cell, Sheet, SheetRow } from './Sheet.tsx';

const nothing = () => undefined;

const Buttons = () => (
  <>
    <SheetRow title="Button">
      <Cell name="Default">
        <Button>Transfer</Button>
      </Cell>
      <Cell name="Hover">
        <Button className="is-hover">Transfer</Button>
      </Cell>
      <Cell name="Focus-visible">
        <Button className="is-focus">Transfer</Button>
      </Cell>
      <Cell name="Disabled">
        <Button disabled>Transfer</Button>
      </Cell>
      <Cell name="Primary">
        <Button variant="primary">Send</Button>
      </Cell>
      <Cell name="Hover">
        <Button variant="primary" className="is-hover">
          Send
        </Button>
      </Cell>
      <Cell name="Focus-visible">
        <Button variant="primary" className="is-focus">
          Send
        </Button>
      </Cell>
      <Cell name="Loading">
        <Button variant="primary" loading>
          Send
        </Button>
      </Cell>
      <Cell name="Accept">
        <Button variant="success" icon={Phone}>
          Accept
        </Button>
      </Cell>
      <Cell name="Danger">
        <Button variant="danger">End call</Button>
      </Cell>
      <Cell name="Quiet">
        <Button variant="ghost">Skip</Button>
      </Cell>
      <Cell name="Small">
        <Button size="sm">Reassign</Button>
      </Cell>
    </SheetRow>
    <SheetRow title="Icon button">
      <Cell name="Default">
        <IconButton icon={Paperclip} label="Attach" />
      </Cell>
      <Cell name="Hover">
        <IconButton icon={Paperclip} label="Attach" className="is-hover" />
      </Cell>
      <Cell name="Focus-visible">
        <IconButton icon={Paperclip} label="Attach" className="is-focus" />
      </Cell>
      <Cell name="Pressed">
        <IconButton icon={Paperclip} label="Attach" pressed />
      </Cell>
      <Cell name="Disabled">
        <IconButton icon={Paperclip} label="Attach" disabled />
      </Cell>
    </SheetRow>
  </>
);

const Fields = () => {
  const box = { icon: Mail, label: 'E-mail', className: 'w-[170px]!', onChange: nothing };
  return (
    <SheetRow title="Field">
      <Cell name="Empty">
        <TextInput {...box} placeholder="you@mail.com" value="" />
      </Cell>
      <Cell name="Filled">
        <TextInput {...box} value="maya@halden.bike" />
      </Cell>
      <Cell name="Focus-visible">
        <TextInput {...box} className="is-focus w-[170px]!" value="maya@hal" />
      </Cell>
      <Cell name="Error">
        <TextInput {...box} invalid value="maya@" />
      </Cell>
      <Cell name="Disabled">
        <TextInput {...box} disabled value="maya@halden.bike" />
      </Cell>
    </SheetRow>
  );
};

const Choices = () => {
  const [on, setOn] = useState(true);
  const [limit, setLimit] = useState(6);
  const [view, setView] = useState('mine');
  const [radio, setRadio] = useState('on');
  return (
    <SheetRow title="Choice">
      <Cell name="Off">
        <Switch label="Off" checked={!on} onChange={(next) => setOn(!next)} />
      </Cell>
      <Cell name="On">
        <Switch label="On" checked={on} onChange={setOn} />
      </Cell>
      <Cell name="Check">
        <Checkbox checked={!on} onChange={nothing}>
          Off
        </Checkbox>
      </Cell>
      <Cell name="Check">
        <Checkbox checked={on} onChange={setOn}>
          On
        </Checkbox>
      </Cell>
      <Cell name="Check">
        <Checkbox checked={false} mixed onChange={nothing}>
          Some
        </Checkbox>
      </Cell>
      <Cell name="Radio">
        <RadioList
          label="Radio"
          row
          value={radio}
          onChange={setRadio}
          options={[
            { value: 'off', text: 'Off' },
            { value: 'on', text: 'On' },
          ]}
        />
      </Cell>
      <Cell name="Stepper">
        <Stepper
          label="Limit"
          value={limit}
          onChange={setLimit}
          min={1}
          max={1000}
          lessLabel="Fewer"
          moreLabel="More"
        />
      </Cell>
      <Cell name="Segmented">
        <SegmentedControl
          label="View"
          inline
          value={view}
          onChange={setView}
          segments={[
            { value: 'mine', text: 'Mine', count: 7 },
            { value: 'waiting', text: 'Waiting', count: 8, alarming: true },
          ]}
        />
      </Cell>
    </SheetRow>
  );
};

const shapes: [PresenceShape, string][] = [
  ['available', 'Available'],
  ['oncall', 'On a call'],
  ['wrapup', 'Wrap-up'],
  ['break', 'Break'],
  ['dnd', 'Do not disturb'],
  ['missed', 'Not responding'],
  ['offline', 'Offline'],
];
const channels: [ChannelKind, string][] = [
  ['phone', 'Phone'],
  ['liveChat', 'Web chat'],
  ['whatsapp', 'WhatsApp'],
  ['telegram', 'Telegram'],
  ['messenger', 'Messenger'],
  ['instagram', 'Instagram'],
  ['email', 'E-mail'],
  ['sms', 'SMS'],
  ['form', 'Form'],
];

const Marks = () => (
  <>
    <SheetRow title="Presence">
      {shapes.map(([shape, name]) => (
        <Cell key={shape} name={name}>
          <span className="flex items-center gap-2">
            <Avatar {...maya} size={36} presence={shape} />
            <PresenceDot shape={shape} label={name} />
          </span>
        </Cell>
      ))}
    </SheetRow>
    <SheetRow title="Channel">
      {channels.map(([kind, name]) => (
        <Cell key={kind} name={name}>
          <ChannelIcon kind={kind} size={32} label={name} />
        </Cell>
      ))}
    </SheetRow>
    <SheetRow title="SLA timer">
      <Cell name="Within target">
        <SlaBadge level="ok" time="0:38" label="Waiting, within target" />
      </Cell>
      <Cell name="Close to target, from 75 %">
        <SlaBadge level="risk" time="2:51" label="Waiting, close to target" />
      </Cell>
      <Cell name="Over target">
        <SlaBadge level="breach" time="4:12" label="Waiting, over target" />
      </Cell>
    </SheetRow>
    <SheetRow title="Tag and count">
      <Cell name="Neutral">
        <Tag>Sales</Tag>
      </Cell>
      <Cell name="Good">
        <Tag tone="ok">Connected</Tag>
      </Cell>
      <Cell name="Caution">
        <Tag tone="warn">Not in CRM</Tag>
      </Cell>
      <Cell name="Bad">
        <Tag tone="bad">Missed</Tag>
      </Cell>
      <Cell name="Info">
        <Tag tone="accent">Open</Tag>
      </Cell>
      <Cell name="Unread">
        <Count value={3} label="3 unread" />
      </Cell>
      <Cell name="Urgent">
        <Count value={1} label="1 urgent" tone="bad" />
      </Cell>
      <Cell name="Key">
        <Kbd chord="Mod+KeyK" platform="other" />
      </Cell>
    </SheetRow>
  </>
);

const row: Omit<ConversationRowProps, 'onSelect'> = {
  id: 'row',
  customer: lucia,
  channel: 'whatsapp',
  channelLabel: 'WhatsApp',
  preview: '¿Sigue disponible la talla M?',
  tags: ['Español'],
  detail: 'Order 48 377',
};
const risk = {
  sla: { level: 'risk', time: '2:51', label: 'Waiting, close to target' },
  unread: { count: 2, label: '2 unread' },
} as const;

const RowBox = ({ name, children }: { name: string; children: ReactNode }) => (
  <Cell name={name}>
    <div role="listbox" aria-label={name} className="w-[290px] rounded-[10px] bg-surface-sunken p-1">
      {children}
    </div>
  </Cell>
);

const Rows = () => (
  <SheetRow title="Conversation row">
    <RowBox name="Default, read">
      <ConversationRow {...row} when="10:21" tabIndex={0} onSelect={nothing} />
    </RowBox>
    <RowBox name="Unread, close to target">
      <ConversationRow {...row} {...risk} onSelect={nothing} />
    </RowBox>
    <RowBox name="Hover">
      <ConversationRow {...row} {...risk} className="is-hover" onSelect={nothing} />
    </RowBox>
    <RowBox name="Selected">
      <ConversationRow
        {...row}
        selected
        sla={{ level: 'ok', time: '0:38', label: 'Waiting, within target' }}
        onSelect={nothing}
      />
    </RowBox>
    <RowBox name="Focus-visible">
      <ConversationRow {...row} when="10:21" className="is-focus" onSelect={nothing} />
    </RowBox>
    <RowBox name="Draft">
      <ConversationRow {...row} previewLead="Draft:" draft preview="Sí, quedan dos." when="10:21" onSelect={nothing} />
    </RowBox>
    <Cell name="Loading">
      <div className="w-[290px] rounded-[10px] bg-surface-sunken p-1">
        <ConversationRowsSkeleton count={1} label="Loading" />
      </div>
    </Cell>
  </SheetRow>
);

const Messages = () => (
  <SheetRow title="Message" wide>
    <Cell name="Customer">
      <MessageBubble side="customer" writer={lucia}>
        ¿Sigue disponible?
      </MessageBubble>
    </Cell>
    <Cell name="Agent">
      <MessageBubble side="agent" writer={maya}>
        Sí, quedan dos.
      </MessageBubble>
    </Cell>
    <Cell name="Sending">
      <MessageBubble side="agent" writer={maya} delivery="pending" deliveryLabel="Sending">
        Sí, quedan dos.
      </MessageBubble>
    </Cell>
    <Cell name="Sent">
      <MessageBubble side="agent" writer={maya} time="10:44" delivery="sent" deliveryLabel="sent">
        Sí, quedan dos.
      </MessageBubble>
    </Cell>
    <Cell name="Delivered">
      <MessageBubble side="agent" writer={maya} time="10:44" delivery="delivered" deliveryLabel="delivered">
        Sí, quedan dos.
      </MessageBubble>
    </Cell>
    <Cell name="Read">
      <MessageBubble side="agent" writer={maya} time="10:44" delivery="read" deliveryLabel="read">
        Sí, quedan dos.
      </MessageBubble>
    </Cell>
    <Cell name="Not sent">
      <MessageBubble
        side="agent"
        writer={maya}
        delivery="failed"
        deliveryLabel="Not sent"
        retry={{ label: 'Try again', onPress: nothing }}
      >
        Sí, quedan dos.
      </MessageBubble>
    </Cell>
    <Cell name="Being typed">
      <GhostBubble writer={lucia} text="Mañana pas" label="Lucía is typing · not sent yet" />
    </Cell>
  </SheetRow>
);

const States = () => (
  <>
    <div className="grid grid-cols-3 gap-4 pt-5">
      <Card title="Waiting customers">
        <EmptyState icon={Coffee} title="Nobody is waiting" text="New conversations appear here by themselves." />
      </Card>
      <Card title="Customer" padded>
        <div className="flex flex-col gap-3">
          <PersonSkeleton label="Loading" />
          <SectionSkeleton label="Loading" />
        </div>
      </Card>
      <Card title="Deal">
        <ErrorState
          title="CRM does not answer"
          text="You can keep chatting. Last data is from 10:31."
          retryLabel="Try again"
        />
      </Card>
    </div>
    <div className="flex flex-col gap-2.5 pt-4">
      <Banner
        tone="danger"
        title="Support is below its service level."
        actions={
          <Button size="sm" variant="danger">
            Open queue
          </Button>
        }
      >
        Longest wait 4:12.
      </Banner>
      <Banner tone="offline" title="Reconnecting.">
        Messages you send now go out when the connection is back.
      </Banner>
      <Banner tone="info" actions={<Button size="sm">Restart now</Button>}>
        Version 1.1 is ready. It installs when you close the window.
      </Banner>
    </div>
  </>
);

/** The sheet of the reference, made of the product's own components. */
export const ComponentSheet = () => (
  <Sheet title="Components and states">
    <Buttons />
    <Fields />
    <Choices />
    <Marks />
    <Rows />
    <Messages />
    <States />
  </Sheet>
);

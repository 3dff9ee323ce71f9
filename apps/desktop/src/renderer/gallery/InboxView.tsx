import {
  BellOff,
  BookOpen,
  Check,
  Copy,
  CornerUpRight,
  Ellipsis,
  ExternalLink,
  FileText,
  Headphones,
  Languages,
  ListFilter,
  LockKeyhole,
  Mail,
  Paperclip,
  Phone,
  PhoneIncoming,
  ShoppingBag,
  Slash,
  Smile,
  SquarePen,
  Star,
} from 'lucide-react';
import { useState } from 'react';

import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Kbd } from '../ui/actions/Kbd.tsx';
import { SplitButton } from '../ui/actions/SplitButton.tsx';
import { Attachment } from '../ui/conversation/Attachment.tsx';
import { ComposerShell, ComposerText, type ComposerMode } from '../ui/conversation/ComposerShell.tsx';
import { ConversationHead } from '../ui/conversation/ConversationHead.tsx';
import { GhostBubble } from '../ui/conversation/GhostBubble.tsx';
import { InternalNote, Mention } from '../ui/conversation/InternalNote.tsx';
import { MessageBubble } from '../ui/conversation/MessageBubble.tsx';
import { SystemLine } from '../ui/conversation/SystemLine.tsx';
import { DayDivider, Transcript } from '../ui/conversation/Transcript.tsx';
import { Splitter } from '../ui/frame/Splitter.tsx';
import { Avatar } from '../ui/marks/Avatar.tsx';
import { ChannelIcon } from '../ui/marks/ChannelIcon.tsx';
import { Icon } from '../ui/marks/Icon.tsx';
import { PresenceDot } from '../ui/marks/PresenceDot.tsx';
import { Tag } from '../ui/marks/Tag.tsx';
import { Highlight } from '../ui/overlays/Highlight.tsx';
import { PickList } from '../ui/overlays/PickList.tsx';
import { Figures, KeyValues, Panel, PanelSection, Timeline } from '../ui/page/Panel.tsx';
import { GalleryFrame } from './GalleryFrame.tsx';
import { InboxList, waitingOk } from './InboxList.tsx';
import { hannah, jonas, maya } from './people.ts';

const nothing = () => undefined;

const canned = [
  { id: 'battery', name: '/warranty-battery', text: 'The pack is covered for 2 years or 600 charges…', tag: 'Sales' },
  { id: 'pickup', name: '/warehouse-pickup', text: 'Collect at Billbrook, Mon to Sat, 9:00 to 18:00…' },
  { id: 'handover', name: '/warm-handover', text: 'I am bringing in a colleague who knows this best…' },
];

const CannedList = () => {
  const [active, setActive] = useState('battery');
  return (
    <PickList
      id="canned"
      className="composer-pop"
      label="Canned responses"
      remark="3 match “war”"
      activeId={active}
      onHover={setActive}
      onPick={nothing}
      empty="No match"
      entries={canned.map((one) => ({
        id: one.id,
        text: <Highlight text={one.name} query="war" />,
        detail: one.text,
        aside: one.tag === undefined ? undefined : <Tag size="sm">{one.tag}</Tag>,
      }))}
      foot={
        <>
          <span>
            <Kbd chord="ArrowUp" />
            <Kbd chord="ArrowDown" /> choose
          </span>
          <span>
            <Kbd chord="Enter" /> insert
          </span>
          <span>
            <Kbd chord="Escape" /> close
          </span>
        </>
      }
    />
  );
};

const Messages = () => (
  <Transcript label="Conversation with Hannah Brooks">
    <DayDivider>Yesterday</DayDivider>
    <MessageBubble side="agent" writer={jonas} author="Jonas" time="17:58" delivery="read" deliveryLabel="read">
      It depends on the frame year. I will check yours and send the fitting sheet in the morning.
    </MessageBubble>
    <DayDivider>Today</DayDivider>
    <SystemLine icon={CornerUpRight}>
      <b>Jonas Weber</b> transferred this to <b>you</b> with a note · 10:31
    </SystemLine>
    <InternalNote title="Note from Jonas Weber" remarks={['only your team sees this', '10:31']}>
      <Mention>@Maya</Mention> it is a 2023 frame, the 625 Wh pack fits. Offer the charger at €79.
    </InternalNote>
    <MessageBubble
      side="agent"
      writer={maya}
      time="10:36"
      delivery="read"
      deliveryLabel="read"
      attachments={
        <Attachment
          kind="document"
          name="Fjord-625Wh-fitting.pdf"
          detail="PDF · 1.2 MB"
          download={{ label: 'Download', onPress: nothing }}
        />
      }
    >
      Good morning Hannah, Maya here. Your frame takes the 625 Wh pack. Here is the fitting sheet.
    </MessageBubble>
    <MessageBubble side="customer" writer={hannah}>
      Perfect, thank you. What does it cost?
    </MessageBubble>
    <MessageBubble side="customer" writer={hannah} continued time="10:43">
      And is it covered if I ride in rain?
    </MessageBubble>
    <GhostBubble
      writer={hannah}
      text="I commute every day so it would get wet quite"
      label="Hannah is typing · not sent yet"
    />
  </Transcript>
);

const Composer = () => {
  const [mode, setMode] = useState<ComposerMode>('reply');
  const [text, setText] = useState('The pack is €689 and rain is fine. /war');
  return (
    <ComposerShell
      mode={mode}
      onMode={setMode}
      labels={{ modes: 'What you write', reply: 'Reply', note: 'Note' }}
      hint={mode === 'reply' ? 'Replying by Web chat' : 'Only your team sees this'}
      pop={mode === 'reply' && <CannedList />}
      tools={
        <>
          <IconButton size="sm" icon={Paperclip} label="Attach a file" />
          <IconButton size="sm" icon={Smile} label="Emoji" />
          <IconButton size="sm" icon={Slash} label="Canned responses" pressed />
          <IconButton size="sm" icon={BookOpen} label="Insert knowledge article" />
          <IconButton size="sm" icon={Languages} label="Translate" />
        </>
      }
      send={
        <SplitButton
          variant="primary"
          chord="Enter"
          onPress={nothing}
          menuLabel="Send options"
          entries={[{ id: 'next', text: 'Send and next', chord: 'Mod+Shift+Enter', onSelect: nothing }]}
        >
          Send
        </SplitButton>
      }
    >
      <ComposerText
        label={mode === 'reply' ? 'Reply' : 'Note'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </ComposerShell>
  );
};

const Customer = () => (
  <Panel label="Customer" id="customer">
    <PanelSection>
      <div className="flex items-center gap-3">
        <Avatar {...hannah} size={44} />
        <div className="fill">
          <div className="panel-name trunc">Hannah Brooks</div>
          <div className="text-12 text-muted">Hamburg · 10:44 there</div>
        </div>
        <IconButton size="sm" icon={ExternalLink} label="Open in CRM" className="self-start" />
      </div>
      <div className="mt-3 flex flex-col gap-1 text-12">
        <div className="flex h-5 items-center gap-2">
          <Icon glyph={Phone} size={14} />
          <span className="num fill">+49 40 5550 1827</span>
          <Button variant="text" size="sm">
            Call
          </Button>
        </div>
        <div className="flex h-5 items-center gap-2">
          <Icon glyph={Mail} size={14} />
          <span className="fill trunc">hannah.brooks@posteo.de</span>
          <IconButton size="xs" icon={Copy} label="Copy e-mail" />
        </div>
      </div>
    </PanelSection>
    <PanelSection title="Deal" aside={<a href="#crm">Open in CRM</a>}>
      <div className="flex items-center justify-between gap-2">
        <span className="font-medium">Fjord 7 e-bike</span>
        <span className="num font-semibold">€5,480</span>
      </div>
      <div className="stages" role="img" aria-label="Stage 3 of 5: Quote sent">
        <i className="on" />
        <i className="on" />
        <i className="on" />
        <i />
        <i />
      </div>
      <div className="mb-2.5 flex items-center justify-between gap-2 text-11">
        <span className="font-medium">Quote sent</span>
        <span className="text-muted">3 of 5</span>
      </div>
      <KeyValues
        rows={[
          {
            name: 'Responsible',
            value: (
              <>
                <Avatar {...jonas} size={20} />
                <span className="trunc">Jonas Weber</span>
                <PresenceDot shape="oncall" label="On a call" />
              </>
            ),
          },
          { name: 'Customer', value: 'Since 2022 · 3 orders' },
        ]}
      />
    </PanelSection>
    <PanelSection title="Channels" remark="merged by chat tracker">
      <div className="flex flex-col gap-2 text-12">
        <div className="flex items-center gap-2">
          <ChannelIcon kind="liveChat" label="Web chat" />
          <span className="trunc fill font-medium">This conversation</span>
          <Tag size="sm" tone="ok">
            Now
          </Tag>
        </div>
        <div className="flex items-center gap-2">
          <ChannelIcon kind="whatsapp" label="WhatsApp" />
          <span className="trunc fill">+49 40 5550 1827</span>
          <span className="text-11 text-muted">12 Nov</span>
        </div>
        <div className="flex items-center gap-2">
          <ChannelIcon kind="email" label="E-mail" />
          <span className="trunc fill">hannah.brooks@posteo.de</span>
          <span className="text-11 text-muted">3 Oct</span>
        </div>
      </div>
    </PanelSection>
    <PanelSection
      title="Response time"
      aside={
        <Tag size="sm" tone="ok">
          On target
        </Tag>
      }
    >
      <Figures
        figures={[
          { name: 'First', value: '0:24' },
          { name: 'Average', value: '1:08' },
          { name: 'Longest', value: '3:55' },
          { name: 'Total', value: '12:40' },
        ]}
      />
    </PanelSection>
    <PanelSection title="History" aside={<a href="#all">See all 14</a>}>
      <Timeline
        entries={[
          { id: '1', icon: ShoppingBag, text: 'Order 46 902 delivered', when: '28 Oct' },
          { id: '2', icon: PhoneIncoming, text: 'Call with Jonas, 6 min', when: '12 Nov' },
          { id: '3', icon: Star, text: 'Rated 5 of 5', when: '12 Nov' },
          { id: '4', icon: FileText, text: 'Quote Q-2231 sent', when: '14 Nov' },
        ]}
      />
    </PanelSection>
  </Panel>
);

/** The inbox of the reference. */
export const InboxView = () => {
  const [width, setWidth] = useState<number>();
  return (
    <GalleryFrame
      current="Inbox"
      listWidth={width}
      dockExtra={
        <>
          <IconButton size="sm" onCanvas icon={BellOff} label="Do not ring me" pressed={false} />
          <IconButton size="sm" onCanvas icon={Headphones} label="Audio devices" />
        </>
      }
    >
      <InboxList
        selected="hannah"
        actions={
          <>
            <IconButton size="sm" icon={ListFilter} label="Filter and sort" />
            <IconButton size="sm" icon={SquarePen} label="New conversation" />
          </>
        }
      />
      <Splitter
        label="Width of the list"
        controls="list"
        column="left"
        value={width ?? 320}
        min={280}
        max={400}
        initial={320}
        onChange={setWidth}
      />
      <section className="convo" aria-label="Conversation">
        <ConversationHead
          customer={hannah}
          channel="liveChat"
          facts={[
            'Web chat',
            'halden.bike/e-bikes',
            <>
              Queue <b>Sales</b>
            </>,
          ]}
          sla={waitingOk}
          actions={
            <>
              <Button icon={CornerUpRight} className="icon-when-tight">
                Transfer
              </Button>
              <Button icon={LockKeyhole} className="hide-narrow icon-when-tight">
                Note
              </Button>
              <Button icon={Check} className="icon-when-tight">
                Close
              </Button>
              <IconButton icon={Ellipsis} label="More actions" />
            </>
          }
        />
        <Messages />
        <Composer />
      </section>
      <Customer />
    </GalleryFrame>
  );
};

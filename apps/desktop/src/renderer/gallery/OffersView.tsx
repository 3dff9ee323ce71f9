import { Bot, Check, CornerUpRight, Ellipsis, GitMerge } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { SplitButton } from '../ui/actions/SplitButton.tsx';
import { ComposerShell, ComposerText, type ComposerMode } from '../ui/conversation/ComposerShell.tsx';
import { ConversationHead } from '../ui/conversation/ConversationHead.tsx';
import { MessageBubble } from '../ui/conversation/MessageBubble.tsx';
import { SystemLine } from '../ui/conversation/SystemLine.tsx';
import { DayDivider, Transcript } from '../ui/conversation/Transcript.tsx';
import { OfferCard } from '../ui/offers/OfferCard.tsx';
import { OfferStack } from '../ui/offers/OfferStack.tsx';
import { RingBoardCard } from '../ui/offers/RingBoardCard.tsx';
import { Avatar } from '../ui/marks/Avatar.tsx';
import { Panel, PanelSection } from '../ui/page/Panel.tsx';
import { GalleryFrame } from './GalleryFrame.tsx';
import { InboxList, waitingRisk } from './InboxList.tsx';
import { elena, lucia, maya, peter, priya } from './people.ts';

const nothing = () => undefined;

const Offers = () => (
  <OfferStack label="Incoming offers">
    <RingBoardCard
      title="Ringing at colleagues"
      remark="Support"
      interceptText="Intercept"
      onIntercept={nothing}
      rings={[
        {
          id: 'ring',
          channel: 'phone',
          channelLabel: 'Phone',
          who: '+44 20 7946 0812',
          agent: priya,
          time: '0:12',
          interceptLabel: 'Intercept +44 20 7946 0812 from Priya Nair',
        },
      ]}
    />
    <OfferCard
      label="Incoming call from Elena Rossi, Sales"
      channel="phone"
      kind="Incoming call"
      facts={['Sales']}
      customer={elena}
      line="Velo Milano S.r.l., dealer"
      line2="+39 02 5550 184"
      details={[
        { name: 'Deal', value: 'Spring restock' },
        { name: 'Negotiation', value: '€23,900' },
      ]}
      why={{ lead: 'Why you:', text: 'longest idle of 4 in Sales, 6 min 20 s. Her responsible, Jonas, is on a call.' }}
      countdown={{ left: 18, total: 30, text: '0:18' }}
      state="ringing"
      accept={{ label: 'Accept', chord: 'F8', onPress: nothing }}
      decline={{ label: 'Decline', onPress: nothing }}
    />
    <OfferCard
      size="small"
      label="New chat from Peter Novák, Sales"
      channel="liveChat"
      kind="New chat"
      facts={['Sales', 'waited 0:22']}
      customer={peter}
      tag={{ text: 'Not in CRM', tone: 'warn' }}
      line="“Can I collect on Saturday?”"
      why={{ lead: 'Why you:', text: 'next in order in Sales, 4 of 6 chats open.' }}
      countdown={{ left: 41, total: 60, text: '0:41' }}
      state="ringing"
      accept={{ label: 'Accept', chord: 'F9', onPress: nothing }}
      decline={{ label: 'Decline', onPress: nothing }}
    />
  </OfferStack>
);

/** Offers over the inbox, as the reference shows them. */
export const OffersView = () => {
  const [mode, setMode] = useState<ComposerMode>('reply');
  const [text, setText] = useState('Sí, quedan dos en azul, talla M. ¿Quiere que le aparte una hasta el miércoles?');
  return (
    <GalleryFrame current="Inbox">
      <InboxList selected="lucia" actions={undefined} />
      <section className="convo" aria-label="Conversation">
        <ConversationHead
          customer={lucia}
          channel="whatsapp"
          facts={[
            'WhatsApp',
            '+34 612 555 019',
            <>
              Queue <b>Español</b>
            </>,
          ]}
          sla={waitingRisk}
          actions={
            <>
              <Button icon={CornerUpRight}>Transfer</Button>
              <Button icon={Check}>Close</Button>
              <IconButton icon={Ellipsis} label="More actions" />
            </>
          }
        />
        <Transcript label="Conversation with Lucía Fernández" lang="es">
          <SystemLine icon={GitMerge}>
            Chat tracker merged <b>2 earlier conversations</b> from Instagram
          </SystemLine>
          <DayDivider>Today</DayDivider>
          <MessageBubble side="customer" writer={lucia}>
            ¡Hola! Compré la Fjord 5 en la tienda de Sevilla y ayer se soltó el guardabarros trasero al bajar un
            bordillo.
          </MessageBubble>
          <MessageBubble side="customer" writer={lucia} continued time="10:21">
            ¿Lo cubre la garantía? El pedido es el 48 377.
          </MessageBubble>
          <SystemLine icon={Bot}>
            <b>Welcome bot</b> recognised order 48 377 and chose the queue <b>Español</b> · 10:21
          </SystemLine>
          <MessageBubble side="agent" writer={maya} time="10:26" delivery="read" deliveryLabel="read">
            Buenos días, Lucía. Sí, está cubierto: son 2 años de garantía. Le envío la pieza nueva sin coste o se la
            montamos en el taller, ¿qué prefiere?
          </MessageBubble>
          <MessageBubble side="customer" writer={lucia} time="10:31">
            En el taller mejor, gracias. ¿El miércoles por la tarde?
          </MessageBubble>
          <MessageBubble side="agent" writer={maya} time="10:33" delivery="read" deliveryLabel="read">
            Miércoles 25 a las 17:30, reservado. Recibirá la confirmación aquí mismo.
          </MessageBubble>
          <MessageBubble side="customer" writer={lucia}>
            ¡Genial! Otra cosa: mi hermana quiere la misma bici.
          </MessageBubble>
          <MessageBubble side="customer" writer={lucia} continued time="10:41">
            ¿Sigue disponible la talla M en azul?
          </MessageBubble>
        </Transcript>
        <ComposerShell
          mode={mode}
          onMode={setMode}
          labels={{ modes: 'What you write', reply: 'Reply', note: 'Note' }}
          hint="Replying by WhatsApp · 21 h left to reply freely"
          send={
            <SplitButton variant="primary" chord="Enter" onPress={nothing} menuLabel="Send options" entries={[]}>
              Send
            </SplitButton>
          }
        >
          <ComposerText label="Reply" value={text} onChange={(event) => setText(event.target.value)} />
        </ComposerShell>
      </section>
      <Panel label="Customer">
        <PanelSection>
          <div className="flex items-center gap-3">
            <Avatar {...lucia} size={44} />
            <div className="fill">
              <div className="panel-name trunc">Lucía Fernández</div>
              <div className="text-12 text-muted">Sevilla · 10:44 there</div>
            </div>
          </div>
        </PanelSection>
        <PanelSection title="Deal" aside={<a href="#crm">Open in CRM</a>} loadingLabel="Loading" />
      </Panel>
      <Offers />
    </GalleryFrame>
  );
};

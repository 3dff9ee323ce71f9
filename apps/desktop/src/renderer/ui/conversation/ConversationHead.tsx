import { ArrowLeft } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';

import { IconButton } from '../actions/IconButton.tsx';
import { classNames } from '../classNames.ts';
import { Avatar } from '../marks/Avatar.tsx';
import type { ChannelKind } from '../marks/channelGlyphs.tsx';
import { SlaBadge, type SlaBadgeProps } from '../marks/SlaBadge.tsx';

export interface ConversationHeadProps {
  customer: { id: string; name: string; picture?: string };
  channel: ChannelKind;
  /** Short facts below the name, divided by dots: channel, page, queue. Of three the second goes when room is short. */
  facts: readonly ReactNode[];
  sla?: SlaBadgeProps;
  /** Buttons on the right, most used first. */
  actions?: ReactNode;
  /** Narrow windows: the name opens the customer panel. */
  onOpenCustomer?: () => void;
  /** Below 900 px: back to the list. */
  back?: { label: string; onPress: () => void };
}

/** The head of the conversation. */
export const ConversationHead = ({
  customer,
  channel,
  facts,
  sla,
  actions,
  onOpenCustomer,
  back,
}: ConversationHeadProps) => {
  const extra = (index: number): boolean => facts.length > 2 && index === 1;
  return (
    <header className="convo-head">
      {back !== undefined && <IconButton icon={ArrowLeft} label={back.label} size="sm" onClick={back.onPress} />}
      <Avatar {...customer} size={36} channel={channel} />
      <div className="fill">
        <h1 className="convo-title trunc">
          {onOpenCustomer === undefined ? (
            customer.name
          ) : (
            <button type="button" className="trunc max-w-full" title={customer.name} onClick={onOpenCustomer}>
              {customer.name}
            </button>
          )}
        </h1>
        <div className="convo-sub">
          {facts.map((fact, index) => (
            // The facts have no ids and never change places.
            <Fragment key={index}>
              {index > 0 && <i className={classNames('dot-sep', extra(index) && 'convo-extra')} />}
              <span className={extra(index) ? 'convo-extra' : undefined}>{fact}</span>
            </Fragment>
          ))}
        </div>
      </div>
      {sla !== undefined && <SlaBadge {...sla} />}
      {actions !== undefined && <div className="convo-acts">{actions}</div>}
    </header>
  );
};

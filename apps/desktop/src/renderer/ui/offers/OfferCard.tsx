import { Phone, Route, TimerReset, TriangleAlert } from 'lucide-react';
import { useId, type ReactNode, type Ref } from 'react';

import { Button } from '../actions/Button.tsx';
import { SplitButton, type SplitButtonProps } from '../actions/SplitButton.tsx';
import { classNames } from '../classNames.ts';
import { Avatar } from '../marks/Avatar.tsx';
import { ChannelIcon } from '../marks/ChannelIcon.tsx';
import type { ChannelKind } from '../marks/channelGlyphs.tsx';
import { Icon } from '../marks/Icon.tsx';
import { Tag } from '../marks/Tag.tsx';
import type { MenuEntry } from '../overlays/Menu.tsx';
import { CountdownRing } from './CountdownRing.tsx';

/** From here on the ring is red and the time bold. Seconds. */
export const lateSeconds = 5;

const isCall = (channel: ChannelKind): boolean => channel === 'phone' || channel === 'webCall';

export interface OfferCardProps {
  /** The card's name for readers: "Incoming chat from Peter Novák, Sales". */
  label: string;
  channel: ChannelKind;
  /** "New chat", "Transfer from Jonas". */
  kind: string;
  /** After it: queue, waiting time. The first gives way where there is little room. */
  facts: readonly string[];
  customer: { id: string; name: string; picture?: string };
  /** Beside the name: "Not in CRM". */
  tag?: { text: string; tone: 'accent' | 'ok' | 'warn' };
  /** First message, subject, or the caller's company; two lines at most. */
  line?: string;
  line2?: string;
  /** Pairs below the name: deal, stage. Hidden on narrow windows. */
  details?: readonly { name: string; value: string }[];
  /** "Why you:" and the sentence after it. */
  why?: { lead: string; text: string };
  /** Whole seconds; `text` is how it is written. */
  countdown: { left: number; total: number; text: string };
  state: 'ringing' | 'connecting' | 'ended';
  /** `ended`: what became of it, "Taken by Priya". */
  ended?: string;
  accept: { label: string; chord?: string; disabledReason?: string | undefined; onPress: () => void };
  /** With reasons it becomes a split button. */
  decline: {
    label: string;
    menuLabel?: string;
    reasons?: MenuEntry[];
    menu?: SplitButtonProps['menu'];
    chord?: string;
    onPress: () => void;
  };
  /** Calls and first offers are large. */
  size?: 'large' | 'small';
  /** A press on the body: look without accepting. */
  onOpen?: () => void;
  /** No sliding in: in its own window, in tests. */
  still?: boolean;
  ref?: Ref<HTMLElement>;
}

/**
 * An offer. An `alertdialog` that never takes the focus; the feature announces it, and its keys. The countdown is
 * a timer that is not live.
 */
export const OfferCard = (props: OfferCardProps) => {
  const {
    label,
    channel,
    kind,
    facts,
    countdown,
    state,
    ended,
    size = 'large',
    still = false,
    ref,
    details = [],
    why,
  } = props;
  const id = useId();
  const late = state === 'ringing' && countdown.left <= lateSeconds;
  return (
    <section
      ref={ref}
      role="alertdialog"
      aria-label={label}
      aria-describedby={why === undefined ? undefined : id}
      tabIndex={-1}
      className={classNames(
        'offer',
        size === 'small' && 'offer-sm',
        late && 'is-late',
        state === 'ended' && 'is-ended',
        still && 'is-plain',
      )}
    >
      <div className="offer-top">
        <ChannelIcon kind={channel} />
        <span className="offer-kind">{kind}</span>
        {facts.length > 0 && <i className="dot-sep" />}
        <span className="offer-facts">
          {facts.map((fact, index) => (
            <span key={fact} className={index === 0 ? 'trunc' : undefined}>
              {index > 0 && ' · '}
              {fact}
            </span>
          ))}
        </span>
        {state === 'ringing' && (
          <span className="offer-left num" role="timer" aria-live="off">
            {late && <Icon glyph={TriangleAlert} size={12} />}
            {countdown.text}
          </span>
        )}
      </div>
      <Body {...props} late={late} />
      {details.length > 0 && state !== 'ended' && (
        <dl className="facts">
          {details.map((detail) => (
            <div key={detail.name}>
              <dt>{detail.name}</dt>
              <dd className="trunc">{detail.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {state === 'ended' ? (
        <p className="offer-end">
          <Icon glyph={TimerReset} size={14} />
          {ended}
        </p>
      ) : (
        <>
          {why !== undefined && (
            <p className="why" id={id}>
              <Icon glyph={Route} size={14} />
              <span>
                <b>{why.lead}</b> {why.text}
              </span>
            </p>
          )}
          <Actions {...props} size={size} />
        </>
      )}
    </section>
  );
};

const Body = ({
  customer,
  tag,
  line,
  line2,
  countdown,
  channel,
  size = 'large',
  late,
  onOpen,
  state,
}: OfferCardProps & { late: boolean }) => {
  const large = size === 'large';
  const name: ReactNode =
    onOpen === undefined ? (
      <span className="offer-who">{customer.name}</span>
    ) : (
      <button type="button" className="offer-who" onClick={onOpen}>
        {customer.name}
      </button>
    );
  return (
    <div className="offer-main">
      <CountdownRing
        left={state === 'ringing' ? countdown.left : 0}
        total={countdown.total}
        size={large ? 64 : 44}
        call={isCall(channel)}
        late={late}
      >
        <Avatar {...customer} size={large ? 44 : 28} />
      </CountdownRing>
      <div className="fill">
        <div className="offer-name">
          {name}
          {tag !== undefined && (
            <>
              {' '}
              <Tag size="sm" tone={tag.tone}>
                {tag.text}
              </Tag>
            </>
          )}
        </div>
        {line !== undefined && (
          <div className="offer-line offer-quote" dir="auto">
            {line}
          </div>
        )}
        {line2 !== undefined && <div className="offer-line-2">{line2}</div>}
      </div>
    </div>
  );
};

const Actions = ({ channel, state, accept, decline, size }: OfferCardProps & { size: 'large' | 'small' }) => {
  const call = isCall(channel);
  const height = size === 'large' ? 'lg' : 'md';
  const connecting = state === 'connecting';
  return (
    <div className="offer-act">
      {decline.reasons === undefined || connecting ? (
        <Button size={height} onClick={decline.onPress} disabled={connecting}>
          {decline.label}
        </Button>
      ) : (
        <SplitButton
          className="offer-split"
          size={height}
          onPress={decline.onPress}
          menuLabel={decline.menuLabel ?? decline.label}
          entries={decline.reasons}
          {...(decline.menu && { menu: decline.menu })}
        >
          {decline.label}
        </SplitButton>
      )}
      <Button
        size={height}
        variant={call ? 'success' : 'primary'}
        icon={call && !connecting ? Phone : undefined}
        chord={connecting ? undefined : accept.chord}
        loading={connecting}
        disabledReason={accept.disabledReason}
        onClick={accept.onPress}
      >
        {accept.label}
      </Button>
    </div>
  );
};

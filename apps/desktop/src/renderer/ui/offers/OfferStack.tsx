import type { ReactNode } from 'react';

export interface OfferStackProps {
  /** "Incoming offers". */
  label: string;
  /** Ring board first, then offers: calls above chats, newest at the bottom, three at most. */
  children: ReactNode;
  /** "+2 more". */
  more?: string;
}

/** Where offers lie: over the customer panel, or over the list on narrow windows; never over the composer. */
export const OfferStack = ({ label, children, more }: OfferStackProps) => (
  <div className="offers" role="region" aria-label={label}>
    {children}
    {more !== undefined && <span className="offers-more">{more}</span>}
  </div>
);

import { CircleCheck, Info, TriangleAlert, WifiOff, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';

export type BannerTone = 'danger' | 'warn' | 'info' | 'ok' | 'offline';

export interface BannerProps {
  /** `offline` is `warn` with the sign of a lost connection. */
  tone: BannerTone;
  icon?: LucideIcon;
  /** Bold, before the text: what is so. */
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Title above the text, for more than one sentence. */
  tall?: boolean;
  /** One line between title bar and stage. */
  slim?: boolean;
  /** Danger is announced at once, the others when there is a pause; `none` where a live region says it already. */
  announce?: 'alert' | 'status' | 'none';
}

const glyphs: Record<BannerTone, LucideIcon> = {
  danger: TriangleAlert,
  warn: TriangleAlert,
  info: Info,
  ok: CircleCheck,
  offline: WifiOff,
};

/** A sentence that stays until it is no longer true. */
export const Banner = ({ tone, icon, title, children, actions, tall = false, slim = false, announce }: BannerProps) => {
  const spoken = announce ?? (tone === 'danger' ? 'alert' : 'status');
  const look = tone === 'offline' ? 'warn' : tone;
  return (
    <div
      className={classNames('banner', look !== 'danger' && `banner-${look}`, tall && 'is-tall', slim && 'banner-slim')}
      role={spoken === 'none' ? undefined : spoken}
    >
      <Icon glyph={icon ?? glyphs[tone]} size={18} />
      <div className={classNames('banner-text', tall && 'text-12')}>
        {title !== undefined && (tall ? <p className="banner-title text-13">{title}</p> : <b>{title} </b>)}
        {children}
        {tall && actions !== undefined && <div className="mt-2 flex flex-wrap items-center gap-4">{actions}</div>}
      </div>
      {!tall && actions !== undefined && <div className="banner-act">{actions}</div>}
    </div>
  );
};

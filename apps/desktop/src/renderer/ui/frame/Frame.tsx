import type { CSSProperties, ReactNode } from 'react';

import { SkipLink } from './SkipLink.tsx';

export interface FrameProps {
  titleBar: ReactNode;
  rail: ReactNode;
  /** A banner between title bar and stage: not connected, not responding. */
  banner?: ReactNode;
  dock?: ReactNode;
  /** "Skip to content". */
  skipLabel: string;
  /** The name of the stage, for readers: the current screen. */
  stageLabel: string;
  /** Widths the person chose, in pixels; the density's own where absent. Offers follow them. */
  columns?: { list?: number | undefined; panel?: number | undefined };
  /** Below 900 px the stage shows one of its two columns. */
  step?: 'list' | 'conversation';
  /** The columns of the current screen. */
  children: ReactNode;
}

const widths = ({ list, panel }: NonNullable<FrameProps['columns']>): CSSProperties => {
  const style: Record<string, string> = {};
  if (list !== undefined) style['--list-w'] = `${list}px`;
  if (panel !== undefined) style['--panel-w'] = `${panel}px`;
  return style;
};

/** The window: title bar, rail, one stage that never changes place, dock. */
export const Frame = ({
  titleBar,
  rail,
  banner,
  dock,
  skipLabel,
  stageLabel,
  columns = {},
  step,
  children,
}: FrameProps) => (
  <div className="app" style={widths(columns)}>
    <SkipLink target="stage">{skipLabel}</SkipLink>
    {titleBar}
    <div className="app-banner">{banner}</div>
    {rail}
    <main className="stage" id="stage" tabIndex={-1} aria-label={stageLabel} data-step={step}>
      {children}
    </main>
    {dock}
  </div>
);

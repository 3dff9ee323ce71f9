import type { ComponentType } from 'preact';

import { Banner } from './Banner.tsx';
import type { Desk } from './desk.ts';

interface PanelProps {
  readonly desk: Desk;
  readonly side: 'left' | 'right';
  /** Covers the whole screen, so that nothing behind it can be reached. */
  readonly full: boolean;
  /** Absent while it is being fetched. */
  readonly View: ComponentType<{ desk: Desk }> | undefined;
}

/** The open chat: a dialog around the welcome or the conversation. */
export const Panel = ({ desk, side, full, View }: PanelProps) => (
  <section
    class={`panel ${side}`}
    role="dialog"
    aria-label={desk.view.face?.title || desk.words.say('chat')}
    aria-modal={full}
    tabIndex={-1}
  >
    {View ? (
      <View desk={desk} />
    ) : (
      <div class="grow">
        <Banner desk={desk} />
      </div>
    )}
    <div class="foot">{desk.words.say('powered')}</div>
  </section>
);

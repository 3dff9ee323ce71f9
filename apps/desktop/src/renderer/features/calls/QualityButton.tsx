import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { Signal, SignalHigh, SignalLow } from 'lucide-react';

import type { Quality } from '../../phone/quality.ts';
import { useText } from '../../text/text.ts';
import { Icon } from '../../ui/marks/Icon.tsx';
import { KeyValues } from '../../ui/page/Panel.tsx';
import { Popover } from '../../ui/overlays/Popover.tsx';
import { usePhoneState } from './phone.ts';

const signs = { good: Signal, fair: SignalHigh, poor: SignalLow } as const;

/** How the line is, in a word; the figures behind it for whoever opens them. Nothing while nothing is measured. */
export function QualityButton({ id }: { readonly id: InteractionId }) {
  const t = useText('calls');
  const quality = usePhoneState()?.quality.get(id);
  if (quality === undefined) return null;
  return (
    <Popover
      side="top"
      title={t('quality.title')}
      foot={t('quality.hint')}
      trigger={
        <button type="button" className="inline-flex items-center gap-1 text-11 opacity-80">
          <Icon glyph={signs[quality.grade]} size={14} />
          {t(`quality.${quality.grade}`)}
        </button>
      }
    >
      <Figures quality={quality} />
    </Popover>
  );
}

function Figures({ quality: { roundTripMs, jitterMs, loss } }: { readonly quality: Quality }) {
  const t = useText('calls');
  const ms = (value: number | undefined): string =>
    value === undefined ? t('quality.unknown') : t('quality.ms', { count: value });
  return (
    <KeyValues
      rows={[
        { name: t('quality.roundTrip'), value: ms(roundTripMs) },
        { name: t('quality.jitter'), value: ms(jitterMs) },
        { name: t('quality.loss'), value: t('quality.percent', { percent: (loss * 100).toFixed(1) }) },
      ]}
    />
  );
}

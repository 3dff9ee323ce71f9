import { Phone } from 'lucide-react';

import { useMissedCount } from '../features/calls/useMissedCount.ts';
import { useText } from '../text/text.ts';
import { RailItem } from '../ui/frame/Rail.tsx';
import { useCommandKey } from './registry.ts';
import { navigate } from './router.ts';

/** The way to the calls, with how many were missed and not returned. */
export function CallsRailItem({ current }: { readonly current: boolean }) {
  const t = useText('calls');
  const count = useMissedCount();
  const chord = useCommandKey('screen.calls');
  return (
    <RailItem
      icon={Phone}
      label={t('page.title')}
      current={current}
      count={{ value: count, label: t('page.missedCount', { count }), alarming: true }}
      {...(chord === undefined ? {} : { chord })}
      onSelect={() => navigate('/calls')}
    />
  );
}

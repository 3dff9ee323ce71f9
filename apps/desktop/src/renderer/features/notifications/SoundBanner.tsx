import { VolumeX } from 'lucide-react';
import { useEffect, useState } from 'react';

import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { watchSoundPermission } from '../../ui/sounds/soundPermission.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import { wakeSounds } from './notifier.ts';

/** After a reload browsers play nothing until the first press: said before a ring is missed, and louder while one is. */
export function SoundBanner() {
  const t = useText('notifications');
  const [held, setHeld] = useState(false);
  const rings = useWorkspace(({ mirror }) =>
    [...(mirror?.offers.values() ?? [])].some(({ state }) => state === 'pending'),
  );
  useEffect(() => {
    const permission = watchSoundPermission();
    const end = permission.onChange(() => {
      setHeld(permission.isHeld());
      if (!permission.isHeld()) wakeSounds();
    });
    return () => {
      end();
      permission.close();
    };
  }, []);
  if (!held) return null;
  return (
    <Banner
      key={rings ? 'rings' : 'quiet'}
      tone={rings ? 'danger' : 'warn'}
      slim
      icon={VolumeX}
      announce={rings ? 'alert' : 'status'}
      title={t(rings ? 'soundHeld.rings' : 'soundHeld.title')}
      // Any press on the page does it; this one is there to be found.
      actions={<Button size="sm">{t('soundHeld.turnOn')}</Button>}
    >
      {t('soundHeld.text')}
    </Banner>
  );
}

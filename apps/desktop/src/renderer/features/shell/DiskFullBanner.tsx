import { HardDrive } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { useText } from '../../text/text.ts';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { useMe, useWorkspace } from '../../workspace/hooks.ts';

/**
 * The server's disk is full: says for as long as that lasts what does not work now and what happens with what is written; an
 * admin reads what to do. Without a connection nobody knows, and that strip says enough.
 */
export function DiskFullBanner() {
  const t = useText('shell');
  const me = useMe();
  // The snapshot that comes when there is room again leaves a gap of a moment: the strip does not go and come.
  const known = useWorkspace(({ link }) => link.phase === 'live' || link.reason === 'resync');
  const full = useWorkspace((state) => state.serverFull);
  const said = useRef(false);
  useEffect(() => {
    if (full && known) said.current = true;
    else if (known && said.current) {
      said.current = false;
      announce(t('diskFull.over'));
    }
  }, [full, known, t]);
  if (!full || !known || me === undefined) return null;
  return (
    <Banner tone="danger" slim icon={HardDrive} title={t('diskFull.title')}>
      {t(me.role === 'admin' ? 'diskFull.admin' : 'diskFull.text')}
    </Banner>
  );
}

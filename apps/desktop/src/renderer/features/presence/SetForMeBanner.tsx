import { formatTime } from '../../text/format.ts';
import { stateWords } from '../../text/presenceWords.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { useMe, useReasons, useWorkspace } from '../../workspace/hooks.ts';
import { setPresence, setReceives } from './setPresence.ts';

/**
 * My state is not what I declared: nobody had touched the desk for as long as the center says, or a colleague who leads has set
 * it. Who or why, since when, and the one button back (desk 2.5).
 */
export function SetForMeBanner() {
  const t = useText('presence');
  const me = useMe();
  const reasons = useReasons();
  const { setBy, because, state, since } = me?.presence ?? {};
  const name = useWorkspace(({ mirror }) => (setBy === undefined ? undefined : mirror?.agents.get(setBy)?.name));
  if (me === undefined || since === undefined || state === 'available') return null;
  if (because !== 'idle' && setBy === undefined) return null;
  const words = { state: stateWords(me, reasons, t), time: formatTime(since), name: name ?? t('colleague') };
  const kind = because ?? 'setBy';
  return (
    <Banner
      tone={because === 'idle' ? 'warn' : 'info'}
      slim
      title={t(`${kind}.title`, words)}
      actions={
        <Button size="sm" onClick={() => setPresence('available')}>
          {t('notResponding.back')}
        </Button>
      }
    >
      {t(`${kind}.text`, words)}
    </Banner>
  );
}

/** A colleague who leads has switched chats or calls off for me: who, what still comes, and the one button back. */
export function ReceivesSetForMeBanner() {
  const t = useText('presence');
  const me = useMe();
  const { receives, receivesSetBy: by } = me ?? {};
  const name = useWorkspace(({ mirror }) => (by === undefined ? undefined : mirror?.agents.get(by)?.name));
  if (receives === undefined || by === undefined) return null;
  return (
    <Banner
      tone="info"
      slim
      title={t(`receivesSetBy.${receives}.title`, { name: name ?? t('colleague') })}
      actions={
        <Button size="sm" onClick={() => setReceives('both')}>
          {t('receivesSetBy.back')}
        </Button>
      }
    >
      {t(`receivesSetBy.${receives}.text`)}
    </Banner>
  );
}

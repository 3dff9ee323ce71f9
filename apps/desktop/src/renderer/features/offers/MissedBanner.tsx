import { sendCommand } from '../../connection/connection.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { useMe } from '../../workspace/hooks.ts';

/** After missed offers [80]: nothing new comes until the agent says that they are there. One button back. */
export function MissedBanner() {
  const t = useText('offers');
  const me = useMe();
  if (me?.presence.state !== 'notResponding') return null;
  return (
    <Banner
      tone="danger"
      slim
      title={t('missed.title')}
      actions={
        <Button size="sm" variant="danger" onClick={() => void sendCommand('presence.set', { state: 'available' })}>
          {t('missed.back')}
        </Button>
      }
    >
      {t('missed.text')}
    </Banner>
  );
}

import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { useMe } from '../../workspace/hooks.ts';
import { setPresence } from './setPresence.ts';

/** [80] Missed offers set the agent to "not responding": a red strip with the one button back. */
export function NotRespondingBanner() {
  const t = useText('presence');
  const me = useMe();
  if (me?.presence.state !== 'notResponding') return null;
  return (
    <Banner
      tone="danger"
      slim
      title={t('notResponding.title')}
      actions={
        <Button size="sm" variant="outline-danger" onClick={() => setPresence('available')}>
          {t('notResponding.back')}
        </Button>
      }
    >
      {t('notResponding.text')}
    </Banner>
  );
}
